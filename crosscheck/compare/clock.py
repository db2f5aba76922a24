"""Two times of day: the same, near, one in another time zone, or at odds."""

from __future__ import annotations

import re

from crosscheck.records import Outcome, Time

_ZONE = re.compile(r"\b(?:UTC|GMT|[A-Z]{2,4}T|[A-Z][a-z]+ (?:\w+ )?time|local time)\b")
_NEAR = 10  # minutes that two honest reports may lie apart
_HALF_DAY = 12 * 60


def gives_clock(time: Time) -> bool:
    """Whether a time says when in the day."""
    return time.minute is not None or time.minutes is not None


def compare_clocks(one: Time, other: Time) -> tuple[Outcome, str]:
    """Return the outcome for two times of one day, and why."""
    pair = f"“{one.text}” against “{other.text}”"
    first, second = _window(one), _window(other)
    if one.minute is not None and one.minute == other.minute:
        return "same", f"both give the same time of day: {pair}"
    if first[0] <= second[1] and second[0] <= first[1]:
        return "reconciled", f"“{one.text}” and “{other.text}” can be the same time of day"
    apart = min(abs(first[0] - second[1]), abs(second[0] - first[1]))
    if apart <= _NEAR:
        return "reconciled", f"{pair} are {apart} minutes apart"
    if one.minute is not None and other.minute is not None:
        hours = abs(one.minute - other.minute)
        if hours % 60 == 0 and _zone(one) != _zone(other):
            return "reconciled", f"{pair}: {hours // 60} hours apart, as far as another time zone"
        if hours == _HALF_DAY:
            return "reconciled", f"{pair}: the same on a clock of twelve hours"
    return "differs", f"{pair} of the day"


def _window(time: Time) -> tuple[int, int]:
    if time.minute is not None:
        return time.minute, time.minute
    return time.minutes or (0, 1439)


def _zone(time: Time) -> str:
    match = _ZONE.search(time.text)
    return match.group() if match else ""
