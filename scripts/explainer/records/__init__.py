"""Typed records, the data folder they are read from, and what follows from them."""
