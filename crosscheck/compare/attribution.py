"""Who said it: the same words given to two different people."""

from __future__ import annotations

import re
from functools import lru_cache

from crosscheck.compare.slots import Side
from crosscheck.records import Claim, Difference

_QUOTED = re.compile(
    r"[\"“„]([^\"“”„]{8,}?)(?:[\"”“]|$)|«([^«»]{8,}?)(?:»|$)|(?<!\w)‘([^‘]{8,}?)’(?!\w)|(?<!\w)'([^']{12,}?)'(?!\w)"
)
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)*")
_HOLLOW = frozenset(
    "the a an of to in on for and or is was are were be it its that this he she they his her we i you our your my who"
    " not no but as at by with from have has had will would there so if do does s t ve re m".split()
)
# Words that many speakers share and that name none of them.
_OFFICE = frozenset(
    "mr mrs ms miss dr sir the head of for chief director president minister spokesman spokeswoman spokesperson officer"
    " official officials leader chairman chairwoman chair member secretary lawyer manager executive ministry office"
    " department source sources witness resident man woman deputy former vice governor mayor senior a an and at by in"
    " one two his her their our its who old young local top city town state national company police union".split()
)
_PRONOUNS = frozenset("he she they it we i you who one".split())


def compare_speakers(left: Side, right: Side) -> list[Difference]:
    """Compare the speakers of one quotation, whole or in part, also where one report gives it in its own words."""
    one, other = left.claim, right.claim
    slot = _same_words(one.text, other.text)
    if not slot:
        return []
    mine, theirs = _speaker(one), _speaker(other)
    if {str(one.speaker).lower(), str(other.speaker).lower()} == {"he", "she"}:
        mine, theirs = str(one.speaker), str(other.speaker)
    if not mine or not theirs:
        return []
    spans = speaker_span(one, mine), speaker_span(other, theirs)
    named, surer = _naming(mine), _naming(theirs)
    if named & surer or (not named or not surer) and _all_words(mine) & _all_words(theirs):
        return [Difference("attribution", "same", slot, f"both quote {mine}", *spans)]
    sure = 1.0 if named and surer and one.speaker and other.speaker else 0.7
    reason = f"the same words are given to {mine} and to {theirs}"
    return [Difference("attribution", "differs", round(slot * sure, 4), reason, *spans)]


def _same_words(one: str, other: str) -> float:
    """Return 0..1: how far a quotation of one text is found in the other; 0 when there is none or too little of it."""
    mine, theirs = quoted_words(one), quoted_words(other)
    if len(mine) >= 2 and len(theirs) >= 2:
        shared = len(mine & theirs)
        least = min(len(mine), len(theirs))
        return round(shared / least, 4) if shared >= 2 and shared >= 0.6 * least else 0.0
    quote, told = (mine, _plain_words(other)) if mine else (theirs, _plain_words(one))
    shared = len(quote & told)
    return round(0.9 * shared / len(quote), 4) if shared >= 4 and shared >= 0.75 * len(quote) else 0.0


@lru_cache(maxsize=20_000)
def quoted_words(text: str) -> frozenset[str]:
    """Return the words between quotation marks that carry meaning, lower case."""
    quotes = (q for m in _QUOTED.finditer(text) for q in m.groups() if q)
    return frozenset(w for q in quotes for w in _WORD.findall(q.lower())) - _HOLLOW


@lru_cache(maxsize=20_000)
def _plain_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _HOLLOW


def _speaker(claim: Claim) -> str:
    """Return who is said to have spoken; for a bare pronoun or none, the only name outside the quotation."""
    if claim.speaker and claim.speaker.lower() not in _PRONOUNS:
        return claim.speaker
    for text in (_QUOTED.sub(" ", claim.text), claim.context if claim.kind != "clause" else ""):
        names = [m.group() for m in _NAME.finditer(text) if _naming(m.group())]
        names = [n for n in names if not text.lstrip().startswith(n) or " " in n]
        if len(names) == 1:
            return names[0]
    return ""


def _naming(speaker: str) -> frozenset[str]:
    """Return the words that name a speaker: those with a capital letter that are no office."""
    plain = speaker.replace("U.S.", "US").replace("U.K.", "UK")
    return frozenset(w.lower() for w in _WORD.findall(plain) if w[0].isupper()) - _OFFICE - _HOLLOW


def _all_words(speaker: str) -> frozenset[str]:
    """Return the first letters of all words, so that the minister may be the ministry."""
    return frozenset(w[:5] for w in _WORD.findall(speaker.lower()) if w not in _HOLLOW)


def speaker_span(claim: Claim, speaker: str) -> tuple[int, int]:
    """Return where the speaker stands in the article, or the whole claim when taken from another sentence."""
    place = claim.text.find(speaker)
    start = claim.start + max(place, 0)
    return (start, start + len(speaker)) if place >= 0 else (start, start + len(claim.text))
