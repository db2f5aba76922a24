"""Why it happened: two different causes of the same happening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crosscheck.compare.families import families
from crosscheck.compare.slots import Side, alike, best, likeness
from crosscheck.records import Difference

# Words after which a cause stands, words that follow one, and titles of causes.
_AFTER = re.compile(
    r"\b(?:because of|because|due to|caused by|triggered by|sparked by|brought (?:about|on) by|set off by|"
    r"started by|blamed on|"
    r"blam(?:ed|es|ing)|put (?:it |this )?down to|owing to|as a result of|result(?:ed|ing)? (?:of|from)|"
    r"stem(?:med|s)? from|"
    r"attributed (?:it )?to|traced to|died of|killed by|on account of|thanks to|to blame for|for lack of|"
    r"led to by|reason(?: for it)? (?:was|is)|"
    r"cause(?: of [^,.;]{3,40})? (?:was|is|has been)|the fault (?:of|lies with))\s+(?P<cause>[^.;“”\"]{4,110})",
    re.I,
)
_BEFORE = re.compile(
    r"(?P<cause>[^.;,“”\"]{4,90}?)\s+(?:(?:had |has |have |may have |is said to have )?"
    r"(?:caused|triggered|sparked|led to|set off|brought about|started|brought down)"
    r"|(?:was|is|were|are|is said to be) (?:to blame|the cause|the reason|behind))\b",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:when|after|since)\s+(?P<cause>(?:an?|the|one|its|his|her|their|some|\w+ing)\s[^.;“”\"]{4,80})",
    re.I,
)
_END = re.compile(
    r",? (?:according to|said|says|the \w+ said)\b|, (?:which|who|and|but)\b| (?:and|but) (?:the|it|he|she|they)\b",
    re.I,
)
_EMPTY = families("cause reason fault blame accident happening thing lack problem trouble result")
_EXCLUDES = re.compile(r"\b(?:not|no|never|nothing to do with|ruled out|rather than|neither|denied)\b", re.I)


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause that a text gives: its span in the text, how firmly it is one (0..1), and whether it is ruled out."""

    start: int
    end: int
    text: str
    firm: float
    excluded: bool

    @property
    def words(self) -> frozenset[str]:
        """Families of the words that name the cause."""
        return families(self.text) - _EMPTY


@lru_cache(maxsize=20_000)
def causes(text: str) -> tuple[Cause, ...]:
    """Return the causes that a text gives, those with a word of cause before those that only came first in time."""
    found: list[Cause] = []
    for pattern, firm in ((_AFTER, 1.0), (_BEFORE, 0.9), (_WHEN, 0.4)):
        for match in pattern.finditer(text):
            start, end = match.span("cause")
            stop = _END.search(text, start + 4, end)
            end = stop.start() if stop else end
            said = text[start:end].strip(" ,")
            excluded = (
                _EXCLUDES.search(text, max(0, match.start() - 20), match.start("cause") + 12) is not None
            )
            cause = Cause(start, start + len(text[start:end].rstrip(" ,")), said, firm, excluded)
            if cause.words and not any(f.start <= start < f.end for f in found):
                found.append(cause)
    return tuple(found)


def compare_causes(left: Side, right: Side) -> list[Difference]:
    """Compare the causes that two claims give of one happening, the words of the causes themselves left out."""
    mine, theirs = causes(left.claim.text), causes(right.claim.text)
    if not mine or not theirs:
        return []
    found = []
    for one in mine:
        for other in theirs:
            firm = one.firm * other.firm
            told = alike(_rest(left, one), _rest(right, other), 3)
            shared = len(one.words & other.words)
            spans = (_span(left, one), _span(right, other))
            slot = firm * (1.1 * told + 0.35 * likeness(left, right))
            if firm < 0.4 or not told:
                continue
            if not shared:
                reason = f"“{_short(one.text)}” against “{_short(other.text)}” as the cause"
                found.append(Difference("cause", "differs", round(min(1.0, slot), 4), reason, *spans))
            elif one.excluded != other.excluded:
                reason = f"“{_short(one.text)}” is a cause on one side and ruled out on the other"
                found.append(Difference("cause", "differs", round(min(1.0, slot + 0.15), 4), reason, *spans))
            elif shared >= 2 or shared >= 0.5 * min(len(one.words), len(other.words)):
                reason = f"both give “{_short(one.text)}” as the cause"
                found.append(Difference("cause", "same", round(min(1.0, slot), 4), reason, *spans))
    return best(found, 1)


def _rest(side: Side, cause: Cause) -> frozenset[str]:
    """Return the words of what was caused; where the claim says little, those of the sentence before."""
    text = side.claim.text
    told = families(text[: cause.start]) | families(text[cause.end :])
    return (told if len(told) >= 4 else told | families(side.claim.context)) - _EMPTY


def _span(side: Side, cause: Cause) -> tuple[int, int]:
    return side.claim.start + cause.start, side.claim.start + cause.end


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
