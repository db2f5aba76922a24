"""Pairs: which claims are compared depends on their two articles alone, never on order, and never inside one origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from corpora import python
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.pairs import Side, between, candidates, order_of, shared_keys
from crosscheck.records import Actor, Article, Claim, Facet, Occasion, Place, Quantity, Time

WIDTH = 6
DAY = date(2026, 7, 1)


def unit(rows: int, seed: int) -> np.ndarray:
    found = np.random.default_rng(seed).normal(size=(rows, WIDTH)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True) if rows else found


def side(name: str, rows: int, published: date | None = DAY, event: str = "e", origin: str = "") -> Side:
    article = Article(name, f"{name}.md", "text", published=published)
    claims = [Claim(f"{name}{n}", name, n, n + 1, "x", "sentence") for n in range(rows)]
    return Side(article, claims, unit(rows, sum(map(ord, name)) * 31 + rows), event, origin or name)


def claim(*facets: Facet, predicate: str = "") -> Claim:
    return Claim("c", "a", 0, 9, "some text", "sentence", predicate=predicate, facets=facets)


sides = st.builds(
    side,
    st.text("abcdefgh", min_size=1, max_size=3),
    st.integers(0, 6),
    st.sampled_from([None, DAY, date(2026, 7, 3)]),
    st.sampled_from(["e", "e", "f"]),
    st.sampled_from(["", "", "wire"]),
)
corpora = st.lists(sides, max_size=5, unique_by=lambda s: s.article.id)


@given(corpora, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(corpus: list[Side], dice: object) -> None:
    mixed = list(corpus)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert candidates(mixed, 0.2) == candidates(corpus, 0.2)


@given(corpora)
def test_pairs_of_two_articles_depend_on_those_two_alone(corpus: list[Side]) -> None:
    together = candidates(corpus, 0.2)
    apart = [p for two in combinations(corpus, 2) for p in candidates(two, 0.2)]
    assert together == sorted(apart, key=lambda p: p.id)


@given(corpora)
def test_claims_of_one_origin_are_never_paired(corpus: list[Side]) -> None:
    origin = {c.id: s.origin for s in corpus for c in s.claims}
    assert all(origin[p.left] != origin[p.right] for p in candidates(corpus, 1.0))


@given(corpora)
def test_the_earlier_article_is_on_the_left_and_undated_ones_on_the_right(corpus: list[Side]) -> None:
    when = {c.id: s.article.published or date.max for s in corpus for c in s.claims}
    for pair in candidates(corpus, 0.5):
        assert when[pair.left] <= when[pair.right]
        assert (pair.order == "unknown") == (date.max in (when[pair.left], when[pair.right]))
        assert (pair.order == "same day") == (pair.order != "unknown" and when[pair.left] == when[pair.right])


@given(corpora, st.floats(0, 1))
def test_every_pair_has_a_key_and_stands_once(corpus: list[Side], share: float) -> None:
    found = candidates(corpus, share)
    assert all(p.keys for p in found)
    assert len({(p.left, p.right) for p in found}) == len(found) == len({p.id for p in found})


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_only_adds_pairs(one: float, other: float) -> None:
    low, high = sorted((one, other))
    left, right = side("a", 6), side("b", 6)
    assert {p.id for p in between(left, right, low)} <= {p.id for p in between(left, right, high)}


def test_of_an_event_the_most_alike_share_is_taken() -> None:
    left, right = side("a", 5), side("b", 5)
    alike = left.vectors @ right.vectors.T
    found = {(p.left, p.right) for p in between(left, right, 0.2) if "similar" in p.keys}
    best = np.argsort(-alike, axis=None)[:5]
    assert found == {(f"a{n // 5}", f"b{n % 5}") for n in best if alike.flat[n] >= 0.12}


def test_between_events_likeness_alone_is_not_enough() -> None:
    left, right = side("a", 3), side("b", 3, event="f")
    assert between(left, replace(right, vectors=left.vectors), 1.0) == []


def test_between_events_a_full_name_a_counted_thing_and_a_day_are_enough() -> None:
    shared = (
        Actor(0, 1, "Ada Lund", "ada lund", "person"),
        Quantity(0, 1, "9", 9, 9, "count", ("house",)),
        Time(0, 1, "Monday", DAY, DAY, "day"),
    )
    left, right = side("a", 1), side("b", 1, event="f")
    left = replace(left, claims=[replace(left.claims[0], facets=shared)])
    right = replace(right, claims=[replace(right.claims[0], facets=shared)], vectors=left.vectors)
    (pair,) = between(left, right, 0.2)
    assert (pair.same_event, pair.keys) == (False, ("actor ada lund", "counted house"))


def test_articles_without_claims_give_no_pairs() -> None:
    assert candidates([side("a", 0), side("b", 3)], 0.5) == []
    assert candidates([], 0.5) == []


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        (DAY, DAY, "same day"),
        (DAY, date(2026, 7, 2), "known"),
        (None, DAY, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_what_is_known_of_the_order_is_said(one: date | None, other: date | None, order: str) -> None:
    assert order_of(side("a", 1, one).article, side("b", 1, other).article) == order


NINE = Quantity(0, 1, "nine", 9, 9, "count", ("miner",))
MONDAY = Time(0, 1, "Monday", DAY, DAY, "day")
OAKHAM = Place(0, 1, "Oakham", "oakham")
ADA = Actor(0, 1, "Lund", "ada lund", "person")


@pytest.mark.parametrize(
    ("left", "right", "keys"),
    [
        (claim(NINE), claim(replace(NINE, low=6, high=6)), ["counted miner"]),
        (claim(NINE), claim(replace(NINE, unit="percent")), []),
        (claim(Occasion(0, 1, "twice", 2, False, ("visit",))), claim(Occasion(0, 1, "once", 1, True, ("visit",))),
         ["occasion visit"]),
        (claim(ADA, predicate="resign"), claim(ADA, predicate="resign"), ["actor ada lund + resign"]),
        (claim(ADA, predicate="be"), claim(ADA, predicate="be"), []),
        (claim(ADA, MONDAY), claim(ADA, MONDAY), ["actor ada lund", "time 2026-07-01"]),
        (claim(OAKHAM, MONDAY), claim(OAKHAM, replace(MONDAY, grain="year")), []),
        (claim(OAKHAM), claim(OAKHAM), []),
    ],
)  # fmt: skip
def test_what_two_claims_share_is_said_in_words(left: Claim, right: Claim, keys: list[str]) -> None:
    assert shared_keys(left, right) == keys
    assert shared_keys(right, left) == keys


def test_ranks_number_the_neighbours_of_both_claims_from_one() -> None:
    one, other = side("a", 4), side("b", 5)
    alike = one.vectors @ other.vectors.T
    for pair in between(one, other, 1.0):
        i, j = int(pair.left[1:]), int(pair.right[1:])
        assert pair.ranks == (
            1 + int((alike[i] > alike[i, j]).sum()),
            1 + int((alike[:, j] > alike[i, j]).sum()),
        )


COMPARED = """
import hashlib
import numpy as np
from crosscheck.pairs import Side, candidates
from crosscheck.records import Article, Claim
chance = np.random.default_rng(7)
sides = []
said = chance.normal(size=(13, 384)).astype(np.float32)
said /= np.linalg.norm(said, axis=1, keepdims=True)
for name, many in (("a", 26), ("b", 104), ("c", 137)):
    vectors = said[np.arange(many) % 13]  # every claim several times: the last bit decides which one is nearer
    claims = [Claim(f"{name}{n}", name, n, n + 1, "x", "sentence") for n in range(many)]
    sides.append(Side(Article(name, name, "x"), claims, vectors, "one event", name))
found = candidates(sides, 0.25)
print(hashlib.sha256(repr(found).encode()).hexdigest())
"""


def test_the_number_of_threads_changes_no_pair() -> None:
    """The sums of a product depend on how many threads share it, unless one does it all."""
    threads = ("1", "2", "4")
    seen = {python(COMPARED, environment=[("OPENBLAS_NUM_THREADS", n)]).stdout for n in threads}
    assert len(seen) == 1
    assert seen != {""}
