"""Words in, full dates out: a day with its month and its year, or nothing. Never a year or a weekday alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
ZONE = r"(?:Z|[+-]\d\d:?\d\d|\(?(?:GMT|UTC|CET|CEST|BST|IST|JST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b\)?)"
CLOCK = (
    r"(?:[T,\s]\s*(?:at\s+|[/|–-]\s*)?(?:\d{1,2}[:.]\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"
    rf"|[-–]?\s*\d{{4}}\s?(?:H|hrs|hours)\b)(?:\s*{ZONE})?)?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})(?!\d)"
FORMS = tuple(
    re.compile(WEEKDAY + form + CLOCK, re.IGNORECASE)
    for form in (
        r"(?<![\d-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d){DAY}\s+(?:of\s+)?{MONTH}\.?,?\s+{YEAR}",
        rf"\b{MONTH}\.?\s+{DAY},?\s+{YEAR}",
        rf"(?<![\d./])(?P<first>\d{{1,2}})(?P<mark>[./])(?P<second>\d{{1,2}})(?P=mark){YEAR}",
    )
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A full date as written: its span, with weekday and time of day; `day` is None when no such day exists."""

    start: int
    end: int
    text: str
    day: date | None


def find_date(text: str, start: int = 0) -> Dated | None:
    """Return the first full date in `text` at or after `start`, or None."""
    hits = [hit for form in FORMS if (hit := form.search(text, start))]
    if not hits:
        return None
    first = min(hits, key=lambda hit: (hit.start(), -hit.end()))
    return Dated(first.start(), first.end(), first.group().strip(), _day(first))


def _day(hit: re.Match[str]) -> date | None:
    try:
        if "first" in hit.groupdict():
            return _numbered(int(hit["year"]), int(hit["first"]), int(hit["second"]), hit["mark"])
        month = hit["month"].lower()
        number = int(month) if month.isdigit() else SHORT_MONTHS.index(month[:3]) + 1
        return date(int(hit["year"]), number, int(hit["day"]))
    except ValueError:
        return None


def _numbered(year: int, first: int, second: int, mark: str) -> date | None:
    """Read 25/12/2027 and 12/25/2027, the same day; 04/12/2027 is two days in two countries, so none.

    With full stops the day comes first wherever such dates are written, unless there is no such month.
    """
    if first > 12 or first == second or (mark == "." and second <= 12):
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None
