"""Who did it, and to whom: two agents of one deed, the same two with their parts exchanged, winner and loser."""

from __future__ import annotations

import re

from crosscheck.compare.parts import compare_parts, one_deed
from crosscheck.compare.slots import Side, best, facets_of, likeness
from crosscheck.records import Actor, Difference

_TURNED = re.compile(
    r"\b(?:lost (?:\S+ ){0,4}?to|lose to|went down (?:\S+ ){0,3}?to|beaten by|defeated by|succumbed to)\b",
    re.I,
)
_WON = re.compile(
    r"\b(?:beat|beats|defeated|defeats|edged|overcame|won (?:\S+ ){0,4}?against|victory over|saw off|prevailed over)\b",
    re.I,
)


def compare_actors(left: Side, right: Side) -> list[Difference]:
    """Compare the actors of one deed; look for parts exchanged first. Who only speaks is no actor."""
    context = likeness(left, right)
    parts = compare_parts(left, right, context)
    mine, theirs = _doers(left), _doers(right)
    if parts or not mine or not theirs:
        return parts
    found = _winners(left, right, mine, theirs, context) or _exchanged(left, right, mine, theirs, context)
    return best(found or _others(left, right, mine, theirs, context), 1)


def _doers(side: Side) -> list[Actor]:
    speaker = (side.claim.speaker or "").lower()
    return [
        a
        for a in facets_of(side, Actor)
        if a.role in ("agent", "patient")
        and not (speaker and (a.name in speaker or speaker.endswith(a.name.split()[-1])))
    ]


def _same(one: Actor, other: Actor) -> bool:
    """Whether two names can be one: a word in common, as a surname or an organisation's short name."""
    return bool(set(one.name.split()) & set(other.name.split()))


def _difference(one: Actor, other: Actor, slot: float, reason: str) -> Difference:
    spans = (one.start, one.end), (other.start, other.end)
    return Difference("actor", "differs", round(min(1.0, slot), 4), reason, *spans)


def _exchanged(
    left: Side, right: Side, mine: list[Actor], theirs: list[Actor], context: float
) -> list[Difference]:
    """Return the actor who does on one side what is done to the same one on the other, when both name the same two."""
    found = []
    if not one_deed(left, right):
        return []
    for one in mine:
        for other in theirs:
            if one.name != other.name or one.role == other.role:
                continue
            partner = next((a for a in mine if a.role != one.role), None)
            counterpart = next((a for a in theirs if a.role != other.role), None)
            if partner and counterpart and _same(partner, counterpart):
                does, done = (
                    ("does it", "it is done to") if one.role == "agent" else ("it is done to", "does it")
                )
                reason = f"{one.text} is the one who {does} on one side, and the one {_to(done)} on the other"
                found.append(_difference(one, other, 0.35 + 0.8 * context, reason))
    return found


def _to(part: str) -> str:
    return "to whom it is done" if part == "it is done to" else "who does it"


def _winners(
    left: Side, right: Side, mine: list[Actor], theirs: list[Actor], context: float
) -> list[Difference]:
    """Return the winner of one side who is the loser on the other."""
    first, second = _winner(left, mine), _winner(right, theirs)
    if first is None or second is None or _same(first, second):
        return []
    both = {w for a in facets_of(left, Actor) for w in a.name.split()}
    if not both & set(second.name.split()):
        return []
    return [
        _difference(
            first, second, 0.3 + 0.8 * context, f"{first.text} wins on one side, {second.text} on the other"
        )
    ]


def _winner(side: Side, actors: list[Actor]) -> Actor | None:
    turned = _TURNED.search(side.claim.text) is not None
    if not turned and not _WON.search(side.claim.text):
        return None
    agents = [a for a in facets_of(side, Actor) if a.role == "agent"]
    others = [a for a in facets_of(side, Actor) if a.role != "agent"]
    chosen = others if turned else agents
    return chosen[0] if chosen else None


def _others(
    left: Side, right: Side, mine: list[Actor], theirs: list[Actor], context: float
) -> list[Difference]:
    """Return two actors in the same part of one deed."""
    shared = {a.name for a in mine} & {a.name for a in theirs}
    deed = one_deed(left, right)
    found = []
    for one in mine:
        for other in theirs:
            if (
                one.role != other.role
                or one.kind != other.kind
                or {one.name, other.name} & shared
                or _same(one, other)
            ):
                continue
            reason = f"“{one.text}” against “{other.text}”"
            found.append(_difference(one, other, context * 0.9 + 0.1 if deed else 0.45 * context, reason))
    return found
