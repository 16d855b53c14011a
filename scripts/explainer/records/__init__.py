"""Typed records, the data folder that they are read from, and what follows from them."""
