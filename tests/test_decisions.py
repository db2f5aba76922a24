"""What reviewers decided is applied by what the claims say and whose they are, and to nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from past_views import HERALD, POST, WIRE, claim, pair, verdict

from crosscheck.decisions import Bench, Reviewed, review
from crosscheck.history import Mark, Version, claim_key, version_of
from crosscheck.records import Article, Label, Pair, Relation, Verdict

HERALD_KEY, POST_KEY = (claim_key(a.source, a.text) for a in (HERALD, POST))


def label(
    decision: str, by: str = "Ann", keys: tuple[str, str] = (HERALD_KEY, POST_KEY), when: str = "1"
) -> Label:
    return Label(*keys, decision, by, "", when)


def bench(labels: Sequence[Label], *articles: Article, remembered: Sequence[Article] = ()) -> Bench:
    claims = [claim(a) for a in articles]
    kept: dict[str, Version] = {}
    for one in remembered:
        version = version_of(claim(one), one)
        kept[version.key] = version
    return Bench(labels, kept, {c.id: c for c in claims}, {a.id: a for a in articles})


def reviewed(
    labels: Sequence[Label],
    left: Article = HERALD,
    right: Article = POST,
    relation: Relation = "conflict",
    confidence: float = 0.9,
    remembered: Sequence[Article] = (),
) -> Reviewed:
    found, judged = pair(left, right), replace(verdict(left, right, relation), confidence=confidence)
    return review(
        bench(labels, left, right, remembered=remembered),
        {found.id: found},
        [judged],
        lambda v: v.relation != "unrelated" and v.confidence >= 0.4,
    )


def mark(done: Reviewed) -> Mark:
    (found,) = done.marks.values()
    return found


def shown(done: Reviewed) -> Verdict:
    (found,) = done.shown
    return found


def test_without_labels_nothing_is_marked() -> None:
    done = reviewed([])
    assert (done.marks, done.dismissed) == ({}, ())
    assert shown(done) == done.verdicts[0]


def test_the_same_decision_confirms_and_leaves_the_verdict_as_it_is() -> None:
    done = reviewed([label("conflict")])
    assert mark(done).words() == "confirmed by Ann"
    assert shown(done) == shown(reviewed([]))


def test_another_decision_moves_the_pair_and_says_who_and_what_crosscheck_said() -> None:
    done = reviewed([label("update")])
    assert mark(done).words() == "decided by Ann; crosscheck said conflict"
    assert shown(done).relation == "update"
    assert shown(done).explanation == "Ann decided that this is an update; crosscheck saw: Why."


@pytest.mark.parametrize("decision", ["agree", "unrelated"])
def test_what_is_dismissed_stays_out_and_is_counted(decision: Relation) -> None:
    done = reviewed([label(decision)])
    assert (done.shown, dict(done.marks)) == ((), {})
    (left_out,) = done.dismissed
    assert left_out.verdict.relation == "conflict"
    assert left_out.mark.words() == "dismissed by Ann"
    assert done.verdicts[0].relation == decision


def test_what_would_not_be_shown_is_not_counted_as_dismissed() -> None:
    assert reviewed([label("unrelated")], confidence=0.1).dismissed == ()


def test_an_agreement_that_is_confirmed_is_not_dismissed() -> None:
    done = reviewed([label("agree")], relation="agree")
    assert shown(done).relation == "agree"


def test_two_who_dismiss_for_other_reasons_dismiss() -> None:
    done = reviewed([label("agree"), label("unrelated", "Bo")])
    assert done.shown == ()
    assert done.dismissed[0].mark.words() == "dismissed by Ann and Bo"


@pytest.mark.parametrize("decision", ["conflict", "update", "reconciled"])
def test_what_a_reviewer_stands_for_is_shown_below_the_threshold(decision: Relation) -> None:
    assert shown(reviewed([label(decision)], confidence=0.1)).relation == decision
    assert shown(reviewed([label(decision)], relation="unrelated")).relation == decision


def test_reviewers_who_differ_are_both_named_and_the_pair_stays() -> None:
    done = reviewed([label("update", "Bo"), label("conflict", "Ann")])
    assert mark(done).words() == "reviewers differ: Ann said conflict, Bo said update"
    assert shown(done).relation == "conflict"
    assert reviewed([label("update", "Bo"), label("agree")], confidence=0.1).shown == ()


def test_who_is_unsure_decides_nothing_and_is_named() -> None:
    assert mark(reviewed([label("unsure", "Bo")])).words() == "Bo is unsure"
    both = reviewed([label("unsure", "Bo"), label("update")])
    assert mark(both).words() == "decided by Ann; crosscheck said conflict; Bo is unsure"
    assert shown(both).relation == "update"


def test_the_newer_decision_of_a_reviewer_counts_also_in_the_other_order() -> None:
    turned = (POST_KEY, HERALD_KEY)
    done = reviewed([label("agree", when="1"), label("conflict", keys=turned, when="2")])
    assert mark(done).words() == "confirmed by Ann"


def test_a_label_outlives_another_date_name_and_file() -> None:
    moved = replace(POST, id="else", path="z/other.md", published=date(2027, 1, 1), title="New")
    done = reviewed([label("reconciled")], right=moved)
    assert shown(done).relation == "reconciled"


def test_an_update_is_not_applied_once_the_dates_have_changed_places() -> None:
    done = reviewed([label("update")], left=POST, right=HERALD)
    assert mark(done).words() == "decided when the dates stood the other way round: Ann said update"
    assert shown(done).relation == "conflict"
    assert shown(reviewed([label("reconciled")], left=POST, right=HERALD)).relation == "reconciled"


def test_a_label_on_words_that_have_changed_since_is_told_and_not_applied() -> None:
    corrected = replace(POST, id="p2", text="A crane hit 15 boats.")
    done = reviewed([label("agree")], right=corrected, remembered=[HERALD, POST])
    assert mark(done).words() == "decided on an earlier wording: Ann said agree"
    assert shown(done).relation == "conflict"


@pytest.mark.parametrize(
    "other",
    [
        replace(POST, id="p2", text="The harbour was closed for an hour on Monday."),
        replace(POST, id="p2", text="A crane hit 15 boats.", path="z.md", title="Another report"),
        replace(POST, id="p2", text="A crane hit 15 boats.", source="Another"),
    ],
    ids=["other words", "another report", "another outlet"],
)
def test_a_label_is_not_carried_to_what_is_not_the_same_statement(other: Article) -> None:
    found = replace(verdict(HERALD, POST, "conflict"), pair=pair(HERALD, other).id)
    done = review(
        bench([label("agree")], HERALD, other, remembered=[HERALD, POST]),
        {found.pair: pair(HERALD, other)},
        [found],
        lambda v: True,
    )
    assert dict(done.marks) == {}
    assert len(done.shown) == 1


def test_a_pair_that_reviewers_hold_against_each_other_is_asked_for_when_nothing_brought_it_together() -> (
    None
):
    two = bench([label("conflict")], HERALD, POST, WIRE)
    wanted = sorted((claim(HERALD).id, claim(POST).id))
    origins = {a.id: a.id for a in (HERALD, POST, WIRE)}
    assert [sorted(p) for p in two.asked([], origins)] == [wanted]
    assert two.asked([pair(HERALD, POST)], origins) == []
    assert two.asked([], dict.fromkeys(origins, "one voice")) == []
    assert bench([label("agree")], HERALD, POST).asked([], origins) == []


def test_a_claim_that_is_gone_leaves_its_label_without_effect() -> None:
    found: Pair = pair(HERALD, WIRE)
    done = review(
        bench([label("conflict")], HERALD, WIRE), {found.id: found}, [verdict(HERALD, WIRE, "update")], bool
    )
    assert dict(done.marks) == {}
