"""Copies of the whole site for readers without a connection."""
