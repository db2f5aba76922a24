"""What a claim is about: a pronoun or short name that is its subject is replaced by what it stands for."""

from __future__ import annotations

import pytest

from crosscheck import language
from crosscheck.references import subjects


def told(*sentences: str) -> list[str]:
    """Return what the subjects of the last sentence that point back stand for."""
    return [m.text for m in subjects(language.parse(sentences))[-1].values()]


@pytest.mark.parametrize(
    ("sentences", "meant"),
    [
        (
            ("A truck driver was trapped for an hour.", "He was pulled from his cab by a farmer."),
            "A truck driver",
        ),
        (("Maria Lopes leads the union.", "She spoke to the press on Friday."), "Maria Lopes"),
        (
            ("Brenner Logistics lost a fifth of its value.", "The company blamed the strike."),
            "Brenner Logistics",
        ),
        (("The bridge was closed at noon.", "It reopened on Tuesday."), "The bridge"),
        (("Three sailors clung to the hull.", "They were saved by a trawler."), "Three sailors"),
        (("The suspect fled on foot.", "It was raining.", "He was caught at the station."), "The suspect"),
    ],
)
def test_a_subject_that_points_back_is_what_was_told_of(sentences: tuple[str, ...], meant: str) -> None:
    assert meant in told(*sentences)


def test_she_is_not_a_man() -> None:
    assert told("The chairman met Ana Reis.", "She refused.") == ["Ana Reis"]


def test_nothing_is_made_up_where_nobody_fits() -> None:
    assert told("The bridge was closed.", "He was pulled from the water.") == []
    assert told("Two firms bid.", "A committee met.", "The company won.") == []


def test_what_was_told_of_long_ago_is_not_meant() -> None:
    away = ["Rain fell on the hills."] * 5
    assert told("A driver was trapped.", *away, "He was freed.") == []
