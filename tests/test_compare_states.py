"""Whether, why and how far: polarity, causes, and the ladders that things climb from report to report."""

from __future__ import annotations

import pytest
from compare_sides import MONDAY, TUESDAY, figure, found, holds, outcome, side, status, words

from crosscheck.compare.ladders import steps


def test_one_deed_affirmed_and_denied() -> None:
    left = side("The company paid the wages in March", holds("paid", "pay"), predicate="pay")
    right = side("The company has not paid the wages in March", holds("paid", "pay", False), predicate="pay")
    difference = found(left, right, "polarity")
    assert difference is not None
    assert difference.outcome == "differs"
    assert difference.reason == "“paid” holds on one side, “paid” is denied on the other"


def test_two_deeds_say_nothing_of_each_other() -> None:
    left = side("The company paid the wages in March", holds("paid", "pay"), predicate="pay")
    right = side(
        "The company did not comment in March", holds("comment", "comment", False), predicate="comment"
    )
    assert outcome(left, right, "polarity") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The driver of the lorry survived the fall", "The driver of the lorry died in the fall"),
        ("The hall of the school was empty on Friday", "The hall of the school was packed on Friday"),
        ("The council approved the incinerator", "The council rejected the incinerator"),
        ("The chapel was left intact by the quake", "The chapel was destroyed by the quake"),
        ("No one was injured in the fire at the mill", "Twelve were injured in the fire at the mill"),
        ("The boat was found off Skagen", "The boat was never found off Skagen"),
    ],
)
def test_opposites_and_denials_are_at_odds(one: str, other: str) -> None:
    assert outcome(side(one), side(other), "polarity") == "differs"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The driver of the lorry survived the fall", "The driver of the lorry did not die in the fall"),
        (
            "The council approved the incinerator",
            "The council approved the incinerator and rejected the tunnel",
        ),
        ("No one was injured in the fire at the mill", "Nobody was injured when the mill burnt"),
        ("The radar showed no cavity under the road", "The road is surveyed by radar every year"),
    ],
)
def test_what_fits_is_left_alone(one: str, other: str) -> None:
    assert outcome(side(one), side(other), "polarity") is None


def test_two_causes_of_one_fire() -> None:
    left = side("The fire at the mill was caused by a harvester's sparks")
    right = side("The fire at the mill was blamed on two boys with matches")
    difference = found(left, right, "cause")
    assert difference is not None
    assert difference.outcome == "differs"
    assert words(difference, left, right) == ("a harvester's sparks", "two boys with matches")


def test_one_cause_in_two_wordings_and_causes_of_two_things() -> None:
    left = side("The fire at the mill was caused by a spark from a harvester")
    same = side("A harvester's spark was to blame for the fire at the mill")
    other = side("The concert was cancelled because the singer had lost her voice")
    assert outcome(left, same, "cause") == "same"
    assert outcome(left, other, "cause") is None


def test_a_cause_ruled_out_is_at_odds() -> None:
    left = side("The fire at the mill was caused by a gas leak in the cellar")
    right = side("The fire at the mill was not caused by a gas leak in the cellar, experts found")
    assert outcome(left, right, "cause") == "differs"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The treaty on the lake is still without a signature", "The treaty on the lake was signed at noon"),
        ("The tunnel under the lake is closed", "The tunnel under the lake reopened at noon"),
        ("The skipper of the trawler is missing", "The skipper of the trawler was found alive at noon"),
        (
            "The mayor of Orlik was arrested over the bribes",
            "The mayor of Orlik was charged with taking bribes",
        ),
        ("The council is considering the new tram line", "The council approved the new tram line"),
        ("The dockers of Tema are on strike", "The dockers of Tema are back at work"),
        ("The fire in the pine wood is out of control", "The fire in the pine wood is under control"),
    ],
)
def test_a_further_step_in_a_later_report_is_a_move(first: str, second: str) -> None:
    assert outcome(side(first, day=MONDAY), side(second, day=TUESDAY), "status") == "moved"


def test_a_step_back_in_a_later_report_is_none() -> None:
    left = side("The treaty on the lake was signed at noon", day=MONDAY)
    right = side("The treaty on the lake has not been signed", day=TUESDAY)
    assert outcome(left, right, "status") == "differs"


def test_two_steps_on_one_day_differ_and_unknown_order_is_said() -> None:
    text, other = (
        "The treaty on the lake was signed",
        "Both sides are still in talks on the treaty on the lake",
    )
    assert outcome(side(text), side(other), "status") == "differs"
    difference = found(side(text), side(other, day=None), "status")
    assert difference is not None
    assert difference.outcome == "moved"
    assert difference.reason.endswith("order unknown")


def test_stages_before_a_decision_fit_on_one_day() -> None:
    left = side("He considers an order on asylum", status("considers", "considered", "order asylum"))
    right = side("He plans an order on asylum", status("plans", "planned", "order asylum"))
    assert outcome(left, right, "status") == "reconciled"
    assert outcome(left, side("He plans a new tax", status("plans", "planned", "tax")), "status") is None


def test_what_is_not_and_what_is_to_come_are_steps_of_their_own() -> None:
    modes = {t: steps(t)[0].mode for t in ("It was signed", "It has not been signed", "It will be signed")}
    assert list(modes.values()) == ["is", "not", "will"]


def test_a_figure_that_falls_is_no_plan_that_is_dropped() -> None:
    left = side("Arrests at the border dropped by half", figure("half", 0.5, "arrest", "share"))
    right = side("The ministry plans more arrests at the border", status("plans", "planned", "arrest border"))
    assert outcome(left, right, "status") is None
