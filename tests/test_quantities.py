"""Quantities of sentences: bounds, units, what is counted, roles, and the numbers that are none."""

from __future__ import annotations

from functools import lru_cache
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscheck.facets.hedges import bounded
from crosscheck.facets.number_words import find_numerals, grain_of, value_of
from crosscheck.facets.quantities import find_quantities
from crosscheck.language import parse
from crosscheck.records import Quantity


@lru_cache(maxsize=512)
def quantities(sentence: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(parse([sentence])[0], 0))


def one(sentence: str, text: str) -> Quantity:
    found = [q for q in quantities(sentence) if q.text == text]
    assert len(found) == 1, [q.text for q in quantities(sentence)]
    return found[0]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3.4 million", 3.4e6),
        ("1,400", 1400),
        ("1\u202f400", 1400),
        ("10,00,000", 1e6),
        ("6,5", 6.5),
        ("twenty-three", 23),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a million", 5e5),
        ("a hundred", 100),
        ("a hundred and fifty", 150),
        ("two and a half million", 2.5e6),
        ("one hundred and two thousand and five", 102_005),
        ("eleven hundred", 1100),
        ("1.5 lakh crore", 1.5e12),
        ("12k", 12_000),
        ("2bn", 2e9),
    ],
)
def test_numbers_are_read_in_digits_and_words(words: str, value: float) -> None:
    assert value_of(words) == pytest.approx(value)


@given(st.integers(0, 10**12))
def test_grouped_digits_read_back_as_the_number(number: int) -> None:
    assert value_of(f"{number:,}") == number
    assert [n.low for n in find_numerals(f"all {number:,} of it")] == [number]


@given(st.text(alphabet="0123456789,.-–/ %$€abmkone hundtw½'’()", max_size=40))
def test_numerals_are_ordered_and_apart_in_any_text(text: str) -> None:
    found = find_numerals(text)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= n.start < n.end <= len(text) and n.low <= n.high for n in found)


@given(
    st.sampled_from(["about", "nearly", "just over", "at least", "at most", "exact"]), st.floats(0.001, 1e12)
)
def test_a_hedge_never_loses_the_value_it_hedges(name: str, value: float) -> None:
    _, low, high = bounded(name, value, value)
    assert low <= value <= high
    assert grain_of(value) > 0


