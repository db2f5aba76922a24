"""An article with a claim in it -> pieces of text to be shown one after the other, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscheck.records import Article

MOST = 60_000  # characters shown before and after a claim: a page stays quick however long the article

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2061-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, as it is to be seen: in the claim or not, one of the words that differ, no prose of the article."""

    text: str
    claim: bool = False
    word: bool = False
    aside: bool = False


def pieces(article: Article, claim: Span, words: Iterable[Span] = ()) -> tuple[list[Piece], bool, bool]:
    """Cut an article at its claim, its words and what is not its prose; say whether the ends were cut off."""
    text, low = article.text, max(0, claim[0] - MOST)
    high = min(len(text), claim[1] + MOST)
    found = _cut(text, (low, high), [claim], list(words), article.masked)
    return found, low > 0, high < len(text)


def quoted(text: str, start: int, words: Iterable[Span] = ()) -> list[Piece]:
    """Cut a claim's own text, which begins at `start` of its article, at the words that differ."""
    moved = [(a - start, b - start) for a, b in words]
    return _cut(text, (0, len(text)), [], moved, ())


def _cut(
    text: str, bounds: Span, claim: Sequence[Span], words: Sequence[Span], aside: Sequence[Span]
) -> list[Piece]:
    low, high = bounds
    edges = {low, high, *(e for spans in (claim, words, aside) for span in spans for e in span)}
    at = sorted(e for e in edges if low <= e <= high)
    return [
        Piece(visible(text[a:b]), _in(a, claim), _in(a, words), _in(a, aside))
        for a, b in zip(at, at[1:], strict=False)
        if a < b
    ]


def _in(place: int, spans: Sequence[Span]) -> bool:
    return any(a <= place < b for a, b in spans)


def visible(text: str) -> str:
    """Return text in which nothing hides or turns: what has no shape or steers the direction is shown by its number.

    Soft hyphens, joiners and plain direction marks belong to honest text and change nothing that is read.
    """
    return _HIDDEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", text.replace("\r\n", "\n"))
