"""The whole site for readers without a connection."""
