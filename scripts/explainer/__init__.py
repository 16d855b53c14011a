"""An explainer: articles in, checked evidence and pages out. docs/about/architecture.md shows the rooms."""

__version__ = "0.1.0"
