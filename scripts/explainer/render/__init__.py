"""Records drawn as HTML elements, SVG, feed and search index. No module here reads or writes the project's files."""
