"""A number in its text in, whether it is a name and no figure out: "Flight 370", "212(f)", "No. 10", "the 19th"."""

from __future__ import annotations

import re

from crosscheck.facets.number_words import Numeral

# Words that a number names a thing with; the capital is not needed ("chapter 7", "phase 3").
_LABEL = re.compile(
    r"\b(?:title|flight|route|chapter|section|sections|article|articles|no\.?|nos\.?|number|room|gate|highway"
    r"|boeing|airbus"
    r"|channel|apollo|phase|level|category|page|pages|pp?\.|step|platform|terminal|district|ward|block"
    r"|interstate|rule|act"
    r"|resolution|form|type|class|grade|line|zone|bus|engine|ladder|station|runway|pier|berth|hull|lot|item"
    r"|proposition|prop"
    r"|amendment|exhibit|bill|directive|regulation|version|model|tier|stage|psalm|verse|exit|junction|lane|track|tram"
    r"|train|appendix|annex|table|paragraph|clause|part|volume|vol\.?|series|season|episode|book|unit|sector|area"
    r"|precinct|carriage|coach|seat|row|floor|iphone|windows|formula|group\sof|day|week|year|lot|pit|reactor"
    r"|shaft|site|camp|building|house|hall|dock|substation|buoy|cell|bed|box|locker|court|school|hole|round|lap|match"
    r"|game|set|docket|file|invoice|serial|tail|hotline|dial|size|quarter|psalms|chapter|sweet)\s?$",
    re.IGNORECASE,
)
# Of these, the ones that are also common before a figure need a capital, or no noun after the number.
_LOOSE = frozenset(
    "block rule channel exit track grade room gate under over part count area bill call box case train bus act"
    " form series season court school house hall g u top well set"
    " game match seat row day week year bed file round model unit book number figure block type class floor"
    " site camp big"
    " final sweet size station cell line act quarter dock hole lot coach level stage track".split()
)
_AFTER_WORD = re.compile(r"\s+(?:[a-z]+|%|per\s)")
_GLUED = re.compile(r"[A-Za-z_]|\(\w{1,2}\)|[.:]\d|/\d|-[A-Z]|@|°?\w")
_UNIT_LETTERS = re.compile(
    r"(?:km|kms|kg|mg|cm|mm|ft|lb|lbs|mph|kph|kmh|kw|mw|gw|kwh|mwh|gwh|gb|tb|ml|ha|pc|pct|min|mins|hr|hrs|m|c|f"
    r"|bpd|[x×])\b"
    r"|(?:km/h|°|º)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r",?\s+(?:[A-Z][\w’'.-]+\s+){1,3}(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Drive|Boulevard|Blvd\.?"
    r"|Square|Place|Way"
    r"|Court|Terrace|Crescent)\b"
)
_PHONE = re.compile(
    r"(?:\+\d|\(\d{2,4}\)\s?\d|\b\d{3}[-.\s]\d{3,4}[-.\s]\d{3,4}\b|\b\d{3}-\d{4}\b|\b0\d{3,4}\s\d{5,6}\b|\b1-?8\d\d-)"
)
_PRONOUN_ONE = re.compile(
    r"\s(?:of|another|by\sone|day|thing|side|hand|hundred|step|way|reason|point|such|who|that|can|may|might"
    r"|should|would|could"
    r"|must|needs|is|has|does|and\sonly|and\sthe\ssame|where|which|more\stime|else)\b|['’]s\b|-(?!in-|third"
    r"|quarter|half|fifth|tenth|way)",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(
    r"\b(?:no|the|this|that|each|every|any|some|another|which|only|first|last|next|new|big|good|bad|at|loved"
    r"|little|old|young"
    r"|other|right|wrong|great|same|back\sto|number|day|level|phase|as|such\san?|an?\s\w+)\s$",
    re.IGNORECASE,
)
_WORD_NAMES = re.compile(
    r"(?:Big|Group\sof|Gang\sof|Chicago|Twenty|Magnificent|Famous|Fab|Final|Catch)[\s-]$|^(?:\s(?:Nation"
    r"|Network|News|Star|Seasons|Eyes"
    r"|Hundred\sYears|Nations|Sisters|Points|Direction))\b"
)  # fmt: skip
_WORD_LABEL = re.compile(
    r"\b(?:(?P<sure>chapter|phase|page|category|stage|article|level|number|group\sof)|title|day|week)\s$",
    re.IGNORECASE,
)


def is_label(text: str, numeral: Numeral) -> bool:
    """Whether a number only names something: a label, a street or phone number, a code, a pronoun "one"."""
    before, after = text[max(0, numeral.start - 24) : numeral.start], text[numeral.end : numeral.end + 40]
    if numeral.kind == "words":
        return _is_word_name(text, numeral, before, after)
    if numeral.kind != "digits":
        return False
    glued = _GLUED.match(after)
    if glued and not numeral.suffix and not _UNIT_LETTERS.match(after):
        return True
    if _STREET.match(after) or before.endswith(("#", "№", "_", "=", "per ")):
        return True
    return _is_labelled(before, after) or _in_phone(text, numeral)


def _is_labelled(before: str, after: str) -> bool:
    hit = _LABEL.search(before)
    if not hit or after[:1] == "%" or (hit.group()[-1] not in " ." and len(hit.group()) > 1):
        return False
    word = hit.group().strip().lower()
    if word not in _LOOSE:
        return True
    if hit.group()[0].isupper() and hit.start() > 0:
        return True
    return not _AFTER_WORD.match(after) and word not in ("under", "over", "count", "well", "act", "figure")


def _in_phone(text: str, numeral: Numeral) -> bool:
    return any(
        hit.start() <= numeral.end and numeral.start <= hit.end()
        for hit in _PHONE.finditer(text, max(0, numeral.start - 16), numeral.end + 16)
    )


def _is_word_name(text: str, numeral: Numeral, before: str, after: str) -> bool:
    word = text[numeral.start : numeral.end]
    if word.lower() == "one" and (_PRONOUN_ONE.match(after) or _ONE_BEFORE.search(before)):
        return not re.match(r"\s(?:is|has)\s(?:dead|died|missing)\b", after)
    if word[0].isupper() and numeral.start and _WORD_NAMES.search(before):
        return True
    if word[0].isupper() and re.match(
        r"\s(?:Nation|Network|News|Star|Seasons|Eyes|Points|Direction)\b", after
    ):
        return True
    hit = _WORD_LABEL.search(before)
    return hit is not None and (hit["sure"] is not None or not _AFTER_WORD.match(after))
