"""A parsed sentence in, its occasions out: how many times something has happened ("his second visit", "once before").

Ordinals of dates, rankings and floors are none, and neither are rates ("twice a week"). What happened is normalised
by a small table, so that "travelled to", "trip" and "visit" answer each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosscheck.facets.happenings import HAPPENINGS
from crosscheck.facets.number_words import ORDINAL_WORDS, SMALL_WORDS, holds_word
from crosscheck.facets.tokens import text_of, token_at
from crosscheck.records import Occasion

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ORDINAL = "|".join(ORDINAL_WORDS)
_NTH = re.compile(
    rf"(?<![\w-])(?P<nth>{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))\b(?![-\s](?:century|floor|place|quarter|half"
    rf"|largest|biggest|hand|class"
    r"|grade|year|street|avenue|minister|lady|party|amendment|division|world\swar|district|instance"
    r"|of)\b)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?:(?P<word>never|once|twice|thrice)|(?P<n>{'|'.join(w for w in SMALL_WORDS if w != 'one')}|several"
    rf"|\d{{1,3}})\s(?:previous\s)?times)\b"
    r"(?!\s(?:as\s(?:many|much|often|likely|big|large|long|high|fast)|more|the|a|an|per|every|each|larger|bigger|higher|smaller|again|weekly|daily|over)\b|-"
    r"|,?\s+(?:again|upon)\b)",
    re.IGNORECASE,
)
_BEFORE = frozenset("before previously earlier prior past".split())
# "the first visit since 2009" and "the first visit in ten years" are no first visits.
_SINCE = re.compile(
    r"[^,;.]{0,60}?\b(?:since|this\s(?:week|month|year|season|century)|of\sthe\s(?:day|week|month|year|season)"
    r"|in\s(?:the\s(?:last|past)\s)?(?:(?:more|less)\sthan\s|nearly\s|almost\s|over\s|about\s|at\sleast\s)?"
    r"(?:an?|[\w-]+)\s(?:days?|weeks?|months?|years?|decades?|centur(?:y|ies)))\b",
    re.IGNORECASE,
)
_WORDS = {"never": 0, "once": 1, "twice": 2, "thrice": 3}
_TELLING = frozenset((*ORDINAL_WORDS, "never", "once", "twice", "thrice", "times"))
_NUMBERED = re.compile(r"\d(?:st|nd|rd|th)\b")


def find_occasions(doc: Doc, offset: int) -> list[Occasion]:
    """Return the occasions of a sentence in order of place; `offset` is where it starts in the article."""
    text = text_of(doc)
    if not holds_word(text, _TELLING, digits=False) and not _NUMBERED.search(text):
        return []
    found = [_ordinal(doc, offset, hit) for hit in _NTH.finditer(text)]
    found += [_counted(doc, offset, hit) for hit in _COUNT.finditer(text)]
    return sorted((o for o in found if o), key=lambda o: (o.start, o.end))


def _ordinal(doc: Doc, offset: int, hit: re.Match[str]) -> Occasion | None:
    """Read "his second visit", "for the third time", "marks his second as president"."""
    token = token_at(doc, hit.start())
    number = _number(hit["nth"])
    what, end = _happening(doc, token)
    if what is None or not number:
        return None
    if number == 1 and _SINCE.match(text_of(doc), end):
        return None
    if what.lemma_.lower() in ("time", "occasion"):
        clause = next((c for c in what.rights if c.dep_ in ("relcl", "acl", "ccomp")), None)
        counted = _done(clause if clause is not None else _verb_of(what))
        if not counted and number == 1:
            return None
    else:
        counted = _named(what)
    start = _owner_start(token)
    return _occasion(doc, offset, start, end, number, False, counted)


def _number(word: str) -> int:
    lower = word.lower()
    return ORDINAL_WORDS.get(lower) or int("".join(c for c in lower if c.isdigit()) or 0)


def _happening(doc: Doc, token: Token) -> tuple[Token | None, int]:
    """Return the noun that an ordinal counts and where the phrase ends; of "his second" what it stands for."""
    for following in doc[token.i + 1 : token.i + 5]:
        lemma = following.lemma_.lower()
        counts_times = lemma == "time" and following.i == token.i + 1
        if counts_times or (following.pos_ in ("NOUN", "PROPN") and following.dep_ != "compound"):
            known = lemma in HAPPENINGS
            return (following, following.idx + len(following)) if known else (None, 0)
        if following.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB", "ADV", "PUNCT") or following.text in ",;.":
            break
    owned = any(c.dep_ == "poss" for c in token.lefts) or (token.i and doc[token.i - 1].tag_ == "PRP$")
    verb = token.head
    if owned and verb.lemma_.lower() in ("mark", "be", "make", "become", "represent"):
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
        if subject is not None and subject.lemma_.lower() in HAPPENINGS:
            return subject, token.idx + len(token)
    return None, 0


def _owner_start(token: Token) -> int:
    """Return where "his second visit" starts: with the possessive or article before it."""
    before = token.nbor(-1) if token.i else None
    return before.idx if before is not None and before.pos_ in ("PRON", "DET") else token.idx


def _named(noun: Token) -> tuple[str, ...]:
    """Return the happening of a noun and what it is of or to: "second trip to the border" gives visit, border."""
    words = [HAPPENINGS.get(noun.lemma_.lower(), noun.lemma_.lower())]
    words += [c.lemma_.lower() for c in noun.lefts if c.dep_ in ("compound", "nmod") and c.is_alpha]
    words += _places(noun)
    return tuple(dict.fromkeys(words))


def _places(head: Token) -> list[str]:
    """Return the objects of "to", "of", "in", "at", "with" behind a noun or verb; times are left out."""
    out = []
    for prep in head.rights:
        if prep.dep_ != "prep" or prep.lower_ not in ("to", "of", "in", "at", "with", "against", "on", "as"):
            continue
        for noun in prep.children:
            if (
                noun.dep_ == "pobj"
                and noun.pos_ in ("NOUN", "PROPN")
                and noun.ent_type_ not in ("DATE", "TIME")
            ):
                out += [c.lemma_.lower() for c in noun.lefts if c.dep_ == "compound" and c.is_alpha]
                out.append(noun.lemma_.lower())
    return out


def _verb_of(token: Token) -> Token | None:
    return next((a for a in (token, *token.ancestors) if a.pos_ in ("VERB", "AUX")), None)


def _done(verb: Token | None) -> tuple[str, ...]:
    """Return what a clause says was done: the verb's happening, its object, and where."""
    if verb is None:
        return ()
    words = []
    lemma = "been" if verb.lower_ == "been" else verb.lemma_.lower()
    if lemma == "been" and not _goes(verb):
        lemma = "be"
    words.append(HAPPENINGS.get(lemma, lemma))
    for child in verb.rights:
        if child.dep_ in ("dobj", "nsubjpass") and child.pos_ in ("NOUN", "PROPN"):
            made = HAPPENINGS.get(child.lemma_.lower())
            words = [made, *words[1:]] if made and lemma in ("make", "take", "pay", "hold") else words
            words += [c.lemma_.lower() for c in child.lefts if c.dep_ == "compound" and c.is_alpha]
            words += [] if made else [child.lemma_.lower()]
    words += _places(verb)
    return tuple(dict.fromkeys(words))


