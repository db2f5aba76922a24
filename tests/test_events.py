"""Events and origins: which articles tell of one happening, and which are copies of one text."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from corpora import Made, Models
from hypothesis import given
from hypothesis import strategies as st

from crosscheck import events as grouping
from crosscheck.events import Grouping, Profile, probability, profile
from crosscheck.origins import copies, runs_of
from crosscheck.records import Article, Claim, Place

DAY = date(2026, 7, 1)
BODY = (
    "Two barges collided under the railway bridge at Marlow on Friday night. One of them lost its load of gravel. "
    "The river was closed to all traffic until noon, and divers looked for damage to the piers of the bridge."
)
OTHER = (
    "On the Thames near Marlow, a pair of cargo boats ran into each other late on Friday. Gravel went overboard. "
    "Shipping had to wait for half a day while a diving team inspected what carries the trains across the water."
)


def article(
    name: str, text: str = "", published: date | None = DAY, masked: tuple[tuple[int, int], ...] = ()
) -> Article:
    return Article(name, f"{name}.md", text or f"The text of {name}.", published=published, masked=masked)


def told(
    found: Article, direction: int, names: tuple[str, ...] = ("ada lund", "oak street mill", "jo hale")
) -> Profile:
    """Profile an article whose claims all point one way, so that those of one direction are of one happening."""
    vectors = np.zeros((3, 4), dtype=np.float32)
    vectors[:, direction] = 1.0
    claims = [
        Claim(f"{found.id}{n}", found.id, n, n + 1, "x", "sentence", terms=("mill", "burn", f"word{direction}"),
              facets=(Place(0, 1, name, name),))
        for n, name in enumerate(names)
    ]  # fmt: skip
    return profile(found, claims, vectors)


def group(articles: list[Article], profiles: dict[str, Profile], least: float, days: int) -> Grouping:
    return grouping.group(articles, profiles, copies(articles), least, days)


def grouped(articles: list[Article], directions: dict[str, int], days: int = 30) -> list[set[str]]:
    profiles = {a.id: told(a, directions[a.id], (f"name {directions[a.id]}",) * 3) for a in articles}
    events = group(articles, profiles, 0.5, days).events
    return sorted(({a for a in events if events[a] == e} for e in set(events.values())), key=sorted)


def test_articles_on_one_happening_are_one_event_and_others_are_not() -> None:
    articles = [article(name) for name in "abcd"]
    assert grouped(articles, {"a": 0, "b": 0, "c": 1, "d": 0}) == [{"a", "b", "d"}, {"c"}]


def test_what_lies_too_many_days_apart_is_not_one_event() -> None:
    articles = [article("a"), article("b", published=DAY + timedelta(days=31))]
    assert grouped(articles, {"a": 0, "b": 0}) == [{"a"}, {"b"}]
    assert grouped(articles, {"a": 0, "b": 0}, days=31) == [{"a", "b"}]


def test_an_undated_article_can_be_of_any_day() -> None:
    assert grouped([article("a"), article("b", published=None)], {"a": 0, "b": 0}) == [{"a", "b"}]


def test_an_article_without_claims_is_an_event_of_its_own() -> None:
    articles = [article("a"), article("b")]
    profiles = {"a": told(articles[0], 0), "b": profile(articles[1], [], np.zeros((0, 1), dtype=np.float32))}
    assert len(set(group(articles, profiles, 0.1, 30).events.values())) == 2


@given(st.permutations(list("abcdefg")), st.lists(st.integers(0, 3), min_size=7, max_size=7))
def test_the_order_of_articles_changes_nothing(order: list[str], directions: list[int]) -> None:
    points = dict(zip("abcdefg", directions, strict=True))
    articles = {name: article(name, published=DAY + timedelta(days=points[name])) for name in points}
    profiles = {name: told(articles[name], points[name]) for name in points}
    expected = group(list(articles.values()), profiles, 0.3, 2)
    assert group([articles[name] for name in order], profiles, 0.3, 2) == expected


def test_a_copy_with_another_head_and_a_cut_tail_is_of_one_origin() -> None:
    copy = "From our own writers.\n\n" + BODY[: int(len(BODY) * 0.7)]
    articles = [article("a", BODY), article("b", copy), article("c", OTHER)]
    profiles = {a.id: told(a, n) for n, a in enumerate(articles)}
    origins = group(articles, profiles, 0.9, 30).origins
    assert origins["a"] == origins["b"]
    assert origins["c"] != origins["a"]


def test_copies_are_of_one_event_even_when_they_are_dated_far_apart() -> None:
    articles = [article("a", BODY), article("b", BODY + " Read more.", DAY + timedelta(days=400))]
    profiles = {a.id: told(a, 0) for a in articles}
    events = group(articles, profiles, 0.5, 30).events
    assert events["a"] == events["b"]


def test_what_is_masked_makes_no_copy() -> None:
    footer = (
        " All rights are reserved by the paper and nothing may be printed again without its written leave."
    )
    one, other = BODY + footer * 4, OTHER + footer * 4
    masked = (
        article("a", one, masked=((len(BODY), len(one)),)),
        article("b", other, masked=((len(OTHER), len(other)),)),
    )
    assert not runs_of(masked[0]).every & runs_of(masked[1]).every
    profiles = {a.id: told(a, n) for n, a in enumerate(masked)}
    assert len(set(group(masked, profiles, 0.9, 30).origins.values())) == 2


def test_a_probability_looks_at_two_articles_only_and_both_ways_alike() -> None:
    profiles = [told(article(str(n)), n % 3, ("ada lund", f"hill {n % 2}", "oslo")) for n in range(5)]
    for one, other in combinations(profiles, 2):
        assert 0 <= probability(one, other) <= 1
        assert probability(one, other) == pytest.approx(probability(other, one), abs=1e-6)


def test_known_countries_weigh_little() -> None:
    kenya = Claim("c", "a", 0, 1, "x", "sentence", facets=(Place(0, 5, "Kenya", "kenya", known=True),))
    vectors = np.ones((1, 4), dtype=np.float32) / 2
    assert profile(article("a"), [kenya], vectors).names == {"kenya": 0.1}


def test_the_events_of_the_sample_are_its_folders(sample: Made, models: Models) -> None:
    analysis = models.analyse(sample.articles, sample.store)
    events = analysis.grouping.events
    folders = {a.id: a.path.split("/")[0] for a in analysis.corpus.articles}
    together = {(event, folders[article]) for article, event in events.items()}
    assert len(together) == len(set(events.values())) == len(set(folders.values()))


def test_the_wire_copy_of_the_sample_has_the_origin_of_its_source(sample: Made) -> None:
    origins = {a["path"]: a["origin"] for a in sample.found["articles"]}
    assert origins["harbour-crane/a-kelmouth-echo.md"] == origins["harbour-crane/b-morning-packet.txt"]
    assert len(set(origins.values())) == len(origins) - 1
