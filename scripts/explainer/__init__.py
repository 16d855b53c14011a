"""Breaking Ranks: articles in, checked evidence and pages out. docs/about/architecture.md shows the rooms."""
