"""Confidences are fitted to labels only when there are enough, when it helps, and so that it can be taken back."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from corpora import CONFIG, Made
from hypothesis import given
from hypothesis import strategies as st
from review_store import keep, towns

from crosscheck.calibrating import calibrate, decided, take_back
from crosscheck.calibration import applied, calibrated, fit, reliability
from crosscheck.cli.calibrate import drawn, told
from crosscheck.history import Calibration
from crosscheck.pipeline import run
from crosscheck.records import FLAGGED, CrosscheckError, Label, Verdict
from crosscheck.review import Desk
from crosscheck.store import Store


def reviewed(path: Path, many: int, chance: float) -> None:
    """Make a store of 60 pairs, and labels on some: crosscheck's word is right as often as `chance` times its confidence."""
    keep(path, *towns(60))
    drawn_by = random.Random(1)
    desk = Desk(path)
    with desk.opened() as store:
        for item in desk.queue(store).items[:many]:
            right = drawn_by.random() < chance * item.verdict.confidence
            label = Label(
                item.left.key,
                item.right.key,
                item.verdict.relation if right else "unrelated",
                "Ann",
                "",
                "2026",
            )
            store.add_labels([label])


def test_too_few_labels_say_how_many_are_missing(tmp_path: Path) -> None:
    reviewed(tmp_path / "store.db", 40, 0.6)
    with pytest.raises(CrosscheckError, match=r"10 more decided pairs \(40 of 50\)"):
        calibrate(tmp_path / "store.db")


def test_labels_of_one_kind_are_not_enough(tmp_path: Path) -> None:
    reviewed(tmp_path / "store.db", 60, 9)
    with pytest.raises(CrosscheckError, match=r"10 more on which crosscheck was wrong \(0 of 10\)"):
        calibrate(tmp_path / "store.db")


def test_too_sure_a_tool_becomes_less_sure_and_can_be_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    reviewed(path, 60, 0.5)
    done = calibrate(path)
    assert done.kept is not None
    assert done.after.loss < done.before.loss
    assert "Kept" in told(done)
    assert ET.fromstring(drawn(done)).tag.endswith("svg")
    with Store(path) as store:
        assert store.calibration() == done.kept
        assert calibrated(0.9, done.kept) < 0.7
        assert len(store.labels()) == 60
        before = decided(store)
    assert "model's own again" in take_back(path)
    with Store(path) as store:
        assert store.calibration() is None
        assert len(store.labels()) == 60
        assert decided(store) == before
    with pytest.raises(CrosscheckError, match="no calibration to take back"):
        take_back(path)


def test_what_would_not_help_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    reviewed(path, 60, 1.0)
    done = calibrate(path)
    with Store(path) as store:
        assert (store.calibration() is None) == (done.kept is None)
    assert (done.kept is None) == (done.after.loss >= done.before.loss)


def test_only_flagged_verdicts_are_touched() -> None:
    low = Calibration(1.0, -2.0, 50, 20)
    flagged, agreed = Verdict("a", "conflict", "number", 0.9, ""), Verdict("b", "agree", "number", 0.9, "")
    assert [v.confidence for v in applied([flagged, agreed], low)] == [0.5491, 0.9]
    assert applied([flagged], None) == [flagged]


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 5), st.floats(-5, 5))
def test_calibrating_keeps_the_order_and_stays_a_probability(
    one: float, other: float, slope: float, offset: float
) -> None:
    how = Calibration(slope, offset, 50, 25)
    low, high = calibrated(min(one, other), how), calibrated(max(one, other), how)
    assert 0 <= low <= high <= 1


def test_a_fit_on_trustworthy_confidences_changes_little() -> None:
    draw = random.Random(2)
    said = [draw.uniform(0.3, 0.95) for _ in range(4000)]
    right = [draw.random() < p for p in said]
    how = fit(said, right)
    assert how.slope == pytest.approx(1, abs=0.15)
    assert how.offset == pytest.approx(0, abs=0.15)
    assert all(abs(s.said - s.right) < 0.06 for s in reliability(said, right).steps)


def confidences(made: Made) -> dict[str, tuple[str, float]]:
    """Return of each pair in the findings its relation and confidence."""
    return {f["id"]: (f["relation"], f["confidence"]) for f in made.found["findings"]}


def test_the_next_run_applies_a_calibration_and_the_one_after_it_was_taken_back_does_not(
    ferry: Made, tmp_path: Path
) -> None:
    made = ferry.copied(tmp_path)
    before = confidences(made)
    how = Calibration(1.0, 0.5, 60, 40, "2026-05-03")
    with Store(made.store) as store:
        store.add_calibration(how)
    assert run([made.articles], made.out, made.store, CONFIG).changed
    after = confidences(made)
    flagged = {pair: told for pair, told in before.items() if told[0] in FLAGGED}
    assert flagged
    assert all(after[pair] == (relation, calibrated(p, how)) for pair, (relation, p) in flagged.items())
    assert not run([made.articles], made.out, made.store, CONFIG).changed
    take_back(made.store)
    assert run([made.articles], made.out, made.store, CONFIG).changed
    assert confidences(made) == before
