"""Who did it, and to whom: two agents of one deed, or the same two with their parts exchanged."""

from __future__ import annotations

from crosscheck.compare.slots import Side, best, facets_of, likeness
from crosscheck.records import Actor, Difference


def compare_actors(left: Side, right: Side) -> list[Difference]:
    """Compare the actors of the same part; look for parts exchanged first."""
    mine = [a for a in facets_of(left, Actor) if a.role in ("agent", "patient")]
    theirs = [a for a in facets_of(right, Actor) if a.role in ("agent", "patient")]
    context = likeness(left, right)
    found = _exchanged(mine, theirs, context)
    if found:
        return best(found, 1)
    shared = {a.name for a in mine} & {a.name for a in theirs}
    same_deed = left.claim.predicate == right.claim.predicate != ""
    for one in mine:
        for other in theirs:
            if one.role != other.role or one.kind != other.kind or {one.name, other.name} & shared:
                continue
            if set(one.name.split()) & set(other.name.split()):
                continue
            weight = 1.0 if same_deed else 0.6
            reason = f"“{one.text}” against “{other.text}”"
            spans = (one.start, one.end), (other.start, other.end)
            found.append(Difference("actor", "differs", round(context * weight, 4), reason, *spans))
    return best(found, 1)


def _exchanged(mine: list[Actor], theirs: list[Actor], context: float) -> list[Difference]:
    """Return the actor who does on one side what is done to the same one on the other, when both sides name two."""
    found = []
    for one in mine:
        for other in theirs:
            if one.name == other.name and one.role != other.role and len(mine) > 1 and len(theirs) > 1:
                reason = f"{one.text} is the {one.role} on one side and the {other.role} on the other"
                spans = (one.start, one.end), (other.start, other.end)
                found.append(Difference("actor", "differs", context, reason, *spans))
    return found
