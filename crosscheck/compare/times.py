"""Times of the same happening: the same day, a time inside a longer one, or two that exclude each other.

Lengths of time are quantities and are compared as such; here only a length against its own first and last day.
"""

from __future__ import annotations

import re
from datetime import date

from crosscheck.compare.clock import compare_clocks, gives_clock
from crosscheck.compare.families import family
from crosscheck.compare.slots import Side, alike, around, best, facets_of, is_later, likeness
from crosscheck.records import Difference, Outcome, Time

_GRAINS = ("minute", "part", "day", "week", "month", "quarter", "season", "year", "decade")
_GRAIN_DAYS = (1, 1, 1, 7, 30, 91, 91, 365, 3650)
# A time right after one of these words is that of the report, not of what is reported.
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|added|confirmed|warned|stated|declared|according to|statement|interview|"
    r"news conference|released|published)\b[^.;]{0,34}$",
    re.I,
)


def compare_times(left: Side, right: Side) -> list[Difference]:
    """Compare each time with the nearest of its kind on the other side, and a length with its first and last day."""
    mine, theirs = _told(left), _told(right)
    if not mine or not theirs:
        return []
    context = likeness(left, right)
    found = _lengths(mine, theirs, context)
    for one in mine:
        options = [o for o in theirs if _comparable(one, o)]
        if options:
            other = min(
                options, key=lambda o: (_judge(one, o)[0] == "differs", abs(_grain(one) - _grain(o)), o.start)
            )
            found.append(_difference(one, other, context, left, right))
    return best(found)


def _told(side: Side) -> list[Time]:
    """Return the times of what is told, without the time at which it was said (when it has others, or a speaker)."""
    times = facets_of(side, Time)
    if len(times) < 2 and side.claim.speaker is None:
        return times
    text, start = side.claim.text, side.claim.start
    return [t for t in times if not _SAID.search(text, max(0, t.start - start - 60), t.start - start)]


def _comparable(one: Time, other: Time) -> bool:
    if "duration" in (one.kind, other.kind):
        return False
    if one.first is None and one.last is None or other.first is None and other.last is None:
        return gives_clock(one) and gives_clock(other)
    return True


def _difference(one: Time, other: Time, context: float, left: Side, right: Side) -> Difference:
    outcome, reason = _judge(one, other)
    spans = (one.start, one.end), (other.start, other.end)
    if outcome == "differs" and _scheduled(one, left) and _scheduled(other, right) and is_later(left, right):
        outcome, reason = (
            "moved",
            f"“{one.text}” ({_days(one)}), in the later report “{other.text}” ({_days(other)})",
        )
    return Difference(
        "date", outcome, round(_slot(one, other, outcome, context, left, right), 4), reason, *spans
    )


def _slot(one: Time, other: Time, outcome: Outcome, context: float, left: Side, right: Side) -> float:
    """Return how surely two times are of one happening: the words around them, and how near they lie for their grain.

    Two true times of one event (begun, found, announced) are the rule, so that unlike ones need words in common.
    """
    near = alike(around(left, one.start, one.end, 60), around(right, other.start, other.end, 60), 3)
    deed = bool(left.claim.predicate) and family(left.claim.predicate) == family(right.claim.predicate)
    slot = (
        0.7 * context + 0.45 * near + (0.08 if deed and left.claim.predicate not in ("be", "have") else 0.0)
    )
    coarse = max(_grain(one), _grain(other))
    if outcome in ("same", "reconciled"):
        far = coarse - min(_grain(one), _grain(other)) >= 4  # a day in its year says little
        endless = one.kind != other.kind and None in (one.first, one.last, other.first, other.last)
        return min(1.0, slot * (0.4 if far or endless else 1.0 if coarse <= 2 else 0.8))
    if {one.kind, other.kind} != {"at"} and one.kind != other.kind:
        slot *= 0.5
    if _scheduled(one, left) != _scheduled(other, right):
        slot *= 0.6
    apart = _apart(one, other) / _GRAIN_DAYS[coarse]
    return min(1.0, slot * (1.0 if apart <= 3 else 0.75 if apart <= 10 else 0.5))


def _apart(one: Time, other: Time) -> int:
    """Return the days between two times that do not meet."""
    first, last = (one.first or one.last or date.min), (other.first or other.last or date.min)
    return abs((last - first).days)


def _scheduled(time: Time, side: Side) -> bool:
    return side.published is not None and time.first is not None and time.first >= side.published


def _grain(time: Time) -> int:
    return _GRAINS.index(time.grain) if time.grain in _GRAINS else 3


