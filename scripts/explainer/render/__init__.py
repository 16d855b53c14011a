"""Records become HTML elements. No module here reads or writes a file."""
