"""The handbook for e-readers."""
