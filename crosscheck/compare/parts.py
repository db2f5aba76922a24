"""Who does a deed and to whom, where neither has a name: "the minister killed his guard", "he was killed by a guard"."""

from __future__ import annotations

from crosscheck.compare.families import families, family
from crosscheck.compare.slots import Side
from crosscheck.records import Difference

_LIGHT = frozenset("be have do say tell get go come make take give see know want become".split())


def one_deed(left: Side, right: Side) -> bool:
    """Whether both claims tell of one deed, by a verb that says something."""
    one, other = left.claim.predicate, right.claim.predicate
    return bool(one) and one not in _LIGHT and family(one) == family(other)


def compare_parts(left: Side, right: Side, context: float) -> list[Difference]:
    """Compare doer and thing of one deed: the parts exchanged, or one thing with two doers."""
    if not one_deed(left, right):
        return []
    doers, things = _words(left.claim.doer, right.claim.doer), _words(left.claim.thing, right.claim.thing)
    if not all(doers) or not all(things) or doers[0] & doers[1]:
        return []
    spans = (left.claim.start, left.claim.end), (right.claim.start, right.claim.end)
    one, other = (" ".join(side.claim.doer) for side in (left, right))
    if doers[0] & things[1] and things[0] & doers[1]:
        reason = f"{one} does it on one side, on the other it is done by {other}"
        return [Difference("actor", "differs", round(min(1.0, 0.35 + 0.8 * context), 4), reason, *spans)]
    if things[0] & things[1]:
        reason = f"it is done by {one} on one side, by {other} on the other"
        return [Difference("actor", "differs", round(min(1.0, 0.8 * context), 4), reason, *spans)]
    return []


def _words(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    return families(" ".join(one)), families(" ".join(other))
