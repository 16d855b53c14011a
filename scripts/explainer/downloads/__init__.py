"""The downloads: the text and evidence of the site as PDF, EPUB, archives, data and teaching files, all from `book`."""
