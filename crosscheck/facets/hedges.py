"""The words around a number in, how it is hedged and what it can mean out: "nearly 4,000" is 3,600 to 4,000."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from crosscheck.facets.number_words import grain_of

_BEFORE: tuple[tuple[str, str], ...] = (
    ("at least", r"at\s(?:the\svery\s)?least|(?:no|not)\s(?:fewer|less)\sthan|a?\s?minimum\sof|as\s(?:few"
        r"|little|low)\sas"),
    (
        "at most",
        r"at\s(?:the\s)?most|up\sto|(?:no|not)\s(?:more|over|greater)\sthan|a?\s?maximum\sof|as\s(?:many|much"
        r"|high|far)\sas",
    ),
    ("just over", r"just\s(?:over|above)|(?:slightly|a\slittle|a\sbit|just)\s(?:more\sthan|over|above)"
        r"|barely\s(?:over|more\sthan)"),
    (
        "nearly",
        r"(?:just|slightly|a\slittle)\s(?:under|below|less\sthan|fewer\sthan|short\sof|shy\sof)|nearly|almost"
        r"|close\sto"
        r"|not\squite|approaching|nearing|shy\sof|barely",
    ),
    (
        "more than",
        r"(?:well\s|far\s|much\s)?(?:more\sthan|over|above|in\sexcess\sof|greater\sthan)|upwards?\sof"
        r"|exceed(?:ed|ing|s)|north\sof"
        r"|beyond|topped|surpass(?:ed|ing)|(?:higher|longer|larger|bigger|older)\sthan",
    ),
    (
        "less than",
        r"(?:well\s|far\s|much\s)?(?:less\sthan|fewer\sthan|under|below|lower\sthan)|(?:shorter|smaller"
        r"|younger)\sthan",
    ),
    ("exact", r"exactly|precisely|only|just"),
    (
        "about",
        r"(?:an\s)?estimated|about|around|roughly|approximately|approx\.?|some(?:thing\slike|where\saround)?"
        r"|circa|c\.|ca\.|~"
        r"|in\sthe\s(?:region|order)\sof|on\sthe\sorder\sof|in\sthe\sneighbou?rhood\sof|perhaps|maybe|probably"
        r"|an\saverage\sof",
    ),
)  # fmt: skip
_LEFT = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _BEFORE)
    + r")\s?(?:the\s)?$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?P<plus>\+|-plus\b|\splus\b(?=\s[a-z])|\sor\s(?:more|above|over|higher|longer|greater)\b"
    r"|,?\sat\s(?:the\s(?:very\s)?)?least\b)"
    r"|(?P<most>\sor\s(?:less|fewer|under|below|lower)\b|,?\sat\s(?:the\s)?most\b)|(?P<so>-odd\b|\sodd\b"
    r"|\sor\sso\b|\sor\sthereabouts\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge by name, and where its words stand (`start == end` when there are none)."""

    name: str
    start: int
    end: int


def hedge_before(text: str, start: int) -> Hedge | None:
    """Return the hedge whose words end right before `start`, or None; "at least about" counts as the nearer word."""
    hit = _LEFT.search(text, max(0, start - 32), start)
    if not hit or not hit.lastgroup:
        return None
    return Hedge(hit.lastgroup.replace("_", " "), hit.start(), hit.end())


def hedge_after(text: str, end: int) -> Hedge | None:
    """Return the hedge that stands right after a number ("or so", "-plus", "or more"), or None."""
    hit = _RIGHT.match(text, end)
    if not hit:
        return None
    name = {"plus": "at least", "most": "at most", "so": "about"}[hit.lastgroup or "so"]
    return Hedge(name, hit.start(), hit.end())


def bounded(name: str, low: float, high: float) -> tuple[str, float, float]:
    """Return the hedge's name in records and the bounds it gives; "just over" is a "more than" with an upper bound."""
    if name == "about":
        return name, low - slack(low), high + slack(high)
    if name == "nearly":
        return name, low - abs(low) * 0.1, high
    if name == "just over":
        return "more than", low, high + abs(high) * 0.1
    if name in ("at least", "more than"):
        return name, low, inf
    if name in ("at most", "less than"):
        return name, min(0.0, low), high
    return ("exact" if low == high else "range"), low, high


def slack(value: float) -> float:
    """Return how far off an "about" may be: a tenth, or half the last digit up to a fifth ("about 20" is 16 to 24)."""
    size = abs(value)
    return max(0.1 * size, min(0.5 * grain_of(size), 0.2 * size))
