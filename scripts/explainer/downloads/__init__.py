"""The downloads: the same text and evidence as the site, as PDF, EPUB, archives and data. `book` is their one model."""
