"""How many times: an ordinal ("his second visit") against a count of earlier times ("once before")."""

from __future__ import annotations

from crosscheck.compare.slots import Side, facets_of, is_later, likeness
from crosscheck.records import Difference, Occasion

_TIMES = {0: "never", 1: "once", 2: "twice"}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"}


def compare_occasions(left: Side, right: Side) -> list[Difference]:
    """Compare the surest two occasions of the same happening; counts of earlier times get this one added."""
    found = []
    context = likeness(left, right)
    for one in facets_of(left, Occasion):
        for other in facets_of(right, Occasion):
            slot = _slot(one, other, context)
            if slot > 0:
                found.append(_judge(one, other, slot, left, right))
    return sorted(found, key=lambda d: (-d.slot, d.left, d.right))[:1]


def _slot(one: Occasion, other: Occasion, context: float) -> float:
    mine, theirs = set(one.counted), set(other.counted)
    if mine and theirs:
        if not mine & theirs:
            return 0.0
        return min(1.0, 0.5 + 0.5 * context)
    return 0.4 * context


def _judge(one: Occasion, other: Occasion, slot: float, left: Side, right: Side) -> Difference:
    first, second = (one.number + one.before), (other.number + other.before)
    spans = (one.start, one.end), (other.start, other.end)
    if one.before != other.before and first == second:
        earlier = one if one.before else other
        if earlier.number:
            reason = f"{_count(earlier.number)} before and this one make {first}: it is the {_ordinal(first)} time"
        else:
            reason = "never before means that this is the first time"
        return Difference("number", "reconciled", round(slot, 4), reason, *spans)
    if first == second:
        return Difference("number", "same", round(slot, 4), f"both count {_ordinal(first)}", *spans)
    if is_later(left, right) and second == first + 1 and one.before == other.before:
        reason = f"“{one.text}”, then “{other.text}”: one more by the later report"
        return Difference("number", "moved", round(slot, 4), reason, *spans)
    reason = f"“{one.text}” makes it the {_ordinal(first)} time, “{other.text}” the {_ordinal(second)}"
    return Difference("number", "differs", round(slot, 4), reason, *spans)


def _count(number: int) -> str:
    return _TIMES.get(number, f"{number} times")


def _ordinal(number: int) -> str:
    if number in _ORDINALS:
        return _ORDINALS[number]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
