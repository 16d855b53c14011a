"""A built site, parsed; what servers are told about it; and the list of its downloads."""
