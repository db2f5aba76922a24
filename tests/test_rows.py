"""Claims and verdicts survive the store: what is read equals what was written, whatever the texts and numbers are."""

from __future__ import annotations

import math
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.records import (
    ASPECTS,
    RELATIONS,
    Actor,
    Claim,
    Facet,
    Occasion,
    Place,
    Polarity,
    Quantity,
    Status,
    Time,
    Verdict,
)
from crosscheck.rows import claim_from_json, claim_to_json, verdict_from_json, verdict_to_json

# Half surrogates too: they come out of damaged files and must not stop the store.
words = st.text(st.characters(exclude_categories=()), max_size=12)
lemmas = st.lists(words, max_size=3).map(tuple)
offsets = st.integers(0, 10**7)
numbers = st.floats(allow_nan=False)
days = st.none() | st.dates()
spans = st.lists(st.tuples(offsets, offsets), max_size=3).map(tuple)
place = {"start": offsets, "end": offsets, "text": words}

FACETS = (
    st.builds(
        Quantity,
        **place,
        low=numbers,
        high=numbers,
        unit=words,
        counted=lemmas,
        hedge=words,
        per=words,
        role=words,
    ),
    st.builds(Occasion, **place, number=st.integers(), before=st.booleans(), counted=lemmas),
    st.builds(
        Time,
        **place,
        first=days,
        last=days,
        grain=words,
        kind=words,
        minute=st.none() | st.integers(0, 1439),
        days=st.none() | numbers,
        minutes=st.none() | st.tuples(st.integers(0, 1439), st.integers(0, 1439)),
    ),
    st.builds(Place, **place, name=words, within=lemmas, known=st.booleans()),
    st.builds(Actor, **place, name=words, kind=words, role=words),
    st.builds(Status, **place, stage=words, thing=lemmas),
    st.builds(Polarity, **place, predicate=words, positive=st.booleans()),
)

claims = st.builds(
    Claim,
    id=words,
    article=words,
    **place,
    kind=words,
    speaker=st.none() | words,
    verb=st.none() | words,
    quoted=st.booleans(),
    context=words,
    predicate=words,
    subject=lemmas,
    terms=lemmas,
    facets=st.lists(st.one_of(*FACETS), max_size=7).map(tuple),
)
verdicts = st.builds(
    Verdict,
    pair=words,
    relation=st.sampled_from(RELATIONS),
    aspect=st.sampled_from(ASPECTS),
    confidence=numbers,
    explanation=words,
    left_words=spans,
    right_words=spans,
    basis=st.lists(st.tuples(words, numbers), max_size=3).map(tuple),
)


@given(claims)
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    line = claim_to_json(claim)
    assert len(line.splitlines()) == 1
    assert claim_from_json(line) == claim


@given(st.tuples(*FACETS))
def test_every_kind_of_facet_comes_back_as_it_was(facets: tuple[Quantity, ...]) -> None:
    claim = Claim("id", "article", 0, 1, "x", "sentence", facets=facets)
    again = claim_from_json(claim_to_json(claim))
    assert {type(f) for f in again.facets} == set(get_args(Facet))
    assert again.facets == facets


def test_open_bounds_come_back_as_they_were() -> None:
    open_ended = Quantity(0, 1, "more than 9", 9.0, math.inf, "count", hedge="more than")
    claim = Claim("id", "article", 0, 1, "x", "sentence", facets=(open_ended,))
    assert claim_from_json(claim_to_json(claim)).facets == (open_ended,)


@given(verdicts)
def test_a_verdict_comes_back_as_it_was(verdict: Verdict) -> None:
    line = verdict_to_json(verdict)
    assert line.isascii()
    assert verdict_from_json(line) == verdict


@given(claims)
def test_what_comes_back_can_be_a_key(claim: Claim) -> None:
    assert hash(claim_from_json(claim_to_json(claim))) == hash(claim)
