"""Articles -> which are copies or rewrites of one text, by the words of their own narrative that they share in order.

What an outlet quotes is not its text: two reports of one speech share whole paragraphs of it. So quotations, and
sentences that speak in the first or second person (a letter, a post, a statement set without marks), do not count.
Bounds were chosen on 47 pairs of real articles that were read one by one (`benchmarks/origins_review.csv`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscheck.records import Article, content_id

_SHINGLE = 5  # words
# Copied: so much of the shorter narrative is the other's, and so many runs of five words, or most of a short one.
_PART, _RUNS, _MOST_OF_A_SHORT_ONE = 0.3, 75, 0.6
# Of all words, quotations too, where hardly anything is narrated: a press release that is one long statement.
_ALL_BUT_ALL, _HARDLY_NARRATED = 0.8, 12
_FORMULA = 50  # articles; a run that more hold is a formula, no copy
_QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]?")
_SPOKEN = re.compile(
    r"\b(?:I|I['’](?:m|ve|ll|d)|[Mm]e|[Mm]y|mine|[Ww]e|[Ww]e['’](?:re|ve|ll)|[Oo]urs?|us|[Yy]ou|[Yy]ours?)\b|@"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")


@dataclass(frozen=True, slots=True)
class Runs:
    """Hashes of all runs of five words of an article: of all its prose, and of what its narrator says."""

    every: frozenset[int]
    narrated: frozenset[int]


def runs_of(article: Article) -> Runs:
    """Return the runs of words of an article's prose."""
    prose = _prose(article)
    told = [s for s in _SENTENCE.split(_QUOTED.sub(" | ", prose)) if not _SPOKEN.search(s)]
    return Runs(_hashes(prose), frozenset(h for s in told for h in _hashes(s)))


def _prose(article: Article) -> str:
    kept, place = [], 0
    for start, end in (*article.masked, (len(article.text), len(article.text))):
        kept.append(article.text[place:start])
        place = end
    return "\n".join(kept)


def _hashes(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.lower())
    runs = (" ".join(words[i : i + _SHINGLE]) for i in range(max(0, len(words) - _SHINGLE + 1)))
    return frozenset(int(content_id(run), 16) for run in runs)


def is_copy(one: Runs, other: Runs) -> bool:
    """Whether one of two articles is a copy or rewrite of the other, or both of a third."""
    return _copied(len(one.narrated & other.narrated), one, other) or _same_words(one, other)


def _copied(shared: int, one: Runs, other: Runs) -> bool:
    shorter = min(len(one.narrated), len(other.narrated))
    if not shorter or shared < _PART * shorter:
        return False
    return shared >= _RUNS or (shared >= _MOST_OF_A_SHORT_ONE * shorter and shorter >= 2 * _SHINGLE)


def _same_words(one: Runs, other: Runs) -> bool:
    if min(len(one.narrated), len(other.narrated)) >= _HARDLY_NARRATED:
        return False
    shorter = min(len(one.every), len(other.every))
    return shorter > 0 and len(one.every & other.every) >= _ALL_BUT_ALL * shorter


def copies(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """Return the ids of all two articles of which one is a copy of the other; time grows with what they share."""
    runs = {a.id: runs_of(a) for a in articles}
    holders: Mapping[int, list[str]] = _holders(runs)
    meeting = {
        (a, b)
        for found in holders.values()
        if 1 < len(found) <= _FORMULA
        for n, a in enumerate(found)
        for b in found[n + 1 :]
    }
    return sorted((a, b) for a, b in meeting if is_copy(runs[a], runs[b]))


def _holders(runs: Mapping[str, Runs]) -> dict[int, list[str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for article in sorted(runs):
        for run in runs[article].every:
            holders[run].append(article)
    return holders
