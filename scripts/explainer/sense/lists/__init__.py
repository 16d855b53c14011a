"""Plain word lists, one idea each; every list says in its first line what it is."""