@pytest.mark.parametrize(
    ("sentence", "text", "low", "high", "hedge"),
    [
        ("Nearly 4,000 people crossed.", "Nearly 4,000", 3600, 4000, "nearly"),
        ("About 300 people crossed.", "About 300", 250, 350, "about"),
        ("Some 1,600 people crossed.", "Some 1,600", 1440, 1760, "about"),
        ("More than 300 people crossed.", "More than 300", 300, inf, "more than"),
        ("Just over 300 people crossed.", "Just over 300", 300, 330, "more than"),
        ("At least 29 people crossed.", "At least 29", 29, inf, "at least"),
        ("No fewer than 29 people crossed.", "No fewer than 29", 29, inf, "at least"),
        ("Up to 74 people crossed.", "Up to 74", 0, 74, "at most"),
        ("Fewer than 10 people crossed.", "Fewer than 10", 0, 10, "less than"),
        ("Exactly 7 people crossed.", "Exactly 7", 7, 7, "exact"),
        ("Between 40 and 50 people crossed.", "Between 40 and 50", 40, 50, "range"),
        ("The raid hit 40–50 houses.", "40–50", 40, 50, "range"),
        ("Three to five people crossed.", "Three to five", 3, 5, "range"),
        ("Three or four people crossed.", "Three or four", 3, 4, "range"),
        ("The town has 500+ shops.", "500+", 500, inf, "at least"),
        ("They saw 30 or so boats.", "30 or so", 25, 35, "about"),
        ("Hundreds of people crossed.", "Hundreds", 100, 2000, "about"),
        ("Several hundred people crossed.", "Several hundred", 300, 900, "about"),
        ("A dozen people crossed.", "A dozen", 12, 12, "exact"),
    ],
)
def test_hedges_become_bounds(sentence: str, text: str, low: float, high: float, hedge: str) -> None:
    found = one(sentence, text)
    assert (found.low, found.high, found.hedge, found.unit) == (low, high, hedge, "count")


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit"),
    [
        ("Turnout was 71 per cent.", "71 per cent", 71, "percent"),
        ("Turnout was 6.5%.", "6.5%", 6.5, "percent"),
        ("The rate is 6,5 per cent.", "6,5 per cent", 6.5, "percent"),
        ("The gap is seven-tenths of a point.", "seven-tenths of a point", 0.7, "point"),
        ("A third of voters stayed home.", "A third", 1 / 3, "share"),
        ("Two-thirds of voters stayed home.", "Two-thirds", 2 / 3, "share"),
        ("Half of the voters stayed home.", "Half", 0.5, "share"),
        ("One in nine posts is vacant.", "One in nine", 1 / 9, "share"),
        ("One post in nine is vacant.", "One post in nine", 1 / 9, "share"),
        ("Three out of ten stayed home.", "Three out of ten", 0.3, "share"),
        ("The deal is worth $2bn.", "$2bn", 2e9, "USD"),
        ("The deal is worth US$30 million.", "US$30 million", 3e7, "USD"),
        ("The bridge cost 90 billion yen.", "90 billion yen", 9e10, "JPY"),
        ("The bridge cost 30 Swiss francs.", "30 Swiss francs", 30, "CHF"),
        ("The bridge cost 300 pesos.", "300 pesos", 300, "peso"),
        ("The bag weighed 84 pounds.", "84 pounds", 38.10175908, "kilogram"),
        ("The bag held 5 pounds of rice.", "5 pounds", 2.26796185, "kilogram"),
        ("The bridge is 2 miles long.", "2 miles", 3218.688, "metre"),
        ("A 30m wave hit the pier.", "30m", 30, "metre"),
        ("It has 30m users now.", "30m", 3e7, "count"),
        ("He is 5 feet 10 inches tall.", "5 feet 10 inches", 1.778, "metre"),
        ("Snow fell on 40 square miles.", "40 square miles", 10359.95244, "hectare"),
        ("It was minus 5C at night.", "minus 5C", -5, "celsius"),
        ("It was 70F at night.", "70F", 21.111111111, "celsius"),
        ("Gusts of 90 kilometres an hour were forecast.", "90 kilometres an hour", 25, "metre per second"),
        ("The farm gives 200 megawatts.", "200 megawatts", 2e8, "watt"),
        ("A quake of magnitude 6.4 struck.", "magnitude 6.4", 6.4, "magnitude"),
        ("It lasted 48 hours.", "48 hours", 172_800, "second"),
        ("It lasted half an hour.", "half an hour", 1800, "second"),
        ("The country pumps 3 million barrels.", "3 million barrels", 3e6, "barrel"),
    ],
)
def test_units_and_currencies_share_a_base(sentence: str, text: str, value: float, unit: str) -> None:
    found = one(sentence, text)
    assert found.low == pytest.approx(value)
    assert found.high == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("sentence", "text", "low", "high"),
    [
        ("Arrests dropped by half in January.", "dropped by half", 0.5, 0.5),
        ("Exports fell 12 % last year.", "fell 12 %", 0.88, 0.88),
        ("A 12 per cent rise in exports followed.", "12 per cent rise", 1.12, 1.12),
        ("Guests were 4 per cent fewer.", "4 per cent fewer", 0.96, 0.96),
        ("Sales doubled last year.", "doubled", 2, 2),
        ("Twice as many people came.", "Twice as many", 2, 2),
        ("Three times as many people came.", "Three times as many", 3, 3),
        ("Sales more than doubled last year.", "more than doubled", 2, inf),
        ("It cut the budget by a third.", "cut the budget by a third", 2 / 3, 2 / 3),
        ("Exports fell more than 10% last year.", "fell more than 10%", 0, 0.9),
    ],
)
def test_changes_are_factors(sentence: str, text: str, low: float, high: float) -> None:
    found = one(sentence, text)
    assert found.unit == "change"
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)


def test_a_rise_from_one_value_to_another_gives_both_and_their_factor() -> None:
    former, change, new = quantities("Inflation rose from 6.5 to 7.2 per cent.")
    assert (former.low, former.unit, former.role) == (6.5, "percent", "former")
    assert (new.low, new.unit, new.role) == (7.2, "percent", "")
    assert change.unit == "change"
    assert change.low < 7.2 / 6.5 < change.high


