"""Persons, organisations and places of an article: aliases, containment, titles, surnames, roles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck import language
from crosscheck.facets.names import find_names, gazetteer, name_table, place_name
from crosscheck.records import Actor, Place


def names(*sentences: str) -> list[Actor | Place]:
    docs = language.parse(sentences)
    table = name_table(docs)
    return [n for doc in docs for n in find_names(doc, 0, table)]


def test_a_country_has_one_name() -> None:
    for alias in ("US", "U.S.", "USA", "the States", "America", "United States"):
        assert place_name(alias) == "united states"
    for alias in ("UK", "U.K.", "Britain", "Great Britain"):
        assert place_name(alias) == "united kingdom"


def test_sides_and_kinds_of_a_known_place_are_left_off() -> None:
    assert place_name("northern Kenya") == "kenya"
    assert place_name("Rio de Janeiro state") == "rio de janeiro"
    assert place_name("New York City") == "new york city"
    assert place_name("South Korea") == "south korea"
    assert place_name("Northern Ireland") == "northern ireland"


def test_a_town_lies_in_its_country_and_a_country_in_nothing() -> None:
    assert gazetteer()["brno"][-1] == "czechia"
    assert gazetteer()["texas"] == ("united states",)
    assert gazetteer()["kenya"] == ()


def test_a_surname_is_the_person_of_the_full_name() -> None:
    found = [
        n
        for n in names("President Maria Lindqvist opened the school.", "Lindqvist left at noon.")
        if isinstance(n, Actor)
    ]
    assert {n.name for n in found} == {"maria lindqvist"}


def test_the_passive_turns_the_parts_round() -> None:
    active = [n for n in names("Anna Berg attacked Otto Lind in the street.") if isinstance(n, Actor)]
    passive = [n for n in names("Otto Lind was attacked by Anna Berg in the street.") if isinstance(n, Actor)]
    assert {(n.name, n.role) for n in active} == {("anna berg", "agent"), ("otto lind", "patient")}
    assert {(n.name, n.role) for n in passive} == {("anna berg", "agent"), ("otto lind", "patient")}


@pytest.mark.parametrize(
    "text", ["The fire began in Brno.", "The fire began in Kenya.", "The fire began in Texas."]
)
def test_known_places_are_places(text: str) -> None:
    (found,) = names(text)
    assert isinstance(found, Place)
    assert found.known


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from(["Anna Berg", "of", "Brno", "the U.S.", "’s", "Mr", "said", "É. Ruiz", "—", "9"]),
        max_size=10,
    ),
    st.integers(0, 99),
)
def test_spans_are_exact(words: list[str], offset: int) -> None:
    text = " ".join(words)
    docs = language.parse([text])
    for found in find_names(docs[0], offset, name_table(docs)):
        assert text[found.start - offset : found.end - offset] == found.text
