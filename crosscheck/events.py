"""Articles -> events (on the same happening) and origins (copies of one text).

Comes in: articles with their claims and vectors. Goes out: for each article the id of its event and of its origin.
Origins are connected components of "one holds most of the other's words"; events are clusters by average linkage
over a probability that looks at two articles only, so that the order of arrival cannot matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from crosscheck.records import Actor, Article, Claim, Place, content_id
from crosscheck.threads import one_blas_thread

# Log odds that two articles tell of one happening; a logistic regression over 11,000 pairs of training stories.
_BIAS = -15.46
_WEIGHTS = {"mean": 4.35, "names": 3.2, "name words": 1.57, "closest": 18.6, "nearest": 7.93, "terms": 11.99}


@dataclass(frozen=True, slots=True)
class Profile:
    """What events look at in an article: its claims' vectors (claims, width), its names with their weight, its lemmas.

    A full name weighs 1, a single word 0.6, a known town 0.4, a country 0.1: every second article names those.
    """

    article: str
    day: int | None
    vectors: NDArray[np.float32]
    mean: NDArray[np.float32]
    names: Mapping[str, float]
    name_words: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grouping:
    """The event and the origin of each article, by article id; an id is made from the group's least member."""

    events: Mapping[str, str]
    origins: Mapping[str, str]


def profile(article: Article, claims: Sequence[Claim], vectors: NDArray[np.float32]) -> Profile:
    """Sum up an article by its claims and their vectors."""
    mean = vectors.mean(axis=0) if len(vectors) else np.zeros(1, dtype=np.float32)
    norm = float(np.linalg.norm(mean))
    named = [f for c in claims for f in c.facets if isinstance(f, (Actor, Place)) and len(f.name) > 2]
    names = {f.name: _weight(f) for f in named}
    words = frozenset(w for n, weight in names.items() if weight > 0.4 for w in n.split() if len(w) > 2)
    day = article.published.toordinal() if article.published else None
    terms = frozenset(t for c in claims for t in c.terms)
    return Profile(
        article.id, day, vectors, (mean / norm if norm else mean).astype(np.float32), names, words, terms
    )


def _weight(name: Actor | Place) -> float:
    if isinstance(name, Place) and name.known:
        return 0.4 if name.within else 0.1
    return 1.0 if " " in name.name else 0.6


def probability(left: Profile, right: Profile) -> float:
    """Return the probability that two articles tell of one happening, by their words, vectors and names."""
    if not len(left.vectors) or not len(right.vectors):
        return 0.0
    alike = left.vectors @ right.vectors.T
    rows, columns = alike.max(axis=1), alike.max(axis=0)
    shared = sum(weight for name, weight in left.names.items() if name in right.names)
    values = {
        "mean": float(left.mean @ right.mean),
        "names": min(shared, 4.0),
        "name words": min(len(left.name_words & right.name_words), 6),
        "closest": float(np.sort(rows)[-3:].mean() + np.sort(columns)[-3:].mean()) / 2,
        "nearest": float(rows.mean() + columns.mean()) / 2,
        "terms": len(left.terms & right.terms) / max(1, min(len(left.terms), len(right.terms))),
    }
    odds = _BIAS + sum(_WEIGHTS[name] * value for name, value in values.items())
    return float(1 / (1 + np.exp(-odds)))


def group(
    articles: Sequence[Article],
    profiles: Mapping[str, Profile],
    copies: Sequence[tuple[str, str]],
    least: float,
    days: int,
) -> Grouping:
    """Group articles into events and origins; `copies` are ids of two articles of one origin.

    An event is a cluster whose members are of one happening with an average probability of `least`; two articles
    more than `days` apart are not linked. All copies of one text are put into the event of the first of them.
    """
    ids = sorted(a.id for a in articles)
    links = {}
    with one_blas_thread():
        for a, b in combinations(ids, 2):
            if not _far(profiles[a], profiles[b], days):
                chance = probability(profiles[a], profiles[b])
                if chance > 0.01:
                    links[a, b] = chance
    clusters = _clusters(ids, links, least)
    joined = [(c[0], other) for c in clusters for other in c[1:]]
    return Grouping(_components(ids, [*joined, *copies], "event"), _components(ids, copies, "origin"))


def _far(left: Profile, right: Profile, days: int) -> bool:
    return left.day is not None and right.day is not None and abs(left.day - right.day) > days


def _clusters(ids: Sequence[str], links: Mapping[tuple[str, str], float], least: float) -> list[list[str]]:
    """Cluster by average linkage inside each connected component of the links."""
    from scipy.cluster.hierarchy import fcluster, linkage

    blocks: dict[str, list[str]] = defaultdict(list)
    for member, block in _components(ids, list(links), "block").items():
        blocks[block].append(member)
    found: list[list[str]] = []
    for members in blocks.values():
        if len(members) == 1:
            continue
        distance = [1 - links.get((a, b), 0.0) for a, b in combinations(members, 2)]
        numbers = fcluster(linkage(distance, "average"), 1 - least, "distance")
        found += [
            [m for m, n in zip(members, numbers, strict=True) if n == number]
            for number in sorted(set(numbers))
        ]
    return found


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
