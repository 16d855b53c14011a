"""A built site, parsed; what servers are told about it; and which downloads were made."""
