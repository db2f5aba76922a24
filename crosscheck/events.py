"""Articles -> events (on the same happening) and origins (copies of one text).

Comes in: articles with their claims and vectors. Goes out: for each article the id of its event and of its origin.
Both are connected components of a symmetric relation between two articles that looks at nothing else, so that the
order of arrival cannot matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscheck.records import Actor, Article, Claim, Place, content_id

REVISION = "events-1"
_SHINGLE = 5
# Two texts of one origin share at least this part of the shorter one's five-word shingles; rewrites from the same
# facts share a few per cent, copies with a new head or a cut tail more than a half.
_COPIED = 0.45


@dataclass(frozen=True, slots=True)
class Profile:
    """What events look at in an article: the mean and each of its claims' vectors, and the names in it."""

    article: str
    day: int | None
    mean: NDArray[np.float32]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The event and the origin of each article, by article id; an id is that of the group's least member."""

    events: Mapping[str, str]
    origins: Mapping[str, str]


def profile(article: Article, claims: Sequence[Claim], vectors: NDArray[np.float32]) -> Profile:
    """Sum up an article: mean unit vector of its claims, and the persons, organisations and places it names."""
    mean = vectors.mean(axis=0) if len(vectors) else np.zeros(1, dtype=np.float32)
    norm = float(np.linalg.norm(mean))
    names = {f.name for c in claims for f in c.facets if isinstance(f, (Actor, Place)) and len(f.name) > 2}
    day = article.published.toordinal() if article.published else None
    return Profile(article.id, day, (mean / norm if norm else mean).astype(np.float32), frozenset(names))


def same_event(left: Profile, right: Profile, similarity: float, days: int) -> bool:
    """Whether two articles tell of one happening: near in time, alike in words, and naming the same."""
    if left.day is not None and right.day is not None and abs(left.day - right.day) > days:
        return False
    if left.mean.shape != right.mean.shape:
        return False
    return likeness(left, right) >= similarity


def likeness(left: Profile, right: Profile) -> float:
    """Return how alike two articles are: cosine of their means, raised by the names that they share."""
    shared = len(left.names & right.names)
    fewer = max(1, min(len(left.names), len(right.names)))
    return float(left.mean @ right.mean) + 0.25 * min(1.0, shared / fewer) + 0.03 * min(shared, 5)


def group(
    articles: Sequence[Article], profiles: Mapping[str, Profile], similarity: float, days: int
) -> Grouping:
    """Group articles into events and origins; an origin lies inside one event."""
    ids = sorted(a.id for a in articles)
    shingles = {a.id: shingles_of(a) for a in articles}
    copies = _copies(shingles)
    alike = [
        (a, b)
        for n, a in enumerate(ids)
        for b in ids[n + 1 :]
        if same_event(profiles[a], profiles[b], similarity, days)
    ]
    return Grouping(_components(ids, [*alike, *copies], "event"), _components(ids, copies, "origin"))


def shingles_of(article: Article) -> frozenset[int]:
    """Return the hashes of all runs of five words of an article's prose."""
    kept, place = [], 0
    for start, end in (*article.masked, (len(article.text), len(article.text))):
        kept.append(article.text[place:start])
        place = end
    words = re.findall(r"\w+", " ".join(kept).lower())
    runs = (" ".join(words[i : i + _SHINGLE]) for i in range(max(0, len(words) - _SHINGLE + 1)))
    return frozenset(int(content_id(run), 16) for run in runs)


def _copies(shingles: Mapping[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Return the pairs of articles of which one holds most of the other's words in order."""
    holders: dict[int, list[str]] = defaultdict(list)
    for article in sorted(shingles):
        for run in shingles[article]:
            holders[run].append(article)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for articles in holders.values():
        if 1 < len(articles) <= 50:  # a run that more hold is a formula, not a copy
            for n, a in enumerate(articles):
                for b in articles[n + 1 :]:
                    shared[a, b] += 1
    return [(a, b) for (a, b), n in shared.items() if n >= _COPIED * min(len(shingles[a]), len(shingles[b]))]


def _components(ids: Sequence[str], links: Sequence[tuple[str, str]], kind: str) -> dict[str, str]:
    """Return for each id the id of its connected component, made from the component's least member."""
    parent = {i: i for i in ids}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in links:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {i: content_id(kind, root(i)) for i in ids}
