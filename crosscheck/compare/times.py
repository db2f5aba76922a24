"""Times of the same happening: the same day, a time inside a longer one, or two that exclude each other."""

from __future__ import annotations

from datetime import date

from crosscheck.compare.slots import Side, best, facets_of, likeness
from crosscheck.records import Difference, Outcome, Time

_GRAINS = ("minute", "part", "day", "week", "month", "quarter", "season", "year", "decade")


def compare_times(left: Side, right: Side) -> list[Difference]:
    """Compare each time with the nearest of its kind on the other side."""
    context = likeness(left, right)
    found = []
    for one in facets_of(left, Time):
        options = [o for o in facets_of(right, Time) if _comparable(one, o)]
        if not options:
            continue
        other = min(options, key=lambda o: (_outcome(one, o)[0] == "differs", abs(_grain(one) - _grain(o)), o.start))
        outcome, reason = _outcome(one, other)
        grain = max(_grain(one), _grain(other))
        slot = context * (1.0 if grain <= 2 else 0.8 if grain <= 4 else 0.6)
        found.append(Difference("date", outcome, round(slot, 4), reason, (one.start, one.end), (other.start, other.end)))
    return best(found)


def _comparable(one: Time, other: Time) -> bool:
    if (one.kind == "duration") != (other.kind == "duration"):
        return False
    if one.kind == "duration":
        return one.days is not None and other.days is not None
    if one.first is None or other.first is None:
        return one.minute is not None and other.minute is not None
    return one.kind == other.kind or {one.kind, other.kind} <= {"at", "since", "until"}


def _grain(time: Time) -> int:
    return _GRAINS.index(time.grain) if time.grain in _GRAINS else 3


def _outcome(one: Time, other: Time) -> tuple[Outcome, str]:
    pair = f"“{one.text}” against “{other.text}”"
    if one.days is not None and other.days is not None and one.kind == "duration":
        return _durations(one, other, pair)
    if one.first is None or other.first is None:
        return _minutes(one, other, pair)
    if _same_days(one, other):
        if one.minute is not None and other.minute is not None:
            return _minutes(one, other, pair)
        return "same", f"both mean {_days(one)}"
    if _holds(one, other) or _holds(other, one):
        inner, outer = (other, one) if _holds(one, other) else (one, other)
        return "reconciled", f"“{inner.text}” ({_days(inner)}) lies in “{outer.text}” ({_days(outer)})"
    if _touch(one, other):
        return "reconciled", f"“{one.text}” ({_days(one)}) and “{other.text}” ({_days(other)}) overlap"
    return "differs", f"{pair}: {_days(one)} is not {_days(other)}"


def _minutes(one: Time, other: Time, pair: str) -> tuple[Outcome, str]:
    if one.minute is None or other.minute is None or one.minute == other.minute:
        return "same", f"both give the same time of day: {pair}"
    if abs(one.minute - other.minute) <= 10:
        return "reconciled", f"{pair} are {abs(one.minute - other.minute)} minutes apart"
    return "differs", f"{pair} of the day"


def _durations(one: Time, other: Time, pair: str) -> tuple[Outcome, str]:
    longer, shorter = max(one.days or 0, other.days or 0), min(one.days or 0, other.days or 0)
    if longer == shorter:
        return ("same", f"both last {one.text}") if one.text == other.text else ("reconciled", f"{pair} are as long")
    if shorter and longer / shorter <= 1.1:
        return "reconciled", f"{pair} are as long, rounded"
    return "differs", f"{pair}: one lasts longer"


def _same_days(one: Time, other: Time) -> bool:
    return one.first == other.first and one.last == other.last


def _holds(outer: Time, inner: Time) -> bool:
    """Whether the inner time lies wholly inside the outer; an open end reaches as far as needed."""
    first_fits = outer.first is None or (inner.first is not None and outer.first <= inner.first)
    last_fits = outer.last is None or (inner.last is not None and inner.last <= outer.last)
    return first_fits and last_fits


def _touch(one: Time, other: Time) -> bool:
    return (one.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (one.last or date.max)


def _days(time: Time) -> str:
    if time.first is None or time.first == time.last:
        return str(time.first or time.last)
    if time.last is None:
        return f"from {time.first}"
    return f"{time.first} to {time.last}"
