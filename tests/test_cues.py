"""Cues: where in time a claim stands and whether it denies, by its words; in time only when the order is known."""

from __future__ import annotations

from datetime import date

import pytest

from crosscheck.compare import Side
from crosscheck.judge.cues import cues
from crosscheck.records import Claim

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


def side(text: str, day: date | None) -> Side:
    return Side(Claim("c", "a", 0, len(text), text, "sentence"), day)


@pytest.mark.parametrize(
    ("left", "right", "cue"),
    [
        ("The plant will close in June.", "The plant closed on Friday.", "ahead, then not"),
        ("The deal is expected to pass.", "The deal was signed.", "ahead, then not"),
        ("Four people died.", "The toll has risen to six.", "a change told later"),
        ("At least four people died.", "Six people died.", "for the moment, then later"),
        ("The crane was inspected.", "The crane was not inspected.", "a denial on one side"),
        ("He denied the charge.", "He admitted the charge.", "a denial on one side"),
    ],
)
def test_a_cue_is_seen(left: str, right: str, cue: str) -> None:
    assert cues(side(left, MONDAY), side(right, TUESDAY))[cue] == 1.0


def test_without_an_order_no_cue_speaks_of_time() -> None:
    left, right = "At least four will die.", "The toll has now risen to six."
    found = cues(side(left, None), side(right, TUESDAY))
    assert (
        found["ahead, then not"] == found["a change told later"] == found["for the moment, then later"] == 0.0
    )


def test_what_both_sides_have_is_no_difference() -> None:
    found = cues(side("No one died.", MONDAY), side("Nobody was killed.", MONDAY))
    assert found["a denial on one side"] == 0.0
