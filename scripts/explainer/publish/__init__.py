"""Build the site, look at it, release it. Nothing else runs mkdocs or moves the link to the published release."""
