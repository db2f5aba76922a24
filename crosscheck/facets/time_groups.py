"""Atoms of one sentence in, groups out: what together makes one time ("before dawn" + "on" + "Tuesday"), resolved.

Two groups that are the ends of one span ("from Monday to Friday", "9 a.m. to noon") are joined too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crosscheck.facets.clock import Clock, read_clock, read_edge, read_part
from crosscheck.facets.days import Days
from crosscheck.facets.periods import resolve, shifted
from crosscheck.facets.time_scan import Atom

# What the atoms of one time can be: at most one of each is joined.
_ROLES: dict[str, str] = {
    **dict.fromkeys(("weekday", "short_weekday"), "weekday"),
    **dict.fromkeys(
        ("iso", "slashed", "month_day", "day_month", "nearby_day", "holiday", "other_day"), "date"
    ),
    **dict.fromkeys(("days_of_month", "month_of_days"), "date"),
    **dict.fromkeys(("clock", "clock_span"), "clock"),
    **dict.fromkeys(("part", "edge_of_day"), "part"),
}
DAY_ROLES = frozenset(("weekday", "date"))
_LENGTHS = ("duration", "ago", "later")
_GAP = re.compile(r",?\s*[(—–]?\s*(?:(?:on|at|of|in|the|this|late|early|around)\s+)*", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:[-–—]|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s?(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)

_MOVED = re.compile(
    r"\b(?:mov|postpon|delay|push|shift|chang|reschedul|put\s(?:off|back)|br(?:ing|ought)|advanc"
    r"|defer)\w*\b[^,;.]*\bfrom\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Atoms that make one time and what they were resolved to; `ranged` says that it runs from one to another."""

    start: int
    end: int
    atoms: tuple[Atom, ...]
    days: Days
    clock: Clock = Clock(None, None)
    direction: str = "unknown"
    ranged: bool = False


def role_of(atom: Atom) -> str:
    """Return "weekday", "date", "clock", "part", "week", or "" for what stands alone."""
    if atom.form == "period" and atom.groups["unit"] == "week":
        return "week"
    return _ROLES.get(atom.form, "")


def join_atoms(text: str, atoms: Sequence[Atom]) -> list[list[Atom]]:
    """Put neighbours together that tell the day and the hour of one time."""
    out: list[list[Atom]] = []
    for at, atom in enumerate(atoms):
        after = atoms[at + 1] if at + 1 < len(atoms) else None
        if out and _joins(text, out[-1], atom) and not _belongs_on(text, out[-1], atom, after):
            out[-1].append(atom)
        else:
            out.append([atom])
    return out


def _joins(text: str, group: list[Atom], atom: Atom) -> bool:
    role, roles = role_of(atom), {role_of(a) for a in group}
    if not role or "" in roles or role in roles or not _GAP.fullmatch(text, group[-1].end, atom.start):
        return False
    if role == "week":
        return roles <= {"weekday", "part", "clock"} and "weekday" in roles
    if role in DAY_ROLES and roles & DAY_ROLES:
        return role_of(group[-1]) == "weekday" or (role == "weekday" and text[group[-1].end] in ",(")
    return bool(roles - {"week"})


def _belongs_on(text: str, group: list[Atom], atom: Atom, after: Atom | None) -> bool:
    """Whether an hour behind a comma goes with the day after it: "on Sunday, shortly after 9pm on Saturday"."""
    behind_comma = role_of(atom) in ("clock", "part") and "," in text[group[-1].end : atom.start]
    return behind_comma and after is not None and role_of(after) in DAY_ROLES and _joins(text, [atom], after)


def resolve_days(text: str, atoms: Sequence[Atom], published: date | None, direction: str) -> Days:
    """Resolve the most telling atom: a date over a weekday, a weekday inside its week."""
    by_role = {role_of(a): a for a in atoms}
    if "week" in by_role and "weekday" in by_role:
        return _day_in_week(by_role["weekday"], by_role["week"], text, published, direction)
    atom = by_role.get("date") or by_role.get("weekday") or atoms[0]
    if atom.form in ("duration", "later"):
        return Days(None, None, atom.groups["unit"] or "day")
    if atom.form == "ago":
        return shifted(published, atom.low, atom.high, atom.groups["unit"] or "day")
    return resolve(atom.form, atom.groups, text[atom.start : atom.end], published, direction)


