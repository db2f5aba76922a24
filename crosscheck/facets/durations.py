"""Text in, lengths of time out: "48 hours", "a five-day tour", "half an hour", "two weeks ago", "three days later".

Lengths are in days. An age ("34 years old", "59-year-old") and a rate ("a day") are no lengths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosscheck.facets.number_words import Numeral, find_numerals

MONTH_DAYS = 365.25 / 12
_DAYS: dict[str, float] = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "min": 1 / 1440,
    "hour": 1 / 24,
    "hr": 1 / 24,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": MONTH_DAYS,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525,
    "centurie": 36525,
}
_UNIT = (
    r"(?P<unit>seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|years?|decades?"
    r"|centur(?:y|ies))\b"
)
_AFTER = re.compile(
    r"(?:[-\s]|\s(?:(?:more|full|long|whole|straight|consecutive|successive|additional|extra|calendar|working"
    r"|business"
    r"|solid|further|other)\s))"
    rf"(?:of\s)?{_UNIT}(?P<half>\sand\sa\shalf\b)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?P<size>\bhalf(?:\sof)?[\s-](?:an?|the)|\b(?:an?|one)\s(?:full|whole|entire|half)|\b(?:an?|one)\shalf"
    r"|(?P<lead>\b(?:for|in|within|after|about|almost|nearly|than|least|last(?:ed|s|ing)?|took|take[sn]?|taking|spent"
    r"|under|over|around|roughly|some|once|every|just|only)\s)?\ban?)"
    rf"[\s-]{_UNIT}(?P<half>\sand\sa\shalf\b)?(?P<tail>-long\b)?",
    re.IGNORECASE,
)
_HAS_UNIT = re.compile(
    r"(?:second|minute|min|hour|hr|day|night|week|month|year|decade|centur)", re.IGNORECASE
)
_QUARTERS = re.compile(r"(?P<n>an?|three)\s(?:quarters?)\sof\san\shour\b", re.IGNORECASE)
_DIRECTION = re.compile(
    r"\s(?:(?P<ago>ago\b)|(?P<later>later\b|earlier\b|afterwards?\b|before(?:hand)?\b(?!\s+(?:dawn|noon"
    r"|midnight|sun))"
    r"|after\b|previously\b|prior\b|from now\b|hence\b))",
    re.IGNORECASE,
)
_LASTING = re.compile(r"\b(?:for|to)\s$", re.IGNORECASE)
_AGE = re.compile(r"[-\s](?:old|olds|of age)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in days, `low <= high`; `kind` is "duration", "ago", "later" or "habit" ("every year")."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    kind: str


def unit_days(word: str) -> float:
    """Return how many days the unit named by `word`, singular or plural, lasts."""
    return _DAYS[unit_name(word)]


def unit_name(word: str) -> str:
    """Return the singular of a unit of time: "hours" is "hour", "centuries" is "century"."""
    lower = word.lower()
    if lower.startswith("centur"):
        return "century"
    name = lower.removesuffix("s")
    return {"min": "minute", "hr": "hour"}.get(name, name)


def find_durations(text: str) -> list[Length]:
    """Return the lengths of time in `text` in order of place; "two hours and ten minutes" is one."""
    if not _HAS_UNIT.search(text):
        return []
    found = [n for n in (_counted(text, n) for n in find_numerals(text)) if n]
    for hit in _QUARTERS.finditer(text):
        days = (0.75 if hit["n"].lower() == "three" else 0.25) / 24
        found.append(Length(hit.start(), hit.end(), days, days, "hour", "duration"))
    for hit in _ARTICLE.finditer(text):
        one = _single(text, hit)
        if one and not any(f.start < one.end and one.start < f.end for f in found):
            found.append(one)
    return _joined(text, sorted(found, key=lambda f: f.start))


def _counted(text: str, numeral: Numeral) -> Length | None:
    hit = _AFTER.match(text, numeral.end)
    if not hit or numeral.low == 0 or numeral.kind == "fraction":
        return None
    if hit["unit"].lower() == "second" and text[numeral.end] != "-" and numeral.low != 1:
        return None
    size = unit_days(hit["unit"])
    extra = 0.5 if hit["half"] else 0.0
    low, high = (numeral.low + extra) * size, (numeral.high + extra) * size
    return _directed(text, numeral.start, hit.end(), low, high, unit_name(hit["unit"]))


def _single(text: str, hit: re.Match[str]) -> Length | None:
    """Read "half an hour", "for a week", "a year ago"; a bare "a day" is a rate or an unknown day."""
    size = unit_days(hit["unit"])
    half = "half" in hit["size"].lower()
    days = size * (0.5 if half else 1.5 if hit["half"] else 1.0)
    start = hit.end("lead") if hit["lead"] else hit.start()
    one = _directed(text, start, hit.end(), days, days, unit_name(hit["unit"]))
    if one is None or one.kind != "duration" or half or hit["half"] or hit["tail"]:
        return one
    lead = (hit["lead"] or "").strip().lower()
    return one if lead and lead not in ("once", "every") and not hit["unit"].endswith("s") else None


def _directed(text: str, start: int, end: int, low: float, high: float, unit: str) -> Length | None:
    if _AGE.match(text, end):
        return None
    if text[max(0, start - 6) : start].lower() == "every ":
        return Length(start, end, low, high, unit, "habit")
    way = _DIRECTION.match(text, end)
    lasting = way is not None and _LASTING.search(text[max(0, start - 5) : start])
    if not way or (lasting and way.group().strip().lower() in ("after", "before")):
        return Length(start, end, low, high, unit, "duration")
    return Length(start, way.end(), low, high, unit, "ago" if way["ago"] else "later")


def _joined(text: str, lengths: list[Length]) -> list[Length]:
    """Add up neighbours in falling units: "two years and three months", "1 hour 20 minutes"."""
    out: list[Length] = []
    for one in lengths:
        last = out[-1] if out else None
        gap = text[last.end : one.start] if last else ""
        smaller = last is not None and _DAYS.get(one.unit, 36525) < _DAYS.get(last.unit, 36525)
        if last and smaller and last.kind == "duration" and gap in (" ", " and ", ", and "):
            out[-1] = Length(
                last.start, one.end, last.low + one.low, last.high + one.high, one.unit, one.kind
            )
        else:
            out.append(one)
    return out
