"""Article -> Claims: sentences, or the clauses of a sentence that makes several statements, with who said them.

Comes in: an article and the spans of its prose; the parsed sentences. Goes out: claims in order of their place.
Nothing of the text is changed: `article.text[claim.start:claim.end] == claim.text`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crosscheck.attribution import Attribution, attribution, inside_quotes, person_in, speaks_for
from crosscheck.records import Article, Claim, content_id
from crosscheck.references import Mention, subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_UNFINISHED = re.compile(
    r"(?:\b(?:approx|Ft|Mt|St|No|vs|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Prof|Dr|Mr|Mrs|Ms|Jr)\.|\b[ap]\.m\.)$"
)
_GREETING = re.compile(
    r"^(?:dear|hello|hi|good (?:morning|evening|afternoon)|brothers|sisters|greetings|welcome)\b", re.I
)
_CALL = re.compile(
    r"^(?:please|click|read (?:more|also|the full)|sign up|subscribe|follow us|join us|watch|see also|let us|"
    r"stay tuned|"
    r"do you (?:know|have)|send (?:us|your)|write to us|contact us|donate)\b",
    re.I,
)
_QUOTE_END = re.compile(r"[.!?][\"”’']\s+(?=[\"“‘A-Z])")
_FEW_WORDS = 10
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or title) of an article by its span; `paragraph` numbers the line that it stands in."""

    start: int
    end: int
    kind: str
    paragraph: int


