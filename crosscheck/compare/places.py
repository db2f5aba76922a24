"""Places of the same happening: the same, one inside the other, or two different ones."""

from __future__ import annotations

from crosscheck.compare.slots import Side, best, facets_of, likeness
from crosscheck.records import Difference, Place


def compare_places(left: Side, right: Side) -> list[Difference]:
    """Compare the places that only one of two claims names; a place inside another one fits."""
    mine, theirs = facets_of(left, Place), facets_of(right, Place)
    context = likeness(left, right)
    shared = {p.name for p in mine} & {p.name for p in theirs}
    found = []
    for one in (p for p in mine if p.name not in shared):
        for other in (p for p in theirs if p.name not in shared):
            spans = (one.start, one.end), (other.start, other.end)
            if one.name in other.within or other.name in one.within:
                inner, outer = (one, other) if other.name in one.within else (other, one)
                reason = f"{inner.text} lies in {outer.text}"
                found.append(Difference("place", "reconciled", context, reason, *spans))
            elif not _same_name(one.name, other.name):
                weight = 0.7 if shared else 1.0
                reason = f"“{one.text}” against “{other.text}”"
                found.append(Difference("place", "differs", round(context * weight, 4), reason, *spans))
    return best(found, 1)


def _same_name(one: str, other: str) -> bool:
    """Whether one name is a part of the other: "the Jalal-Abad region" and "Jalal-Abad"."""
    return bool(set(one.split()) & set(other.split()))
