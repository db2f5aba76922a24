"""The gate: pairs that are surely unrelated by their circumstances are not read, all others are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_decision import LEFT, PAIR, RIGHT, values

from crosscheck.config import MODELS, Config
from crosscheck.judge import Gate, circumstances, decision_of, gate_of
from crosscheck.judge.verdicts import passed_over
from crosscheck.records import CrosscheckError

ALIKE = Gate(("similarity",), np.zeros(1), np.ones(1), np.array([4.0]), -2.0, 0.2)


def test_a_pair_with_little_chance_is_passed_over_and_told_to_be_unrelated() -> None:
    decision = replace(decision_of(Config()), gate=ALIKE)
    chance = decision.worth_reading({"similarity": 0.0})
    assert chance == pytest.approx(0.1192, abs=1e-4)
    assert passed_over(PAIR, chance).relation == "unrelated"
    assert passed_over(PAIR, chance).confidence == pytest.approx(0.8808, abs=1e-4)
    assert decision.worth_reading({"similarity": 0.9}) is None


def test_without_a_gate_or_a_bound_every_pair_is_read() -> None:
    decision = decision_of(Config())
    known = circumstances(PAIR, LEFT, RIGHT, [])
    assert replace(decision, gate=None).worth_reading(known) is None
    assert decision_of(Config(least_chance=0.0)).worth_reading(known) is None


def test_the_shipped_gate_asks_only_for_what_is_known_before_reading() -> None:
    known = circumstances(PAIR, LEFT, RIGHT, [])
    assert set(gate_of(Config()).names) == set(known)
    assert not any("judge" in name for name in known)
    assert set(known) < set(values())


def test_the_bound_is_part_of_what_verdicts_are_kept_by() -> None:
    assert decision_of(Config()).revision != decision_of(Config(least_chance=0.1)).revision


@pytest.mark.parametrize("change", ["{", {"weights": ["a"]}, {"scale": [0.0]}, {"mean": [1, 2]}])
def test_a_gate_that_cannot_be_read_is_one_line(tmp_path: Path, change: object) -> None:
    sound = {"names": ["similarity"], "mean": [0], "scale": [1], "weights": [1], "bias": 0}
    path = tmp_path / "gate.json"
    path.write_text(change if isinstance(change, str) else json.dumps({**sound, **change}), encoding="utf-8")  # type: ignore[dict-item]
    with pytest.raises(CrosscheckError, match="gate.json") as caught:
        Gate.read(path, 0.05)
    assert len(str(caught.value).splitlines()) == 1


def test_a_judge_without_a_gate_borrows_the_shipped_one(tmp_path: Path) -> None:
    assert gate_of(Config(judge=str(tmp_path))).names == gate_of(Config(judge=str(MODELS / "judge"))).names
