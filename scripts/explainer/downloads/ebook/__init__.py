"""The handbook for e-readers, as EPUB."""
