"""Text in, amounts out: numbers with their currency or unit, their hedge, and ranges, scores and shares put together.

Nothing here looks at the parse; what is counted is found in `counted`, what changes by it in `changes`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosscheck.facets.figures import Figure, apart, figure_of
from crosscheck.facets.hedges import Hedge, bounded, hedge_after, hedge_before
from crosscheck.facets.labels import is_label
from crosscheck.facets.number_words import find_numerals

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Amount:
    """A hedged number in its unit; `head` is where the number starts, behind hedges, and `end` where its unit ends."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    hedge: str = "exact"
    role: str = ""
    head: int = 0


_CHANGE = (
    r"(?:r[io]se|risen|rising|rises|f[ae]ll|fallen|falling|falls|gr[eo]w|grown|growing|grows|climb(?:s|ed|ing)?"
    r"|drop(?:s|ped|ping)?"
    r"|increas(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|jump(?:s|ed|ing)?|rais(?:e[sd]?|ing)"
    r"|lower(?:s|ed|ing)?"
    r"|cuts?|cutting|reduc(?:e[sd]?|ing|tion)|went|gone|go(?:es|ing)?|mov(?:e[sd]?|ing)|chang(?:e[sd]?|ing)"
    r"|revis(?:e[sd]?|ing)"
    r"|lift(?:s|ed|ing)?|slip(?:s|ped|ping)?|slid|sank|sunk|dip(?:s|ped|ping)?|shr[iau]nk(?:s|ing)?|swell(?:s"
    r"|ed|ing)?|swollen"
    r"|up|down|doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|halv(?:e[sd]?|ing)|plung(?:e[sd]?|ing)|soar(?:s|ed|ing)?"
    r"|surg(?:e[sd]?|ing)"
    r"|expand(?:s|ed|ing)?|eas(?:e[sd]?|ing)|widen(?:s|ed|ing)?|narrow(?:s|ed|ing)?|trimm?(?:s|ed|ing)?"
    r"|slash(?:es|ed|ing)?|hike[sd]?"
    r"|push(?:es|ed|ing)?|bring(?:s|ing)?|brought|put|extend(?:s|ed|ing)?|shift(?:s|ed|ing)?)"
)
_MOVES_FROM = re.compile(
    rf"\b{_CHANGE}\b[^;:]{{0,45}}\bfrom\s+(?:about\s|around\s|just\s|some\s|only\s|a\s)?$", re.IGNORECASE
)
_FROM_AGAIN = re.compile(
    r"\s(?:(?!and\b|while\b|but\b)[^\d\s,;]+\s){0,5}?(?:up\s|down\s)?from\s", re.IGNORECASE
)
_TO_LEAD = re.compile(r"\bto\s+(?:\w+\s){0,2}$", re.IGNORECASE)
# "rose $2 to $80" and "fell three points to 51" tell a difference and the new figure, no range.
_BY_TO = re.compile(
    rf"\b{_CHANGE}\s(?:\w+ly\s)?(?:by\s)?(?:about\s|nearly\s|some\s|another\s)?$", re.IGNORECASE
)
_FORMER = re.compile(
    r"\b(?:up|down|rising|falling|rise|fall|increase|drop)\s+from\s+(?:about\s|around\s|just\s|some\s)?$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:compared\s(?:with|to)|against|versus|as\sopposed\sto)\s+(?:about\s|just\s|only\s)?$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:about\s|some\s)?$", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—−]\s?|\s(?:and\s)?(?:up\s)?to\s|-to-|\sthrough\s", re.IGNORECASE)
