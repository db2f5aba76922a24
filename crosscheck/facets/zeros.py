"""A parsed sentence in, what it says there was none of out: "no casualties", "nobody was hurt", "none of the crew"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosscheck.facets.amounts import Amount
from crosscheck.facets.counted import Counted, lemma_of
from crosscheck.facets.outcomes import SLOTS, named_slot, slot_after
from crosscheck.facets.tokens import text_of, token_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NONE = re.compile(
    r"\b(?P<person>nobody|no[\s-]one)\b|\b(?P<of>none(?=\sof\b))|\b(?P<life>(?:no"
    r"|without(?:\sany)?)\sloss\sof\slife)\b"
    r"|\b(?P<no>no|without(?:\sany)?|zero)\s(?=[a-z])",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    "people person passenger resident student staff crew child worker officer employee firefighter".split()
)


def find_zeros(doc: Doc) -> list[tuple[Amount, Counted]]:
    """Return a zero for each "none" of which the sentence says what did not befall them."""
    text = text_of(doc)
    found = []
    for hit in _NONE.finditer(text):
        zero = _zero(doc, hit)
        if zero:
            found.append(zero)
    return found


def _zero(doc: Doc, hit: re.Match[str]) -> tuple[Amount, Counted] | None:
    if hit["life"]:
        return _made(hit.start(), hit.end(), ("death",))
    token = token_at(doc, hit.end() - 1)
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if hit["person"]:
        slot = slot_after(following)
        return _made(hit.start(), hit.end(), ("person", slot)) if slot else None
    noun = _noun(doc, token.i + 1)
    if noun is None:
        return None
    named = named_slot(noun)
    slot = named if named in SLOTS else slot_after(doc[noun.i + 1] if noun.i + 1 < len(doc) else None)
    if not slot or (hit["no"] and noun.tag_ == "NN" and noun.lemma_ not in _PLAIN and not named):
        return None
    end = hit.end() if hit["of"] else noun.idx + len(noun)
    return _made(hit.start(), end, tuple(dict.fromkeys((lemma_of(noun), slot))))


def _made(start: int, end: int, lemmas: tuple[str, ...]) -> tuple[Amount, Counted]:
    return Amount(start, end, 0, 0, "count", head=start), Counted(lemmas, end)


def _noun(doc: Doc, at: int) -> Token | None:
    """Return the noun of "no serious injuries" or "none of the 12 passengers"."""
    for token in doc[at : at + 5]:
        if token.pos_ == "NOUN" and token.dep_ != "compound":
            return token
        if token.pos_ not in ("ADJ", "DET", "ADP", "NUM", "NOUN", "PRON", "CCONJ", "VERB"):
            return None
    return None
