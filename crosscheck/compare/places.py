"""Places of the same happening: the same, one inside the other, or two different ones of one kind."""

from __future__ import annotations

import re

from crosscheck.compare.families import families
from crosscheck.compare.slots import Side, alike, around, best, facets_of, likeness
from crosscheck.records import Difference, Place

# What the word before a name makes of it: where a thing is, where it goes, or where it comes from.
_PART = {
    **dict.fromkeys(
        "in at near outside inside off around above below beside on between within across".split(), "at"
    ),
    **dict.fromkeys("to for towards toward into reached".split(), "to"),
    **dict.fromkeys("from of out".split(), "from"),
}
_WORD_BEFORE = re.compile(
    r"(\w+)\W+(?:(?:the|a|an|its|his|her|their|northern|southern|eastern|western|central)\W+)*$"
)


def compare_places(left: Side, right: Side) -> list[Difference]:
    """Compare the places that only one of two claims names; a place inside another one fits.

    A country is never set against a town, nor where a thing happened against where it came from.
    """
    mine, theirs = facets_of(left, Place), facets_of(right, Place)
    if not mine or not theirs:
        return []
    context = likeness(left, right)
    shared = {p.name for p in mine} & {p.name for p in theirs}
    found = []
    for one in (p for p in mine if p.name not in shared):
        for other in (p for p in theirs if p.name not in shared):
            spans = (one.start, one.end), (other.start, other.end)
            if _inside(one, other) or _inside(other, one):
                inner, outer = (one, other) if _inside(one, other) else (other, one)
                reason = f"{inner.text} lies in {outer.text}"
                found.append(Difference("place", "reconciled", round(0.6 * context, 4), reason, *spans))
            elif _comparable(one, other):
                slot = _slot(one, other, context, left, right) * (0.6 if shared else 1.0)
                reason = f"“{one.text}” against “{other.text}”"
                found.append(Difference("place", "differs", round(min(1.0, slot), 4), reason, *spans))
    return best(found, 1)


def _inside(one: Place, other: Place) -> bool:
    """Whether the gazetteer has one in the other, or a name says so: "the harbour of Lagos" and "Lagos"."""
    if other.name in one.within:
        return True
    outer = other.name.split()
    return (
        other.name != one.name and len(one.name.split()) > len(outer) and f" {other.name} " in f" {one.name} "
    )


def _comparable(one: Place, other: Place) -> bool:
    """Whether two names can exclude each other: of one kind, without a word in common."""
    if set(one.name.split()) & set(other.name.split()):
        return False
    if one.known and other.known:
        return bool(one.within) == bool(other.within)
    return not any(p.known and not p.within for p in (one, other))


def _slot(one: Place, other: Place, context: float, left: Side, right: Side) -> float:
    """Return how surely two places are of one happening: words around them, the part they play, the same deed."""
    parts = _part(one, left), _part(other, right)
    if parts[0] != parts[1] or not parts[0]:
        context *= 0.5
    near = alike(around(left, one.start, one.end, 60), around(right, other.start, other.end, 60), 3)
    deed = left.claim.predicate not in ("", "be", "have", "say") and families(
        left.claim.predicate
    ) & families(right.claim.predicate)
    return 0.7 * context + 0.3 * near * (parts[0] == parts[1]) + 0.1 * bool(deed)


def _part(place: Place, side: Side) -> str:
    before = _WORD_BEFORE.search(side.claim.text[: max(0, place.start - side.claim.start)])
    return _PART.get(before.group(1).lower(), "") if before else ""