_TO = re.compile(
    r"\s(?:[^\d\s,;.]+\s){0,4}?to\s(?:about\s|around\s|just\s|some\s|nearly\s|over\s|only\s)?", re.IGNORECASE
)
_VERSUS = re.compile(
    r"(?:\svotes?|\sgoals?|\sruns?|\spoints?)?(?:\s?[-–—]\s?|\s(?:to|against)\s)", re.IGNORECASE
)
_CONTEST = re.compile(
    r"\b(?:vot(?:e|ed|es|ing)|w[io]n|wins|winning|beat(?:en|s|ing)?|lost|lose|losing|loss|defeat(?:ed|s)?"
    r"|victory|draw|drew|drawn"
    r"|scor(?:e|ed|eline)|lead|led|leading|rul(?:ed|ing)|pass(?:ed|es)|approv(?:ed|al)|reject(?:ed|s)?|backed"
    r"|majority|verdict|decision"
    r"|split|goals?|match|final|set|sets|jury|court|council|parliament|senate|overturned|adopted|carried)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"(?P<noun>\s[a-z-]+)?\s(?:in|out\sof)\s(?:every\s)?", re.IGNORECASE)
_NO_SHARE = re.compile(
    r"\s(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|places|cities|towns|countries|cars|stages)\b"
)
_TIME_LEAD = re.compile(
    r"\b(?:for|last(?:ed|s|ing)?|t[ao]ken?|takes|taking|waited|after|of|was|is|well|by|just|spent)\s+$",
    re.IGNORECASE,
)


def find_amounts(text: str, masks: Sequence[Span]) -> list[Amount]:
    """Return the amounts in `text` outside of `masks` (times, ages), in order of place."""
    numerals = [n for n in find_numerals(text) if not any(a < n.end and n.start < b for a, b in masks)]
    figures = apart([f for n in numerals if not is_label(text, n) and (f := figure_of(text, n))])
    found: list[Amount] = []
    at = 0
    while at < len(figures):
        pair = _pair(text, figures[at], figures[at + 1]) if at + 1 < len(figures) else []
        found += pair or [_amount(text, figures[at])]
        at += 2 if pair else 1
    return found


def _pair(text: str, one: Figure, other: Figure) -> list[Amount]:
    """Return what two neighbours make together (a change, a range, a score, a share), or nothing."""
    if other.start - one.end > 45 or one.numeral.kind == "vague":
        return []
    gap = text[one.end : other.start]
    before = text[max(0, one.start - 60) : one.start]
    if gap.strip().lower() in ("by", "x", "×") and other.unit == "metre":  # "45 by 60 centimetres"
        return [_amount(text, _alike(one, other)), _amount(text, other)]
    moved = _moved(text, one, other, before, gap)
    if moved:
        return moved
    share = _share(text, one, other)
    if share:
        return [share]
    if _is_score(text, one, other, gap):
        scores = (one, other)
        return [Amount(f.start, f.numeral.end, f.low, f.high, "score", head=f.start) for f in scores]
    return _range(text, one, other, before, gap)


def _moved(text: str, one: Figure, other: Figure, before: str, gap: str) -> list[Amount]:
    """Read "rose from 41 to 57" and "rose to 57 from 41": the earlier figure is the former one."""
    if _MOVES_FROM.search(before) and _TO.fullmatch(gap):
        first, second = _alike(one, other), _alike(other, one)
        return [replace(_amount(text, first), role="former"), _amount(text, second)]
    if _FROM_AGAIN.fullmatch(gap) and _TO_LEAD.search(before):
        return [_amount(text, _alike(one, other)), replace(_amount(text, _alike(other, one)), role="former")]
    return []


def _alike(one: Figure, other: Figure) -> Figure:
    """Give a figure without a unit or magnitude those of its neighbour: "from 6.5 to 7.2 per cent", "$2 to $3bn"."""
    scale = other.numeral.scale if one.numeral.scale == 1 and one.numeral.low < 1000 else 1.0
    if scale > 1 and one.high * scale > 20 * other.high:
        scale = 1.0
    same = one.unit or other.unit in ("", "score")
    factor = 1.0 if same or not other.numeral.high else other.high / other.numeral.high
    if other.unit == "celsius" and not same:
        factor = 1.0
    unit = one.unit or other.unit
    if one.unit and one.unit != other.unit and other.unit:
        return one
    return replace(one, low=one.low * scale * factor, high=one.high * scale * factor, unit=unit)


def _share(text: str, one: Figure, other: Figure) -> Amount | None:
    """Read "one in nine", "one post in nine" and "three out of ten" as shares."""
    gap = _IN.fullmatch(text, one.end, other.start)
    if not gap or one.unit or other.unit or not 0 < one.low < other.low or one.low > 99:
        return None
    follows = _NO_SHARE.match(text, other.end) or (
        gap["noun"] and re.match(r"\s[a-z]{3,}s\b", text[other.end :])
    )
    if follows or (one.low > 1 and other.low not in (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000)):
        return None
    value = one.low / other.low
    return _hedged(text, Amount(one.start, other.end, value, value, "share", head=one.start))


def _is_score(text: str, one: Figure, other: Figure, gap: str) -> bool:
    plain = not one.unit and not other.unit and one.numeral.scale == other.numeral.scale == 1
    if not plain or not _VERSUS.fullmatch(gap) or other.low > 700:
        return False
    if re.match(r"\s?(?:million|billion|people|per\b|%)|-year|-day", text[other.end :]):
        return False
    near = text[max(0, one.start - 70) : one.start] + " | " + text[other.end : other.end + 30]
    digits = one.numeral.kind == other.numeral.kind == "digits" and len(gap) == 1
    contest = _CONTEST.search(near) is not None and "between" not in near
    return one.low > other.low and (digits or contest) or (contest and " to " not in gap)


def _range(text: str, one: Figure, other: Figure, before: str, gap: str) -> list[Amount]:
    first, second = _alike(one, other), _alike(other, one)
    if first.unit != second.unit or first.low >= second.high:
        return []
    both = _BETWEEN.search(before)
    ored = gap == " or " and second.high <= 2 * first.low and second.unit == first.unit
    if _BY_TO.search(before) and "to" in gap and (one.unit or other.unit):
        return []
    if not (_DASH.fullmatch(gap) or (both and gap == " and ") or ored):
        return []
    start = one.start - (len(before) - both.start()) if both else one.start
    found = Amount(start, other.end, first.low, second.high, first.unit or "count", "range", head=one.start)
    return [found]


def _amount(text: str, figure: Figure) -> Amount:
    plain = Amount(
        figure.start, figure.end, figure.low, figure.high, figure.unit or "count", head=figure.start
    )
    found = _hedged(text, plain)
    before = text[max(0, found.start - 24) : found.start]
    compared = _AGAINST.search(before)
    if compared and found.unit == "count" and compared.group().lower().startswith(("against", "versus")):
        compared = None  # "charges against one woman"
    former = compared or (found.unit != "metre" and _FORMER.search(before))
    return replace(found, role="former") if former else found


def _hedged(text: str, amount: Amount) -> Amount:
    before, after = hedge_before(text, amount.start), hedge_after(text, amount.end)
    if before and not _hedges(text, before, amount):
        before = None
    chosen = before or after
    if chosen is None:
        return amount if amount.low == amount.high else replace(amount, hedge="about")
    name, low, high = bounded(chosen.name, amount.low, amount.high)
    outer = hedge_before(text, before.start) if before else None
    start = outer.start if outer else chosen.start if before else amount.start
    end = amount.end if before else chosen.end
    return replace(amount, start=start, end=end, low=low, high=high, hedge=name)


def _hedges(text: str, hedge: Hedge, amount: Amount) -> bool:
    """Whether the words hedge: "over three days" tells when, and "over" hours only behind "lasted" or "for"."""
    word = text[hedge.start : hedge.end].strip().lower()
    if amount.unit == "second" and word.split()[0] in ("over", "under", "above", "beyond"):
        return _TIME_LEAD.search(text, max(0, hedge.start - 10), hedge.start) is not None
    return True
