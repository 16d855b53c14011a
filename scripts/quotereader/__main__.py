"""Runs the command: python -m quotereader."""

import sys

from quotereader.command_line import main

if __name__ == "__main__":
    sys.exit(main())
