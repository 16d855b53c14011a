"""An article file becomes numbered paragraphs; what is not the article's own text is kept apart with its reason."""
