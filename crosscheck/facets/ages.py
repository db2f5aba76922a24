"""Text in, ages in years out: "aged 34", "the 59-year-old dam", "Ana Ruiz, 29,", "in her forties"."""

from __future__ import annotations

import re
from dataclasses import replace
from math import inf

from crosscheck.facets.amounts import Amount
from crosscheck.facets.durations import unit_days
from crosscheck.facets.hedges import bounded, hedge_before
from crosscheck.facets.number_words import find_numerals, value_of

DECADES = {
    w: 10 * n
    for n, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
_N = r"(?:\d{1,3}|(?:[a-z]+teen|[a-z]+ty(?:-[a-z]+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))"
_OLD = re.compile(r"[-\s](?P<unit>years?|months?|weeks?|days?)(?:[-\s]olds?\b|\sof\sage\b)", re.IGNORECASE)
_AGED = re.compile(
    rf"\b(?:aged?(?:\s(?:of|between|from|about|around|just|only))?|turn(?:ed|s"
    rf"|ing))\s(?P<low>{_N})(?:\s?(?:[-–]|to|and)\s?(?P<high>{_N}))?"
    r"(?![\w%]|,\d|\s(?:per|years?\s(?:in|of\sprison)))",
    re.IGNORECASE,
)
# A name, its age, and what closes the bracket: "Ana Ruiz, 29, said", "Ana Ruiz (29)".
_NAMED = re.compile(
    r"(?:(?<=[a-zé’])|(?<=Jr\.)|(?<=\s[A-Z]\.)|(?<=Sr\.))(?:,\s(?P<age>\d{1,2})(?=,\s|\.$|\)|\sand\b)"
    r"|\s\((?P<paren>\d{1,2})\))"
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Ý][\w’'-]*\.?(?:\s(?:de|da|van|von|al|bin|Jr\.))?$")
_LIMIT = re.compile(
    r"\b(?:child(?:ren)?|people|adults|those|anyone|everyone|women|men|boys|girls|kids|persons|youths?"
    r"|teenagers|workers)\s(?:aged\s)?"
    r"(?P<way>under|over|above|below|(?:younger|older)\sthan)\s(?P<age>\d{1,2})(?![\d,.]\d|\s?%|\s(?!and\b|or\b"
    r"|in\b|at\b|were\b|are\b|will\b|who\b)[a-z])",
    re.IGNORECASE,
)
_IN_DECADE = re.compile(
    rf"\bin\s(?:his|her|their)\s(?:(?P<edge>early|late|mid)[-\s])?(?:(?P<digits>\d0)s"
    rf"|(?P<word>{'|'.join(DECADES)}))\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"\b(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday)\w*\.?$"
)


def find_ages(text: str) -> list[Amount]:
    """Return the ages told in `text`, in order of place, in years; "aged 20 to 34" is a range."""
    found = [*_limits(text), *_spelled(text), *_aged(text), *_after_names(text), *_decades(text)]
    kept: list[Amount] = []
    for age in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or age.start >= kept[-1].end:
            kept.append(age)
    return kept


def _spelled(text: str) -> list[Amount]:
    out: list[Amount] = []
    if "old" not in text and " of age" not in text:
        return out
    for numeral in find_numerals(text):
        hit = _OLD.match(text, numeral.end)
        if hit:
            years = unit_days(hit["unit"]) / unit_days("year")
            age = Amount(
                numeral.start, hit.end(), numeral.low * years, numeral.high * years, "age", head=numeral.start
            )
            out.append(_hedged(text, age))
    return out


def _hedged(text: str, age: Amount) -> Amount:
    hedge = hedge_before(text, age.start)
    if hedge is None:
        return age
    name, low, high = bounded(hedge.name, age.low, age.high)
    return replace(age, start=hedge.start, low=low, high=high, hedge=name)


def _aged(text: str) -> list[Amount]:
    out = []
    for hit in _AGED.finditer(text):
        low, high = value_of(hit["low"]), value_of(hit["high"] or hit["low"])
        if low and high and low <= high <= 125:
            hedge = "exact" if low == high else "range"
            out.append(Amount(hit.start(), hit.end(), low, high, "age", hedge, head=hit.start("low")))
    return out


def _after_names(text: str) -> list[Amount]:
    out = []
    for hit in _NAMED.finditer(text):
        name = _CAPITAL.search(text, max(0, hit.start() - 30), hit.start())
        if not name or _CALENDAR.search(name.group()) or text[hit.start() - 1].isdigit():
            continue
        group = "age" if hit["age"] else "paren"
        years = float(hit[group])
        out.append(Amount(hit.start(group), hit.end(group), years, years, "age", head=hit.start(group)))
    return out


def _limits(text: str) -> list[Amount]:
    """Read "children under 12" and "people over 65"."""
    out = []
    for hit in _LIMIT.finditer(text):
        years = float(hit["age"])
        under = hit["way"].lower() in ("under", "below", "younger than")
        low, high = (0.0, years) if under else (years, inf)
        hedge = "less than" if under else "more than"
        out.append(Amount(hit.start("way"), hit.end(), low, high, "age", hedge, head=hit.start("age")))
    return out


def _decades(text: str) -> list[Amount]:
    out = []
    for hit in _IN_DECADE.finditer(text):
        first = float(hit["digits"] or DECADES[(hit["word"] or "").lower()])
        low, high = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}.get((hit["edge"] or "").lower(), (0, 9))
        out.append(
            Amount(hit.start() + 3, hit.end(), first + low, first + high, "age", "range", head=hit.start())
        )
    return out
