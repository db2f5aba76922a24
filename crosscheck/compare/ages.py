"""Ages, lengths of time and years: "59 years old" in 2027 is "built in 1968", "23 years in prison" is "since 2007"."""

from __future__ import annotations

import re
from functools import lru_cache

from crosscheck.compare.families import families
from crosscheck.compare.slots import Side, alike, around, facets_of, likeness
from crosscheck.records import Difference, Quantity

_YEAR = re.compile(
    r"(?<![\d.,-])(1[89]\d\d|20[0-4]\d)(?![\d,]|\.\d| (?:people|men|women|tonnes|metres|euros|dollars))"
)
_BORN = re.compile(
    r"\b(?:born|built|opened|founded|dates? (?:from|back)|dating|established|completed|inaugurated|launched|laid|"
    r"hatched|calved|created|erected|began|started|since|from|cast|set up|went up|in service)\b",
    re.I,
)
_SECONDS_A_YEAR = 31_557_600


def compare_ages(left: Side, right: Side) -> list[Difference]:
    """Compare an age with a year of birth or building, an age with an age, and years that passed with a year."""
    return [*_ages(left, right), *_against_year(left, right, False), *_against_year(right, left, True)]


def _ages(left: Side, right: Side) -> list[Difference]:
    """Compare two ages of the same person or thing, which must be named on both sides."""
    found = []
    for one in (q for q in facets_of(left, Quantity) if q.unit == "age"):
        for other in (q for q in facets_of(right, Quantity) if q.unit == "age"):
            shared = families(" ".join(one.counted)) & families(" ".join(other.counted))
            if not shared:
                continue
            spans = (one.start, one.end), (other.start, other.end)
            slot = round(min(1.0, 0.45 + 0.6 * likeness(left, right)), 4)
            apart = abs(one.low - other.low)
            if apart == 0:
                found.append(Difference("number", "same", slot, f"both give the age as {one.text}", *spans))
            elif apart <= _years_between(left, right) + 1:
                reason = f"“{one.text}” and “{other.text}”: a birthday may lie between"
                found.append(Difference("number", "reconciled", round(slot * 0.6, 4), reason, *spans))
            else:
                reason = f"“{one.text}” against “{other.text}” as the age of the same"
                found.append(Difference("number", "differs", slot, reason, *spans))
    return found


def _years_between(left: Side, right: Side) -> int:
    if left.published is None or right.published is None:
        return 1
    return abs(right.published.year - left.published.year)


def _against_year(aged: Side, dated: Side, swapped: bool) -> list[Difference]:
    """Compare an age, or years that have passed, with a year that the other claim says it all began."""
    if aged.published is None or not _has_year(dated.claim.text):
        return []
    found = []
    for age in facets_of(aged, Quantity):
        years = age.low if age.unit == "age" else age.low / _SECONDS_A_YEAR if age.unit == "second" else 0.0
        if years < 2 or age.low != age.high:
            continue
        for start, end, year in _years(dated):
            apart = abs(aged.published.year - year - round(years))
            slot = _slot(age, aged, dated, start, end) * (1.0 if age.unit == "age" else 0.7)
            if apart <= 1 and slot > 0:
                reason = f"“{age.text}” in {aged.published.year} goes back to {year}"
                spans = ((age.start, age.end), (start, end))
                pair = spans[::-1] if swapped else spans
                found.append(Difference("number", "reconciled", round(slot, 4), reason, *pair))
    return found


@lru_cache(maxsize=20_000)
def _has_year(text: str) -> bool:
    return _YEAR.search(text) is not None


def _years(side: Side) -> list[tuple[int, int, int]]:
    """Return the years named with a word of beginning nearby: span in the article, and the year."""
    found = []
    for match in _YEAR.finditer(side.claim.text):
        if _BORN.search(side.claim.text, max(0, match.start() - 40), match.end()):
            start, end = side.claim.start + match.start(), side.claim.start + match.end()
            found.append((start, end, int(match.group())))
    return found


def _slot(age: Quantity, aged: Side, dated: Side, start: int, end: int) -> float:
    """Return how surely the age and the year are of one thing: the aged thing is named near the year."""
    about = families(" ".join(age.counted)) | families(aged.claim.text)
    near = alike(around(dated, start, end, 80), about, 3)
    named = bool(families(" ".join(age.counted)) & families(dated.claim.text))
    return min(1.0, 0.4 * named + 0.8 * near + 0.3 * likeness(aged, dated))
