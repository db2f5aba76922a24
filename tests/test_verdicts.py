"""Verdicts: the relation that is likeliest, why in one sentence, and the words that differ, as exact spans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.compare import Side
from crosscheck.judge import Decision, verdict
from crosscheck.judge.verdicts import differing_words
from crosscheck.records import RELATIONS, Claim, Difference, Pair, Relation, Verdict

PAIR = Pair("p", "l", "r", 0.6, ("similar",), "known")
MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


def side(text: str, published: date | None = MONDAY, start: int = 100) -> Side:
    return Side(Claim("c", "a", start, start + len(text), text, "sentence"), published)


LEFT, RIGHT = (
    side("Nine miners are trapped in the pit."),
    side("Six miners are trapped in the pit.", TUESDAY, 40),
)
MOVED = Difference("number", "moved", 0.9, "“Nine” against “Six”: the figure moves", (100, 104), (40, 43))
DIFFERS = replace(MOVED, outcome="differs", reason="“Nine” against “Six” of the same thing")


def decided(
    relation: Relation,
    *found: Difference,
    left: Side = LEFT,
    right: Side = RIGHT,
    second: Relation | None = None,
) -> Verdict:
    """Judge with weights that always give one relation 70 % (and a second one 20 %)."""
    chances = np.full(5, 0.025)
    chances[RELATIONS.index(relation)] = 0.7
    if second is not None:
        chances[RELATIONS.index(second)] = 0.2
    decision = Decision(("none",), np.zeros(1), np.ones(1), np.zeros((5, 1)), np.log(chances / chances.sum()))
    return verdict(PAIR, left, right, found, {"none": 0.0}, np.full(9, 1 / 9, dtype=np.float32), decision)


@pytest.mark.parametrize("relation", RELATIONS)
def test_the_likeliest_relation_is_taken_with_its_probability(relation: Relation) -> None:
    found = decided(relation, second="conflict" if relation != "conflict" else "update")
    assert (found.pair, found.relation, found.confidence) == (
        "p",
        relation,
        pytest.approx(0.7 / 0.975, abs=1e-4),
    )


def test_what_the_comparator_found_gives_aspect_reason_and_words() -> None:
    found = decided("conflict", DIFFERS)
    assert (found.aspect, found.explanation) == ("number", "“Nine” against “Six” of the same thing.")
    assert (found.left_words, found.right_words) == (((100, 104),), ((40, 43),))


def test_with_the_order_unknown_a_thing_that_moves_is_an_update_that_says_so() -> None:
    found = decided("conflict", MOVED, right=replace(RIGHT, published=None), second="update")
    assert (found.relation, found.confidence) == ("update", pytest.approx(0.9 / 0.975, abs=1e-4))
    assert found.explanation == "“Nine” against “Six”: the figure moves; order unknown."


def test_with_the_order_unknown_a_thing_that_does_not_move_can_be_a_conflict() -> None:
    assert decided("conflict", DIFFERS, right=replace(RIGHT, published=None)).relation == "conflict"


def test_with_the_order_known_the_likeliest_relation_stands() -> None:
    assert decided("conflict", MOVED).relation == "conflict"


def test_when_no_comparator_speaks_the_words_that_only_one_has_are_quoted() -> None:
    found = decided("conflict")
    assert found.explanation == "They disagree on the figure: “Nine” against “Six”."
    assert (found.left_words, found.right_words) == (((100, 104),), ((40, 43),))


@pytest.mark.parametrize(
    ("later", "begins"),
    [(TUESDAY, "The later report differs"), (MONDAY, "One of them came later (on one day)"),
     (None, "One of them came later (order unknown)")],
)  # fmt: skip
def test_an_update_says_what_is_known_of_the_order(later: date | None, begins: str) -> None:
    assert decided("update", right=replace(RIGHT, published=later)).explanation.startswith(begins)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("found", [(), (MOVED,), (DIFFERS,)], ids=["silent", "moved", "differs"])
def test_every_verdict_says_why_in_one_line_and_sentence(
    relation: Relation, found: tuple[Difference, ...]
) -> None:
    wrapped = side("Nine miners are\n  trapped in the\u2028north shaft of the pit.", TUESDAY)
    why = decided(relation, *found, right=wrapped).explanation
    assert why.endswith(".")
    assert why == " ".join(why.split())
    assert why[0].isupper() or why[0] == "“"


def test_the_basis_names_the_inputs() -> None:
    assert decided("agree").basis == (("none", 0.0),)


@given(st.text(min_size=1), st.text(min_size=1))
def test_words_that_differ_are_spans_of_their_own_claim(one: str, other: str) -> None:
    left, right = side(one, start=7), side(other, start=1_000)
    for claim, spans in zip((left.claim, right.claim), differing_words(left, right), strict=True):
        assert all(claim.start <= start < end <= claim.end for start, end in spans)
        assert list(spans) == sorted(spans)


@given(st.text(min_size=1))
def test_a_claim_differs_in_no_word_from_itself(text: str) -> None:
    assert differing_words(side(text), side(text)) == ((), ())


def test_inflection_and_small_words_are_no_difference() -> None:
    words = differing_words(side("The mayor closed a bridge."), side("Mayors close the bridges."))
    assert words == ((), ())


def test_what_is_said_word_for_word_is_no_conflict_whatever_the_judge_thinks() -> None:
    straight, curled = (
        side("It's the first sign that's been seen."),
        side("It’s the first sign that’s been seen."),
    )
    assert decided("conflict", left=straight, right=curled).relation == "agree"
    assert (
        decided("conflict", left=straight, right=side("It's the first sign that was heard.")).relation
        == "conflict"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "With 82 per cent of the vote counted the party has 24 seats.",
            "The party won 22 seats, final results show.",
        ),
        ("An exit poll gave the party 24 seats.", "It has 22 seats by the official count."),
    ],
)
def test_a_count_that_goes_on_and_its_result_are_an_update(one: str, other: str) -> None:
    assert decided("conflict", left=side(one), right=side(other)).relation == "update"


def test_what_is_raised_and_later_raised_again_is_an_update() -> None:
    first = side("The agency raised the alert to the third level.")
    then = side("The agency raised its warning to the highest level.")
    first, then = (replace(s, claim=replace(s.claim, predicate="raise")) for s in (first, then))
    later = replace(then, published=date(2031, 5, 9))
    assert decided("conflict", left=first, right=later).relation == "update"
    assert decided("conflict", left=later, right=first).relation == "conflict"
