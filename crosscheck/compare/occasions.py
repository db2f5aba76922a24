"""How many times: an ordinal ("his second visit") against a count of earlier times ("once before")."""

from __future__ import annotations

import re

from crosscheck.compare.families import family
from crosscheck.compare.slots import Side, best, facets_of, is_later, likeness
from crosscheck.records import Difference, Occasion

# An ordinal of these names one of many that all exist: "the third round" and "the seventh round" are two rounds.
_MANY = frozenset(
    family(w)
    for w in "round test prize place day night half quarter set game match phase stage part chapter floor page person"
    " victim suspect series season session reading point party".split()
)
_COUNT = re.compile(r"\b(?:times|once|twice)\b", re.I)
_TIMES = {0: "never", 1: "once", 2: "twice"}
_ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
}


def compare_occasions(left: Side, right: Side) -> list[Difference]:
    """Compare the surest two occasions of the same happening; counts of earlier times get this one added."""
    mine, theirs = facets_of(left, Occasion), facets_of(right, Occasion)
    if not mine or not theirs:
        return []
    context = likeness(left, right)
    return best(
        [_judge(a, b, slot, left, right) for a in mine for b in theirs if (slot := _slot(a, b, context)) > 0],
        1,
    )


def _slot(one: Occasion, other: Occasion, context: float) -> float:
    """Return how surely two occasions count one happening: a shared word of what happened, then the words around."""
    mine, theirs = {family(w) for w in one.counted}, {family(w) for w in other.counted}
    if mine and theirs:
        shared = mine & theirs
        if not shared:
            return 0.0
        heads = {family(one.counted[0]), family(other.counted[0])}
        if not heads & shared or (shared <= _MANY and one.number != other.number):
            return 0.2 * context
        return min(1.0, 0.25 + 0.1 * len(shared) + 1.2 * context)
    return 0.4 * context


def _judge(one: Occasion, other: Occasion, slot: float, left: Side, right: Side) -> Difference:
    first, second = (one.number + one.before), (other.number + other.before)
    spans = (one.start, one.end), (other.start, other.end)
    if one.before != other.before and first == second:
        earlier = one if one.before else other
        if earlier.number:
            reason = (
                f"{_count(earlier.number)} before and this one make {first}: it is the {_ordinal(first)} time"
            )
        else:
            reason = "never before means that this is the first time"
        return Difference("number", "reconciled", round(slot, 4), reason, *spans)
    count, ordinal = (one, other) if _COUNT.search(one.text) else (other, one)
    if one.before == other.before and ordinal.number == count.number + 1 and _earlier(count, ordinal):
        reason = f"“{count.text}” before and this one make it the {_ordinal(ordinal.number)} time"
        return Difference("number", "reconciled", round(0.9 * slot, 4), reason, *spans)
    if first == second:
        return Difference("number", "same", round(slot, 4), f"both count {_ordinal(first)}", *spans)
    if is_later(left, right) and second == first + 1 and one.before == other.before:
        reason = f"“{one.text}”, then “{other.text}”: one more by the later report"
        return Difference("number", "moved", round(slot, 4), reason, *spans)
    reason = f"“{one.text}” makes it the {_ordinal(first)} time, “{other.text}” the {_ordinal(second)}"
    return Difference("number", "differs", round(slot, 4), reason, *spans)


def _earlier(count: Occasion, ordinal: Occasion) -> bool:
    """Whether one is a bare count, which may leave this time out, and the other an ordinal, which does not."""
    return bool(_COUNT.search(count.text)) and not _COUNT.search(ordinal.text)


def _count(number: int) -> str:
    return _TIMES.get(number, f"{number} times")


def _ordinal(number: int) -> str:
    if number in _ORDINALS:
        return _ORDINALS[number]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
