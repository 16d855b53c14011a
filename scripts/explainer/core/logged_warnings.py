"""What a library warns of in its log, collected so that it can become problems."""

from __future__ import annotations

import logging


class LoggedWarnings(logging.Handler):
    """Collects the warnings and errors that are logged, as texts in their order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the text of a record."""
        self.messages.append(record.getMessage())
