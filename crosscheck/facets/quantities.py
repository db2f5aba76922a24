"""A parsed sentence in, its quantities out: bounds, unit, what is counted, per what, and their role.

Numbers that belong to times, names and labels are no quantities. Durations are both: a time, and seconds here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from crosscheck.facets.ages import DECADES, find_ages
from crosscheck.facets.amounts import Amount, find_amounts
from crosscheck.facets.changes import as_change, change_between, find_factors
from crosscheck.facets.counted import Counted, counted_of
from crosscheck.facets.durations import find_durations
from crosscheck.facets.number_words import MAGNITUDES, ORDINAL_WORDS, SMALL_WORDS, holds_word
from crosscheck.facets.time_scan import scan_times
from crosscheck.facets.tokens import text_of, token_at
from crosscheck.facets.zeros import find_zeros
from crosscheck.records import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A sentence with no digit and none of these words has no quantity.
_TELLING = (
    frozenset((*SMALL_WORDS, *ORDINAL_WORDS, *MAGNITUDES, *DECADES))
    | frozenset(f"{word}s" for word in (*ORDINAL_WORDS, *MAGNITUDES))
    | frozenset(
        "scores tens half halves quarter quarters doubled doubling doubles double tripled tripling triples"
        " trebled trebling halved"
        " halving quadrupled quadrupling twice twofold threefold tenfold nobody none no without fold".split()
    )
) - {"first", "second", "k", "m", "b"}
# Times whose digits are no figures; what lasts is a figure too.
_LASTING = frozenset(("duration",))
_PERIODS = r"day|night|week|weekend|fortnight|month|quarter|season|year|hour|minute|second|decade"
_PER = re.compile(
    rf"\s?/\s?(?P<slash>{_PERIODS}|person|head|kg|tonne|litre)\b"
    r"|\s(?:per|each|every)\s(?P<per>(?:100,000|10,000|1,000|100|million)\s\w+|[a-z]+(?:\s(?:kilomet(?:er|re)"
    r"|mile|hour|met(?:er|re)))?)"
    rf"|\san?\s(?P<a>{_PERIODS}|head|person|piece|barrel|tonne?|kilo(?:gram(?:me)?)?|litre|gallon|share|bushel"
    rf"|ounce|pound|unit|bottle)\b"
    r"(?!\s(?:after|later|before|earlier|ago|prior|and\sa\shalf|old|in\s(?:prison|jail|custody)|long|from"
    r"|behind|ahead)|-)"
    r"|\s(?P<apiece>apiece|each)\b|\s(?P<ly>daily|weekly|monthly|annually|yearly|hourly|nightly)\b(?!\s[a-z]+s?\b)",
    re.IGNORECASE,
)
_LY = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annual": "year",
    "annually": "year",
    "yearly": "year",
}
_LY |= {"hourly": "hour", "nightly": "night"}
_LY_BEFORE = re.compile(
    r"\b(daily|weekly|monthly|annual|yearly|hourly|nightly)\b(?!\s(?:employee|worker|paper|newspaper|staff))",
    re.IGNORECASE,
)
# "the daily number of encounters reached 2,500"
_LY_TOTAL = re.compile(
    r"\b(daily|weekly|monthly|annual|yearly|hourly|nightly)\s(?:average|number|total|rate|output|limit|threshold|capacity)\b"
    r"[^.;]*$",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"(?:\bof\s(?:the|its|their|his|her|all|a\stotal\sof|some|about|those|more\sthan)?(?:\s?\w+['’]s)?\s?"
    r"|\bout\sof\s(?:the\s|a\s)?)$",
    re.IGNORECASE,
)
_DAY = 86_400  # seconds
_HALF = re.compile(r"half\b|an?\s\w+\sand\sa\shalf\b", re.IGNORECASE)
_PREPOSITIONS = re.compile(r"\b(?:over|under|above|below|around|about)\s", re.IGNORECASE)
_CROWDS = frozenset(
    "crowd group total team fleet force party number average population audience fine budget cost".split()
)


def find_quantities(doc: Doc, offset: int) -> list[Quantity]:
    """Return the quantities of a sentence in order of place; `offset` is where it starts in the article."""
    text = text_of(doc)
    if not holds_word(text, _TELLING):
        return []
    ages, factors, halves = find_ages(text), find_factors(text), _halves(text)
    masks = [(a.start, a.end) for a in scan_times(text) if a.form not in _LASTING]
    masks += [(a.start, a.end) for a in (*ages, *factors, *halves)]
    amounts = [as_change(text, _unhedged(doc, a)) for a in find_amounts(text, masks)]
    amounts = [_whole(text, a, amounts) for a in amounts if not _names(doc, a)]
    counted: list[tuple[Amount, Counted]] = []
    for amount in (*amounts, *factors, *halves):
        second = amount.unit == "score" and counted and counted[-1][0].unit == "score"
        counted.append((amount, counted[-1][1] if second else counted_of(doc, amount)))
    counted += [(a, _aged(doc, a)) for a in ages] + find_zeros(doc) + _between(counted)
    found = [_record(doc, offset, amount, what) for amount, what in counted if _is_figure(text, amount, what)]
    return sorted(found, key=lambda q: (q.start, q.end))


def _halves(text: str) -> list[Amount]:
    """Return the lengths of time that no number opens: "an hour and a half", "half a day"."""
    return [
        Amount(d.start, d.end, d.low * _DAY, d.high * _DAY, "second", head=d.start)
        for d in find_durations(text)
        if d.kind == "duration" and _HALF.match(text, d.start)
    ]


def _unhedged(doc: Doc, amount: Amount) -> Amount:
    """Take back a hedge that is a preposition of a noun: "a dispute over 12 hectares"."""
    text = text_of(doc)
    if amount.start == amount.head or not _PREPOSITIONS.match(text, amount.start):
        return amount
    token = token_at(doc, amount.start)
    of_noun = token.head.pos_ in ("NOUN", "PROPN") and token.head.lemma_ not in _CROWDS
    if token.dep_ != "prep" or not (of_noun or amount.unit == "count"):
        return amount
    return _shifted(amount)


def _names(doc: Doc, amount: Amount) -> bool:
    """Whether digits name the capitalised word before them: "Notice 89", "Windows 11", "Studio 54"."""
    token = token_at(doc, amount.head)
    if (
        amount.unit != "count"
        or amount.start != amount.head
        or not token.i
        or not text_of(doc)[amount.head].isdigit()
    ):
        return False
    before = token.nbor(-1)
    return (
        before.text[0].isupper()
        and before.pos_ == "PROPN"
        and before.i > 0
        and (token.head is before or before.head is token)
    )


def _shifted(amount: Amount) -> Amount:
    value = amount.low if amount.hedge in ("more than", "at least") else amount.high
    if amount.hedge == "about":
        value = (amount.low + amount.high) / 2
    return replace(amount, start=amount.head, low=value, high=value, hedge="exact")


def _whole(text: str, amount: Amount, amounts: list[Amount]) -> Amount:
    """Mark the 94 of "31 of the 94": it is what the figure before is a part of."""
    before = _OF_WHOLE.search(text, max(0, amount.start - 22), amount.start)
    if not before or amount.role or amount.unit != "count":
        return amount
    parts = [
        a
        for a in amounts
        if a.end <= before.start() <= a.end + 12 and a.unit in ("count", "share", "percent")
    ]
    return replace(amount, role="whole") if parts else amount


def _between(counted: list[tuple[Amount, Counted]]) -> list[tuple[Amount, Counted]]:
    """Add the factor between a former figure and the new one beside it: "rose from 6.5 to 7.2 per cent"."""
    out = []
    for (one, what), (other, whats) in zip(counted, counted[1:], strict=False):
        if {one.role, other.role} != {"former", ""} or abs(other.start - one.end) > 30:
            continue
        former, new = (one, other) if one.role else (other, one)
        change = change_between(former, new)
        if change:
            out.append((change, Counted(what.lemmas or whats.lemmas, change.end)))
    return out


def _aged(doc: Doc, age: Amount) -> Counted:
    """Return whose age it is: the noun behind "59-year-old", or the name before ", 29,"."""
    last = token_at(doc, age.end - 1)
    noun = last.head if last.head.pos_ in ("NOUN", "PROPN") and last.head.i > last.i else None
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is not None and following.pos_ in ("NOUN", "PROPN") and following.idx == age.end + 1:
        noun = noun or following
    if noun is None:
        first = token_at(doc, age.start).i
        before = list(doc[max(0, first - 3) : first])
        noun = next((t for t in reversed(before) if t.pos_ in ("NOUN", "PROPN")), None)
    return Counted((noun.lemma_.lower(),) if noun is not None else (), age.end)


def _is_figure(text: str, amount: Amount, what: Counted) -> bool:
    """Whether it is worth keeping: "one" without a noun or an outcome is a pronoun."""
    if text[amount.head : amount.end].lower() != "one":
        return True
    return (
        bool(what.lemmas)
        and what.end > amount.end
        or bool(set(what.lemmas) & {"death", "injury", "missing", "arrest"})
    )


def _record(doc: Doc, offset: int, amount: Amount, what: Counted) -> Quantity:
    text = text_of(doc)
    per, end = _per(text, amount, what)
    # Of a whole there is no more than all.
    most = {"share": 1.0, "percent": 100.0 if amount.low <= 100 else inf}.get(amount.unit, inf)
    return Quantity(
        offset + amount.start,
        offset + end,
        text[amount.start : end],
        round(amount.low, 9),
        round(max(amount.low, min(amount.high, most)), 9),
        amount.unit,
        what.lemmas,
        amount.hedge,
        per,
        amount.role,
    )


def _per(text: str, amount: Amount, what: Counted) -> tuple[str, int]:
    """Return what a rate is per, and where the quantity ends: a rate right behind the number belongs to it."""
    if amount.unit in ("age", "change", "score") or amount.role == "former":
        return "", amount.end
    for place in (amount.end, what.end):
        hit = _PER.match(text, place)
        if hit:
            word = hit[hit.lastgroup or "a"].lower()
            if word.split()[0] in SMALL_WORDS:
                continue
            per = "unit" if word in ("apiece", "each") else _LY.get(word, word)
            return per, hit.end() if place == amount.end else amount.end
    inner = _LY_BEFORE.search(text, amount.end, max(amount.end, what.end))
    if inner is None and what.end == amount.end:
        inner = _LY_TOTAL.search(text, 0, amount.start)
    return (_LY[inner[1].lower()], amount.end) if inner else ("", amount.end)
