"""Which process of a test run is given which tests."""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling


class WholeFiles(LoadFileScheduling):
    """Gives whole files to processes, for tests of a file share what they prepare.

    Examples of faults share nothing: one by one, they fill the time in which other processes end their last files.
    """

    def _split_scope(self, nodeid: str) -> str:
        scope = super()._split_scope(nodeid)
        return nodeid if scope == "tests/test_bad.py" else scope
