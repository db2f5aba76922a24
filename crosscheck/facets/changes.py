"""Amounts and the text around them in, changes out: "dropped by half" is the factor 0.5, "rose by 5,000" a difference.

A factor is the new value over the old one; a difference keeps its own unit and is negative when the thing fell.
"""

from __future__ import annotations

import re
from dataclasses import replace
from math import inf

from crosscheck.facets.amounts import Amount
from crosscheck.facets.hedges import bounded, hedge_before
from crosscheck.facets.number_words import find_numerals, grain_of

_DOWN_VERBS = (
    r"f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|plung(?:e[sd]?|ing)"
    r"|slump(?:s|ed|ing)?"
    r"|tumbl(?:e[sd]?|ing)|s[ai]nk(?:s|ing)?|sunk|slip(?:s|ped|ping)?|dip(?:s|ped|ping)?|shr[aiu]nk(?:s|ing)?"
    r"|slid(?:es?|ing)?"
    r"|plummet(?:s|ed|ing)?|contract(?:s|ed|ing)|eas(?:e[sd]|ing)|shed|lost|loses?|losing|down"
)
_CUT_VERBS = (
    r"cuts?|cutting|reduc(?:e[sd]?|ing)|lower(?:s|ed|ing)?|slash(?:es|ed|ing)?|trim(?:s|med|ming)?"
    r"|weaken(?:s|ed|ing)?|shorten(?:s|ed|ing)?"
)
_UP_VERBS = (
    r"r[io]ses?|risen|rising|increas(?:e[sd]?|ing)|gr[eo]ws?|grown|growing|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    r"|surg(?:e[sd]?|ing)"
    r"|soar(?:s|ed|ing)?|gain(?:s|ed|ing)?|sw[eo]ll(?:s|ed|en|ing)?|advanc(?:e[sd]?|ing)|rall(?:ied|ies)|leapt"
    r"|leap(?:s|ed)?"
    r"|rocket(?:s|ed|ing)?|up"
)
_LIFT_VERBS = (
    r"rais(?:e[sd]?|ing)|lift(?:s|ed|ing)?|boost(?:s|ed|ing)?|expand(?:s|ed|ing)?|hik(?:e[sd]?|ing)"
    r"|extend(?:s|ed|ing)?"
)
_DOWN_NOUNS = r"drop|fall|decline|decrease|plunge|slump|reduction|cut|slide|dip|contraction|discount"
_UP_NOUNS = r"rise|increase|growth|jump|surge|gain|climb|hike|boost|leap|expansion|pay\srise|raise"
_LEAD = re.compile(
    rf"\b(?:(?P<down>{_DOWN_VERBS})|(?P<cut>{_CUT_VERBS})|(?P<up>{_UP_VERBS})|(?P<lift>{_LIFT_VERBS}))"
    r"(?:\s(?:\w+ly|again|back|further"
    r"|yet))?(?P<by>(?:\s[^\W\d][^\W\d’'-]*){0,10}?\sby)?(?:\s(?:an?\s)?(?:further|another|additional|extra))?\s$",
    re.IGNORECASE,
)
_NOUN_OF = re.compile(
    rf"\b(?:(?P<down>{_DOWN_NOUNS})|(?P<up>{_UP_NOUNS}))s?(?:\sin\s[\w\s’'-]{{1,40}}?)?\sof\s$", re.IGNORECASE
)
_TAIL = re.compile(
    rf"[\s-](?:[a-z]+\s)?(?:(?P<down>(?:{_DOWN_NOUNS})s?|fewer|less|lower|smaller|cheaper|shorter|slower|down)"
    rf"|(?P<up>(?:{_UP_NOUNS})s?|more|higher|larger|bigger|longer|dearer|faster|up))\b",
    re.IGNORECASE,
)
_MORE_LEAD = re.compile(
    r"\b(?:another|a\sfurther|an\s(?:additional|extra|added)|further|additional|extra)\s$", re.IGNORECASE
)
_MORE_TAIL = re.compile(r"\s(?:more|further|additional|extra)\b(?!\sthan)", re.IGNORECASE)
_OTHERS = re.compile(r"\s(?:more|fewer|higher|lower)\sthan\b", re.IGNORECASE)
_FACTORS = re.compile(
    r"\b(?:(?P<half>halv(?:ed|es|ing)|(?:cut|reduced|chopped|sliced|slashed)\sin\shalf|half\sas\s(?:many|much"
    r"|big|large|long|high))"
    r"|(?P<two>doubl(?:ed|es|ing)(?!\sas\b|\sdown\b|\sup\b)|twice\s(?:as\s(?:many|much|big|large|long|high"
    r"|often|likely)|the\b)|two-?fold"
    r"|double\s(?:the|its|their|what|last|that)\b|twofold)"
    r"|(?P<three>trip(?:led|les|ling)|treb(?:led|les|ling)|three-?fold)|(?P<four>quadrup(?:led|les|ling)|four-?fold)"
    r"|(?P<ten>ten-?fold))",
    re.IGNORECASE,
)
_TIMES_AS = re.compile(
    r"(?:\stimes\s(?:as\s(?:many|much|big|large|long|high|often|likely)|more|higher|larger|bigger|greater"
    r"|longer|the)\b|-?fold\b)",
    re.IGNORECASE,
)
_TAKES_OBJECT = frozenset("up down gain gained gains lost shed lose loses losing".split())
_NO_NOUN = re.compile(
    r"\s?(?:[.,;:)]|$|(?:to|from|on|in|since|over|places|points|at|last|this|during|between)\b)",
    re.IGNORECASE,
)
_STANDS = re.compile(
    r"(?:^|[,;:(—–-]\s?|\b(?:is|was|are|were|be|been|being|and|or|remain\w*|stay\w*|stood|still|already|now"
    r"|then|closed|ended|finished"
    r"|trad\w+|opened|cent|percent|points?|%|million|billion|\d+)\s)$",
    re.IGNORECASE,
)
_SIZES = {"half": 0.5, "two": 2.0, "three": 3.0, "four": 4.0, "ten": 10.0}
_FLIPPED = {
    "at least": "at most",
    "at most": "at least",
    "more than": "less than",
    "less than": "more than",
    "nearly": "about",
}


