"""Parsed sentences of an article -> what the pronouns and short names that are subjects stand for.

"He was pulled from the cab" is about the driver of the sentence before; "the company" is the firm that was named.
Only subjects are resolved, only backwards, at most three sentences far, and only where kind and number fit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_REACH = 3  # sentences
_SUBJECTS = ("nsubj", "nsubjpass")
_PERSON = {"he": "m", "she": "f"}
_ORGANISATIONS = frozenset(
    "company firm ministry court union party agency council government police bank group army university hospital"
    " committee commission board department airline club operator maker regulator authority parliament senate".split()
)
_PEOPLE = frozenset(
    "man woman boy girl person driver pilot farmer worker minister mayor governor president judge suspect victim officer"
    " sailor captain teacher student doctor nurse resident neighbour neighbor father mother son daughter brother sister"
    " wife husband chief leader lawyer prosecutor spokesman spokeswoman chairman chairwoman director manager player"
    " coach author professor soldier passenger owner candidate defendant witness tourist child teenager".split()
)
_WOMEN = frozenset("woman girl mother daughter sister wife spokeswoman chairwoman mrs ms".split())
_MEN = frozenset("man boy father son brother husband spokesman chairman mr".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase as written, its content lemmas, its kind ("person", "organisation", "name" of either, "thing")."""

    text: str
    lemmas: tuple[str, ...]
    head: str
    kind: str
    sex: str
    plural: bool
    subject: bool
    sentence: int


def subjects(docs: Sequence[Doc]) -> list[dict[int, Mention]]:
    """Return for each sentence what its subjects that point back stand for, by the token's index."""
    found: list[dict[int, Mention]] = []
    known: list[Mention] = []
    persons = frozenset(
        e.root.lower_ for doc in docs for e in doc.ents if e.label_ == "PERSON" and len(e) > 1
    )
    for number, doc in enumerate(docs):
        told: dict[int, Mention] = {}
        here: list[Mention] = []
        for chunk in doc.noun_chunks:
            root = chunk.root
            meant = _meant(root, [m for m in known if number - m.sentence <= _REACH] + here)
            if meant is not None and root.dep_ in _SUBJECTS:
                told[root.i] = meant
            elif root.pos_ in ("NOUN", "PROPN") and root.head.lower_ != "as":
                here.append(_mention(chunk, number, persons))
        found.append(told)
        known = [m for m in known if number - m.sentence < _REACH] + here + _again(told, number)
    return found


def _again(told: dict[int, Mention], number: int) -> list[Mention]:
    """What a pronoun stood for has been told of again in its sentence, as a subject."""
    return [Mention(m.text, m.lemmas, m.head, m.kind, m.sex, m.plural, True, number) for m in told.values()]


def _meant(token: Token, known: Sequence[Mention]) -> Mention | None:
    word = token.lower_
    if word in _PERSON:
        return _last(
            known, lambda m: m.kind in ("person", "name") and not m.plural and m.sex in ("", _PERSON[word])
        )
    if word == "it":
        return _last([m for m in known if m.subject], lambda m: m.kind != "person" and not m.plural)
    if word == "they":
        return _last(known, lambda m: m.plural and m.kind != "thing") or _last(known, lambda m: m.plural)
    if _is_short(token):
        named = (m for m in reversed(known) if m.kind == "organisation" and m.head != word)
        return next((m for m in named if word in m.lemmas), None) or _only_organisation(known, word)
    return None


def _only_organisation(known: Sequence[Mention], word: str) -> Mention | None:
    """Where one organisation alone was named, "the company" is that one; an office is called by its own name."""
    if word not in ("company", "firm", "group", "agency", "operator", "maker", "airline", "club"):
        return None
    named = {m.text: m for m in known if m.kind == "organisation" and m.head not in _ORGANISATIONS}
    return next(iter(named.values())) if len(named) == 1 else None


def _is_short(token: Token) -> bool:
    """Whether the phrase is only "the" and a word for an organisation."""
    words = [t.lower_ for t in token.subtree if t.is_alpha]
    return token.lower_ in _ORGANISATIONS and words == ["the", token.lower_]


def _last(known: Sequence[Mention], fits: Callable[[Mention], bool]) -> Mention | None:
    """Return the last fitting mention of the nearest sentence that has one, a subject before others."""
    right = [m for m in known if fits(m)]
    if not right:
        return None
    nearest = [m for m in right if m.sentence == right[-1].sentence]
    return next((m for m in reversed(nearest) if m.subject), nearest[-1])


def _mention(chunk: Span, number: int, persons: frozenset[str]) -> Mention:
    """Describe a phrase; a surname that the article gives in full somewhere is a person's wherever it stands."""
    root = chunk.root
    words = {t.lower_.rstrip(".") for t in chunk}
    entity = root.ent_type_
    lemma = root.lemma_.lower()
    if entity == "PERSON" or lemma in _PEOPLE or root.lower_ in persons:
        kind = "person"
    elif entity == "ORG" or lemma in _ORGANISATIONS:
        kind = "organisation"
    else:
        kind = "name" if root.pos_ == "PROPN" and not entity else "thing"
    sex = "f" if words & _WOMEN else "m" if words & _MEN else ""
    plural = "Plur" in root.morph.get("Number", []) and entity not in ("ORG", "PERSON", "GPE")
    return Mention(
        chunk.text,
        tuple(t.lemma_.lower() for t in chunk if t.is_alpha and not t.is_stop)[:6],
        lemma,
        kind,
        sex,
        plural,
        root.dep_ in _SUBJECTS,
        number,
    )
