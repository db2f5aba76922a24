"""A day as written (a date, a weekday, "yesterday", a holiday) and the publication date in, that day out.

What is relative stays unknown (None) without a publication date. `direction` is "past", "future" or "unknown", as
the verb says.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from crosscheck.facets.time_forms import HOLIDAYS, MONTHS, WEEKDAYS

Groups = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day, both inside (None: open or unknown), and the grain."""

    first: date | None
    last: date | None
    grain: str


def number(groups: Groups, name: str) -> int:
    return int("".join(c for c in groups[name] or "" if c.isdigit()))


def month_number(groups: Groups) -> int:
    return MONTHS.index((groups["month"] or "")[:3].lower()) + 1


def iso(g: Groups, _text: str, _published: date | None, _direction: str) -> Days:
    day = date(number(g, "year"), number(g, "month"), number(g, "day"))
    return Days(day, day, "day")


def slashed(g: Groups, _text: str, _published: date | None, _direction: str) -> Days:
    """Read 26/02/2024 and 02/26/2024; when both readings are dates it stays open."""
    one, two, year = number(g, "one"), number(g, "two"), number(g, "year")
    if one <= 12 and two <= 12 and one != two:
        return Days(None, None, "day")
    day, month = (one, two) if two <= 12 else (two, one)
    return Days(date(year, month, day), date(year, month, day), "day")


def day_of_month(g: Groups, _text: str, published: date | None, direction: str) -> Days:
    month, day = month_number(g), number(g, "day")
    until = number(g, "until") if g.get("until") else day
    if g.get("year"):
        year = number(g, "year")
    elif g.get("that") and published:
        year = published.year + {"last": -1, "next": 1}.get((g["that"] or "").lower(), 0)
    elif published is None:
        return Days(None, None, "day")
    else:
        year = _nearest_year(month, day, published, direction)
    return Days(date(year, month, day), date(year, month, max(day, until)), "day")


def _nearest_year(month: int, day: int, published: date, direction: str) -> int:
    """Return the year that puts the day nearest; the verb decides only where nearness hardly does."""
    years = [published.year + step for step in (-1, 0, 1)]
    years = [y for y in years if day <= calendar.monthrange(y, month)[1]] or [published.year]
    gaps = {y: (date(y, month, day) - published).days for y in years}
    right = [y for y in years if (gaps[y] <= 0 if direction == "past" else gaps[y] >= 0)]
    best = min(years, key=lambda y: abs(gaps[y]))
    if direction != "unknown" and best not in right and right and abs(gaps[best]) > 120:
        return min(right, key=lambda y: abs(gaps[y]))
    return best


def weekday(g: Groups, _text: str, published: date | None, direction: str) -> Days:
    if published is None:
        return Days(None, None, "day")
    if g.get("nth"):
        return _numbered_weekday(weekday_number(g), number(g, "nth"), published, direction)
    day = _weekday_near(
        weekday_number(g), " ".join((g.get("which") or "").lower().split()), published, direction
    )
    return Days(day, day, "day")


def _numbered_weekday(wanted: int, nth: int, published: date, direction: str) -> Days:
    """Return the nearest day that is both, as in "Friday the 28th"; the verb decides between before and after."""
    steps = sorted(range(-200, 201), key=lambda s: (s > 0 if direction == "past" else s < 0, abs(s)))
    days = (published + timedelta(days=s) for s in steps)
    day = next((d for d in days if d.weekday() == wanted and d.day == nth), None)
    return Days(day, day, "day")


def weekday_number(g: Groups) -> int:
    return [w[:3] for w in WEEKDAYS].index((g["weekday"] or "")[:3].lower())


def _weekday_near(weekday: int, which: str, published: date, direction: str) -> date:
    back = (published.weekday() - weekday) % 7
    monday = published - timedelta(days=published.weekday())
    if which in ("last", "past", "this past"):
        return published - timedelta(days=back or 7)
    if which == "next":
        return monday + timedelta(days=7 + weekday)
    if which in ("coming", "this coming"):
        return published + timedelta(days=(-back) % 7 or 7)
    if which == "this" and direction != "future":
        return monday + timedelta(days=weekday)
    return (
        published + timedelta(days=(-back) % 7) if direction == "future" else published - timedelta(days=back)
    )


def nearby_day(_g: Groups, text: str, published: date | None, _direction: str) -> Days:
    text = " ".join(text.split())
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
    step = steps.get(text, 2 if text == "the day after tomorrow" else 0)
    day = published + timedelta(days=step) if published else None
    return Days(
        day, day, "part" if any(p in text for p in ("night", "morning", "afternoon", "evening")) else "day"
    )


def other_day(_g: Groups, _text: str, _published: date | None, _direction: str) -> Days:
    return Days(None, None, "day")


def holiday(g: Groups, _text: str, published: date | None, direction: str) -> Days:
    month, day = HOLIDAYS[(g["holiday"] or "").lower().replace("’", "'")]
    if published is None:
        return Days(None, None, "day")
    year = _nearest_year(month, day, published, direction)
    return Days(date(year, month, day), date(year, month, day), "day")
