"""A parsed sentence -> who says it, with what verb: "according to …", "…, the ministry said", quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REPORTING = frozenset(
    "say tell announce report state claim confirm deny add warn note explain argue insist write declare"
    " estimate believe"
    " acknowledge admit allege assert comment concede conclude disclose maintain mention predict promise reply reveal"
    " suggest testify vow caution describe call praise".split()
)
_TITLES_OF = {
    "he": ("Mr", "Sir", "Lord", "Father", "King", "Prince"),
    "she": ("Mrs", "Ms", "Miss", "Lady", "Sister", "Queen"),
}
_HONORIFICS = frozenset(t for titles in _TITLES_OF.values() for t in titles)
_NOBODY = frozenset("it that which what this nobody none there".split())
_ALWAYS_SPEECH = frozenset("say tell add warn explain argue insist declare claim reply comment".split())
# How people speak in livelier papers; these introduce a quotation and nothing else.
_MANNER = frozenset(
    "shout cry call yell scream thunder growl fume sigh quip croak boast remark joke whisper mutter murmur"
    " snap sneer roar"
    " recall observe repeat put ask complain lament laugh grumble bellow exclaim chuckle muse plead protest trill"
    " rage crow scoff vow bark hiss gasp sob grin shrug thunder continue conclude stress write tweet post".split()
)
_AFTER_QUOTE = frozenset((",", '"', "”", "!", "?"))
_LEAST_QUOTED = 3  # fewer words in quotation marks are a borrowed term, not speech


@dataclass(frozen=True, slots=True)
class Attribution:
    """`speaker` and `verb` as written (None: the outlet's own words); `quoted`: the words stand in quotation marks."""

    speaker: str | None = None
    verb: str | None = None
    verb_lemma: str = ""
    quoted: bool = False
    open_quote: bool = False

    @property
    def speaker_named(self) -> str | None:
        """The speaker when it is more than a pronoun or an office."""
        words = (self.speaker or "").split()
        return self.speaker if any(w[0].isupper() for w in words[-2:]) and len(words) < 8 else None


def attribution(doc: Doc, before: Attribution) -> Attribution:
    """Read who said a sentence; a sentence all in quotes without a speaker continues that of the one before it."""
    quoted = _has_quotation(doc.text)
    named = _according_to(doc) or _reported(doc) or _voiced(doc)
    if named is not None:
        return Attribution(named[0], named[1], named[2], quoted, _is_open(doc.text))
    whole = doc.text.lstrip()[:1] in ('"', "“")
    if before.speaker and (whole or before.open_quote):
        return Attribution(before.speaker, before.verb, before.verb_lemma, True, _is_open(doc.text))
    return Attribution(quoted=quoted, open_quote=_is_open(doc.text))


def speaks_for(pronoun: str, person: str) -> bool:
    """Whether "he" or "she" can stand for a person, by the title before the name (none: either)."""
    title = person.split()[0].rstrip(".") if person else ""
    return bool(person) and title not in _TITLES_OF.get(
        {"he": "she", "she": "he"}.get(pronoun.lower(), ""), ()
    )


def person_in(doc: Doc) -> str | None:
    """Return the last person that a sentence tells of as its subject, with the title: whom "she" means after it."""
    found = None
    for token in doc:
        named = token.ent_type_ == "PERSON" and token.text[0].isupper()
        if named and token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX"):
            start, end = token.i, token.i
            while start and (
                doc[start - 1].pos_ == "PROPN" or doc[start - 1].text.rstrip(".") in _HONORIFICS
            ):
                start -= 1
            while end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN":
                end += 1
            found = doc[start : end + 1].text
    return found


def _has_quotation(text: str) -> bool:
    return any(mark in text for mark in '"“”')


def inside_quotes(text: str) -> list[bool]:
    """Mark each character (and one past the end) that stands between double quotation marks."""
    inside, marks = False, []
    for character in text:
        if character in '“”"':
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
        states = any(c.dep_ in ("ccomp", "parataxis") for c in token.children) or token.dep_ in (
            "parataxis",
            "ccomp",
        )
        if (
            states
            or (_has_quotation(doc.text) and token.lemma_.lower() in _ALWAYS_SPEECH)
            or _follows_comma(token)
        ):
            return _phrase(subject, doc), token.text, token.lemma_.lower()
    return None


def _voiced(doc: Doc) -> tuple[str, str, str] | None:
    """Find who voices a quotation where the parser saw no subject, or the verb is one of manner ("growled")."""
    quoted = inside_quotes(doc.text)
    if sum(quoted[t.idx] and t.is_alpha for t in doc) < _LEAST_QUOTED:
        return None
    chunks = [c for c in doc.noun_chunks if not quoted[c.root.idx] and c.root.lower_ not in _NOBODY]
    for token in doc:
        lemma = token.lemma_.lower()
        if (
            quoted[token.idx]
            or token.pos_ not in ("VERB", "NOUN", "AUX")
            or lemma not in _MANNER | _ALWAYS_SPEECH
        ):
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj" and c.lower_ not in _NOBODY), None)
        if subject is None and token.i and doc[token.i - 1].text in _AFTER_QUOTE:
            subject = next((c.root for c in chunks if token.i < c.start <= token.i + 2), None)
        if subject is not None and not quoted[subject.idx]:
            return _phrase(subject, doc), token.text, lemma
    return None


def _follows_comma(verb: Token) -> bool:
    """Whether the verb closes the sentence after a comma: "…, the governor said"."""
    clause = list(verb.subtree)
    first = min((t.i for t in clause), default=verb.i)
    return verb.lemma_.lower() in _ALWAYS_SPEECH and first > 0 and verb.doc[first - 1].text in (",", "”", '"')


def _phrase(head: Token, doc: Doc, least: int = 0) -> str:
    """Return the noun phrase of a token as written: its words up to a comma, relative clause or twelve words.

    A name set beside an office belongs to it: "the mayor, Ana Reis".
    """
    words = [t for t in head.subtree if t.idx >= least]
    if not words:
        return head.text
    kept = []
    for token in words:
        opened = token.i > head.i and (
            token.dep_ in ("relcl", "acl", "appos", "cc") or token.text in (",", ";", "—", "(")
        )
        if opened:
            break
        kept.append(token)
    kept = kept[:12] or [head]
    end = _name_beside(head, kept[-1]) or kept[-1].idx + len(kept[-1].text)
    return doc.text[kept[0].idx : end].strip(' "“”')


def _name_beside(head: Token, last: Token) -> int:
    """Return where a proper name set beside a common noun ends, right after the phrase and its comma, else 0."""
    doc = head.doc
    first = last.i + 2
    if head.pos_ == "PROPN" or first >= len(doc) or doc[last.i + 1].text != "," or doc[first].pos_ != "PROPN":
        return 0
    end = first
    while end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN" and end - first < 3:
        end += 1
    return doc[end].idx + len(doc[end].text)
