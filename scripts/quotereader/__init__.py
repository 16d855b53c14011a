"""Quotations in news text, and who speaks them. `quotations.read_quotations` is the door; README.md says the rest."""
