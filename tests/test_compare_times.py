"""Times of one happening: the same, inside each other, across midnight or a time zone, scheduled anew, or at odds."""

from __future__ import annotations

from datetime import date

from compare_sides import MONDAY, TUESDAY, figure, found, outcome, side, when, words

MAY_1, MAY_2, MAY_3, MAY_8 = (date(2031, 5, d) for d in (1, 2, 3, 8))


def test_two_days_of_one_collapse_differ() -> None:
    left = side("The bridge at Orlik collapsed on Thursday", when("Thursday", MAY_1), predicate="collapse")
    right = side("The bridge at Orlik collapsed on Saturday", when("Saturday", MAY_3), predicate="collapse")
    difference = found(left, right, "date")
    assert difference is not None
    assert difference.outcome == "differs"
    assert words(difference, left, right) == ("Thursday", "Saturday")
    assert difference.reason == "“Thursday” against “Saturday”: 2031-05-01 is not 2031-05-03"


def test_a_weekday_inside_a_week_and_a_date_inside_a_month_fit() -> None:
    day = side("The minister visits Orlik on Thursday", when("Thursday", MAY_8))
    week = side("The minister visits Orlik this week", when("this week", MONDAY, date(2031, 5, 11), "week"))
    month = side("The minister visits Orlik in May", when("May", MAY_1, date(2031, 5, 31), "month"))
    assert outcome(day, week, "date") == "reconciled"
    assert outcome(day, month, "date") == "reconciled"
    assert outcome(week, month, "date") == "reconciled"


def test_today_in_two_reports_of_two_days_differs() -> None:
    left = side("The court in Orlik freed the driver today", when("today", MONDAY), day=MONDAY)
    right = side("The court in Orlik freed the driver today", when("today", TUESDAY), day=TUESDAY)
    assert outcome(left, right, "date") != "same"


def test_the_day_of_the_statement_is_not_the_day_of_the_deed() -> None:
    left = side(
        "The bridge at Orlik collapsed, the police said on Friday",
        when("Friday", MAY_2),
        speaker="the police",
    )
    right = side("The bridge at Orlik collapsed on Thursday", when("Thursday", MAY_1))
    assert outcome(left, right, "date") is None


def test_a_new_day_for_what_is_to_come_is_a_move() -> None:
    left = side("The vote in Orlik is to be held on Thursday", when("Thursday", MAY_8), day=MONDAY)
    right = side("The vote in Orlik is to be held on May 15", when("May 15", date(2031, 5, 15)), day=TUESDAY)
    assert outcome(left, right, "date") == "moved"


def test_one_night_may_have_two_dates() -> None:
    left = side(
        "The dam at Orlik burst late on Thursday night",
        when("Thursday night", MAY_1, grain="part", minutes=(1320, 1439)),
    )
    right = side(
        "The dam at Orlik burst early on Friday",
        when("early on Friday", MAY_2, grain="part", minutes=(0, 300)),
    )
    difference = found(left, right, "date")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert "midnight" in difference.reason


def test_a_time_zone_may_move_the_hour_and_the_day() -> None:
    here = side("The grid at Orlik failed at 13:12", when("13:12", None, grain="minute", minute=792))
    there = side("The grid at Orlik failed at 12:12 GMT", when("12:12 GMT", None, grain="minute", minute=732))
    other = side("The grid at Orlik failed at 14:40", when("14:40", None, grain="minute", minute=880))
    assert outcome(here, there, "date") == "reconciled"
    assert outcome(here, other, "date") == "differs"
    day = side("The quake at Orlik came on Friday", when("Friday", MAY_2))
    zone = side(
        "The quake at Orlik came on 1 May, 21:48 UTC",
        when("1 May, 21:48 UTC", MAY_1, grain="minute", minute=1308),
    )
    assert outcome(day, zone, "date") == "reconciled"


def test_minutes_apart_fit() -> None:
    left = side("The grid at Orlik failed at 13:12", when("13:12", None, grain="minute", minute=792))
    right = side("The grid at Orlik failed at 13:15", when("13:15", None, grain="minute", minute=795))
    difference = found(left, right, "date")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert "3 minutes apart" in difference.reason


def test_a_length_fits_its_first_and_last_day() -> None:
    left = side(
        "The strike at Orlik lasted five days",
        when("five days", None, kind="duration", days=5.0),
        figure("five days", 432000, "strike", "second"),
    )
    right = side(
        "The strike at Orlik went from Thursday to Monday", when("from Thursday to Monday", MAY_1, MONDAY)
    )
    difference = found(left, right, "date")
    assert difference is not None
    assert difference.outcome == "reconciled"
    assert difference.reason == "“from Thursday to Monday” is “five days”"


def test_a_day_in_its_year_says_little() -> None:
    day = side("The minister visits Orlik on Thursday", when("Thursday", MAY_8))
    year = side(
        "The minister visits Orlik in 2031", when("2031", date(2031, 1, 1), date(2031, 12, 31), "year")
    )
    week = side("The minister visits Orlik this week", when("this week", MONDAY, date(2031, 5, 11), "week"))
    in_year, in_week = found(day, year, "date"), found(day, week, "date")
    assert in_year is not None
    assert in_week is not None
    assert in_year.slot < in_week.slot