def _judge(one: Time, other: Time) -> tuple[Outcome, str]:
    """Return the outcome for two times of one happening, and why."""
    pair = f"“{one.text}” against “{other.text}”"
    if one.first is None and one.last is None or other.first is None and other.last is None:
        return compare_clocks(one, other)
    if one.text.lower() == other.text.lower() and _same_days(one, other):
        return "same", f"both say {one.text}"
    if one.kind == other.kind and _same_days(one, other):
        if gives_clock(one) and gives_clock(other):
            return compare_clocks(one, other)
        if "minute" in (one.grain, other.grain) and one.grain != other.grain:
            return "reconciled", f"“{one.text}” and “{other.text}” are on the same day, {_days(one)}"
        return "same", f"both mean {_days(one)}"
    if _holds(one, other) or _holds(other, one):
        inner, outer = (other, one) if _holds(one, other) else (one, other)
        return "reconciled", f"“{inner.text}” ({_days(inner)}) lies in “{outer.text}” ({_days(outer)})"
    if _touch(one, other):
        return "reconciled", f"“{one.text}” ({_days(one)}) and “{other.text}” ({_days(other)}) overlap"
    meeting = _neighbours(one, other)
    return ("reconciled", meeting) if meeting else ("differs", f"{pair}: {_days(one)} is not {_days(other)}")


def _neighbours(one: Time, other: Time) -> str:
    """Say how two times of neighbouring days can be one: a night that ends in the next day, or another time zone."""
    if one.first is None or other.first is None or one.first != one.last or other.first != other.last:
        return ""
    early, late = (one, other) if one.first < other.first else (other, one)
    if (other.first - one.first).days not in (1, -1):
        return ""
    if re.search(r"\b(?:UTC|GMT|[A-Z][a-z]+ time)\b", f"{one.text} {other.text}"):
        return f"“{early.text}” and “{late.text}” can be one moment in two time zones"
    ends, begins = early.minutes or (0, 1439), late.minutes or (0, 1439)
    by_night = re.search(r"night|midnight|evening", early.text, re.I) or ends[0] >= 21 * 60
    by_dawn = re.search(r"early|small hours|night|midnight|dawn", late.text, re.I) or begins[1] <= 6 * 60
    if by_night and by_dawn and (early.minutes or late.minutes):
        return f"“{early.text}” and “{late.text}” meet at midnight"
    return ""


def _lengths(mine: list[Time], theirs: list[Time], context: float) -> list[Difference]:
    """Compare a length of time on one side with the days from first to last on the other."""
    found = []
    for ones, others, swapped in ((mine, theirs, False), (theirs, mine, True)):
        for length in (t for t in ones if t.kind == "duration" and t.days and t.days >= 2):
            for start, end, many in _spans(others):
                if (
                    abs(many - (length.days or 0)) <= 0.02 * many + 0.5
                    or abs(many + 1 - (length.days or 0)) < 0.5
                ):
                    spans = ((length.start, length.end), (start.start, end.end))
                    words = f"“{start.text}”" if start is end else f"“{start.text}” to “{end.text}”"
                    reason = f"{words} is “{length.text}”"
                    pair = spans[::-1] if swapped else spans
                    found.append(
                        Difference("date", "reconciled", round(min(1.0, 0.25 + context), 4), reason, *pair)
                    )
    return found


def _spans(times: list[Time]) -> list[tuple[Time, Time, int]]:
    """Return the stretches that are told: one time of several days, or two days of one claim in order."""
    days = [t for t in times if t.first is not None and t.last is not None and t.kind != "duration"]
    whole = [
        (t, t, (t.last - t.first).days)
        for t in days
        if t.last and t.first and t.last > t.first and " to " in t.text
    ]
    pairs = [
        (a, b, (b.first - a.first).days)
        for a, b in zip(days, days[1:], strict=False)
        if a.first and b.first and b.first > a.first and a.grain in ("day", "part", "minute")
    ]
    return whole + pairs


def _same_days(one: Time, other: Time) -> bool:
    return one.first == other.first and one.last == other.last


def _holds(outer: Time, inner: Time) -> bool:
    """Whether the inner time lies wholly inside the outer; an open end reaches as far as needed."""
    if inner.first is None or inner.last is None:
        return False
    first_fits = outer.first is None or outer.first <= inner.first
    last_fits = outer.last is None or inner.last <= outer.last
    return first_fits and last_fits


def _touch(one: Time, other: Time) -> bool:
    return (one.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
        one.last or date.max
    )


def _days(time: Time) -> str:
    if time.first is None or time.first == time.last:
        return str(time.first or time.last)
    if time.last is None:
        return f"from {time.first}"
    return f"{time.first} to {time.last}"
