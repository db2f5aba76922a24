"""Text in, the times written in it out, as atoms: a span, the form that matched and its groups. Nothing is resolved.

`times` resolves and joins atoms; `quantities` asks here which digits belong to a time and are no figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from crosscheck.facets.durations import find_durations
from crosscheck.facets.number_words import holds_word
from crosscheck.facets.time_forms import DIGIT_STARTS, FORMS, STARTS, TELLING


@dataclass(frozen=True, slots=True)
class Atom:
    """One written time: `form` is a name of `FORMS`, or "duration", "ago", "later"; `groups` are its parts."""

    start: int
    end: int
    form: str
    groups: dict[str, str | None] = field(default_factory=dict)
    low: float = 0.0
    high: float = 0.0


_WORD = re.compile(r"[^\W_]+")
_FISCAL = re.compile(r"fy\d{4}$")
# What is counted in bare thousands ("2000 people"); before any other word 1900 to 2049 is a year.
_COUNTED = re.compile(
    r"\s+(?:(?:new|local|extra|more|other|armed|young|foreign|additional|square|cubic|riot)\s+)?(?:people"
    r"|persons?|men"
    r"|women|children|soldiers|troops|police|officers|workers|employees|staff|jobs|homes|houses|migrants|refugees"
    r"|residents|students|pupils|passengers|patients|voters|votes|families|households|deaths|fans|protesters"
    r"|demonstrators|dollars|euros|pounds|yen|rupees|miles?|kms?|kilomet(?:er|re)s?|met(?:er|re)s?|feet|tonn?e?s?|kg"
    r"|barrels|hectares|acres|copies|times|years?|days|hours|words|seats|beds|fighters|prisoners|members|volunteers"
    r"|firefighters|(?:mega|kilo)?watts|[mkg]w|rounds|rpm)\b|\s?(?:%|per\s?cent|percent|km|kg|ft|m\b|mm|cm)",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"(?:\b(?:about|around|roughly|some|nearly|almost|over|than|least|approximately|estimated|under|another)"
    r"|[$£€¥])\s*$",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|from|by|until|till|before|after|around|circa|c\.|year|between|and|to|the|of|’s|'s)|\()\s*$",
    re.IGNORECASE,
)
# "the border of 1899" is a year, "a crowd of 1800" is none.
_OLD_YEAR_LEAD = re.compile(
    r"(?:\b(?:in|since|by|until|before|after|around|circa|c\.|year)|\("
    r"|\b(?!(?:total|crowd|average|sum|number|fleet|army|staff|population|price|salary|fee|fine)\b)\w+\sof)\s*$",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|since|during)\s$", re.IGNORECASE)
_DAY_NAMES = re.compile(
    r"\b(?:Good|Black|Ash|Super|Bloody|Palm|Easter|Cyber|Shrove|Maundy|Sheffield|Whit|Fat)\s+$"
)
_PAPERS = re.compile(
    r"\s+(?:Times|Mail|Telegraph|Post|Express|Mirror|Tribune|World|Night\s+(?:Live|Football))\b"
)
_ANY_DAY = re.compile(r"\b(?:an?|any|most|some|each|alternate|other)\s$", re.IGNORECASE)
_NTH_BEFORE = re.compile(r"\b(?:first|second|third|fourth|last)\s$", re.IGNORECASE)
_OF_MONTH = re.compile(
    r"\s+(?:of|in)\s+(?:the\s+(?:month|year)|each|every|next|(?:Jan|Febr)uary|March"
    r"|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber)\b"
)
_OF_WEEK = re.compile(r"\s+of\s+(?:the\s+week|that\s+week)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\s[a-z]+s\b")
_NO_CLOCK = re.compile(r"\s*(?:-?\s?(?:minute|second|hour|year|mile|metre|meter)|marathon)", re.IGNORECASE)


@lru_cache(maxsize=256)  # times and quantities ask for the same sentence one after the other
def scan_times(text: str) -> tuple[Atom, ...]:
    """Return the times written in `text`, in order of place, none overlapping another."""
    if not holds_word(text, TELLING):
        return ()
    found: list[Atom] = []
    place = 0
    for word in _WORD.finditer(text):
        if word.start() < place:
            continue
        atom = _atom_at(text, word.start(), word.group().lower())
        if atom:
            found.append(atom)
            place = atom.end
    taken = [(a.start, a.end) for a in found]
    for long in find_durations(text):
        if not any(long.start < end and start < long.end for start, end in taken):
            found.append(Atom(long.start, long.end, long.kind, {"unit": long.unit}, long.low, long.high))
    return tuple(sorted(found, key=lambda a: a.start))


def _atom_at(text: str, start: int, word: str) -> Atom | None:
    forms = DIGIT_STARTS if word[0].isdigit() else STARTS.get(word, ())
    if _FISCAL.match(word):
        forms = ("fiscal",)
    for name in forms:
        hit = FORMS[name].match(text, start)
        if hit and hit.end() > start and _holds(name, hit, text):
            return Atom(start, hit.end(), name, hit.groupdict())
    return None


def _holds(name: str, hit: re.Match[str], text: str) -> bool:
    """Whether a match is a time in its surroundings, and no count, name or habit."""
    if name == "year":
        return _is_year(hit, text)
    if name in ("month_day", "days_of_month") and not hit["year"]:
        return not _COUNTED.match(text, hit.end())
    if name == "weekday":
        return _is_one_day(hit, text)
    if name == "period":
        return not _OF_MONTH.match(text, hit.end())
    if name == "clock" and hit["hour24"] and not hit["half"]:
        return not _NO_CLOCK.match(text, hit.end())
    if name == "clock" and hit["nmin"] and hit["nway"] in ("after", "before"):
        return False
    if name == "years":
        return _spans_years(hit)
    return True


def _is_one_day(hit: re.Match[str], text: str) -> bool:
    """Whether a weekday is a day: no name, no "a Friday", no "first Monday of June"."""
    before = text[max(0, hit.start() - 12) : hit.start()]
    if _DAY_NAMES.search(before) or _PAPERS.match(text, hit.end()) or _ANY_DAY.search(before):
        return False
    if _OF_WEEK.match(text, hit.end()):
        return False
    nth = _NTH_BEFORE.search(before) or (hit["which"] or "").lower() == "last"
    return not (nth and _OF_MONTH.match(text, hit.end()))


def _is_year(hit: re.Match[str], text: str) -> bool:
    year, at = int(hit["year"]), hit.start("year")
    before = text[max(0, at - 20) : at]
    if _COUNTED.match(text, hit.end()):
        return year % 100 != 0 and 1900 <= year < 2050 and _IN.search(before) is not None
    if year < 1500 and _PLURAL.match(text, hit.end()):
        return False
    if hit["edge"] or (_YEAR_LEAD if year >= 1900 else _OLD_YEAR_LEAD).search(before):
        return True
    return 1900 <= year < 2050 and not _SIZED.search(before)


def _spans_years(hit: re.Match[str]) -> bool:
    """Whether "2019-20" or "2015–2019" runs forward and not far; else it is a number or a score."""
    first, until = int(hit["year"]), hit["until"]
    last = int(until) if len(until) == 4 else first // 100 * 100 + int(until)
    return first < last <= first + 60
