"""What became of each finding between two runs, and why, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from past_views import HERALD, POST, WIRE, dismissal, moment, sheet, state

from crosscheck.changes import between
from crosscheck.changes.lineage import change_of
from crosscheck.history import Change, Mark, Moment
from crosscheck.records import Article

OLD = state("f", HERALD, POST)
ANN = Mark("confirmed", (("Ann", "conflict"),), "conflict")


def became(
    before: Moment, now: Moment, left: Sequence[Article] = (), arrived: Sequence[Article] = ()
) -> list[Change]:
    return list(between(before, now, left, [sheet(a) for a in arrived]).listed)


def only(found: list[Change]) -> tuple[str, str]:
    (change,) = found
    return change.kind, change.why


def test_what_is_as_it_was_is_carried_forward_also_with_another_confidence() -> None:
    surer = replace(OLD, finding=replace(OLD.finding, confidence=0.5))
    assert only(became(moment(1, OLD), moment(2, surer))) == ("same", "")


def test_a_report_that_joined_is_named_by_outlet_and_day() -> None:
    now = moment(2, state("f", HERALD, POST, WIRE))
    assert only(became(moment(1, OLD), now, [], [WIRE])) == ("changed", "Wire’s report of 5 May 2026 joined.")


def test_a_new_finding_says_whose_report_brought_it() -> None:
    found = became(moment(1), moment(2, OLD), [], [POST])
    assert only(found) == ("new", "Post’s report of 4 May 2026 joined.")


def test_a_correction_says_which_words() -> None:
    corrected = replace(POST, id="p2", text="A crane hit 15 boats.")
    found = became(moment(1, OLD), moment(2, state("f", HERALD, corrected)), [POST], [corrected])
    assert only(found) == ("changed", "Post changed “14” to “15”.")


def test_an_outlet_that_corrected_itself_resolves_the_finding() -> None:
    corrected = replace(POST, id="p2", text="A crane hit 12 boats.")
    found = became(moment(1, OLD), moment(2), [POST], [corrected])
    assert only(found) == ("resolved", "Post changed “14” to “12”.")
    silent = replace(POST, id="p3", text="Nothing more is known of the accident today.")
    assert only(became(moment(1, OLD), moment(2), [POST], [silent])) == (
        "resolved",
        "Post no longer says it.",
    )


def test_an_article_that_went_is_withdrawn() -> None:
    assert only(became(moment(1, OLD), moment(2), [POST])) == (
        "resolved",
        "Post’s report of 4 May 2026 was withdrawn.",
    )
    three = state("f", HERALD, POST, WIRE)
    assert only(became(moment(1, three), moment(2, OLD), [WIRE])) == (
        "changed",
        "Wire’s report of 5 May 2026 was withdrawn.",
    )


def test_a_report_that_was_dated_anew_says_both_dates() -> None:
    dated = replace(POST, id="p2", published=date(2026, 5, 9))
    now = moment(2, state("f", HERALD, dated, relation="update"))
    (change,) = became(moment(1, OLD), now, [POST], [dated])
    assert (change.kind, change.was, change.relation) == ("changed", "conflict", "update")
    assert change.why == "The date of Post’s report is now 9 May 2026, not 4 May 2026."


def test_a_report_under_another_name_of_file_is_the_same_report() -> None:
    renamed = replace(POST, id="p2", path="else.md", text="A crane hit 15 boats.")
    found = became(moment(1, OLD), moment(2, state("f", HERALD, renamed)), [POST], [renamed])
    assert only(found) == ("changed", "Post changed “14” to “15”.")


def test_a_review_is_a_change_and_says_whose() -> None:
    reviewed = state("f", HERALD, POST, marks=[ANN])
    assert only(became(moment(1, OLD), moment(2, reviewed))) == ("changed", "Confirmed by Ann.")
    assert only(became(moment(1, reviewed), moment(2, OLD))) == ("changed", "Its review was taken back.")
    decided = Mark("decided", (("Ann", "update"),), "conflict")
    moved = state("f", HERALD, POST, relation="update", marks=[decided])
    assert only(became(moment(1, OLD), moment(2, moved))) == (
        "changed",
        "Decided by Ann; crosscheck said conflict.",
    )


def test_a_finding_that_reviewers_dismissed_is_resolved() -> None:
    now = moment(2, dismissed=[dismissal(HERALD, POST)])
    assert only(became(moment(1, OLD), now)) == ("resolved", "Dismissed by Ann.")
    assert only(became(now, moment(3, OLD))) == ("new", "No longer dismissed.")


def test_of_a_finding_that_lost_a_dismissed_pair_the_reviewer_is_the_reason() -> None:
    three = state("f", HERALD, POST, WIRE)
    now = moment(2, OLD, dismissed=[dismissal(HERALD, WIRE), dismissal(POST, WIRE)])
    assert only(became(moment(1, three), now)) == ("changed", "Dismissed by Ann.")


def test_other_models_or_settings_are_named_when_nothing_else_changed() -> None:
    told = "Crosscheck, its models or its settings changed."
    assert only(became(moment(1, OLD), moment(2, settings="other"))) == ("resolved", told)
    moved = state("f", HERALD, POST, relation="update")
    assert only(became(moment(1, OLD), moment(2, moved, settings="other"))) == ("changed", told)
    assert only(became(moment(1), moment(2, OLD, settings="other"))) == ("new", told)


def test_agreement_is_no_finding_and_a_verdict_that_moved_to_it_resolves() -> None:
    agreed = state("f", HERALD, POST, relation="agree")
    assert became(moment(1, agreed), moment(2, agreed)) == []
    kind, why = only(became(moment(1, OLD), moment(2, agreed, settings="other")))
    assert kind == "resolved"
    assert why.startswith("Its versions are now taken to agree; ")
    assert only(became(moment(1, agreed), moment(2, OLD)))[0] == "new"


def test_findings_that_became_one_or_fell_apart_name_each_other() -> None:
    whole = state("f", HERALD, POST, WIRE, pairs=[(0, 1), (0, 2)])
    parts = state("f", HERALD, POST), state("g", HERALD, WIRE)
    joined = became(moment(1, *parts), moment(2, whole))
    assert [(c.finding, c.kind, c.why) for c in joined] == [
        ("f", "changed", "“Fact g” was put together with it."),
        ("g", "resolved", "Put together with “Fact f”."),
    ]
    parted = became(moment(1, whole), moment(2, *parts))
    assert [(c.finding, c.kind, c.why) for c in parted] == [
        ("f", "changed", "“Fact g” was split off from it."),
        ("g", "new", "Split off from “Fact f”."),
    ]


def test_a_long_list_of_reasons_is_cut() -> None:
    more = [replace(WIRE, id=f"w{n}", source=f"Paper {n}", path=f"{n}.md", title=None) for n in range(5)]
    now = moment(2, state("f", HERALD, POST, *more))
    _, why = only(became(moment(1, OLD), now, [], more))
    assert why.endswith("; and 2 more.")
    assert why.count("joined") == 3


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("At least 12 died.", "At least 14 died.", "changed “12” to “14”"),
        ("Police said 9 died.", "Police said 9 men died.", "added “men”"),
        ("Some 9 men died.", "Some 9 died.", "took out “men”"),
        ("It cost $4.", "It cost £4.", "changed “$” to “£”"),
        ("One two three four five six seven.", "Eight nine ten eleven twelve thirteen fourteen.", ""),
        ("The same.", "The same!", ""),
    ],
)
def test_a_change_of_words_is_told_in_few_of_them(old: str, new: str, told: str) -> None:
    assert change_of(old, new) == told
