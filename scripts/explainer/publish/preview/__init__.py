"""The site as it looks while somebody edits it, drawn again after each change, with the problems found in it."""
