"""Claims for the tests of the comparators: facets are given with the words that they stand for, spans are looked up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crosscheck.compare import Side, differences
from crosscheck.records import (
    Actor,
    Claim,
    Difference,
    Facet,
    Occasion,
    Place,
    Polarity,
    Quantity,
    Status,
    Time,
)

MONDAY = date(2031, 5, 5)
TUESDAY = date(2031, 5, 6)
OFFSET = 40  # where the claim starts in its article: spans must not be those of the claim's own text


def side(
    text: str,
    *facets: Facet,
    day: date | None = MONDAY,
    speaker: str | None = None,
    predicate: str = "",
    subject: str = "",
    context: str = "",
) -> Side:
    """Make a claim of a text with the facets, whose spans are those of their words in it."""
    placed = []
    for facet in facets:
        start = OFFSET + text.index(facet.text)
        placed.append(replace(facet, start=start, end=start + len(facet.text)))
    claim = Claim(
        id=text,
        article="a",
        start=OFFSET,
        end=OFFSET + len(text),
        text=text,
        kind="sentence",
        speaker=speaker,
        predicate=predicate,
        subject=tuple(subject.split()),
        context=context,
        facets=tuple(placed),
    )
    return Side(claim, day)


def figure(
    text: str, low: float, counted: str = "", unit: str = "count", high: float | None = None, **more: str
) -> Quantity:
    """Make a quantity; without `high` it is exact."""
    return Quantity(0, 0, text, low, low if high is None else high, unit, tuple(counted.split()), **more)


def times(text: str, number: int, counted: str, before: bool = False) -> Occasion:
    return Occasion(0, 0, text, number, before, tuple(counted.split()))


def when(
    text: str,
    first: date | None,
    last: date | None = None,
    grain: str = "day",
    kind: str = "at",
    **more: object,
) -> Time:
    """Make a time; without `last` it is of one day."""
    return Time(0, 0, text, first, last or first, grain, kind, **more)  # type: ignore[arg-type]


def place(text: str, *within: str, known: bool = True) -> Place:
    return Place(0, 0, text, text.lower(), tuple(within), known)


def actor(text: str, role: str, kind: str = "person") -> Actor:
    return Actor(0, 0, text, text.lower(), kind, role)


def holds(text: str, predicate: str, positive: bool = True) -> Polarity:
    return Polarity(0, 0, text, predicate, positive)


def status(text: str, stage: str, thing: str) -> Status:
    return Status(0, 0, text, stage, tuple(thing.split()))


def found(left: Side, right: Side, aspect: str) -> Difference | None:
    """Return the surest difference of an aspect."""
    return next((d for d in differences(left, right) if d.aspect == aspect), None)


def outcome(left: Side, right: Side, aspect: str) -> str | None:
    """Return the outcome of the surest difference of an aspect, None when nothing was said."""
    difference = found(left, right, aspect)
    return difference.outcome if difference else None


def words(difference: Difference, left: Side, right: Side) -> tuple[str, str]:
    """Return the words that a difference marks on both sides."""
    (a, b), (c, d) = difference.left, difference.right
    return left.claim.text[a - OFFSET : b - OFFSET], right.claim.text[c - OFFSET : d - OFFSET]
