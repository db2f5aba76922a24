"""A first line of prose in, the dateline before it out: `CARDIFF, March 8 (Reuters) - `, `Washington (CNN) — `."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from crosscheck.articles.dates import MONTH, find_date
from crosscheck.articles.names import SMALL, is_agency

DASH = re.compile(r"\s*(?:—|–|--|−)\s*|\s+[-_]\s*|:\s+|(?<=[)/])-?\s+|\.\s?[—–]\s*")
BRACKET = re.compile(r"\s*(?:\((?P<round>[^()]{2,60})\)|/(?P<slash>[^\s/][^/]{0,38}[^\s/])/)\s*$")
NAMED_MONTH = MONTH.replace("P<month>", ":")
WHEN = re.compile(
    rf",?\s+(?:\w+day,?\s+)?(?:{NAMED_MONTH}\.?\s+\d{{1,2}}|\d{{1,2}}\.?\s+{NAMED_MONTH}\.?)"
    r"(?:,?\s+\d{4})?[.,]?\s*$",
    re.IGNORECASE,
)
# In brackets after a place these need no dash behind them: "Oslo (CNN) The ...".
KNOWN_AGENCIES = frozenset(
    "CNN AP AFP UPI PTI ANI IANS NPR BBC DPA dpa EFE ANSA TASS Reuters Xinhua Bloomberg".split()
)
LONGEST = 110
MOST_DASHES = 4


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its length, who sent the text (if told), and the full date with a year (if told)."""

    length: int
    agency: str = ""
    day: date | None = None
    strong: bool = True


def read_dateline(text: str, first: bool) -> Dateline | None:
    """Return the dateline that `text`, a line of prose, begins with; a weak one counts only on the `first` line.

    Strong is a place in capitals, a day, or an agency in brackets; weak is a short capitalised place and a dash.
    """
    lead = len(text) - len(text.lstrip("*_# "))
    for tries, dash in enumerate(DASH.finditer(text, lead, LONGEST)):
        if tries == MOST_DASHES:
            break
        if dash.end() >= len(text):
            return None
        found = _judge(text[lead : dash.start()], dash.group(), text[dash.end() :], dash.end(), first)
        if found:
            return found
    return None


def _judge(head: str, dash: str, rest: str, length: int, first: bool) -> Dateline | None:
    bracket = BRACKET.search(head)
    sender = " ".join((bracket["round"] or bracket["slash"]).split()) if bracket else ""
    if bracket:
        head = head[: bracket.start()]
    when = WHEN.search(head)
    found = find_date(when.group()) if when else None
    place = (head[: when.start()] if when else head).strip(" ,*_.")
    agency = sender if is_agency(sender) else ""
    if not _is_dateline(place, sender if agency else "", when is not None, dash, rest, first):
        return None
    strong = bool(agency) or when is not None or (_upper(place) and dash.strip() != ":")
    return Dateline(length, agency, found.day if found else None, strong)


def _is_dateline(place: str, agency: str, dated: bool, dash: str, rest: str, first: bool) -> bool:
    dashed = dash.strip(" )/") != "" and dash.strip() != ":"
    begins = re.match(r"[\"'“‘*_\[(]*(?:[A-Z0-9À-Þ]|\W?\w+[A-Z])", rest.lstrip()) is not None
    if not place:
        return bool(agency) and begins
    if not _place_words(place):
        return False
    upper, sure = _upper(place), agency in KNOWN_AGENCIES
    if agency:
        return (begins and (dashed or upper or sure)) or (dashed and upper)
    if dash.strip() == ":":
        return first and upper and begins and len(place) > 3
    if not dashed:
        return dated and upper and begins
    return (upper and (first or begins)) or (dated and begins) or (first and begins and _weak(place, dash))


def _place_words(place: str) -> bool:
    words = re.split(r"[\s/]+", place.replace(",", " "))
    return len(words) <= 8 and all(
        word[:1].isupper() or word.lower() in SMALL or word.startswith(("d'", "l'", "al-"))
        for word in words
        if word
    )


def _upper(place: str) -> bool:
    """Tell whether the city, what stands before the first comma, is in capitals (the region need not be)."""
    letters = [char for char in place.split(",")[0] if char.isalpha()]
    return len(letters) > 1 and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def _weak(place: str, dash: str) -> bool:
    return len(place.split()) <= 4 and place.count(",") <= 1 and dash.strip() in ("—", "–", "--")
