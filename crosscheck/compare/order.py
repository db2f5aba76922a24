"""Before or after another happening: "before the strike" against "after the strike"."""

from __future__ import annotations

import re

from crosscheck.compare.families import families
from crosscheck.compare.slots import Side, best, likeness
from crosscheck.records import Difference

_ORDER = re.compile(
    r"\b(?:(?P<before>before|ahead of|prior to)|(?P<after>after|following|in the wake of))\s+"
    r"(?P<what>(?:(?:the|a|an|his|her|its|their|this|that)\s+)?[\w-]+(?:\s+[\w-]+)?)",
    re.I,
)


def compare_order(left: Side, right: Side) -> list[Difference]:
    """Compare what comes before a happening on one side and after it on the other."""
    mine, theirs = _orders(left), _orders(right)
    if not mine or not theirs:
        return []
    context = likeness(left, right)
    found = []
    for first, what, text, span in mine:
        for other, same, words, place in theirs:
            if first != other and what & same:
                reason = f"“{text}” on one side, “{words}” on the other"
                found.append(Difference("date", "differs", round(0.7 * context, 4), reason, span, place))
    return best(found, 1)


def _orders(side: Side) -> list[tuple[bool, frozenset[str], str, tuple[int, int]]]:
    """Return for each phrase: whether it says "before", the families of its happening, its words and their span."""
    start = side.claim.start
    return [
        (bool(m["before"]), families(m["what"]), m.group(), (start + m.start(), start + m.end()))
        for m in _ORDER.finditer(side.claim.text)
        if families(m["what"])
    ]
