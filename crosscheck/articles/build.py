"""One decoded text in, the `Article` out, or None when nothing of it is prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosscheck.articles.boilerplate import furniture
from crosscheck.articles.facts import Facts
from crosscheck.articles.front import read_front
from crosscheck.articles.header import HEADING, Header, headline_like
from crosscheck.articles.lines import Line, Span, lines_of, merged, prose_of
from crosscheck.records import Article, content_id

# "CNN's Jane Roe contributed to this report": an outlet speaks so of its own people only.
OWN_STAFF = re.compile(
    r"(?:^|[.!?”\"]\s+|[-–—]\s?)(?P<outlet>[A-Z][\w&.]*(?: (?:of |the |for )?[A-Z][\w&.]*){0,3})[’']s? [^.]{3,200}"
    r"\bcontributed to this (?:report|story|article)"
)
BOLD = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")


@dataclass(frozen=True, slots=True)
class Built:
    """An article, and what its reader should be told of it: pairs of why and remedy."""

    article: Article
    problems: tuple[tuple[str, str], ...] = ()


def build(path: str, text: str) -> Built | None:
    """Make the article of a text: mask what is not prose, learn what is known of it; None without any prose."""
    return _build(path, text, titled=True) or _build(path, text, titled=False)


def _build(path: str, text: str, titled: bool) -> Built | None:
    facts = Facts()
    begin = read_front(text, facts)
    header = Header(lines_of(text, begin), facts, titled)
    body = header.body()
    spans: list[Span] = [(0, begin), *header.spans, *furniture(body), *_headings(body)]
    masked = merged(spans)
    if not prose_of(text, masked):
        return None
    _own_staff(body, facts)
    return Built(_article(path, text, masked, facts), tuple(facts.problems))


def _headings(body: list[Line]) -> list[Span]:
    """Find the headings between paragraphs; a line that ends like a sentence is none."""
    short = (line for line in body if headline_like(line.text))
    return [(line.start, line.end) for line in short if HEADING.match(line.text) or BOLD.fullmatch(line.text)]


def _own_staff(body: list[Line], facts: Facts) -> None:
    for line in body[-6:]:
        hit = OWN_STAFF.search(line.text)
        if hit and not facts.knows("source"):
            facts.learn("source", hit["outlet"], "text")


def _article(path: str, text: str, masked: tuple[Span, ...], facts: Facts) -> Article:
    names = facts.names
    known = (names.get("source"), facts.published, names.get("via"), names.get("title"))
    return Article(
        id=content_id(text, *known),
        path=path,
        text=text,
        source=known[0],
        published=facts.published,
        via=known[2],
        author=names.get("author"),
        title=known[3],
        url=names.get("url"),
        title_span=facts.title_span,
        masked=masked,
        known_from=facts.known_from(),
    )
