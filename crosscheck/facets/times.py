"""A parsed sentence and the publication date in, its times out, each resolved to the days it can mean.

Weekdays and bare months point to the past or the future as the verb says. Without a publication date what is
relative stays None. The comparison of times relies on `kind`, which comes from the preposition before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crosscheck.facets.days import Days
from crosscheck.facets.tense import direction_at
from crosscheck.facets.time_groups import (
    Group,
    is_moved,
    join_atoms,
    join_ranges,
    resolve_clock,
    resolve_days,
    role_of,
)
from crosscheck.facets.time_scan import Atom, scan_times
from crosscheck.facets.tokens import text_of, token_at
from crosscheck.records import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEAD = re.compile(
    r"(?:in|during|on|through|throughout|for|late\s+in|early\s+in|at)\s+(?:(?:the|one)\s+)?", re.IGNORECASE
)
_STANDS_ALONE = re.compile(
    r"^(?:in|during|through|throughout|overnight|pre-?dawn)\b|^on\s+the\s+night", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?\b")
_EXTENT = re.compile(
    r"\b(?P<word>no later than|as early as|as soon as|ahead of|prior to|up to|up until|since|until|till|by"
    r"|before|after|from"
    r"|following|through|starting|beginning|effective)\s+(?:(?:on|at|the|late|early|in)\s+)*$",
    re.IGNORECASE,
)
_KINDS = {
    **dict.fromkeys(("since", "from", "starting", "beginning", "effective"), "since"),
    **dict.fromkeys(("as early as", "as soon as"), "since"),
    **dict.fromkeys(("by", "until", "till", "through", "no later than", "up to", "up until"), "until"),
    **dict.fromkeys(("before", "ahead of", "prior to"), "before"),
    **dict.fromkeys(("after", "following"), "after"),
}
_GRAIN_OF_UNIT = {
    **dict.fromkeys(("second", "hour"), "minute"),
    "night": "day",
    "fortnight": "week",
    "century": "decade",
}
# Forms that mask digits or habits and are no times of a happening.
_MASKS = frozenset(("century", "habit"))
# Forms that need no verb to be resolved.
_POINTLESS = frozenset(
    (
        "iso",
        "nearby_day",
        "years",
        "decade",
        "fiscal",
        "year",
        "month_year",
        "past_span",
        "duration",
        "ago",
        "later",
    )
)
_WIDTH = 28  # characters before a time in which its preposition is looked for


def find_times(doc: Doc, offset: int, published: date | None) -> list[Time]:
    """Return the times of a sentence in order of place; `offset` is where it starts in the article."""
    text = text_of(doc)
    atoms = [a for a in scan_times(text) if a.form not in _MASKS]
    if not atoms:
        return []
    groups = [_resolved(doc, text, members, published) for members in join_atoms(text, atoms)]
    return [_record(doc, text, offset, g) for g in join_ranges(text, [g for g in groups if g])]


def _resolved(doc: Doc, text: str, atoms: Sequence[Atom], published: date | None) -> Group | None:
    start, end, first = atoms[0].start, atoms[-1].end, atoms[0]
    if len(atoms) == 1 and role_of(first) == "part" and not _is_adverb(text, first):
        return None
    lead = _LEAD.match(text, start, end)
    if first.form in ("part", "clock", "season") and lead and lead.end() < end:
        start = lead.end()
    direction = _direction(doc, text, atoms)
    days = resolve_days(text, atoms, published, direction)
    return Group(start, end, tuple(atoms), days, resolve_clock(text, atoms), direction)


def _is_adverb(text: str, atom: Atom) -> bool:
    """Whether a part of the day tells when ("in the evening"), and is not just a word ("the evening news")."""
    if atom.form == "edge_of_day":
        return False
    if atom.groups.get("point"):
        return bool(atom.groups.get("near")) or text[atom.start : atom.start + 2].lower() in (
            "at",
            "by",
            "un",
        )
    return _STANDS_ALONE.search(text[atom.start : atom.end]) is not None


def _direction(doc: Doc, text: str, atoms: Sequence[Atom]) -> str:
    pointing = next(
        (a for a in atoms if a.form not in _POINTLESS and role_of(a) not in ("clock", "part")), None
    )
    if pointing is None:
        return "unknown"
    before = text[max(0, pointing.start - 12) : pointing.start].lower()
    return "past" if before.rstrip().endswith("since") else direction_at(token_at(doc, pointing.end - 1))


def _record(doc: Doc, text: str, offset: int, group: Group) -> Time:
    first = group.atoms[0]
    if first.form == "duration":
        unit = first.groups["unit"] or "day"
        length = (first.low + first.high) / 2
        return _time(text, offset, group, _GRAIN_OF_UNIT.get(unit, unit), "duration", length)
    kind, start = _kind(doc, text, group)
    opened = replace(group, start=start, days=_opened(group.days, kind))
    return _time(text, offset, opened, _grain(group), kind, None)


def _grain(group: Group) -> str:
    if group.clock.minute is not None:
        return "minute"
    if group.clock.window or any(role_of(a) in ("clock", "part") for a in group.atoms):
        return "part"
    return _GRAIN_OF_UNIT.get(group.days.grain, group.days.grain)


def _kind(doc: Doc, text: str, group: Group) -> tuple[str, int]:
    """Return the kind from the preposition before, and where the time starts with it.

    In "after Monday's attack" or "since the 2008 crisis" the time only names something: it stays the day itself.
    """
    last = token_at(doc, group.end - 1)
    names = last.dep_ in ("compound", "nummod", "nmod", "amod", "poss") and last.head.i > last.i
    fixed = (
        group.ranged or is_moved(text, group.start) or group.atoms[0].form in ("ago", "later", "past_span")
    )
    hit = _EXTENT.search(text[max(0, group.start - _WIDTH) : group.start])
    if hit is None or names or fixed or _POSSESSIVE.match(text, group.end):
        return "at", group.start
    kind = _KINDS[" ".join(hit["word"].lower().split())]
    return kind, group.start - (min(_WIDTH, group.start) - hit.start())


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


def _time(text: str, offset: int, group: Group, grain: str, kind: str, length: float | None) -> Time:
    start, end, days, clock = group.start, group.end, group.days, group.clock
    span = (offset + start, offset + end, text[start:end])
    return Time(*span, days.first, days.last, grain, kind, clock.minute, length, clock.window)
