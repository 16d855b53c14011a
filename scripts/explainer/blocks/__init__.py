"""The blocks that pages may use, one class for each. `all_blocks` finds every class that a module here defines."""
