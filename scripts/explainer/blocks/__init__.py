"""One object a block of a page. Every module here that defines a block enters it: `all_blocks` finds them."""
