"""Text in, lines with their offsets out; and from spans that are masked, the spans that are prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosscheck.records import Article

Span = tuple[int, int]

BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
BLANK = " \t\xa0\u200b\u200e\u200f\u2060\ufeff\u3000\u2002\u2003\u2009"
ENDS = re.compile(r"[.!?:;…]['\"”’»)\]]*$")
LIST_ITEM = re.compile(r"(?:[-*•–—+]|\d{1,3}[.)]|\(\w\)|[#>|])\s")
WIDEST_WRAP = 120
NARROWEST_WRAP = 45


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its trimmed span and text, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    gap: bool


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Return the lines of `text` from `start` on that are not blank, trimmed."""
    found: list[Line] = []
    gap = True
    for begin, end in _raw(text, start):
        span = trim(text, begin, end)
        if span is None:
            gap = True
            continue
        found.append(Line(*span, text[span[0] : span[1]], gap))
        gap = False
    return found


def trim(text: str, start: int, end: int) -> Span | None:
    """Return the span without blank characters at its ends, or None when nothing is left."""
    piece = text[start:end]
    left = piece.lstrip(BLANK)
    start += len(piece) - len(left)
    end = start + len(left.rstrip(BLANK))
    return (start, end) if start < end else None


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans sorted and disjoint; spans that touch become one, empty ones go."""
    result: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def prose_spans(article: Article) -> list[Span]:
    """Return the pieces of lines that are the article's prose, trimmed, in order; each holds a letter or a digit.

    A piece holds a line break only where a paragraph is wrapped at a fixed width, so that its sentences stay whole.
    """
    return prose_of(article.text, article.masked)


def prose_of(text: str, masked: Sequence[Span]) -> list[Span]:
    """Return the pieces of `text` outside of the sorted, disjoint `masked` spans, as `prose_spans` does."""
    pieces: list[Span] = []
    at = 0
    wrapped = _wrapped(text)
    for start, end in _raw(text, 0):
        while at < len(masked) and masked[at][1] <= start:
            at += 1
        first = True
        for piece in _outside(masked, at, start, end):
            span = trim(text, *piece)
            if span is None or not any(char.isalnum() for char in text[span[0] : span[1]]):
                continue
            if (
                first
                and piece[0] == start
                and start in wrapped
                and pieces
                and pieces[-1][1] == wrapped[start]
            ):
                pieces[-1] = (pieces[-1][0], span[1])
            else:
                pieces.append(span)
            first = False
    return pieces


def _raw(text: str, start: int) -> Iterable[Span]:
    for stop in BREAK.finditer(text, start):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _outside(masked: Sequence[Span], at: int, start: int, end: int) -> Iterable[Span]:
    while at < len(masked) and masked[at][0] < end:
        if masked[at][0] > start:
            yield start, masked[at][0]
        start = max(start, masked[at][1])
        at += 1
    if start < end:
        yield start, end


def _wrapped(text: str) -> dict[int, int]:
    """Return, for each line that a hard wrap continues, its raw start and the end of the line before it."""
    joined: dict[int, int] = {}
    raw = [(start, trim(text, start, end)) for start, end in _raw(text, 0)]
    for paragraph in _paragraphs(raw):
        width = max(end - start for _, (start, end) in paragraph)
        if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
            continue
        for (_, before), (begin, after) in pairwise(paragraph):
            if _continues(text[slice(*before)], text[slice(*after)], width):
                joined[begin] = before[1]
    return joined


def _paragraphs(raw: list[tuple[int, Span | None]]) -> Iterable[list[tuple[int, Span]]]:
    run: list[tuple[int, Span]] = []
    for begin, span in [*raw, (-1, None)]:
        if span is not None:
            run.append((begin, span))
            continue
        if len(run) > 1:
            yield run
        run = []


def _continues(before: str, after: str, width: int) -> bool:
    """Tell whether a line was broken only because the next word would not fit (what every wrapper does)."""
    if ENDS.search(before) or LIST_ITEM.match(after):
        return False
    return len(before) + 1 + len(after.split(maxsplit=1)[0]) > width
