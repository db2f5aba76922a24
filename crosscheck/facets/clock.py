"""A clock time or a part of a day as written in, minutes of the day out (0 to 1439, local time as told)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosscheck.facets.days import Groups
from crosscheck.facets.number_words import value_of

LAST = 1439
# When a part of the day can be, generously: seasons and latitudes differ.
_PARTS: tuple[tuple[str, tuple[int, int]], ...] = (
    ("predawn", (0, 400)),
    ("pre-dawn", (0, 400)),
    ("early morning hours", (0, 420)),
    ("small hours", (0, 360)),
    ("wee hours", (0, 360)),
    ("early hours", (0, 360)),
    ("wee morning hours", (0, 360)),
    ("small morning hours", (0, 360)),
    ("early morning", (180, 540)),
    ("late morning", (570, 720)),
    ("mid morning", (540, 690)),
    ("early afternoon", (720, 900)),
    ("mid afternoon", (810, 990)),
    ("late afternoon", (900, 1110)),
    ("early evening", (990, 1200)),
    ("mid evening", (1110, 1290)),
    ("late evening", (1200, LAST)),
    ("late night", (1260, LAST)),
    ("morning", (180, 720)),
    ("afternoon", (720, 1110)),
    ("evening", (990, LAST)),
    ("overnight", (0, 480)),
    ("night", (1080, LAST)),
    ("first light", (240, 450)),
    ("daybreak", (240, 480)),
    ("dawn", (240, 450)),
    ("sunrise", (240, 510)),
    ("breakfast", (360, 570)),
    ("lunch", (690, 870)),
    ("sunset", (960, 1320)),
    ("dusk", (960, 1350)),
    ("nightfall", (990, 1350)),
)
_OF_DAY = ("morning", "afternoon", "evening", "night")
_NAMED = {"noon": 720, "midday": 720, "midnight": 0}
_MINUTE_WORDS = {"half": 30, "quarter": 15}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: the minute when one is told, and the earliest and last minute that it can mean."""

    minute: int | None
    window: tuple[int, int] | None


def read_clock(groups: Groups, part: str = "") -> Clock:
    """Read a match of the form "clock" or "clock_span"; without morning or afternoon "half past four" is unknown.

    `part` is a part of the day told elsewhere ("at eleven on Tuesday evening").
    """
    if groups.get("from"):
        return _span(groups)
    minute = _minute(groups, next((p for p in _OF_DAY if p in part.lower()), ""))
    if minute is None:
        return Clock(None, None)
    return _around(" ".join((groups.get("near") or "").lower().split()), minute, bool(groups.get("named")))


def read_part(text: str, near: str = "") -> Clock:
    """Read a part of the day ("before dawn", "Tuesday night") as a window of minutes."""
    plain = " ".join(re.sub(r"(?<!pre)-", " ", text.lower()).split())
    window = next((w for name, w in _PARTS if name in plain), None)
    if window is None:
        return Clock(None, None)
    first, last = window
    close = any(w in near for w in ("shortly", "just", "soon", "immediately", "little"))
    if "before" in near or near in ("by", "until", "till"):
        return Clock(None, (max(0, first - 60) if close else 0, last))
    if "after" in near or "past" in near or near == "since":
        return Clock(None, (first, min(LAST, last + 60) if close else LAST))
    return Clock(None, window)


def read_edge(edge: str) -> Clock:
    """Read "early on" or "late on" a day."""
    return Clock(
        None, (0, 600) if edge.lower() == "early" else (1020, LAST) if edge.lower() == "late" else None
    )


def _span(groups: Groups) -> Clock:
    half = (groups.get("half") or "").lower()
    until = _hour(groups["hour"] or "", half) + int(groups.get("minute") or 0)
    hour, _, minutes = (groups["from"] or "").replace(".", ":").partition(":")
    since = _hour(hour, half) + int(minutes or 0)
    if since > until:  # "11 to 1 p.m." starts in the other half of the day
        since = (since + 720) % 1440
    return Clock(None, (since, until) if since <= until else None)


def _hour(word: str, half: str) -> int:
    """Return the minute at which an hour of the twelve-hour clock starts."""
    hour = int(value_of(word) or 0)
    return 60 * (hour % 12 + (12 if half.startswith("p") else 0)) if half else 60 * hour


def _minute(groups: Groups, part: str) -> int | None:
    of_day = (groups.get("ofday") or part).lower()
    if groups.get("named"):
        return _NAMED[(groups["named"] or "").lower()]
    if groups.get("military"):
        digits = groups["military"] or ""
        return int(digits[:2]) * 60 + int(digits[2:])
    for hour, minute, half in (("hour24", "minute", "half"), ("dotted", "dotmin", "dothalf")):
        if groups.get(hour):
            return _digital(
                int(groups[hour] or 0), int(groups[minute] or 0), (groups.get(half) or "").lower(), of_day
            )
    if groups.get("past"):
        return _spoken(groups, of_day)
    word = groups.get("hour") or groups.get("spoken") or ""
    half = (groups.get("shorthalf") or "").lower() or _half_of(of_day, int(value_of(word) or 0))
    return _hour(word, half) if half else None


def _digital(hour: int, minute: int, half: str, of_day: str) -> int:
    if half and hour <= 12:
        return _hour(str(hour), half) + minute
    if of_day and hour <= 12:
        return _hour(str(hour), _half_of(of_day, hour)) + minute
    return hour * 60 + minute


def _spoken(groups: Groups, of_day: str) -> int | None:
    """Read "half past four", "a quarter to six", "ten minutes before nine"."""
    word = (groups["past"] or "").lower()
    hour = 12 if word in _NAMED else int(value_of(word) or 0)
    half = {"noon": "p", "midnight": "a"}.get(word) or _half_of(of_day, hour)
    told = next((groups[n] for n in ("wordmin", "tomin", "nmin") if groups.get(n)), "") or ""
    size = _MINUTE_WORDS.get(told.lower().split()[-1]) or value_of(told)
    if not half or size is None or not 0 < size < 60:
        return None
    back = groups.get("tomin") or (groups.get("nway") or "").lower() in ("to", "before")
    return (_hour(str(hour), half) + (-int(size) if back else int(size))) % 1440


def _half_of(of_day: str, hour: int) -> str:
    if not of_day:
        return ""
    if of_day == "night":
        return "p" if 6 <= hour < 12 else "a"
    return "a" if of_day == "morning" else "p"


def _around(near: str, minute: int, named: bool) -> Clock:
    """Put the hedge before a clock time into its window; only an exact or close one keeps the minute."""
    close = any(w in near for w in ("shortly", "just", "soon", "immediately", "little"))
    if "before" in near or near in ("by", "until", "till", "nearly", "almost"):
        end = 1440 if named and minute == 0 else minute
        close = close or near in ("nearly", "almost")
        return Clock(minute if close else None, (max(0, end - 30) if close else 0, min(LAST, end)))
    if "after" in near or "past" in near or near == "since":
        return Clock(minute if close else None, (minute, min(LAST, minute + 30) if close else LAST))
    if near:
        return Clock(minute, (max(0, minute - 20), min(LAST, minute + 20)))
    return Clock(minute, (minute, minute))
