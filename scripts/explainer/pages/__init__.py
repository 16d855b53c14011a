"""A page as its author wrote it: front matter, blocks and claims, lessons; and the site's settings."""