def sentences(article: Article, prose: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Split the prose into sentences with exact spans, the title first; a line break always ends a sentence."""
    found: list[Sentence] = []
    if article.title_span is not None:
        found.append(Sentence(*article.title_span, "title", -1))
    for number, (start, end) in enumerate(prose):
        for first, last in _split_line(article.text[start:end]):
            found.append(Sentence(start + first, start + last, "sentence", number))
    return found


def _split_line(line: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one line, joined again where an abbreviation was taken for an end."""
    from sentencex import segment

    spans: list[tuple[int, int]] = []
    place = 0
    for piece in segment("en", line):
        text = piece.strip()
        if not text:
            continue
        start = line.index(text, place)
        place = start + len(text)
        if spans and (_UNFINISHED.search(line[: spans[-1][1]]) or text[0].islower()):
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((start, place))
    return [piece for span in spans for piece in _after_quote(line, *span)]


def _after_quote(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a sentence after a closed quotation that is followed by a new one: `"… no." "And yet …"`."""
    cuts = [start]
    for match in _QUOTE_END.finditer(line, start, end):
        following = line[match.end() : end]
        if following[:1] in '"“' and line[start : match.end()].lstrip()[:1] in '"“':
            cuts.append(match.end())
    bounds = [*cuts, end]
    return [(a, a + len(line[a:b].rstrip())) for a, b in zip(bounds, bounds[1:], strict=False)]


def split(article: Article, found: Sequence[Sentence], docs: Sequence[Doc]) -> list[Claim]:
    """Make claims of the parsed sentences: clauses of several statements; no questions, greetings or calls."""
    claims: list[Claim] = []
    before: Sentence | None = None
    voice = Attribution()
    person: str | None = None
    for sentence, doc, meant in zip(found, docs, subjects(docs), strict=True):
        voice = attribution(
            doc, voice if before and before.paragraph == sentence.paragraph else Attribution()
        )
        voice = _resolved(voice, person)
        person = person_in(doc) or voice.speaker_named or person
        if checkable(doc, sentence.kind):
            context = article.text[before.start : before.end] if before else (article.title or "")
            spans = [(0, len(doc.text))] if sentence.kind == "title" else clauses(doc)
            for start, end in spans:
                claims.append(_claim(article, sentence, doc, (start, end), len(spans), voice, context, meant))
        before = sentence
    return claims


def _resolved(voice: Attribution, person: str | None) -> Attribution:
    """Name the speaker behind "he" or "she": the person whom the article told of last."""
    if voice.speaker is None or voice.speaker.lower() not in ("he", "she"):
        return voice
    if person is None or not speaks_for(voice.speaker, person):
        return voice
    return replace(voice, speaker=person)


def _claim(
    article: Article,
    sentence: Sentence,
    doc: Doc,
    span: tuple[int, int],
    pieces: int,
    voice: Attribution,
    context: str,
    meant: Mapping[int, Mention],
) -> Claim:
    start, end = sentence.start + span[0], sentence.start + span[1]
    tokens = [t for t in doc if span[0] <= t.idx < span[1]]
    stated = _stated(head_of(tokens), voice)
    about, subject = _subject(stated, meant)
    doer, thing = _parts(stated, subject)
    return Claim(
        id=content_id(article.id, start, end),
        article=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        kind="clause" if pieces > 1 else sentence.kind,
        speaker=voice.speaker,
        verb=voice.verb,
        quoted=voice.quoted,
        context=doc.text[: span[0]].rstrip(" ,;") or context,
        predicate=stated.lemma_.lower() if stated is not None else "",
        subject=subject,
        about=about,
        doer=doer,
        thing=thing,
        terms=tuple(sorted({t.lemma_.lower() for t in tokens if _is_content(t)})),
    )


def checkable(doc: Doc, kind: str) -> bool:
    """Return whether the sentence states something: not a question, greeting, call to action or fragment."""
    text = doc.text.strip().rstrip("\"”’')")
    bare = text.lstrip('*_#>-–— "“‘(')  # what Markdown and quotation marks put before a call
    if text.endswith("?") or _GREETING.match(bare) or _CALL.match(bare):
        return False
    words = _WORD.findall(text)
    if kind == "title":
        return len(words) >= 3
    return len(words) >= 3 and any(t.pos_ in ("VERB", "AUX") for t in doc)


def clauses(doc: Doc) -> list[tuple[int, int]]:
    """Return the spans of the statements: cut at "; " and before "and/but" with a subject and verb of its own.

    A piece of fewer than four words is never cut off, nor is anything inside quotation marks.
    """
    cuts = [0]
    quoted = inside_quotes(doc.text)
    for token in doc:
        if quoted[token.idx]:
            continue
        if token.text == ";" and token.i + 1 < len(doc):
            cuts.append(doc[token.i + 1].idx)
        elif _starts_statement(token) and token.idx not in cuts:
            cuts.append(token.idx)
    cuts = sorted(set(cuts))
    spans: list[tuple[int, int]] = []
    for first, last in zip(cuts, [*cuts[1:], len(doc.text)], strict=True):
        piece = doc.text[first:last].rstrip(" ,;")
        if spans and (len(piece.split()) < 4 or len(doc.text[spans[-1][0] : spans[-1][1]].split()) < 4):
            spans[-1] = (spans[-1][0], first + len(piece))
        else:
            spans.append((first, first + len(piece)))
    return spans if len(spans) > 1 else [(0, len(doc.text))]


def _starts_statement(token: Token) -> bool:
    """Whether a coordinating word opens a clause with its own subject, joined to the sentence's main verb."""
    if token.dep_ != "cc" or token.head.pos_ not in ("VERB", "AUX"):
        return False
    if token.head.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    joined = next((c for c in token.head.children if c.dep_ == "conj" and c.i > token.i), None)
    if joined is None or joined.pos_ not in ("VERB", "AUX"):
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") and token.i < c.i < joined.i for c in joined.children)


def head_of(tokens: Sequence[Token]) -> Token | None:
    """Return the token of the span that its other tokens hang from."""
    inside = {t.i for t in tokens}
    for token in tokens:
        outermost = token.dep_ == "ROOT" or token.head.i not in inside
        if outermost and token.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            return token
    return tokens[0] if tokens else None


def _stated(root: Token | None, voice: Attribution) -> Token | None:
    """Step from a reporting verb to the verb of what was reported."""
    if root is not None and voice.verb_lemma and root.lemma_ == voice.verb_lemma:
        for child in root.children:
            if child.dep_ in ("ccomp", "parataxis"):
                return child
    return root


def _subject(stated: Token | None, meant: Mapping[int, Mention]) -> tuple[str, tuple[str, ...]]:
    """Return whom or what a statement is about, as written and as lemmas; what points back by what it stands for."""
    for child in stated.children if stated is not None else ():
        if child.i in meant:
            return meant[child.i].text, meant[child.i].lemmas
        if child.dep_ in ("nsubj", "nsubjpass", "expl"):
            words = list(child.subtree)
            phrase = child.doc[words[0].i : words[-1].i + 1].text.rstrip(" ,;:—-")
            return " ".join(phrase.split()[:_FEW_WORDS]), _lemmas(child)
    return "", ()


def _parts(stated: Token | None, subject: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lemmas of who does the deed and of what it is done to: the subject of a passive verb is the latter."""
    children = {c.dep_: c for c in stated.children} if stated is not None else {}
    if "nsubjpass" in children:
        by = list(children["agent"].children) if "agent" in children else []
        return (_lemmas(by[0]) if by else ()), subject
    if "nsubj" in children:
        return subject, _lemmas(children["dobj"]) if "dobj" in children else ()
    return (), ()


def _lemmas(head: Token) -> tuple[str, ...]:
    return tuple(t.lemma_.lower() for t in head.subtree if _is_content(t))[:6]


def _is_content(token: Token) -> bool:
    return (
        token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV") and not token.is_stop and token.is_alpha
    )
