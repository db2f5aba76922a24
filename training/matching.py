"""Whether a claim is the one that a label quotes: the benchmark's own measure (see `benchmark/FORMAT.md`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

OVERLAP = 0.6
_WORD = re.compile(r"[\w$%€£.,:']*\w")


def words(text: str) -> Counter[str]:
    """Count the words of a text, lower case, figures with their signs."""
    return Counter(_WORD.findall(text.lower()))


def same_claim(text: str, quotes: Sequence[str]) -> bool:
    """Return whether the text and one of the quotes share 60 % of the words of the shorter."""
    ours = words(text)
    for quote in quotes:
        theirs = words(quote)
        shorter = min(ours.total(), theirs.total())
        if shorter and (ours & theirs).total() / shorter >= OVERLAP:
            return True
    return False