def _day_in_week(weekday: Atom, week: Atom, text: str, published: date | None, direction: str) -> Days:
    span = resolve(week.form, week.groups, text[week.start : week.end], published, direction)
    if span.first is None:
        return Days(None, None, "day")
    inside = resolve(weekday.form, weekday.groups, "", span.first, "future").first
    return Days(inside, inside, "day")


def resolve_clock(text: str, atoms: Sequence[Atom]) -> Clock:
    """Return the time of day that the atoms tell: a clock over a part of the day."""
    for atom in sorted(atoms, key=lambda a: (role_of(a) != "clock", a.form == "edge_of_day")):
        words = text[atom.start : atom.end]
        if role_of(atom) == "clock":
            told = (text[a.start : a.end] for a in atoms if a.form in ("part", "nearby_day"))
            return read_clock(atom.groups, " ".join(told))
        if atom.form == "part":
            return read_part(words, " ".join((atom.groups.get("near") or "").lower().split()))
        if atom.form == "edge_of_day":
            return read_edge(atom.groups["edge"] or "")
        if atom.form == "nearby_day":
            return read_part(words)
    return Clock(None, None)


def join_ranges(text: str, groups: Sequence[Group]) -> list[Group]:
    """Join "from Monday to Friday", "between 2015 and 2019", "8 a.m. to 7 p.m. on Wednesday"."""
    out: list[Group] = []
    for group in groups:
        if out and _are_ends(text, out[-1], group):
            joined = _range(out[-1], group)
            out[-1:] = [joined] if joined else [out[-1], group]
        else:
            out.append(group)
    return out


def _are_ends(text: str, one: Group, other: Group) -> bool:
    """Whether two neighbours of one kind stand as "A to B" or "between A and B"."""
    if one.ranged or one.atoms[0].form in _LENGTHS:
        return False
    mine = [role_of(a) or a.form for a in one.atoms]
    theirs = [role_of(a) or a.form for a in other.atoms]
    if mine != theirs and not (mine == ["clock"] and theirs[0] == "clock"):
        return False
    between = _BETWEEN.search(text, max(0, one.start - 14), one.start)
    if is_moved(text, one.start):
        return False
    if between and _AND.fullmatch(text, one.end, other.start):
        return True
    return _RANGE.fullmatch(text, one.end, other.start) is not None


def is_moved(text: str, start: int) -> bool:
    """Whether a time behind "from" is an old date: "moved from May 2 to June 9" is no span."""
    return _MOVED.search(text, max(0, start - 70), start) is not None


def _range(one: Group, other: Group) -> Group | None:
    first, last = one.days.first or other.days.first, other.days.last
    if first and last and first > last:
        first, last = _turned(one, other, first, last)
    if first and last and first > last:
        return None
    clock = _clock_range(one.clock, other.clock)
    days = Days(first, last, one.days.grain)
    return replace(one, end=other.end, atoms=(*one.atoms, *other.atoms), days=days, clock=clock, ranged=True)


def _turned(one: Group, other: Group, first: date, last: date) -> tuple[date, date]:
    """Carry a span over the end of a week or a year: "from Saturday to Tuesday", "December 26 to January 3"."""
    if one.atoms[0].form == "weekday":
        step = timedelta(days=7)
        return (first, last + step) if other.direction == "future" else (first - step, last)
    if not one.atoms[0].groups.get("year") and one.atoms[0].form in ("month_day", "day_month", "month"):
        return (first, last + timedelta(days=365)) if last.month < first.month else (first, last)
    return first, last


def _clock_range(one: Clock, other: Clock) -> Clock:
    if not one.window or not other.window or one.window[0] > other.window[1]:
        return Clock(None, None)
    return Clock(None, (one.window[0], other.window[1]))