@pytest.mark.parametrize(
    ("sentence", "text", "value", "role"),
    [
        ("Turnout was 71 per cent, up from 65 per cent.", "65 per cent", 65, "former"),
        ("The toll rose to 57 on Friday from 41 on Monday.", "41", 41, "former"),
        ("Divers brought up four more bodies.", "four", 4, "difference"),
        ("Another 12 people were arrested.", "12", 12, "difference"),
        ("The workforce fell by 5,000.", "5,000", -5000, "difference"),
        ("Of the crew, 31 of the 94 drowned.", "94", 94, "whole"),
        ("The firm will cut 340 jobs.", "340", 340, ""),
        ("The law lets adults grow three plants.", "three", 3, ""),
    ],
)
def test_roles_keep_former_values_differences_and_wholes_apart(
    sentence: str, text: str, value: float, role: str
) -> None:
    found = one(sentence, text)
    assert (found.low, found.role) == (value, role)


def test_votes_and_scores_are_two_exact_figures() -> None:
    for sentence, expected in (
        ("Parliament passed the bill by 51 votes to 49.", [51, 49]),
        ("Rovers won 3-1 on Sunday.", [3, 1]),
        ("The court ruled 5-4 for the union.", [5, 4]),
    ):
        found = quantities(sentence)
        assert [q.low for q in found] == expected
        assert {q.unit for q in found} == {"score"}
        assert found[0].counted == found[1].counted


@pytest.mark.parametrize(
    ("sentence", "text", "counted"),
    [
        ("The clinic cancelled 1,400 outpatient appointments.", "1,400", ("appointment", "outpatient")),
        ("Nearly 4,000 people came.", "Nearly 4,000", ("person",)),
        ("It is a six-lane road.", "six", ("lane", "road")),
        ("Inflation fell to 4 per cent.", "4 per cent", ("inflation", "fall")),
        ("It paid a fine of $3bn.", "$3bn", ("fine",)),
        ("The stadium seats 30,000.", "30,000", ("stadium", "seat")),
        ("He was shot three times.", "three", ("time", "shoot")),
        ("It burnt 36 of the site's 90 containers.", "36", ("container",)),
        ("Arrests dropped by half.", "dropped by half", ("arrest", "drop")),
        ("A 12 per cent rise in exports followed.", "12 per cent rise", ("export",)),
    ],
)
def test_what_is_counted_is_the_head_noun_first(sentence: str, text: str, counted: tuple[str, ...]) -> None:
    assert one(sentence, text).counted == counted


@pytest.mark.parametrize(
    ("sentence", "text", "slot"),
    [
        ("The blast killed 29.", "29", "death"),
        ("The blast killed 29 people.", "29", "death"),
        ("29 dead, 12 injured in blast", "29", "death"),
        ("29 dead, 12 injured in blast", "12", "injury"),
        ("Divers recovered 41 bodies.", "41", "death"),
        ("Officials put the death toll at 57.", "57", "death"),
        ("The number of dead climbed to 57.", "57", "death"),
        ("The storm claimed 29 lives.", "29", "death"),
        ("Up to six people lost their lives.", "Up to six", "death"),
        ("The gunmen killed 29 people and two police officers.", "two", "death"),
        ("He was jailed for the murder of eleven villagers.", "eleven", "death"),
        ("Five people died and 21 were missing.", "21", "missing"),
        ("Sixty others were hurt.", "Sixty", "injury"),
        ("Fourteen passengers were left with injuries.", "Fourteen", "injury"),
        ("Police arrested 12 protesters.", "12", "arrest"),
        ("Some 300 families were evacuated.", "Some 300", "displaced"),
        ("There were 94 people aboard.", "94", "aboard"),
        ("One person died.", "One", "death"),
    ],
)
def test_outcomes_share_one_slot_however_they_are_told(sentence: str, text: str, slot: str) -> None:
    assert slot in one(sentence, text).counted


def test_agents_are_not_counted_as_victims() -> None:
    assert "death" not in one("Two gunmen killed a guard.", "Two").counted