def _goes(verb: Token) -> bool:
    """Whether "has been" is a visit: "been there", "been to the border"."""
    return any(c.lower_ in ("there", "here", "to") for c in verb.rights)


def _counted(doc: Doc, offset: int, hit: re.Match[str]) -> Occasion | None:
    """Read "visited once before", "has been there three times", "had never visited"."""
    token = token_at(doc, hit.start())
    word = (hit["word"] or "").lower()
    number = _WORDS[word] if word else int(SMALL_WORDS.get(hit["n"].lower(), 0)) or _number(hit["n"])
    if not number and word != "never":
        return None
    verb = _verb_of(
        token.nbor() if word == "never" and token.i + 1 < len(doc) and token.head is token else token
    )
    if verb is None:
        return None
    start, end, earlier = _with_earlier(doc, verb, hit)
    aspect = _aspect(verb)
    if word == "never":
        if not (aspect or earlier) or verb.lemma_.lower() in ("be", "have") and not _goes(verb):
            return None
    elif not earlier and not aspect:
        return None  # "once lived here", "hit twice": no count up to now
    elif word == "once" and _is_formerly(token, verb) and not earlier:
        return None
    return _occasion(doc, offset, start, end, number, number == 0 or earlier, _done(verb))


def _is_formerly(once: Token, verb: Token) -> bool:
    """Whether "once" means long ago or as soon as: "who once worked", "once they cross"."""
    if once.dep_ == "mark" or once.pos_ == "SCONJ" or (once.i and once.nbor(-1).lower_ == "at"):
        return True
    only = once.i > 0 and once.nbor(-1).lower_ in ("only", "just", "least", "than")
    return once.i < verb.i and not only


def _aspect(verb: Token) -> str:
    """Return "has" or "had" when the verb is in a perfect tense, else ""."""
    helper = next(
        (c for c in verb.lefts if c.dep_ in ("aux", "auxpass") and c.lemma_ in ("have", "'ve", "’ve")), None
    )
    if helper is None and verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in ("VERB", "AUX"):
        return _aspect(verb.head)
    return "" if helper is None else "had" if helper.tag_ == "VBD" else "has"


def _with_earlier(doc: Doc, verb: Token, hit: re.Match[str]) -> tuple[int, int, bool]:
    """Return the span with the "before" or "previously" beside it, and whether one stands there or at the verb."""
    start, end = hit.span()
    beside = re.match(
        r"\s(?:before|previously|earlier|already)\b(?!\s(?:the|a|an|being|\w+ing)\b)",
        text_of(doc)[end:],
        re.IGNORECASE,
    )
    if beside:
        return start, end + beside.end(), True
    lead = re.search(r"\b(?:previously|already)\s$", text_of(doc)[:start], re.IGNORECASE)
    if lead:
        return lead.start(), end, True
    at_verb = any(c.dep_ == "advmod" and c.lower_ in _BEFORE and not list(c.children) for c in verb.children)
    return start, end, at_verb


def _occasion(
    doc: Doc, offset: int, start: int, end: int, number: int, before: bool, counted: tuple[str, ...]
) -> Occasion:
    return Occasion(offset + start, offset + end, text_of(doc)[start:end], number, before, counted)
