"""Lets `python -m explainer` run the command line."""

from explainer.cli import main

main()
