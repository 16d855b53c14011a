"""Builds the site, checks it and releases it. Nothing else runs mkdocs or moves the link to the published release."""
