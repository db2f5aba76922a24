"""Who said it: the same words or statement by two different people."""

from __future__ import annotations

import re

from crosscheck.compare.slots import Side
from crosscheck.records import Difference

_QUOTED = re.compile(r"[\"“]([^\"“”]{8,})[\"”]")
_WORD = re.compile(r"\w+")
_HOLLOW = frozenset("the a an of to in on for and or is was are were be it its that this he she they his her we i you".split())


def compare_speakers(left: Side, right: Side) -> list[Difference]:
    """Compare the speakers of one quotation: shared quoted words, two names without a word in common."""
    one, other = left.claim, right.claim
    if not one.speaker or not other.speaker:
        return []
    mine, theirs = quoted_words(one.text), quoted_words(other.text)
    shared = mine & theirs
    if len(shared) < 2 or len(shared) < 0.5 * min(len(mine), len(theirs)):
        return []
    spans = speaker_span(one.text, one.speaker, one.start), speaker_span(other.text, other.speaker, other.start)
    slot = round(len(shared) / min(len(mine), len(theirs)), 4)
    if _same_person(one.speaker, other.speaker):
        return [Difference("attribution", "same", slot, f"both quote {one.speaker}", *spans)]
    reason = f"the same words are given to {one.speaker} and to {other.speaker}"
    return [Difference("attribution", "differs", slot, reason, *spans)]


def quoted_words(text: str) -> frozenset[str]:
    """Return the words between quotation marks that carry meaning, lower case."""
    return frozenset(w for q in _QUOTED.findall(text) for w in _WORD.findall(q.lower())) - _HOLLOW


def _same_person(one: str, other: str) -> bool:
    return bool({w.lower() for w in _WORD.findall(one)} & {w.lower() for w in _WORD.findall(other)} - _HOLLOW)


def speaker_span(text: str, speaker: str, start: int) -> tuple[int, int]:
    """Return where the speaker stands in the article, or the whole claim when taken from another sentence."""
    place = text.find(speaker)
    return (start + place, start + place + len(speaker)) if place >= 0 else (start, start + len(text))
