"""Figures of one thing: equal, rounded, bounded, adding up, moving, or at odds."""

from __future__ import annotations

from math import inf

import pytest
from compare_sides import MONDAY, TUESDAY, figure, found, outcome, side, times, words
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.compare.scales import fits, rounds_to
from crosscheck.records import Quantity

DAM = "The dam above Orlik burst and killed {} people in the valley"


def test_two_exact_counts_of_one_thing_differ() -> None:
    left = side(DAM.format("41"), figure("41", 41, "people"))
    right = side(
        "At Orlik 29 people were killed in the valley when the dam burst", figure("29", 29, "people")
    )
    difference = found(left, right, "number")
    assert difference is not None
    assert difference.outcome == "differs"
    assert words(difference, left, right) == ("41", "29")
    assert "41" in difference.reason
    assert "29" in difference.reason


def test_a_later_toll_is_a_move_and_a_lower_one_is_not() -> None:
    first = side(DAM.format("29"), figure("29", 29, "people death"), day=MONDAY)
    more = side(DAM.format("41"), figure("41", 41, "people death"), day=TUESDAY)
    fewer = side(DAM.format("17"), figure("17", 17, "people death"), day=TUESDAY)
    assert outcome(first, more, "number") == "moved"
    assert outcome(first, fewer, "number") == "differs"


def test_a_moving_figure_with_unknown_order_says_so() -> None:
    first = side(DAM.format("29"), figure("29", 29, "people death"), day=MONDAY)
    other = side(DAM.format("41"), figure("41", 41, "people death"), day=None)
    difference = found(first, other, "number")
    assert difference is not None
    assert difference.outcome == "moved"
    assert "order unknown" in difference.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("2,800", 2800, "trader"), figure("2,847", 2847, "trader")),
        (figure("about 340", 306, "job", high=374, hedge="about"), figure("350", 350, "job")),
        (figure("more than 6,000", 6000, "seat", high=inf, hedge="more than"), figure("6,200", 6200, "seat")),
        (figure("8.4 metres", 8.4, "mirror", "metre"), figure("331 inches", 8.4074, "mirror", "metre")),
        (figure("a third", 1 / 3, "voter", "share"), figure("33 per cent", 33, "voter", "percent")),
        (figure("one in nine", 1 / 9, "voter", "share"), figure("11 per cent", 11, "voter", "percent")),
        (
            figure("730,000 tonnes a year", 7.3e8, "coal", "kilogram", per="year"),
            figure("2,000 tonnes a day", 2e6, "coal", "kilogram", per="day"),
        ),
    ],
)  # fmt: skip
def test_figures_that_can_be_one_are_reconciled(one: Quantity, other: Quantity) -> None:
    left = side(f"The plan for the new hall names {one.text} in all", one)
    right = side(f"The plan for the new hall names {other.text} in all", other)
    assert outcome(left, right, "number") == "reconciled"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure("30", 30, "people"), figure("31", 31, "people")),
        (figure("at least 41", 41, "people", high=inf, hedge="at least"), figure("29", 29, "people")),
        (figure("14 million euros", 14e6, "fee", "EUR"), figure("19 million euros", 19e6, "fee", "EUR")),
        (figure("12 per cent", 12, "voter", "percent"), figure("a third", 1 / 3, "voter", "share")),
    ],
)
def test_figures_that_cannot_be_one_differ(one: Quantity, other: Quantity) -> None:
    left = side(f"The report on the fire in Lund gives {one.text} for the hall", one)
    right = side(f"The report on the fire in Lund gives {other.text} for the hall", other)
    assert outcome(left, right, "number") == "differs"


def test_units_roles_and_ages_of_others_do_not_answer_each_other() -> None:
    metres = side("The new tower in Lund is 40 metres high", figure("40 metres", 40, "tower", "metre"))
    floors = side("The new tower in Lund has 12 floors", figure("12", 12, "floor"))
    assert outcome(metres, floors, "number") != "differs"
    more = side(
        "The ministry found another 60 cases in Lund", figure("another 60", 60, "case", role="difference")
    )
    total = side("The ministry found 212 cases in Lund", figure("212", 212, "case"))
    assert outcome(more, total, "number") is None
    anna = side("Anna Berg, 61, teaches at the school in Lund", figure("61", 61, "berg", "age"))
    otto = side("Otto Lind, 88, teaches at the school in Lund", figure("88", 88, "lind", "age"))
    assert outcome(anna, otto, "number") is None


def test_two_ages_of_one_person_differ_unless_a_birthday_lies_between() -> None:
    base = side("Anna Berg, 61, runs the school", figure("61", 61, "berg", "age"))
    next_year = side("Anna Berg, 62, runs the school", figure("62", 62, "berg", "age"))
    old = side("Anna Berg, 74, runs the school", figure("74", 74, "berg", "age"))
    assert outcome(base, next_year, "number") == "reconciled"
    assert outcome(base, old, "number") == "differs"


def test_a_figure_that_has_its_equal_answers_no_other() -> None:
    left = side(
        "Thirteen soldiers came home for nine miners",
        figure("Thirteen", 13, "soldier"),
        figure("nine", 9, "miner"),
    )
    right = side("Thirteen men came home", figure("Thirteen", 13, "man"))
    assert outcome(left, right, "number") == "same"