def find_factors(text: str) -> list[Amount]:
    """Return "doubled", "halved", "three times as many" as changes, with their hedges."""
    found = [
        Amount(
            hit.start(), hit.end(), _SIZES[hit.lastgroup or "two"], _SIZES[hit.lastgroup or "two"], "change"
        )
        for hit in _FACTORS.finditer(text)
    ]
    if _TIMES_AS.search(text):
        for numeral in find_numerals(text):
            tail = _TIMES_AS.match(text, numeral.end)
            if tail:
                found.append(Amount(numeral.start, tail.end(), numeral.low, numeral.high, "change"))
    return [_hedged(text, replace(f, head=f.start)) for f in sorted(found, key=lambda f: f.start)]


def _hedged(text: str, factor: Amount) -> Amount:
    hedge = hedge_before(text, factor.start)
    if hedge is None:
        return factor
    name, low, high = bounded(hedge.name, factor.low, factor.high)
    return replace(factor, start=hedge.start, low=low, high=high, hedge=name)


def as_change(text: str, amount: Amount) -> Amount:
    """Return the amount as a change or a difference when the words around say so, else as it is."""
    if amount.role or amount.unit in ("age", "score"):
        return amount
    before = text[max(0, amount.start - 90) : amount.start]
    lead, noun = _LEAD.search(before), _NOUN_OF.search(before)
    if (
        lead
        and lead.group().split()[0].lower() in ("up", "down")
        and not _STANDS.search(before[: lead.start()])
    ):
        lead = None  # "makes up a third of it"
    if amount.unit in ("percent", "share"):
        return _factor(text, amount, lead or noun, len(before))
    return _difference(text, amount, lead, noun)


def _factor(text: str, amount: Amount, lead: re.Match[str] | None, width: int) -> Amount:
    """Read "fell 12 %", "a 12 % rise", "12 % fewer" and "a rise of 12 %" as factors."""
    tail = _TAIL.match(text, amount.end)
    start, end = amount.start, amount.end
    if lead:
        way = _is_down(lead)
        start = amount.start - width + lead.start()
    elif tail and not (
        amount.unit == "share" and tail.group().strip().lower() in ("more", "less", "down", "up", "cut")
    ):
        way, end = tail["down"] is not None, tail.end()
    else:
        return amount
    size = 100.0 if amount.unit == "percent" else 1.0
    low, high = amount.low / size, amount.high / size
    if way:
        hedge = _FLIPPED.get(amount.hedge, amount.hedge)
        return replace(
            amount, start=start, end=end, low=max(0.0, 1 - high), high=1 - low, unit="change", hedge=hedge
        )
    return replace(amount, start=start, end=end, low=1 + low, high=1 + high, unit="change")


def _is_down(lead: re.Match[str]) -> bool:
    groups = lead.groupdict()
    return groups.get("down") is not None or groups.get("cut") is not None


def _difference(text: str, amount: Amount, lead: re.Match[str] | None, noun: re.Match[str] | None) -> Amount:
    """Read "rose by 5,000", "fell 3 points", "four more bodies" as differences; "cut 340 jobs" counts jobs."""
    tail = text[amount.end :]
    if lead and _differs(text, amount, lead):
        return _signed(amount, _is_down(lead))
    if noun and amount.unit not in ("second",):
        return _signed(amount, _is_down(noun))
    grown = _TAIL.match(text, amount.end) if amount.unit == "point" else None
    if grown:
        return _signed(amount, grown["down"] is not None)
    more = _MORE_LEAD.search(text, max(0, amount.start - 16), amount.start) or _MORE_TAIL.match(tail)
    if (more and amount.unit == "count") or _OTHERS.match(tail):
        return replace(amount, role="difference")
    return amount


def _differs(text: str, amount: Amount, lead: re.Match[str]) -> bool:
    """Whether an amount behind a verb of change is how much it changed; "grow three plants" counts plants."""
    if lead["by"]:
        return amount.unit != "second" or lead["cut"] is not None or lead["lift"] is not None
    moving = lead["down"] or lead["up"]
    if amount.unit == "point" or not moving or moving.lower() in _TAKES_OBJECT:
        return amount.unit == "point"
    if amount.unit == "count":
        return _NO_NOUN.match(text, amount.end) is not None
    return len(amount.unit) == 3 and amount.unit.isupper()


def _signed(amount: Amount, down: bool) -> Amount:
    if not down:
        return replace(amount, role="difference")
    hedge = _FLIPPED.get(amount.hedge, amount.hedge)
    return replace(amount, low=-amount.high, high=-amount.low, role="difference", hedge=hedge)


def change_between(former: Amount, new: Amount) -> Amount | None:
    """Return the factor of "rose from 6.5 to 7.2 per cent", within the rounding of both, or None when it has none."""
    if former.unit != new.unit or former.low <= 0 or new.low < 0 or inf in (former.high, new.high):
        return None
    first, last = min(former.start, new.start), max(former.end, new.end)
    old, grown = former.low, new.low
    half = min(grain_of(old), 0.1 * old) / 2, min(grain_of(grown), 0.1 * grown) / 2
    if old <= half[0]:
        return None
    low, high = (grown - half[1]) / (old + half[0]), (grown + half[1]) / (old - half[0])
    return Amount(first, last, max(0.0, low), high, "change", "about", head=first)
