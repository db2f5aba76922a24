"""Words and signs of units and currencies in, the unit's base and the factor to it out.

Values of one dimension share a base: metre, kilogram, hectare, litre, second, celsius, metre per second, watt. What
has no agreed base stays a unit of its own (barrel, degree, magnitude). Currencies are in `currencies`.
"""

from __future__ import annotations

import re

from crosscheck.facets.currencies import Unit, money_at
from crosscheck.facets.durations import unit_days

_TABLE: dict[str, tuple[str, float]] = {}


def _add(base: str, **words: float) -> None:
    _TABLE.update({word.replace("_", " "): (base, factor) for word, factor in words.items()})


_add("metre", km=1e3, kms=1e3, kilometre=1e3, kilometer=1e3, mile=1609.344, metre=1, meter=1, m=1, cm=0.01)
_add("metre", centimetre=0.01, centimeter=0.01, mm=0.001, millimetre=0.001, millimeter=0.001)
_add("metre", foot=0.3048, feet=0.3048, ft=0.3048, inch=0.0254, inche=0.0254, yard=0.9144, nautical_mile=1852)
_add(
    "kilogram",
    kg=1,
    kilo=1,
    kilogram=1,
    kilogramme=1,
    tonne=1e3,
    metric_ton=1e3,
    gram=1e-3,
    gramme=1e-3,
    mg=1e-6,
)
# A ton is within a tenth of a tonne whichever is meant, and most news means the metric one.
_add("kilogram", ton=1e3, kiloton=1e6, kilotonne=1e6, lb=0.45359237, lbs=0.45359237, ounce=0.028349523)
_add("hectare", hectare=1, ha=1, acre=0.40468564, sq_km=100, square_kilometre=100, square_kilometer=100)
_add("hectare", square_mile=258.998811, square_metre=1e-4, square_meter=1e-4, square_foot=9.290304e-6)
_add("hectare", square_feet=9.290304e-6, sq_m=1e-4, sq_ft=9.290304e-6)
_add(
    "litre", litre=1, liter=1, gallon=3.785411784, cubic_metre=1e3, cubic_meter=1e3, millilitre=1e-3, ml=1e-3
)
_add("litre", cubic_foot=28.316847, cubic_feet=28.316847)
_add("metre per second", km_per_hour=1 / 3.6, mph=0.44704, kph=1 / 3.6, knot=0.514444, kmh=1 / 3.6)
_add("metre per second", kilometre_per_hour=1 / 3.6, kilometer_per_hour=1 / 3.6, mile_per_hour=0.44704)
_add("watt", watt=1, kw=1e3, kilowatt=1e3, mw=1e6, megawatt=1e6, gw=1e9, gigawatt=1e9, terawatt=1e12)
_add(
    "watt hour", kwh=1e3, kilowatt_hour=1e3, mwh=1e6, megawatt_hour=1e6, gwh=1e9, gigawatt_hour=1e9, twh=1e12
)
_add("barrel", barrel=1, bpd=1)
_add("degree", degree=1)
_add("magnitude", magnitude=1)
_add("percent", percent=1, per_cent=1, pc=1, pct=1, percent_of=1)
_add("point", percentage_point=1, point=1, basis_point=0.01)
_add("byte", megabyte=1e6, gigabyte=1e9, terabyte=1e12, gb=1e9, tb=1e12)
_WORDS = "|".join(
    sorted(
        (
            re.escape(w).replace(r"\ ", r"[\s-]")
            for w in _TABLE
            if w not in ("m", "pc", "percent of", "inche")
        ),
        key=len,
    )[::-1]
)
_UNIT = re.compile(
    r"\s?(?:(?P<sign>%|°\s?[CF]?\b|º\s?[CF]?\b)"
    r"|-?(?P<degree>(?:degrees?\s)?(?:celsius|centigrade|fahrenheit)|degrees?\s[CF]\b|(?<=\d)[CF]\b(?!-))"
    r"|-?(?P<hourly>(?:km|kilomet(?:re|er)s?|miles?)(?:\s?/\s?h(?:our|r)?\b|\s(?:per|an)\shour\b))"
    rf"|-?(?P<time>seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|years?"
    rf"|decades?)\b(?!-?\s?old)"
    rf"|-?(?P<word>{_WORDS})(?:s|es)?\b(?!/)|(?P<metre>m)\b(?!\w))",
    re.IGNORECASE,
)
# Bare words that are units only where nothing else is meant.
_POINTS = re.compile(r"\s(?:of|guard|man|men|system|systems|person|plan|margin)\b", re.IGNORECASE)


def unit_at(text: str, place: int, value: float, start: int) -> Unit | None:
    """Return the unit or currency that follows a number from `start` to `place`, or None."""
    return money_at(text, place, value, start) or _measure_at(text, place)


def _measure_at(text: str, place: int) -> Unit | None:
    hit = _UNIT.match(text, place)
    if not hit:
        return None
    if hit["sign"]:
        return _degrees(hit.end(), hit["sign"][-1]) if hit["sign"] != "%" else Unit(hit.end(), "percent")
    if hit["degree"]:
        word = hit["degree"].lower().split()[-1]
        return _degrees(hit.end(), "F" if word in ("f", "fahrenheit") else "C")
    if hit["hourly"]:
        return Unit(
            hit.end(), "metre per second", 0.44704 if hit["hourly"].lower().startswith("mi") else 1 / 3.6
        )
    if hit["time"]:
        return Unit(hit.end(), "second", unit_days(hit["time"]) * 86400)
    if hit["metre"]:
        return Unit(hit.end(), "metre")
    return _from_table(text, hit)


def _from_table(text: str, hit: re.Match[str]) -> Unit | None:
    word = " ".join(hit["word"].lower().replace("-", " ").split())
    base, factor = _TABLE[word]
    if word == "point" and _POINTS.match(text, hit.end()):
        return None
    return Unit(hit.end(), base, factor)


def _degrees(end: int, scale: str) -> Unit:
    if scale.upper() == "F":
        return Unit(end, "celsius", 5 / 9, -160 / 9)
    return Unit(end, "celsius" if scale.upper() == "C" else "degree")