def test_parts_make_the_whole() -> None:
    left = side("The bus carried 96 people when it left Brno", figure("96", 96, "people"))
    right = side(
        "The bus that left Brno carried 90 passengers and 6 crew",
        figure("90", 90, "passenger"),
        figure("6", 6, "crew"),
    )
    difference = found(left, right, "number")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert difference.reason == "90 and 6 make 96"


def test_a_part_of_a_part_is_not_added() -> None:
    left = side("There were 26 shelters on Tanna", figure("26", 26, "people"))
    right = side(
        "On Tanna 17 people died, of whom nine were old",
        figure("17", 17, "people"),
        figure("nine", 9, "people"),
    )
    assert "make 26" not in " ".join(d.reason for d in [found(left, right, "number")] if d)


def test_one_who_is_named_and_six_others_are_seven() -> None:
    left = side("Police in Brno arrested Petr Malik and six others on Monday", figure("six", 6, "other"))
    right = side("Police in Brno arrested seven men on Monday", figure("seven", 7, "man"))
    difference = found(left, right, "number")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert "make seven" in difference.reason


def test_one_place_that_is_named_and_six_other_ones_are_seven() -> None:
    left = side("Snow cut off Lower Hallam and six other villages in the north", figure("six", 6, "village"))
    right = side("Seven villages in the north were cut off by snow", figure("Seven", 7, "village"))
    difference = found(left, right, "number")
    assert difference is not None
    assert difference.outcome == "reconciled"


def test_a_share_of_the_whole_is_the_part() -> None:
    left = side(
        "Of the 94 passengers on the ferry 31 drowned",
        figure("94", 94, "passenger", role="whole"),
        figure("31", 31, "passenger"),
    )
    right = side(
        "A third of the passengers on the ferry drowned", figure("A third", 1 / 3, "passenger", "share")
    )
    difference = found(left, right, "number")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert difference.reason == "31 of 94 is 33 per cent, that is “A third”"


def test_more_than_another_figure_is_subtracted() -> None:
    left = side("The wage in Assam is 310 rupees", figure("310 rupees", 310, "wage", "INR"))
    right = side(
        "The wage rises to 384 rupees, 74 more than in Assam",
        figure("384 rupees", 384, "wage", "INR"),
        figure("74", 74, "wage", role="difference"),
    )
    assert outcome(left, right, "number") == "reconciled"


def test_so_much_each_makes_the_total() -> None:
    left = side(
        "They paid 12,350 taka a container for 3,400 containers",
        figure("12,350 taka a container", 12350, "bribe", "BDT", per="container"),
        figure("3,400", 3400, "container"),
    )
    right = side("The bribes came to 42 million taka", figure("42 million taka", 42e6, "bribe", "BDT"))
    difference = found(left, right, "number")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert difference.reason.endswith("make 42 million taka")


def test_an_age_answers_a_year_of_building() -> None:
    left = side("The 59-year-old dam above Orlik burst", figure("59-year-old", 59, "dam", "age"), day=MONDAY)
    right = side("The dam above Orlik was built in 1972")
    wrong = side("The dam above Orlik was built in 1958")
    difference = found(left, right, "number")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert difference.reason == "“59-year-old” in 2031 goes back to 1972"
    assert words(difference, left, right) == ("59-year-old", "1972")
    assert found(left, wrong, "number") is None


def test_once_before_and_this_one_make_the_second() -> None:
    left = side("He has visited the border once before", times("once before", 1, "visit border", before=True))
    right = side("The visit to the border is his second", times("his second", 2, "visit border"))
    difference = found(left, right, "number")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert difference.reason == "once before and this one make 2: it is the second time"


def test_three_attempts_and_the_fourth_fit_and_two_ordinals_do_not() -> None:
    fourth = side("It is the fourth attempt on the palace", times("the fourth attempt", 4, "attempt"))
    three = side("Three times men had tried to take the palace", times("Three times", 3, "attempt"))
    third = side("It is the third attempt on the palace", times("the third attempt", 3, "attempt"))
    assert outcome(fourth, three, "number") == "reconciled"
    assert outcome(third, fourth, "number") == "differs"


def test_two_rounds_are_two_rounds() -> None:
    left = side("He lost in the third round", times("the third round", 3, "round"))
    right = side("He won in the seventh round", times("the seventh round", 7, "round"))
    difference = found(left, right, "number")
    assert difference is None or difference.slot < 0.25


def test_a_visit_and_a_debate_of_one_president_are_two_things() -> None:
    left = side("He visited the border once as president", times("once", 1, "visit border president"))
    right = side(
        "The order comes before his first presidential debate", times("his first", 2, "debate president")
    )
    difference = found(left, right, "number")
    assert difference is None or difference.slot < 0.25


@given(st.integers(1, 10**9))
def test_every_figure_rounds_to_itself_and_not_to_its_double(value: int) -> None:
    assert rounds_to(value, 2 * value) is False
    exact = figure(str(value), value, "thing")
    assert fits(exact, exact) == "equal"


@given(st.floats(1, 1e9), st.floats(1, 1e9))
def test_rounding_and_fitting_are_the_same_both_ways(one: float, other: float) -> None:
    assert rounds_to(one, other) == rounds_to(other, one)
    first, second = figure(str(one), one, unit="metre"), figure(str(other), other, unit="metre")
    assert fits(first, second) == fits(second, first)
