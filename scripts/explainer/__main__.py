"""Lets `python -m explainer` run the command line."""

from explainer.cli.commands import main

main()
