"""Turns an article file into numbered paragraphs; what is not the article's own text is set aside with the reason."""
