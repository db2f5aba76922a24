"""A number in its text in, the figure it makes out: with the sign before it and the unit behind, in the unit's base."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crosscheck.facets.currencies import money_before
from crosscheck.facets.number_words import Numeral
from crosscheck.facets.units import unit_at

_OF_A = re.compile(r"\sof\san?(?=\s)", re.IGNORECASE)
_OF_BIG = re.compile(r"\sof\sa\s(?P<big>million|billion|trillion|dozen)\b", re.IGNORECASE)
_SHARE_LEAD = re.compile(
    r"\b(?:by|to|than|about|nearly|almost|roughly|around|least|up|down|over|under|fell|rose|dropped|only|just"
    r"|of|for|with|in)\s+$",
    re.IGNORECASE,
)
_SHARE_TAIL = re.compile(
    r"\s(?:of|more|less|fewer|higher|lower|smaller|larger|bigger|cheaper|cut|drop|rise|increase|fall|were|was"
    r"|are|is|had|have"
    r"|say|said|voted|the|its|their|his|her|will|would|did|do|does|came|could|can|may|might|in|on|from|to|by"
    r"|who|which|that|live[ds]?)\b"
    r"|[.,;:)]|$",
    re.IGNORECASE,
)
# Units that are written in two parts, one space or one "and" apart: "5 feet 10 inches", "two hours and ten minutes".
_COMPOUND = frozenset(("metre", "kilogram", "second"))
_MAGNITUDE = re.compile(r"\bmagnitude[-\s](?:of\s)?$", re.IGNORECASE)
_MINUS = re.compile(r"(?:\bminus\s|(?<![\w\d])[-−–])$", re.IGNORECASE)
_TALL = re.compile(
    r"\s(?:high|long|deep|wide|tall|above|below|thick|away|apart|from|off|up|down|race|in|of|sprint|the)\b|[-,.;)]|$"
)
_MANY = re.compile(r"\s(?:people|euros?|dollars?|pounds?|yen|rupees|(?:[a-z-]+\s)?[a-z]+s\b)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral with its sign and unit, before hedges: values still as written when `unit` is ""."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    numeral: Numeral


def apart(figures: Iterable[Figure]) -> list[Figure]:
    """Drop what a figure before has taken up ("a quarter of a million"), and add up "5 feet 10 inches"."""
    out: list[Figure] = []
    for one in figures:
        last = out[-1] if out else None
        if last and one.start < last.end:
            continue
        close = last is not None and one.unit == last.unit != "" and one.start - last.end in (1, 5)
        if last and close and one.unit in _COMPOUND and one.high < last.low:
            out[-1] = replace(last, end=one.end, low=last.low + one.low, high=last.high + one.high)
        else:
            out.append(one)
    return out


def figure_of(text: str, numeral: Numeral) -> Figure | None:
    """Put the sign before and the unit behind a numeral to it; a bare "a third" without "of" is an ordinal."""
    money = money_before(text, numeral.start)
    if money:
        return Figure(money[1], numeral.end, numeral.low, numeral.high, money[0], numeral)
    if numeral.kind == "fraction":
        return _fraction(text, numeral)
    low, high, end = numeral.low, numeral.high, numeral.end
    quake = _MAGNITUDE.search(text, max(0, numeral.start - 14), numeral.start)
    if quake:
        return Figure(quake.start(), end, low, high, "magnitude", numeral)
    unit = unit_at(text, end, high, numeral.start)
    if numeral.suffix == "m" and not unit and _is_metres(text, end):
        return Figure(numeral.start, end, low / 1e6, high / 1e6, "metre", numeral)
    if unit is None:
        return Figure(numeral.start, end, low, high, "", numeral)
    minus = (
        _MINUS.search(text, max(0, numeral.start - 6), numeral.start)
        if unit.base in ("celsius", "degree")
        else None
    )
    if minus:
        low, high = -high, -low
    values = low * unit.factor + unit.shift, high * unit.factor + unit.shift
    return Figure(minus.start() if minus else numeral.start, unit.end, *values, unit.base, numeral)


def _is_metres(text: str, end: int) -> bool:
    """Whether the "m" of "30m" is metres: before "high", a stop or a singular noun; millions count plurals."""
    return _TALL.match(text, end) is not None or not _MANY.match(text, end)


def _fraction(text: str, numeral: Numeral) -> Figure | None:
    words = text[numeral.start : numeral.end].lower()
    big = _OF_BIG.match(text, numeral.end)
    if big:
        size = {"million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12}[big["big"].lower()]
        return Figure(numeral.start, big.end(), numeral.low * size, numeral.high * size, "", numeral)
    inner = _OF_A.match(text, numeral.end)
    unit = unit_at(text, inner.end() if inner else numeral.end, 1, numeral.start)
    if unit and unit.base not in ("second",) or (unit and (inner or words.startswith("half"))):
        return Figure(
            numeral.start, unit.end, numeral.low * unit.factor, numeral.high * unit.factor, unit.base, numeral
        )
    sure = words.startswith(("half", "one")) or words.endswith("s") or "/" in words or "half" in words
    led = _SHARE_LEAD.search(text, max(0, numeral.start - 9), numeral.start) and _SHARE_TAIL.match(
        text, numeral.end
    )
    if sure or led or text[numeral.end : numeral.end + 4] == " of ":
        return Figure(numeral.start, numeral.end, numeral.low, numeral.high, "share", numeral)
    return None
