"""At what stage a thing is, and whether a predicate holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck import language
from crosscheck.facets.stages import find_polarity, find_status


def stages(text: str) -> list[str]:
    (doc,) = language.parse([text])
    return [s.stage for s in find_status(doc, 0)]


def negative(text: str) -> set[str]:
    (doc,) = language.parse([text])
    return {p.predicate for p in find_polarity(doc, 0) if not p.positive}


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("The council is considering a new tram line.", "considered"),
        ("The council plans a new tram line.", "planned"),
        ("The council is expected to build a tram line.", "expected"),
        ("The council has approved the tram line.", "done"),
        ("The council may approve the tram line.", "considered"),
        ("The council will approve the tram line.", "planned"),
        ("The council scrapped the tram line.", "dropped"),
    ],
)
def test_stage_of_a_thing(text: str, stage: str) -> None:
    assert stage in stages(text)


@pytest.mark.parametrize(
    "text",
    [
        "Arrests dropped by half in January.",
        "The wolverine weighs 11 kilograms.",
        "The runner set a record.",
        "He would be open to talks.",
    ],
)
def test_words_that_tell_of_no_stage_here(text: str) -> None:
    assert stages(text) == []


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("The company has not paid the wages.", "pay"),
        ("Nobody paid the wages.", "pay"),
        ("The company never paid the wages.", "pay"),
        ("The company paid no wages.", "pay"),
        ("The minister denied the report.", "deny"),
    ],
)
def test_a_predicate_that_is_denied(text: str, predicate: str) -> None:
    assert predicate in negative(text)


def test_a_predicate_that_holds() -> None:
    assert negative("The company paid the wages in March.") == set()


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from(
            ["the", "council", "approved", "plans", "dropped", "by", "half", "not", "set", "open", "…"]
        ),
        max_size=10,
    ),
    st.integers(0, 99),
)
def test_spans_are_exact(words: list[str], offset: int) -> None:
    text = " ".join(words)
    (doc,) = language.parse([text])
    for found in (*find_status(doc, offset), *find_polarity(doc, offset)):
        assert text[found.start - offset : found.end - offset] == found.text
