"""Finds the quotations in news text and says who speaks them."""

from quotereader.quotations import Quotation, read_quotations

__all__ = ["Quotation", "read_quotations"]
