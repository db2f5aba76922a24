"""What holds for any two claims: bounds, spans, order, determinism; and that comparing is quick."""

from __future__ import annotations

import time
from datetime import date, timedelta

from compare_sides import MONDAY, OFFSET, actor, figure, holds, place, side, status, times, when
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.compare import Side, differences
from crosscheck.records import Facet

WORDS = (
    "the mayor signed treaty lake bridge fell closed reopened no one died survived fire because of sparks"
    " said Brno Graz"
    " Lind 41 29 people once before “we have nothing to hide and nowhere to go” caused by was not found since 1972"
).split()
DAYS = st.one_of(st.none(), st.integers(0, 9).map(lambda n: MONDAY + timedelta(days=n)))


@st.composite
def facets(draw: st.DrawFn, text: str) -> Facet:
    word = draw(st.sampled_from(text.split()))
    number = draw(st.sampled_from([0.0, 1.0, 2.0, 29.0, 41.0, 1e9]))
    day = date(2031, 1, 1) + timedelta(days=draw(st.integers(0, 400)))
    thing = draw(st.sampled_from(["people", "death", "treaty lake", ""]))
    unit = draw(st.sampled_from(["count", "percent", "share", "second", "age", "EUR", "change", "score"]))
    return draw(
        st.sampled_from(
            [
                figure(word, number, thing, unit, per=draw(st.sampled_from(["", "day", "year", "person"]))),
                times(word, int(min(number, 99)), thing),
                when(word, day, day + timedelta(days=draw(st.sampled_from([0, 0, 30, 365])))),
                when(word, None, grain="minute", minute=int(number) % 1440),
                place(word, *draw(st.sampled_from([(), ("austria",)]))),
                actor(word, draw(st.sampled_from(["agent", "patient", "other"]))),
                holds(word, word.lower(), draw(st.booleans())),
                status(word, draw(st.sampled_from(["planned", "done"])), thing or "x"),
            ]
        )
    )


@st.composite
def sides(draw: st.DrawFn) -> Side:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14)))
    found = draw(st.lists(facets(text), max_size=5))
    speaker = draw(st.sampled_from([None, "he", "Anna Lind", "the mayor"]))
    return side(
        text, *found, day=draw(DAYS), speaker=speaker, predicate=draw(st.sampled_from(["", "sign", "fall"]))
    )


@given(sides(), sides())
def test_slots_spans_and_order(left: Side, right: Side) -> None:
    found = differences(left, right)
    for difference in found:
        assert 0 < difference.slot <= 1
        for (start, end), owner in ((difference.left, left), (difference.right, right)):
            assert OFFSET <= start < end <= owner.claim.end
        assert difference.reason.strip() == difference.reason != ""
    assert [d.slot for d in found] == sorted((d.slot for d in found), reverse=True)
    assert found == differences(left, right)


@given(sides())
def test_a_claim_is_at_odds_with_itself_in_nothing(one: Side) -> None:
    again = Side(one.claim, one.published)
    assert not [
        d for d in differences(one, again) if d.outcome == "differs" and d.aspect in ("attribution", "place")
    ]


def test_three_thousand_pairs_take_no_more_than_a_second_of_work() -> None:
    texts = [f"The mayor of Brno signed treaty {n} on the lake because of {n + 3} deaths" for n in range(60)]
    all_sides = [
        side(t, figure(str(n), n, "treaty"), place("Brno"), predicate="sign") for n, t in enumerate(texts)
    ]
    start = time.process_time()
    for left in all_sides[:50]:
        for right in all_sides:
            differences(left, right)
    assert time.process_time() - start < 3  # three times what it may take, for a busy machine
