"""Two figures -> whether they can be one: on one scale, inside each other's bounds, or one of them rounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log10

from crosscheck.records import Quantity

_PERIODS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4375,
    "quarter": 91.3125,
    "year": 365.25,
    "annum": 365.25,
}
# What has units of many sizes: these are converted, others only spelt in other ways.
_MEASURES = frozenset(
    (
        "metre",
        "kilogram",
        "hectare",
        "litre",
        "second",
        "celsius",
        "metre per second",
        "watt",
        "watt hour",
        "byte",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
# An unhedged round figure may stand for one this near to it.
_ROUNDING = 0.035
_SMALLEST_ROUNDED = 100  # "30 dead" and "31 dead" are two counts; "2,800 traders" and "2,847" may be one


@dataclass(frozen=True, slots=True)
class Scaled:
    """Bounds of a figure on the scale of its dimension: shares 0..1, changes as a share, rates a day."""

    low: float
    high: float
    dimension: str

    @property
    def middle(self) -> float:
        """The figure itself; for one that is open on a side, the end that is told."""
        if self.low == -inf:
            return self.high
        return self.low if self.high == inf else (self.low + self.high) / 2


@lru_cache(maxsize=20_000)
def _scaled(low: float, high: float, unit: str, per: str) -> Scaled:
    if unit == "percent":
        return Scaled(low / 100, high / 100, "share")
    if unit == "change":
        return Scaled(low - 1, high - 1, "change")
    if per in _PERIODS:
        return Scaled(low / _PERIODS[per], high / _PERIODS[per], f"{unit} a day")
    return Scaled(low, high, f"{unit} per {per}" if per else unit)


def scaled(quantity: Quantity) -> Scaled:
    """Put a quantity on the scale on which it can be compared."""
    return _scaled(quantity.low, quantity.high, quantity.unit, quantity.per)


def ratio(one: Scaled, other: Scaled) -> float:
    """Return how many times the larger figure holds the smaller (inf when one is 0 or their signs differ)."""
    first, second = one.middle, other.middle
    if first == second:
        return 1.0
    if not first or not second or (first < 0) != (second < 0):
        return inf
    return max(abs(first), abs(second)) / min(abs(first), abs(second))


def fits(one: Quantity, other: Quantity) -> str:
    """Return how two figures can be one: "equal", "bounds", "rounded" or "" when they cannot."""
    mine, theirs = scaled(one), scaled(other)
    if mine.low == theirs.low and mine.high == theirs.high:
        return "equal"
    if mine.low <= theirs.high and theirs.low <= mine.high:
        return "bounds"
    if one.unit == "count" and min(mine.middle, theirs.middle) < _SMALLEST_ROUNDED:
        return ""
    converted = one.unit != "count" and not same_wording(one, other)
    if rounds_to(mine.middle, theirs.middle) or (converted and ratio(mine, theirs) <= 1.02):
        return "rounded"
    return ""


def same_wording(one: Quantity, other: Quantity) -> bool:
    """Whether both figures are told in one unit, however it is written: then neither was converted."""
    if one.unit != other.unit:
        return False
    if one.unit not in _MEASURES:
        return True
    first, second = _unit_word(one.text), _unit_word(other.text)
    short = min(first, second, key=len)
    return first == second or (len(short) <= 2 and first[:1] == second[:1])


@lru_cache(maxsize=20_000)
def _unit_word(text: str) -> str:
    """Return the last word of a figure, without plural: "six-day" and "six days" are told in days."""
    found = _WORD.findall(text.lower())
    return found[-1].rstrip("s") if found else ""


def rounds_to(one: float, other: float) -> bool:
    """Whether one figure is the other rounded to its own last non-zero digit (at most three digits kept)."""
    if one == 0 or other == 0 or (one < 0) != (other < 0):
        return False
    return _is_round(one, other) or _is_round(other, one)


def _is_round(rough: float, exact: float) -> bool:
    digits = digits_of(rough)
    if digits > 3 or (digits > 1 and abs(rough) < 10):
        return False
    grain = 10 ** (int(log10(abs(rough)) // 1) - digits + 1)
    return abs(rough - exact) <= 0.5 * grain and abs(rough - exact) <= _ROUNDING * abs(exact)


def digits_of(value: float) -> int:
    """Return how many digits of a figure tell something: 2,800 has two, 2,847 four."""
    return len(f"{abs(value):.6g}".replace(".", "").split("e")[0].strip("0")) or 1
