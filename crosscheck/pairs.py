"""Claims + vectors -> the pairs of different origins that are worth judging, each with what brought it together.

Which pairs of two articles are taken depends on those two articles alone, so that a new article changes no old pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from crosscheck.records import Actor, Article, Claim, Facet, Occasion, Pair, Place, Quantity, Time, content_id
from crosscheck.threads import one_blas_thread

_LEAST_ALIKE = (
    0.12  # below this cosine shared keys are chance: a date and a town that every claim of the story has
)
_ACROSS_EVENTS = 0.75


@dataclass(frozen=True, slots=True)
class Side:
    """An article with its claims, their unit vectors (claims, width), and the ids of its event and origin."""

    article: Article
    claims: Sequence[Claim]
    vectors: NDArray[np.float32]
    event: str
    origin: str


def candidates(sides: Sequence[Side], share: float) -> list[Pair]:
    """Return the pairs of all articles of different origins, in order of their ids."""
    found: list[Pair] = []
    with one_blas_thread():
        for one, other in combinations(sorted(sides, key=_by_date), 2):
            if one.origin != other.origin and len(one.claims) and len(other.claims):
                found += between(one, other, share)
    return sorted(found, key=lambda p: p.id)


def _by_date(side: Side) -> tuple[int, str]:
    published = side.article.published
    return (published.toordinal() if published else 10**7, side.article.id)


def between(one: Side, other: Side, share: float) -> list[Pair]:
    """Return the pairs of two articles, the earlier first: the most alike `share`, nearest neighbours, shared keys."""
    alike = one.vectors @ other.vectors.T
    same_event = one.event == other.event
    if not same_event and float(alike.max()) < _ACROSS_EVENTS:
        return []
    order = order_of(one.article, other.article)
    ranks = _ranks(alike)
    reasons = _near(alike, ranks, share) if same_event else {}
    likely = alike >= (_LEAST_ALIKE if same_event else _ACROSS_EVENTS)
    worth = likely.copy()
    for place in reasons:
        worth[place] = True
    mine, theirs = ([_keys(c) for c in side.claims] for side in (one, other))
    pairs = []
    for i, j in np.argwhere(
        worth
    ).tolist():  # most of two articles' claims have nothing to do with each other
        left, right = one.claims[i], other.claims[j]
        keys = [*reasons.get((i, j), ())]
        if likely[i, j]:
            keys += _shared(mine[i] & theirs[j], left, right, strong=not same_event)
        if keys:
            similarity = round(float(alike[i, j]), 4)
            pair = content_id("pair", left.id, right.id)
            near = int(ranks[0][i, j]), int(ranks[1][i, j])
            pairs.append(
                Pair(pair, left.id, right.id, similarity, tuple(keys), order, same_event, near, alike.size)
            )
    return pairs


def asked(one: Side, other: Side, claims: tuple[str, str]) -> Pair:
    """Return the pair of two claims that a reviewer holds against each other, in whichever order they are named."""
    one, other = sorted((one, other), key=_by_date)
    wanted = set(claims)
    i, j = (next(n for n, c in enumerate(side.claims) if c.id in wanted) for side in (one, other))
    left, right = one.claims[i], other.claims[j]
    with one_blas_thread():
        alike = one.vectors @ other.vectors.T
    near = _ranks(alike)
    return Pair(
        content_id("pair", left.id, right.id),
        left.id,
        right.id,
        round(float(alike[i, j]), 4),
        ("a reviewer named them",),
        order_of(one.article, other.article),
        one.event == other.event,
        (int(near[0][i, j]), int(near[1][i, j])),
    )


def order_of(one: Article, other: Article) -> str:
    """Say what is known of which article came first."""
    if one.published is None or other.published is None:
        return "unknown"
    return "same day" if one.published == other.published else "known"


Ranks = tuple[NDArray[np.intp], NDArray[np.intp]]


def _ranks(alike: NDArray[np.float32]) -> Ranks:
    """Number from 1 how near each claim is to a claim of the other article: along the rows, and along the columns."""
    along = np.argsort(np.argsort(-alike, axis=1, kind="stable"), axis=1, kind="stable")
    down = np.argsort(np.argsort(-alike, axis=0, kind="stable"), axis=0, kind="stable")
    return along + 1, down + 1


def _near(alike: NDArray[np.float32], ranks: Ranks, share: float) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return the most alike `share` of an article pair, and each claim's nearest two when they choose each other."""
    many = max(1, int(np.ceil(alike.size * share)))
    least = np.partition(alike, alike.size - many, axis=None)[alike.size - many]
    reasons: dict[tuple[int, int], tuple[str, ...]] = {}
    for i, j in zip(*np.nonzero(alike >= max(float(least), _LEAST_ALIKE)), strict=True):
        reasons[int(i), int(j)] = ("similar",)
    for i, j in zip(*np.nonzero((ranks[0] <= 2) & (ranks[1] <= 2)), strict=True):
        reasons.setdefault((int(i), int(j)), ("nearest",))
    return reasons


def shared_keys(left: Claim, right: Claim, strong: bool = False) -> list[str]:
    """Return in words what two claims share that can make them speak of one fact.

    With `strong` (claims of different events) only a full name together with the same counted thing will do.
    """
    return _shared(_keys(left) & _keys(right), left, right, strong)


def _shared(both: frozenset[str], left: Claim, right: Claim, strong: bool) -> list[str]:
    if not both:
        return []
    keys: list[str] = []
    actors = {k for k in both if k.startswith("actor ")}
    counted = {k for k in both if k.startswith(("counted ", "occasion "))}
    times = {k for k in both if k.startswith("time ")}
    places = {k for k in both if k.startswith("place ")}
    if strong:
        full = {k for k in actors if len(k.split()) >= 3}
        return sorted(full | counted) if full and counted and times else []
    if counted:
        keys += sorted(counted)
    if (
        actors
        and left.predicate
        and left.predicate == right.predicate
        and left.predicate not in ("be", "have", "say")
    ):
        keys.append(f"{min(actors)} + {left.predicate}")
    if len(actors) + len(times) + len(places) >= 2:
        keys += sorted(actors | times | places)
    return keys


def _keys(claim: Claim) -> frozenset[str]:
    return frozenset(k for f in claim.facets for k in _key(f))


def _key(facet: Facet) -> tuple[str, ...]:
    match facet:
        case Actor(name=name):
            return (f"actor {name}",)
        case Place(name=name):
            return (f"place {name}",)
        case Quantity(counted=counted, unit=unit) if counted:
            return (f"counted {counted[0]}" if unit == "count" else f"counted {counted[0]} in {unit}",)
        case Occasion(counted=counted) if counted:
            return (f"occasion {counted[0]}",)
        case Time(first=first, grain=grain) if first is not None and grain in ("minute", "part", "day"):
            return (f"time {first.isoformat()}",)
    return ()
