"""A parsed sentence -> who says it, with what verb: "according to …", "…, the ministry said", quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REPORTING = frozenset(
    "say tell announce report state claim confirm deny add warn note explain argue insist write declare estimate believe"
    " acknowledge admit allege assert comment concede conclude disclose maintain mention predict promise reply reveal"
    " suggest testify vow caution describe call praise".split()
)
_NOBODY = frozenset("it that which what this nobody none".split())
_ALWAYS_SPEECH = frozenset("say tell add warn explain argue insist declare claim reply comment".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """`speaker` and `verb` as written (None: the outlet's own words); `quoted`: the words stand in quotation marks."""

    speaker: str | None = None
    verb: str | None = None
    verb_lemma: str = ""
    quoted: bool = False
    open_quote: bool = False


def attribution(doc: Doc, before: Attribution) -> Attribution:
    """Read who said a sentence; a sentence all in quotes without a speaker continues that of the one before it."""
    quoted = _has_quotation(doc.text)
    named = _according_to(doc) or _reported(doc)
    if named is not None:
        return Attribution(named[0], named[1], named[2], quoted, _is_open(doc.text))
    whole = doc.text.lstrip()[:1] in ("\"", "“")
    if before.speaker and (whole or before.open_quote):
        return Attribution(before.speaker, before.verb, before.verb_lemma, True, _is_open(doc.text))
    return Attribution(quoted=quoted, open_quote=_is_open(doc.text))


def _has_quotation(text: str) -> bool:
    return any(mark in text for mark in "\"“”")


def inside_quotes(text: str) -> list[bool]:
    """Mark each character (and one past the end) that stands between double quotation marks."""
    inside, marks = False, []
    for character in text:
        if character in "“”\"":
            inside = character == "“" or (character == '"' and not inside)
        marks.append(inside)
    return [*marks, False]


def _is_open(text: str) -> bool:
    """Whether a quotation begun in the text is not closed in it."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _according_to(doc: Doc) -> tuple[str, str, str] | None:
    lowered = doc.text.lower()
    place = lowered.find("according to ")
    if place < 0:
        return None
    start = place + len("according to ")
    for token in doc:
        if token.idx >= start and token.dep_ in ("pobj", "pcomp", "dobj"):
            return _phrase(token, doc, least=start), "according to", ""
    end = next((i for i in range(start, len(doc.text)) if doc.text[i] in ",.;:"), len(doc.text))
    return doc.text[start:end].strip(), "according to", ""


def _reported(doc: Doc) -> tuple[str, str, str] | None:
    """Find a reporting verb with a subject whose statement is a clause of this sentence or a quotation in it."""
    quoted = inside_quotes(doc.text)
    for token in doc:
        if token.lemma_.lower() not in REPORTING or token.pos_ != "VERB" or quoted[token.idx]:
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.lower_ in _NOBODY:
            continue
        states = any(c.dep_ in ("ccomp", "parataxis") for c in token.children) or token.dep_ in ("parataxis", "ccomp")
        if states or (_has_quotation(doc.text) and token.lemma_.lower() in _ALWAYS_SPEECH) or _follows_comma(token):
            return _phrase(subject, doc), token.text, token.lemma_.lower()
    return None


def _follows_comma(verb: Token) -> bool:
    """Whether the verb closes the sentence after a comma: "…, the governor said"."""
    clause = list(verb.subtree)
    first = min((t.i for t in clause), default=verb.i)
    return verb.lemma_.lower() in _ALWAYS_SPEECH and first > 0 and verb.doc[first - 1].text in (",", "”", '"')


def _phrase(head: Token, doc: Doc, least: int = 0) -> str:
    """Return the noun phrase of a token as written: its words up to a comma, relative clause or twelve words."""
    words = [t for t in head.subtree if t.idx >= least]
    if not words:
        return head.text
    kept = []
    for token in words:
        opened = token.i > head.i and (token.dep_ in ("relcl", "acl", "appos", "cc") or token.text in (",", ";", "—", "("))
        if opened:
            break
        kept.append(token)
    kept = kept[:12] or [head]
    return doc.text[kept[0].idx : kept[-1].idx + len(kept[-1].text)]
