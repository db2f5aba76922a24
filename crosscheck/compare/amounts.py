"""Quantities of the same thing: equal, rounded, bounded, summed, or at odds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import inf, log10

from crosscheck.compare.slots import Side, best, facets_of, is_later, likeness, order_unknown
from crosscheck.records import Difference, Outcome, Quantity

# What grows or shrinks while it is reported; a later figure of these is an update, not a conflict.
MOVING = frozenset(
    "death dead injury injured missing toll victim body arrest displaced evacuee case patient infection vote seat"
    " ballot survivor rescued homeless casualty hectare acre share price offer bid damage shelter".split()
)


def compare_quantities(left: Side, right: Side) -> list[Difference]:
    """Compare each figure with the one on the other side that counts the same; sums are tried before accusing."""
    mine, theirs = facets_of(left, Quantity), facets_of(right, Quantity)
    if not mine or not theirs:
        return []
    context = likeness(left, right)
    found = []
    for one in mine:
        scored = [(_slot(one, other, context), other) for other in theirs]
        slot, other = max(scored, key=lambda s: (s[0], -abs(_middle(s[1]) - _middle(one)), -s[1].start))
        if slot <= 0:
            continue
        outcome, reason = _judge(one, other, mine, theirs, left, right)
        found.append(
            Difference("number", outcome, round(slot, 4), reason, (one.start, one.end), (other.start, other.end))
        )
    return best(found)


def _slot(one: Quantity, other: Quantity, context: float) -> float:
    """Return 0..1: how surely two figures count one thing; 0 when units or rates differ."""
    if one.unit != other.unit or one.per != other.per:
        return 0.0
    mine, theirs = set(one.counted), set(other.counted)
    if mine and theirs:
        head = one.counted[0] == other.counted[0]
        share = len(mine & theirs) / min(len(mine), len(theirs))
        if not mine & theirs:
            return 0.15 * context if one.unit == "count" else 0.3 * context
        return min(1.0, 0.35 * share + 0.2 * head + 0.45 * context)
    return 0.5 * context if one.unit != "count" else 0.3 * context


def _middle(quantity: Quantity) -> float:
    low = quantity.low if quantity.low not in (-inf, inf) else quantity.high
    high = quantity.high if quantity.high not in (-inf, inf) else quantity.low
    return (low + high) / 2


def _judge(
    one: Quantity,
    other: Quantity,
    mine: Sequence[Quantity],
    theirs: Sequence[Quantity],
    left: Side,
    right: Side,
) -> tuple[Outcome, str]:
    """Return the outcome for two figures of one thing, and why."""
    pair = f"“{one.text}” against “{other.text}”"
    if one.low == other.low and one.high == other.high:
        return "same", f"both say {one.text}"
    if one.low <= other.high and other.low <= one.high:
        return "reconciled", f"“{one.text}” and “{other.text}” allow the same figure"
    if rounds_to(_middle(one), _middle(other)):
        return "reconciled", f"“{one.text}” and “{other.text}” are one figure, rounded"
    total = summed(one, theirs) or summed(other, mine)
    if total:
        return "reconciled", total
    if MOVING & {*one.counted, *other.counted}:
        if is_later(left, right):
            return "moved", f"{pair}: the figure moves, and the second report is later"
        if order_unknown(left, right):
            return "moved", f"{pair}: the figure moves; order unknown"
    return "differs", f"{pair} of the same thing"


def rounds_to(one: float, other: float) -> bool:
    """Whether one figure is the other rounded to its own last non-zero digit (at most three digits kept)."""
    if one == 0 or other == 0 or (one < 0) != (other < 0):
        return False
    return _is_round(one, other) or _is_round(other, one)


def _is_round(rough: float, exact: float) -> bool:
    digits = len(f"{abs(rough):.6g}".replace(".", "").split("e")[0].strip("0"))
    if digits > 3 or (digits > 1 and abs(rough) < 10):
        return False
    grain = 10 ** (int(log10(abs(rough)) // 1) - digits + 1)
    return abs(rough - exact) <= 0.5 * grain and abs(rough - exact) <= 0.06 * abs(exact)


def summed(whole: Quantity, parts: Sequence[Quantity]) -> str:
    """Return a sum of two or three of the parts that gives the whole, in words, or ""."""
    if whole.low != whole.high or whole.low < 3:
        return ""
    usable = [p for p in parts if p.unit == whole.unit and p.low == p.high and 0 < p.low < whole.low]
    for many in (2, 3):
        for chosen in combinations(usable[:6], many):
            if sum(p.low for p in chosen) == whole.low:
                return " and ".join(p.text for p in chosen) + f" make {whole.text}"
    return ""
