"""Figures of two claims -> what adds up between them: parts and whole, shares, and so much each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from crosscheck.compare.families import families, family
from crosscheck.compare.scales import digits_of, scaled
from crosscheck.compare.slots import Side, facets_of
from crosscheck.records import Quantity

_OTHERS = re.compile(
    r"\b(?:(?:[A-ZÀ-Þ][\w’'-]+|the [a-z]+),?\s+and\s+\w+\s+(?:(?:\w+\s+)?others|(?:other|more|further) [a-z]+)"
    r"|(?:an?|his|her|their) [a-z]+ and \w+ (?:other )?[a-z]+s)\b"
)
_PART_OF = re.compile(
    r"\bof (?:whom|which|these|those|them|its|the|his|her|their)\b|\bamong\b|\binclud|\bin all\b|\bout of\b",
    re.I,
)
_LEFT_OUT = re.compile(
    r"\b(?:of|not|except|but|all|without|missing|absent|remain\w*|left|fewer|less)\b", re.I
)
# A sum is often told in a wider word than its parts.
_WIDER = {
    family("people"): families(
        "man woman child boy girl passenger crew worker death injured patient tourist person"
        " soldier officer resident member student pupil civilian"
    ),
    family("vehicle"): families("car lorry bus van motorcycle tram tanker"),
    family("animal"): families("bull cow sheep goat horse dog calf"),
}
_TOLERANCE = 0.03
_FEW = 6  # figures of a claim that are tried; more than that is a table


@dataclass(frozen=True, slots=True)
class Sum:
    """What adds up: the figures used on each side, why in one sentence, and how little it can be chance (0..1)."""

    left: tuple[Quantity, ...]
    right: tuple[Quantity, ...]
    reason: str
    surprise: float


def sums(left: Side, right: Side) -> list[Sum]:
    """Return all that adds up between the figures of two claims, the least likely to be chance first."""
    mine, theirs = facets_of(left, Quantity)[:_FEW], facets_of(right, Quantity)[:_FEW]
    if len(mine) + len(theirs) < 3 and not any(_OTHERS.search(s.claim.text) for s in (left, right)):
        return []
    found = _one_way(left, mine, theirs)
    found += [Sum(s.right, s.left, s.reason, s.surprise) for s in _one_way(right, theirs, mine)]
    return sorted(found, key=lambda s: -s.surprise)


def _one_way(side: Side, mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Sum]:
    """Return what adds up when the parts, the share, the rate or the rest is told on this side."""
    found = [*_parts(side, mine, theirs), *_rest(side, mine, theirs)]
    return found + [*_shares(mine, theirs), *_others(side, mine, theirs), *_each(mine, theirs)]


def _is_plain(quantity: Quantity) -> bool:
    return not quantity.role and _is_amount(quantity)


def _is_amount(quantity: Quantity) -> bool:
    return not quantity.per and quantity.unit not in ("age", "score", "change", "percent", "share")


def _families(quantity: Quantity) -> frozenset[str]:
    """Return what a figure counts, with the wider word that sums of it are told in."""
    counted = frozenset(family(w) for w in quantity.counted)
    return counted | {name for name, kinds in _WIDER.items() if counted & kinds}


def _related(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count one sort of thing: a shared word, a wider word, or one unit of measure."""
    if one.unit != other.unit:
        return False
    mine, theirs = _families(one), _families(other)
    return one.unit != "count" or not mine or not theirs or bool(mine & theirs)


def _parts(side: Side, parts: Sequence[Quantity], wholes: Sequence[Quantity]) -> Iterator[Sum]:
    """Find two or three figures of a side that make one of the other: of one sort, and none inside another."""
    usable = [p for p in parts if _is_plain(p) and p.low > 0 and p.hedge in ("exact", "about")]
    for whole in wholes:
        if not _is_plain(whole) or (whole.low != whole.high and whole.hedge != "about") or whole.low < 3:
            continue
        for many in (2, 3):
            for chosen in combinations(
                [p for p in usable if p.unit == whole.unit and p.low < whole.high], many
            ):
                total = sum(scaled(p).middle for p in chosen)
                if min(p.low for p in chosen) < 0.03 * total and whole.low != whole.high:
                    continue
                if not whole.low <= total <= whole.high or _nested(side, chosen):
                    continue
                related = sum(_related(p, whole) for p in chosen) / many
                measured = whole.unit != "count"
                surprise = (
                    0.12 * digits_of(whole.low) + 0.15 * (whole.low > 20) + 0.2 * measured + 0.3 * related
                )
                words = " and ".join(p.text for p in chosen)
                about = "" if whole.low == whole.high else f"{total:,.0f}, that is "
                yield Sum(
                    chosen,
                    (whole,),
                    f"{words} make {about}{whole.text}",
                    min(1.0, surprise) * (0.3 + 0.7 * related),
                )


def _nested(side: Side, chosen: Sequence[Quantity]) -> bool:
    """Whether one figure is told as a part of the one before: "17 dead, of whom nine …"."""
    first, last = (
        min(q.end for q in chosen) - side.claim.start,
        max(q.start for q in chosen) - side.claim.start,
    )
    return _PART_OF.search(side.claim.text, first, max(first, last)) is not None


