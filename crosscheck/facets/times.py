"""A parsed sentence and the publication date in, its times out, each resolved to the days it can mean.

Weekdays and bare months point to the past or the future as the verb says. Without a publication date what is
relative stays None. The comparison of times relies on `kind`, which comes from the preposition before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crosscheck.facets.clock import Clock, read_clock, read_edge, read_part
from crosscheck.facets.days import Days
from crosscheck.facets.periods import resolve, shifted
from crosscheck.facets.tense import direction_at
from crosscheck.facets.time_scan import Atom, scan_times
from crosscheck.facets.tokens import token_at
from crosscheck.records import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What the atoms of one time can be: at most one of each is joined ("before dawn" + "on" + "Tuesday").
_ROLES: dict[str, str] = {
    **dict.fromkeys(("weekday", "short_weekday"), "weekday"),
    **dict.fromkeys(("iso", "slashed", "month_day", "day_month", "nearby_day", "holiday", "other_day"), "date"),
    **dict.fromkeys(("days_of_month", "month_of_days"), "date"),
    **dict.fromkeys(("clock", "clock_span"), "clock"),
    **dict.fromkeys(("part", "edge_of_day"), "part"),
}
_DATES = frozenset(("weekday", "date"))
_GAP = re.compile(r",?\s*[(—–]?\s*(?:(?:on|at|of|in|the|this|late|early|around)\s+)*", re.IGNORECASE)
_LEAD = re.compile(r"(?:in|during|on|through|throughout|for|late\s+in|early\s+in|at)\s+(?:(?:the|one)\s+)?", re.IGNORECASE)
_STANDS_ALONE = re.compile(r"^(?:in|during|through|throughout|overnight|pre-?dawn)\b|^on\s+the\s+night", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:[-–—]|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s?(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b|\s+(?:general |presidential )?(?:election|attack|vote|ruling|crash|war|season)\b")
_EXTENT = re.compile(r"(?P<word>" + r"\b(?:no later than|as early as|as soon as|ahead of|prior to|up to|up until|since"
    r"|until|till|by|before|after|from|following|through|starting|beginning|effective)"
    r")\s+(?:(?:on|at|the|late|early|in)\s+)*$", re.IGNORECASE)  # fmt: skip
_KINDS = {
    **dict.fromkeys("since from starting beginning effective".split(), "since"),
    **dict.fromkeys(("as early as", "as soon as"), "since"),
    **dict.fromkeys(("by", "until", "till", "through", "no later than", "up to", "up until"), "until"),
    **dict.fromkeys(("before", "ahead of", "prior to"), "before"),
    **dict.fromkeys(("after", "following"), "after"),
}
# Forms that mask digits or habits and are no times of a happening.
_MASKS = frozenset(("century", "habit"))
_POINTLESS = frozenset(("iso", "nearby_day", "years", "decade", "fiscal", "year", "month_year", "past_span"))


@dataclass(frozen=True, slots=True)
class _Group:
    """Atoms that make one time, and what they were resolved to."""

    start: int
    end: int
    atoms: tuple[Atom, ...]
    days: Days
    clock: Clock = Clock(None, None)
    direction: str = "unknown"


def find_times(doc: Doc, offset: int, published: date | None) -> list[Time]:
    """Return the times of a sentence in order of place; `offset` is where it starts in the article."""
    text = doc.text
    atoms = [a for a in scan_times(text) if a.form not in _MASKS]
    if not atoms:
        return []
    groups = [_resolved(doc, text, members, published) for members in _joined(text, atoms)]
    return [_record(text, offset, group) for group in _ranges(text, [g for g in groups if g])]


def _joined(text: str, atoms: list[Atom]) -> list[list[Atom]]:
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
    role, roles = _role(atom), {_role(a) for a in group}
    if not role or "" in roles or role in roles or not _GAP.fullmatch(text, group[-1].end, atom.start):
        return False
    if role == "week":
        return roles <= {"weekday", "part", "clock"} and "weekday" in roles
    if role in _DATES and roles & _DATES:
        return _role(group[-1]) == "weekday" or (role == "weekday" and text[group[-1].end] in ",(")
    return bool(roles - {"week"})


def _belongs_on(text: str, group: list[Atom], atom: Atom, after: Atom | None) -> bool:
    """Whether an hour behind a comma goes with the day after it: "on Sunday, shortly after 9pm on Saturday"."""
    behind_comma = _role(atom) in ("clock", "part") and "," in text[group[-1].end : atom.start]
    return behind_comma and after is not None and _role(after) in _DATES and _joins(text, [atom], after)


def _role(atom: Atom) -> str:
    if atom.form == "period" and atom.groups["unit"] == "week":
        return "week"
    return _ROLES.get(atom.form, "")


def _resolved(doc: Doc, text: str, atoms: list[Atom], published: date | None) -> _Group | None:
    start, end = atoms[0].start, atoms[-1].end
    if len(atoms) == 1 and atoms[0].form in ("part", "edge_of_day"):
        if atoms[0].form == "edge_of_day" or not _is_adverb(text, atoms[0]):
            return None
    lead = _LEAD.match(text, start, end)
    if atoms[0].form in ("part", "clock", "season") and lead and lead.end() < end:
        start = lead.end()
    direction = _direction(doc, text, atoms)
    days = _days(text, atoms, published, direction)
    return _Group(start, end, tuple(atoms), days, _clock(text, atoms), direction)


def _is_adverb(text: str, atom: Atom) -> bool:
    """Whether a part of the day tells when ("in the evening"), and is not just a word ("the evening news")."""
    if atom.groups.get("point"):
        return bool(atom.groups.get("near")) or text[atom.start : atom.start + 2].lower() in ("at", "by", "un")
    return _STANDS_ALONE.search(text[atom.start : atom.end]) is not None


def _direction(doc: Doc, text: str, atoms: list[Atom]) -> str:
    pointing = next((a for a in atoms if a.form not in _POINTLESS and _role(a) not in ("clock", "part")), None)
    if pointing is None or pointing.form in ("duration", "ago", "later"):
        return "unknown"
    before = text[max(0, pointing.start - 12) : pointing.start].lower()
    return "past" if before.rstrip().endswith("since") else direction_at(token_at(doc, pointing.end - 1))


def _days(text: str, atoms: list[Atom], published: date | None, direction: str) -> Days:
    """Resolve the most telling atom: a date over a weekday, a weekday inside its week."""
    by_role = {_role(a): a for a in atoms}
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


def _clock(text: str, atoms: list[Atom]) -> Clock:
    """Return the time of day that the atoms tell: a clock over a part of the day."""
    for atom in sorted(atoms, key=lambda a: (_role(a) != "clock", a.form == "edge_of_day")):
        words = text[atom.start : atom.end]
        if _role(atom) == "clock":
            return read_clock(atom.groups)
        if atom.form == "part":
            return read_part(words, " ".join((atom.groups.get("near") or "").lower().split()))
        if atom.form == "edge_of_day":
            return read_edge(atom.groups["edge"] or "")
        if atom.form == "nearby_day":
            return read_part(words)
    return Clock(None, None)


def _ranges(text: str, groups: list[_Group]) -> list[_Group]:
    """Join "from Monday to Friday", "between 2015 and 2019", "9 a.m. to noon"."""
    out: list[_Group] = []
    for group in groups:
        joined = _range(text, out[-1], group) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(group)
    return out


def _range(text: str, one: _Group, other: _Group) -> _Group | None:
    alike = [_role(a) or a.form for a in one.atoms] == [_role(a) or a.form for a in other.atoms]
    between = _BETWEEN.search(text, max(0, one.start - 14), one.start)
    gap = _RANGE.fullmatch(text, one.end, other.start) or (between and _AND.fullmatch(text, one.end, other.start))
    if not gap or not alike or one.atoms[0].form in ("duration", "ago", "later"):
        return None
    first, last = one.days.first, other.days.last
    if first and last and first > last and one.atoms[0].form == "weekday":
        first, last = (first, last + timedelta(days=7)) if other.direction == "future" else (first - timedelta(days=7), last)
    if first and last and first > last:
        return None
    window = (one.clock.window or (0, 0))[0], (other.clock.window or (0, 0))[1]
    clock = Clock(one.clock.minute, window if one.clock.window and other.clock.window and window[0] <= window[1] else None)
    return replace(one, end=other.end, atoms=(*one.atoms, *other.atoms), days=Days(first, last, one.days.grain), clock=clock)


def _record(text: str, offset: int, group: _Group) -> Time:
    first = group.atoms[0]
    if first.form == "duration":
        length, grain = (first.low + first.high) / 2, _duration_grain(first)
        return _time(text, offset, group, group.days, grain, "duration", length)
    grain = group.days.grain
    if group.clock.minute is not None:
        grain = "minute"
    elif group.clock.window or any(_role(a) in ("clock", "part") for a in group.atoms):
        grain = "part"
    kind, start = _kind(text, group)
    return _time(text, offset, replace(group, start=start), _opened(group.days, kind), grain, kind, None)


def _duration_grain(atom: Atom) -> str:
    unit = atom.groups["unit"] or "day"
    return {"second": "minute", "hour": "minute", "night": "day", "fortnight": "week", "century": "decade"}.get(unit, unit)


def _kind(text: str, group: _Group) -> tuple[str, int]:
    """Return the kind from the preposition before, and where the time starts with it."""
    if len({a.start for a in group.atoms if _role(a) in _DATES}) > 1 and len(group.atoms) > 1:
        return "at", group.start
    if _POSSESSIVE.match(text, group.end) or group.atoms[0].form in ("ago", "later", "past_span"):
        return "at", group.start
    hit = _EXTENT.search(text[max(0, group.start - 28) : group.start])
    if not hit:
        return "at", group.start
    kind = _KINDS[" ".join(hit["word"].lower().split())]
    return kind, group.start - (min(28, group.start) - hit.start())


def _opened(days: Days, kind: str) -> Days:
    """Open the side of a span that "since", "until", "before" or "after" leaves open."""
    one = timedelta(days=1)
    if kind == "since":
        return replace(days, last=None)
    if kind == "until":
        return replace(days, first=None)
    if kind == "before":
        return replace(days, first=None, last=days.first - one if days.first else None)
    if kind == "after":
        return replace(days, first=days.last + one if days.last else None, last=None)
    return days


def _time(text: str, offset: int, group: _Group, days: Days, grain: str, kind: str, length: float | None) -> Time:
    return Time(
        offset + group.start,
        offset + group.end,
        text[group.start : group.end],
        days.first,
        days.last,
        grain,
        kind,
        group.clock.minute,
        length,
        group.clock.window,
    )
