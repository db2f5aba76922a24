"""At what stage the same thing is: considered, planned, expected, under way, done, dropped."""

from __future__ import annotations

from crosscheck.compare.slots import Side, best, facets_of, is_later, likeness, order_unknown, overlap
from crosscheck.records import Difference, Outcome, Status

# How far a thing has come; "dropped" stands apart.
_STEPS = {"considered": 1, "planned": 2, "expected": 3, "under way": 4, "done": 5}


def compare_stages(left: Side, right: Side) -> list[Difference]:
    """Compare the stages told of the same thing; a later report of a further stage is a move."""
    context = likeness(left, right)
    found = []
    for one in facets_of(left, Status):
        for other in facets_of(right, Status):
            about = overlap(frozenset(one.thing), frozenset(other.thing))
            if about <= 0:
                continue
            outcome, reason = _judge(one, other, left, right)
            slot = round(min(1.0, 0.5 * about + 0.5 * context), 4)
            found.append(Difference("status", outcome, slot, reason, (one.start, one.end), (other.start, other.end)))
    return best(found, 1)


def _judge(one: Status, other: Status, left: Side, right: Side) -> tuple[Outcome, str]:
    if one.stage == other.stage:
        return "same", f"both say that it is {one.stage}"
    pair = f"{one.stage} (“{one.text}”) against {other.stage} (“{other.text}”)"
    if is_later(left, right):
        return "moved", f"{pair} in the later report"
    if order_unknown(left, right):
        return "moved", f"{pair}; order unknown"
    early = max(_STEPS.get(one.stage, 9), _STEPS.get(other.stage, 9)) <= 3
    if early:
        return "reconciled", f"{pair}: the same step before a decision, in more or less detail"
    return "differs", f"{pair} on the same day"
