"""Quantities of the same thing: equal, rounded, bounded, adding up, or at odds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from crosscheck.compare.ages import compare_ages
from crosscheck.compare.arithmetic import sums
from crosscheck.compare.families import families, family
from crosscheck.compare.scales import digits_of, fits, ratio, same_wording, scaled
from crosscheck.compare.slots import Side, alike, around, best, facets_of, is_later, likeness, order_unknown
from crosscheck.records import Difference, Outcome, Quantity

# What grows or shrinks while it is reported; a later figure of these is an update, not a conflict.
MOVING = families(
    "death injured missing toll arrested displaced evacuated patient case infection vote seat ballot survivor rescued"
    " homeless casualty hectare burned share price offer bid damage shelter sick donation signature household outage"
    " customer without"
)
# These only grow: a later report with fewer takes the first one back or contradicts it.
_GROWING = families("death injured arrested patient case infection vote donation hectare")
_GENERIC = families(
    "person man woman member resident one other thing time case part place number figure total"
)
_PEOPLE = families("person man woman child member resident passenger worker other death injured patient")
# Words by which a report says that its figure is one of a moment, or of a part.
_PROGRESS = re.compile(
    r"\b(?:so far|to date|as of|already|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|by (?:noon|night|"
    r"evening|now)|still|"
    r"waiting|are left|stood at|stands at|level|rose to|risen to|fell to|fallen to|climbed to|dropped to|"
    r"until now)\b",
    re.I,
)
_PART = re.compile(
    r"\b(?:remaining|left|other|others|another|more|further|of the|of its|of them|only|each|first|last)\b",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:year-ago|(?:a|one) (?:year|month|week|quarter) (?:ago|earlier|before)|(?:previous|preceding|prior) (?:year|month"
    r"|week|quarter|season)|last (?:year|month|season|quarter)|the year before|back then)\b",
    re.I,
)
_SURE_SUM = 0.4
_OPEN_HEDGES = ("at least", "more than")


def compare_quantities(left: Side, right: Side) -> list[Difference]:
    """Compare each figure with the one on the other side that counts the same; sums are tried before accusing."""
    mine, theirs = facets_of(left, Quantity), facets_of(right, Quantity)
    found = compare_ages(left, right)
    if not mine or not theirs:
        return best(found)
    context = likeness(left, right)
    settled: set[int] = set()
    for total in sums(left, right)[:1]:
        slot = min(1.0, total.surprise * (0.5 + 0.9 * context) + 0.2 * context)
        found.append(
            Difference(
                "number", "reconciled", round(slot, 4), total.reason, _span(total.left), _span(total.right)
            )
        )
        if total.surprise >= _SURE_SUM:
            settled |= {q.start for q in total.left}
    found += _one_by_one([q for q in mine if q.start not in settled], theirs, context, left, right)
    return best(found)


def _span(figures: Sequence[Quantity]) -> tuple[int, int]:
    return min(q.start for q in figures), max(q.end for q in figures)


def _one_by_one(
    mine: Sequence[Quantity], theirs: Sequence[Quantity], context: float, left: Side, right: Side
) -> list[Difference]:
    """Compare figures in pairs; one that has its equal on the other side answers no other."""
    found: list[Difference] = []
    matched = {(a.start, b.start) for a in mine for b in theirs if _equals(a, b)}
    lefts, rights = {a for a, _ in matched}, {b for _, b in matched}
    for one in mine:
        for other in theirs:
            if (one.start in lefts or other.start in rights) and (one.start, other.start) not in matched:
                continue
            slot = slot_of(one, other, context, left, right)
            if slot > 0:
                outcome, reason, sure = _judge(one, other, left, right)
                spans = (one.start, one.end), (other.start, other.end)
                found.append(Difference("number", outcome, round(min(1.0, slot * sure), 4), reason, *spans))
    return best(found)


def _equals(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and _role(one) == _role(other) and fits(one, other) == "equal"


def _role(quantity: Quantity) -> str:
    """Return the part a figure plays; the whole of "31 of the 94" is as plain a figure as any."""
    return "" if quantity.role == "whole" else quantity.role


def slot_of(one: Quantity, other: Quantity, context: float, left: Side, right: Side) -> float:
    """Return 0..1: how surely two figures tell of one thing.

    What is counted, the dimension, the words around, and how near they are: two counts of one thing are seldom
    more than three times apart. The weights follow a logistic fit on the training stories.
    """
    first, second = scaled(one), scaled(other)
    if first.dimension != second.dimension or _role(one) != _role(other) or one.unit in ("age", "score"):
        return 0.0
    mine, theirs = [family(w) for w in one.counted], [family(w) for w in other.counted]
    shared = set(mine) & set(theirs)
    head = bool(mine and theirs and mine[0] == theirs[0])
    near = ratio(first, second)
    if _is_part(one, left) != _is_part(other, right):
        context *= 0.75
    slot = 0.75 * context + 0.25 * alike(
        around(left, one.start, one.end), around(right, other.start, other.end), 3
    )
    if head:
        slot += 0.1 if mine[0] in _GENERIC else 0.2
    elif shared:
        slot += 0.1
    elif one.unit == "count" and mine and theirs and not (mine[0] in _PEOPLE and theirs[0] in _PEOPLE):
        slot *= 0.35
    if one.unit not in ("count", "second"):
        slot += 0.05
    if bool(_EARLIER.search(left.claim.text)) != bool(_EARLIER.search(right.claim.text)):
        slot *= 0.5  # this quarter's sales and last year's
    if 1 in (first.middle, second.middle):  # "one of them", "one person": seldom a count
        slot *= 0.7
    return min(1.0, slot * (1.0 if near <= 2 else 0.75 if near <= 4 else 0.45 if near <= 10 else 0.2))


def _is_part(quantity: Quantity, side: Side) -> bool:
    """Whether the words right around a figure say that it is a part or a rest."""
    start, end = quantity.start - side.claim.start, quantity.end - side.claim.start
    return bool(_PART.search(side.claim.text, max(0, start - 12), end + 14))


def _judge(one: Quantity, other: Quantity, left: Side, right: Side) -> tuple[Outcome, str, float]:
    """Return the outcome for two figures of one thing, why, and a factor on the slot: coincidence makes it surer."""
    pair = f"“{one.text}” against “{other.text}”"
    how = fits(one, other)
    if how == "equal":
        if same_wording(one, other):
            return "same", f"both say {one.text}", 1.0
        return "reconciled", f"“{one.text}” and “{other.text}” are the same", 1.3
    if how == "bounds":
        if (
            one.hedge in _OPEN_HEDGES
            and other.hedge == "exact"
            and _moves(one, other)
            and is_later(left, right)
        ):
            return "moved", f"{pair}: the later report has a firm figure", 1.0
        doubt = (
            0.5
            if one.hedge != "exact" and other.hedge != "exact" and ratio(scaled(one), scaled(other)) > 1.3
            else 0.9
        )
        return "reconciled", _bounded(one, other), doubt
    if how == "rounded":
        sure = 1.0 + 0.25 * max(0, min(digits_of(one.low), digits_of(other.low)) - 1)
        return "reconciled", f"“{one.text}” and “{other.text}” are one figure, rounded", sure
    if _moves(one, other) or _in_progress(other, right):
        if is_later(left, right) and not _shrinks(one, other):
            return "moved", f"{pair}: the figure moves, and the second report is later", 1.0
        if order_unknown(left, right):
            return "moved", f"{pair}: the figure moves; order unknown", 1.0
    return "differs", f"{pair} of the same thing", 1.0


def _in_progress(quantity: Quantity, side: Side) -> bool:
    start, end = quantity.start - side.claim.start, quantity.end - side.claim.start
    return _PROGRESS.search(side.claim.text, max(0, start - 50), end + 30) is not None


def _bounded(one: Quantity, other: Quantity) -> str:
    """Say which figure leaves room for which."""
    hedged, plain = (one, other) if one.hedge != "exact" else (other, one)
    if hedged.high == inf or hedged.low == -inf:
        return f"“{hedged.text}” leaves room for “{plain.text}”"
    return f"“{hedged.text}” can mean “{plain.text}”"


def _moves(one: Quantity, other: Quantity) -> bool:
    return bool(MOVING & {family(w) for w in (*one.counted, *other.counted)})


def _shrinks(one: Quantity, other: Quantity) -> bool:
    """Whether what only grows is less in the second report."""
    grows = _GROWING & {family(w) for w in (*one.counted, *other.counted)}
    return bool(grows) and one.hedge == "exact" and scaled(other).middle < scaled(one).middle