def _rest(side: Side, mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[Sum]:
    """Take away: "384 rupees, 74 more than there" is 310 there; "64 had entered, three did not start" leaves 61."""
    exact = [q for q in mine if _is_amount(q) and q.low == q.high]
    for one, other in permutations(exact, 2):
        if other.role == "difference" and one.role == "" and other.unit in (one.unit, "count"):
            base, sure = one.low - other.low, 0.75
            if re.search(r"fewer|less|below|short", side.claim.text):
                base = one.low + abs(other.low)
        elif one.role == other.role == "" and 0 < other.low < one.low and one.unit == other.unit == "count":
            if not _LEFT_OUT.search(side.claim.text):
                continue
            base, sure = one.low - other.low, 0.35 + 0.1 * (one.low > 20)
        else:
            continue
        for rest in theirs:
            if (
                rest.unit == one.unit
                and _is_plain(rest)
                and rest.low == rest.high == base
                and base > 2
                and _related(rest, one)
            ):
                sign = "less" if base < one.low else "and"
                reason = f"{one.text} {sign} {other.text.split()[0]} make {rest.text}"
                yield Sum((one, other), (rest,), reason, sure if rest.counted and one.counted else 0.6 * sure)


def _shares(counts: Sequence[Quantity], shares: Sequence[Quantity]) -> Iterator[Sum]:
    """Find a share that two counts of the other side make, or that takes its own side's count to the other's."""
    exact = [q for q in counts if _is_amount(q) and q.low > 0]
    for share in shares:
        if share.role or scaled(share).dimension != "share" or not 0 < scaled(share).middle < 1:
            continue
        low, high = _margins(share)
        for part, whole in permutations(exact, 2):
            if part.unit == whole.unit and part.low < whole.low and low <= part.low / whole.low <= high:
                sure = _surprise(share, part, whole)
                reason = (
                    f"{part.text} of {whole.text} is {_percent(part.low / whole.low)}, that is “{share.text}”"
                )
                yield Sum((part, whole), (share,), reason, sure)
        for whole in (q for q in shares if _is_amount(q) and q.low > 0):
            for part in exact:
                if (
                    part.unit == whole.unit
                    and 3 < part.low < whole.low
                    and low <= part.low / whole.low <= high
                ):
                    sure = _surprise(share, part, whole)
                    yield Sum((part,), (share, whole), f"“{share.text}” of {whole.text} is {part.text}", sure)


def _margins(share: Quantity) -> tuple[float, float]:
    """Return the share's bounds for a division: rounded a little, and an open end not taken far."""
    value = scaled(share)
    margin = max(_TOLERANCE * value.middle, 0.0051 if share.unit == "percent" else 0.03 * value.middle)
    low, high = value.middle - margin, value.middle + margin
    if share.hedge in ("about", "nearly", "range"):
        return min(low, value.low), max(high, value.high)
    if share.hedge in ("more than", "at least"):
        return low, 1.25 * high
    if share.hedge in ("less than", "at most"):
        return 0.8 * low, high
    return low, high


def _surprise(share: Quantity, part: Quantity, whole: Quantity) -> float:
    """Return how little a division that comes out can be chance: longer figures, and words that they share."""
    words = [_families(q) for q in (share, part, whole)]
    related = bool(words[0] & (words[1] | words[2]))
    same_sort = part.unit != "count" or bool(words[1] & words[2])
    digits = min(4, digits_of(part.low) + digits_of(whole.low))
    surprise = 0.06 * digits + 0.25 * related + 0.2 * same_sort + 0.1 * (whole.low > 20)
    return surprise if related or (same_sort and part.unit == "count") else 0.5 * surprise


def _percent(share: float) -> str:
    return f"{share * 100:.3g} per cent"


def _others(side: Side, mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[Sum]:
    """Add the one who is named: "Mr Ruiz and six others" are seven."""
    for match in _OTHERS.finditer(side.claim.text):
        start, end = side.claim.start + match.start(), side.claim.start + match.end()
        for few in (q for q in mine if start <= q.start < end and q.low == q.high):
            for whole in theirs:
                if whole.unit == "count" and whole.low == whole.high == few.low + 1:
                    yield Sum((few,), (whole,), f"one and {few.text} others make {whole.text}", 0.7)


def _each(rates: Sequence[Quantity], totals: Sequence[Quantity]) -> Iterator[Sum]:
    """Multiply: "3,400 containers" at "12,350 taka a container" are "42 million taka"."""
    for rate, many in permutations(rates, 2):
        if not rate.per or rate.unit in ("age", "score", "change", "percent", "share"):
            continue
        if many.unit != "count" or many.low != many.high or many.low < 2:
            continue
        if rate.per not in ("unit", "each") and family(rate.per) not in {family(w) for w in many.counted}:
            continue
        product = many.low * (rate.low + rate.high) / 2
        for total in totals:
            same_unit = total.unit == rate.unit or (total.unit == "count" and total.low >= 100_000)
            if (
                same_unit
                and not total.per
                and product >= 1000
                and total.low * 0.97 <= product <= total.high * 1.03
            ):
                yield Sum((rate, many), (total,), f"{many.text} at {rate.text} make {total.text}", 0.75)
