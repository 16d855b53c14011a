"""Quiz items and flashcards, drawn from the evidence: what is asked, and what is right."""
