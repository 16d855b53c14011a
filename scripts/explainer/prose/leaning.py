"""Whether a sentence leans on the one before: moved behind another one, it would say something else."""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"(?:and|but|so|yet|then|he|she|they|it|his|her|their|its|this|that|these|those|both|neither|either|another|others"
    r"|such|afterwards?|later|since then|(?:by|until|before|after|at|around|for|of|from|in|with|like|to)"
    r" (?:him|her|them|it|this|that|these|those|then|the time|return)|instead|meanwhile|elsewhere|again|soon|once there"
    r"|(?:one|two|some|many|most|all|none|half|each|few|several) of (?:them|these|those)"
    r"|the (?:group|others?|same|former|latter|second|third|last|rest|next))\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:he|she|they|it|the group|the same \w{1,20}) (?:also |later |then |had |has |have )?"
    r"(?:said|says|say|told|tells|tell|wrote|writes|write|added|adds|add|called|calls|call|put|puts|described|describes"
    r"|explained|explains|claimed|claims|claim|stated|states|argued|argues|thought|thinks|believed|believes|meant)\b",
    re.IGNORECASE,
)
_MARKS = " \"'“‘*_(["


def leans(text: str) -> bool:
    """Return whether a sentence opens with a word for what was named before, or lets a pronoun speak."""
    return bool(_OPENS.match(text.lstrip(_MARKS)) or _SPEAKS.search(text))
