"""How a claim is written down for a judge: what it points back to stands before it, in brackets, and only then."""

from __future__ import annotations

import pytest

from crosscheck.judge import told
from crosscheck.judge.inputs import in_context
from crosscheck.records import Claim

BEFORE = "The ferry left Kelmouth at dawn with its pilots."


@pytest.mark.parametrize(
    "text",
    [
        "It took them nine days.",
        "and nobody looked up.",
        "“They went one by one,” she said.",
        "The other five could follow.",
        "On Tuesday she was called in.",
        "When asked, he declined.",
    ],
)
def test_what_points_back_gets_what_stood_before(text: str) -> None:
    assert in_context(text, BEFORE) == f"({BEFORE}) {text}"


@pytest.mark.parametrize("text", ["The ferry took nine days.", "Anna Holm looked up.", "Nine men died."])
def test_what_stands_by_itself_is_left_alone(text: str) -> None:
    assert in_context(text, BEFORE) == text


def test_a_long_sentence_before_is_cut_at_a_word_from_its_start() -> None:
    shown = in_context("It sank.", "word " * 80)
    assert shown.startswith("(… word ")
    assert shown.endswith(") It sank.")
    assert len(shown) < 170


def test_nothing_before_adds_nothing() -> None:
    assert told(Claim("c", "a", 0, 8, "It sank.", "sentence")) == "It sank."
