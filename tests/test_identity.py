"""A finding is known again in a later run: by its pairs, else by the same words of the same outlets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from past_views import HERALD, POST, WIRE, state

from crosscheck.changes import carried, marks_of
from crosscheck.history import State


def ids(before: list[State], now: list[State], born: dict[str, int] | None = None) -> dict[str, str]:
    """Carry ids from one run to the next, as the store does it."""
    known: dict[str, list[str]] = {}
    for one in before:
        for mark in marks_of(one):
            known.setdefault(mark, []).append(one.finding.id)
    first = born or {one.finding.id: 1 for one in before}
    return carried({one.finding.id: marks_of(one) for one in now}, known, first)


def test_a_finding_that_gains_or_loses_a_version_keeps_its_id() -> None:
    two, three = state("two", HERALD, POST), state("three", HERALD, POST, WIRE)
    assert ids([two], [three]) == {"three": "two"}
    assert ids([three], [two]) == {"two": "three"}


def test_an_article_that_was_dated_or_named_anew_changes_no_id() -> None:
    dated = replace(HERALD, id="other", published=date(2026, 5, 9), path="else/where.md", title="New")
    assert ids([state("old", HERALD, POST)], [state("new", dated, POST)]) == {"new": "old"}


def test_a_corrected_figure_leaves_the_finding_with_the_other_side() -> None:
    corrected = replace(POST, id="post2", text="A crane hit 15 boats.")
    assert ids([state("old", HERALD, POST)], [state("new", HERALD, corrected)]) == {"new": "old"}


def test_two_findings_of_one_claim_on_different_words_are_not_mixed_up() -> None:
    boats = state("old", HERALD, POST)
    harbour = state("new", HERALD, WIRE, words="crane")
    assert ids([boats], [harbour]) == {"new": "new"}


def test_the_bigger_share_of_a_finding_that_fell_apart_keeps_the_id() -> None:
    whole = state("whole", HERALD, POST, WIRE, pairs=[(0, 1), (0, 2), (1, 2)])
    small, big = state("small", HERALD, POST), state("big", HERALD, POST, WIRE, pairs=[(0, 2), (1, 2)])
    assert ids([whole], [small, big]) == {"big": "whole", "small": "small"}


def test_of_findings_that_became_one_the_bigger_share_gives_the_id_then_the_older() -> None:
    one, other = state("one", HERALD, POST), state("other", HERALD, WIRE)
    both = state("both", HERALD, POST, WIRE, pairs=[(0, 1), (0, 2)])
    assert ids([one, other], [both], {"one": 2, "other": 1}) == {"both": "other"}
    assert ids([one, other], [both], {"one": 1, "other": 2}) == {"both": "one"}


def test_a_new_finding_never_takes_the_id_of_another() -> None:
    whole = state("least", HERALD, POST, WIRE, pairs=[(0, 1), (0, 2), (1, 2)])
    small, big = state("least", HERALD, POST), state("big", HERALD, POST, WIRE, pairs=[(0, 2), (1, 2)])
    found = ids([whole], [small, big])
    assert found["big"] == "least"
    assert found["least"] not in ("least", "big")


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.sets(st.sampled_from(["p1", "p2", "s1", "s2", "c1", "c2"]))
    ),
    st.dictionaries(
        st.sampled_from(["p1", "p2", "s1", "s2", "c1", "c2"]), st.lists(st.sampled_from("abxyz"), unique=True)
    ),
)
def test_every_finding_gets_an_id_of_its_own_whatever_the_order(
    marks: dict[str, set[str]], known: dict[str, list[str]]
) -> None:
    born = {old: n for n, old in enumerate(sorted({o for found in known.values() for o in found}))}
    found = carried(marks, known, born)
    assert found.keys() == marks.keys()
    assert len(set(found.values())) == len(found)
    turned = {mark: found[::-1] for mark, found in reversed(known.items())}
    assert carried(dict(reversed(marks.items())), turned, born) == found
