"""What a paragraph of an article says: who speaks in it, how strongly, of whom, and when."""
