"""At what stage the same thing is: considered, planned, signed, under way, done, dropped; missing, found."""

from __future__ import annotations

from crosscheck.compare.families import families
from crosscheck.compare.ladders import Step, goes_back, steps
from crosscheck.compare.slots import Side, alike, around, best, facets_of, is_later, likeness, order_unknown
from crosscheck.records import Difference, Outcome, Status

# How far a thing has come; "dropped" stands apart.
_STEPS = {"considered": 1, "planned": 2, "expected": 3, "under way": 4, "done": 5}


def compare_stages(left: Side, right: Side) -> list[Difference]:
    """Compare the stages told of the same thing; a later report of a further stage is a move."""
    return best([*_on_ladders(left, right), *_of_things(left, right)], 1)


def _on_ladders(left: Side, right: Side) -> list[Difference]:
    """Compare where both claims see a thing on one ladder, when they share what the thing is."""
    mine, theirs = steps(left.claim.text), steps(right.claim.text)
    if not mine or not theirs or not {s.ladder for s in mine} & {s.ladder for s in theirs}:
        return []
    context = likeness(left, right)
    found = []
    for one in mine:
        for other in (s for s in theirs if s.ladder == one.ladder):
            outcome, reason = _step(one, other, left, right)
            first = (left.claim.start + one.start, left.claim.start + one.end)
            second = (right.claim.start + other.start, right.claim.start + other.end)
            near = alike(around(left, *first, 50), around(right, *second, 50), 3)
            same_word = families(one.text) == families(other.text)
            slot = min(1.0, 0.75 * context + 0.4 * near + 0.05 * same_word) if context else 0.0
            found.append(Difference("status", outcome, round(slot, 4), reason, first, second))
    return found


def _step(one: Step, other: Step, left: Side, right: Side) -> tuple[Outcome, str]:
    """Return the outcome for two steps of one ladder, and why."""
    if one.number == other.number and one.mode == other.mode:
        return "same", f"both say that it is {one.told}"
    pair = f"{one.told} (“{one.text}”) against {other.told} (“{other.text}”)"
    if order_unknown(left, right):
        return "moved", f"{pair}; order unknown"
    if is_later(left, right):
        forward = other.number > one.number or goes_back(one.ladder) or one.mode != "is"
        if forward and (other.mode == "is" or one.mode == other.mode):
            return "moved", f"{pair} in the later report"
        return "differs", f"{pair}, though the second report is the later one"
    if "will" in (one.mode, other.mode):
        return "reconciled", f"{pair}: one looks ahead"
    return "differs", f"{pair} on the same day"


def _of_things(left: Side, right: Side) -> list[Difference]:
    """Compare the stages that verbs tell of the things that they govern."""
    mine, theirs = facets_of(left, Status), facets_of(right, Status)
    if not mine or not theirs:
        return []
    context = likeness(left, right)
    found = []
    for one in mine:
        for other in theirs:
            shared = families(" ".join(one.thing)) & families(" ".join(other.thing))
            if shared and _one_thing(one, other, shared) and (one.stage == other.stage or _firm(one, other)):
                outcome, reason = _stage(one, other, left, right)
                slot = round(min(1.0, 0.75 * context + 0.1 * min(3, len(shared))), 4)
                spans = (one.start, one.end), (other.start, other.end)
                found.append(Difference("status", outcome, slot, reason, *spans))
    return found


def _one_thing(one: Status, other: Status, shared: frozenset[str]) -> bool:
    """Whether the things are one: the head of each is shared, or two of their words are."""
    heads = families(one.thing[0]) | families(other.thing[0])
    return len(shared) >= 2 or bool(heads and heads <= shared)


def _firm(one: Status, other: Status) -> bool:
    """Whether the stages are of things and not only of the verbs: "sold" and "can sell" of two sellers are none."""
    return families(one.text) != families(other.text) or {one.stage, other.stage} <= {
        "planned",
        "expected",
        "done",
        "dropped",
    }


def _stage(one: Status, other: Status, left: Side, right: Side) -> tuple[Outcome, str]:
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
