"""The decision: named inputs, probabilities, effects that can be shown, and weights that fit or are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from corpora import CONFIG, Models
from hypothesis import given
from hypothesis import strategies as st

from crosscheck.compare import Side
from crosscheck.judge import Decision, circumstances, features
from crosscheck.judge.decision import strongest_aspect
from crosscheck.records import ASPECTS, RELATIONS, Claim, CrosscheckError, Difference, Pair

PAIR = Pair("p", "l", "r", 0.6, ("similar", "counted miner"), "known")
LEFT = Side(Claim("l", "a", 0, 30, "Nine miners are trapped below.", "sentence"), date(2026, 5, 4))
RIGHT = Side(Claim("r", "b", 0, 30, "Six miners are trapped, she said.", "sentence"), date(2026, 5, 5))
EVEN = np.full(5, 0.2, dtype=np.float32)
NINTH = np.full(9, 1 / 9, dtype=np.float32)
DIFFERS = Difference("number", "differs", 0.8, "nine against six", (0, 4), (0, 3))


def values(*found: Difference, **changed: Any) -> dict[str, float]:
    given: dict[str, Any] = {
        "pair": PAIR,
        "left": LEFT,
        "right": RIGHT,
        "relation": EVEN,
        "aspect": NINTH,
        **changed,
    }
    known = circumstances(given["pair"], given["left"], given["right"], found)
    return features(given["pair"], known, found, given["relation"], given["aspect"])


def weights(**changed: Any) -> dict[str, Any]:
    plain = {
        "names": ["later", "a title"],
        "mean": [0, 0],
        "scale": [1, 1],
        "weights": [[0, 0]] * 5,
        "bias": [0] * 5,
    }
    return {**plain, **changed}


def written(folder: Path, content: object) -> Path:
    path = folder / "decision.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_the_shipped_weights_know_exactly_the_inputs_that_are_given(models: Models) -> None:
    assert set(models.decision.names) == set(values())


def test_inputs_are_numbers_that_do_not_depend_on_the_order_of_what_was_found() -> None:
    same = Difference("place", "same", 0.4, "both", (0, 1), (0, 1))
    found = values(DIFFERS, same)
    assert found == values(same, DIFFERS)
    assert np.isfinite(list(found.values())).all()
    assert (found["number differs"], found["place same"], found["number same"]) == (0.8, 0.4, 0.0)


def test_the_surest_of_several_slots_counts() -> None:
    assert values(DIFFERS, replace(DIFFERS, slot=0.3))["number differs"] == 0.8


def test_a_probability_of_none_or_all_stays_finite() -> None:
    certain = np.array([1, 0, 0, 0, 0], dtype=np.float32)
    assert np.isfinite(list(values(relation=certain).values())).all()


def test_the_order_in_time_is_an_input() -> None:
    undated = replace(RIGHT, published=None)
    assert (values()["later"], values()["order unknown"]) == (1.0, 0.0)
    assert (values(right=undated)["later"], values(right=undated)["order unknown"]) == (0.0, 1.0)


chances = st.lists(st.floats(0, 1, width=32), min_size=5, max_size=5).map(
    lambda v: np.array(v, dtype=np.float32)
)


@given(chances, st.floats(-1, 1), st.floats(0, 1))
def test_probabilities_sum_to_one_and_follow_from_the_effects(
    relation: np.ndarray, similarity: float, slot: float
) -> None:
    decision = Decision.read(Path(CONFIG.judge) / "decision.json")
    given = values(replace(DIFFERS, slot=slot), pair=replace(PAIR, similarity=similarity), relation=relation)
    found = decision.probabilities(given)
    assert found.sum() == pytest.approx(1)
    odds = np.log(found[0] / found[1])
    told = [sum(effect for _, effect in decision.effects(given, r)) + decision.bias[r] for r in (0, 1)]
    assert odds == pytest.approx(told[0] - told[1], abs=0.02)


def test_effects_come_largest_first_and_name_every_input(models: Models) -> None:
    effects = models.decision.effects(values(DIFFERS), 0)
    sizes = [abs(effect) for _, effect in effects]
    assert sizes == sorted(sizes, reverse=True)
    assert {name for name, _ in effects} == set(models.decision.names)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", "3", {"names": []}, weights(bias=[0] * 4), weights(mean=[0]), weights(weights=[[0]] * 5),
     weights(scale=[1, 0]), weights(names=["later"]), weights(bias=["a"] * 5), weights(bias=[None] * 5),
     json.dumps(weights()).replace("0", "NaN", 1)],
)  # fmt: skip
def test_weights_that_do_not_fit_are_one_line(tmp_path: Path, content: object) -> None:
    path = written(tmp_path, content)
    with pytest.raises(CrosscheckError, match=r"^[^\n]*decision.json: [^\n]*; check 'judge'[^\n]*$"):
        Decision.read(path)


def test_missing_weights_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(CrosscheckError, match="no readable decision weights"):
        Decision.read(tmp_path / "decision.json")


def test_weights_for_an_input_that_is_not_given_are_one_line(tmp_path: Path) -> None:
    decision = Decision.read(written(tmp_path, weights(names=["later", "phase of the moon"])))
    with pytest.raises(CrosscheckError, match=r"^decision.json: rests on 'phase of the moon'[^\n]*$"):
        decision.probabilities(values())


@pytest.mark.parametrize("part", ["mean", "scale", "weights", "bias", "names"])
def test_the_revision_follows_every_weight(tmp_path: Path, part: str) -> None:
    other: dict[str, Any] = {
        "mean": [0, 2], "scale": [1, 2], "weights": [[0, 1]] * 5, "bias": [1] * 5, "names": ["later", "keys"]
    }  # fmt: skip
    first = Decision.read(written(tmp_path, weights())).revision
    assert Decision.read(written(tmp_path, weights())).revision == first
    assert Decision.read(written(tmp_path, weights(**{part: other[part]}))).revision != first


def test_a_sure_comparator_names_the_aspect_and_without_one_the_judge_does() -> None:
    judge = np.full(9, 0.05, dtype=np.float32)
    judge[ASPECTS.index("cause")] = 0.4
    assert strongest_aspect([], judge, ("differs",)) == "cause"
    assert strongest_aspect([DIFFERS], judge, ("differs",)) == "number"
    assert strongest_aspect([DIFFERS], judge, ("same",)) == "cause"


def test_relations_come_in_the_order_that_the_weights_were_fitted_in() -> None:
    shipped = json.loads((Path(CONFIG.judge) / "decision.json").read_text(encoding="utf-8"))
    assert tuple(shipped["relations"]) == RELATIONS
