"""Occasions of sentences: the how-manieth time something happens, and how often it has happened before."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscheck.facets.occasions import find_occasions
from crosscheck.language import parse
from crosscheck.records import Occasion


@lru_cache(maxsize=256)
def occasions(sentence: str) -> tuple[Occasion, ...]:
    return tuple(find_occasions(parse([sentence])[0], 0))


@pytest.mark.parametrize(
    ("sentence", "text", "number", "before", "counted"),
    [
        ("The minister has previously visited the mine once.", "once", 1, True, "visit"),
        ("She has previously been to the island once as mayor.", "once", 1, True, "visit"),
        ("Next week's trip marks his second as premier.", "his second", 2, False, "visit"),
        ("This is his second visit.", "his second visit", 2, False, "visit"),
        ("It is his third trip to Kyiv since the war began.", "his third trip", 3, False, "visit"),
        ("She had been to the camp twice before.", "twice before", 2, True, "visit"),
        ("He has been there three times before.", "three times before", 3, True, "visit"),
        ("She had never visited the plant.", "never", 0, True, "visit"),
        ("Never before had the river flooded the town.", "Never before", 0, True, "flood"),
        ("He is seeking a fourth term.", "a fourth term", 4, False, "term"),
        ("The court met for the first time.", "the first time", 1, False, "meet"),
        ("The court met for the 3rd time.", "the 3rd time", 3, False, "meet"),
        ("It was the first time that the two had met.", "the first time", 1, False, "meet"),
        ("The mayor has been arrested twice.", "twice", 2, False, "arrest"),
        ("He has visited the front only once.", "once", 1, False, "visit"),
        ("The dam has failed two times already.", "two times already", 2, True, "fail"),
    ],
)
def test_occasions_are_counted(sentence: str, text: str, number: int, before: bool, counted: str) -> None:
    (found,) = occasions(sentence)
    assert (found.text, found.number, found.before) == (text, number, before)
    assert found.counted[0] == counted


def test_one_before_and_a_second_speak_of_one_thing() -> None:
    (earlier,) = occasions("The chancellor has previously visited the frontier once, on foot.")
    (now,) = occasions("The chancellor's frontier visit in May marks his second.")
    assert set(earlier.counted) & set(now.counted) == {"visit", "frontier"}
    assert earlier.number + 1 == now.number


@pytest.mark.parametrize(
    "sentence",
    [
        "She finished second in the race on the 5th of March.",
        "It is the second-largest city.",
        "The third quarter was weak and a third of voters left.",
        "He once worked as a baker.",
        "Once they cross, they are held.",
        "They meet twice a week, three times as often as in May.",
        "The second man left the first floor of the 19th century hall.",
        "It was shut for the first time in 30 years.",
        "It is the first visit since 2009.",
        "He won twice.",
    ],
)
def test_rankings_rates_and_dates_are_no_occasions(sentence: str) -> None:
    assert occasions(sentence) == ()


_PIECES = st.sampled_from(
    (
        *"he has had visited once twice before never the border his second trip marks three times 3rd , .".split(),
        *("for the first time", "\n", "his second"),
    )
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, min_size=1, max_size=12), st.integers(0, 10**6))
def test_spans_are_slices_of_the_article(pieces: list[str], offset: int) -> None:
    sentence = " ".join(pieces)
    for found in find_occasions(parse([sentence])[0], offset):
        assert sentence[found.start - offset : found.end - offset] == found.text
        assert found.number >= 0