@pytest.mark.parametrize(
    ("sentence", "text", "slot"),
    [
        ("No casualties were reported.", "No casualties", "casualty"),
        ("Nobody was hurt.", "Nobody", "injury"),
        ("No one was killed.", "No one", "death"),
        ("None of the passengers was killed.", "None", "death"),
        ("The flood passed without injuries.", "without injuries", "injury"),
        ("There was no loss of life.", "no loss of life", "death"),
    ],
)
def test_none_is_zero_of_the_thing(sentence: str, text: str, slot: str) -> None:
    found = one(sentence, text)
    assert (found.low, found.high) == (0, 0)
    assert slot in found.counted


@pytest.mark.parametrize(
    ("sentence", "text", "low", "high", "whose"),
    [
        ("Ana Ruiz, 29, was found on Sunday.", "29", 29, 29, "ruiz"),
        ("Ana Ruiz (29) was found.", "29", 29, 29, "ruiz"),
        ("A nurse aged 34 was found.", "aged 34", 34, 34, "nurse"),
        ("The 59-year-old dam burst.", "59-year-old", 59, 59, "dam"),
        ("A man in his forties was found.", "his forties", 40, 49, "man"),
        ("Children under 12 are exempt.", "under 12", 0, 12, "child"),
    ],
)
def test_ages_are_in_years(sentence: str, text: str, low: float, high: float, whose: str) -> None:
    found = one(sentence, text)
    assert (found.unit, found.low, found.high) == ("age", low, high)
    assert whose in found.counted


@pytest.mark.parametrize(
    ("sentence", "text", "per"),
    [
        ("About 1,500 encounters a day take place.", "About 1,500", "day"),
        ("The limit is 2,500 daily crossings.", "2,500", "day"),
        ("It closes once the daily number of crossings reaches 2,500.", "2,500", "day"),
        ("He handed over to two deputies every three hours.", "two", ""),
        ("Oil stood at $80 a barrel.", "$80 a barrel", "barrel"),
        ("It ships 4,500 tonnes a year.", "4,500 tonnes a year", "year"),
        ("It gives 20 litres per person.", "20 litres per person", "person"),
        ("Police held 300 people a day after the vote.", "300", ""),
    ],
)
def test_rates_say_per_what(sentence: str, text: str, per: str) -> None:
    assert one(sentence, text).per == per


@pytest.mark.parametrize(
    "sentence",
    [
        "The rule is known as Title 42.",
        "The law relies on section 212(f).",
        "Flight 370 was lost.",
        "They drove down Route 66.",
        "She lives at 10 Downing Street.",
        "It happened in 2009 and again on March 5, 2024.",
        "The siren went off at 04:30.",
        "Call 555-1234 now.",
        "COVID-19 and a Boeing 737 were in chapter 7.",
        "The Group of 20 met in the 19th century hall.",
        "One of them said that no one knew.",
        "She finished second on her third try.",
        "He came two weeks ago and left three days later.",
        "Crews found no evidence of a leak.",
        f"The code is about {'9' * 400}.",
    ],
)
def test_names_dates_and_ordinals_are_no_quantities(sentence: str) -> None:
    assert quantities(sentence) == ()


def test_a_preposition_is_not_taken_for_a_hedge() -> None:
    assert one("The dispute over 12 hectares went on.", "12 hectares").hedge == "exact"
    assert one("The talks went on over three days.", "three days").hedge == "exact"
    assert one("The talks lasted over three hours.", "over three hours").hedge == "more than"


_PIECES = st.sampled_from(
    [
        *(
            "nearly 4,000 people",
            "$2–3bn",
            "a third of",
            "between 40 and 50 km",
            "killed 29",
            "no casualties",
            "51 to 49",
        ),
        *(
            "rose from 6.5 to 7.2 per cent",
            "Ana, 29,",
            "½",
            "in 2009",
            "twice as many",
            "doubled",
            "aged 34",
            "1,2,3",
        ),
        *(
            "-5C",
            "a day",
            "more than",
            "half",
            "of the",
            "on Tuesday",
            "at 04:30",
            "(f)",
            "’s",
            "—",
            "\n",
            "one",
            "hurt",
            ".",
        ),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES, min_size=1, max_size=9), st.integers(0, 10**6))
def test_spans_are_slices_of_the_article_and_bounds_are_ordered(pieces: list[str], offset: int) -> None:
    sentence = " ".join(pieces)
    for found in find_quantities(parse([sentence])[0], offset):
        assert sentence[found.start - offset : found.end - offset] == found.text
        assert found.low <= found.high
        assert found.text
