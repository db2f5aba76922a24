"""How a quick judge does on a kind of news that it never saw: each shared family file left out of training in turn.

Each fold goes on from the quick judge's entailment stage with a part of the families, so that a fold is minutes; what
is compared is one file with another, not with the shipped judge.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import average_precision_score, f1_score
from tokenizers import Tokenizer

from crosscheck.records import RELATIONS
from training.examples import Example, families
from training.fit import Plan, fit
from training.measure import outputs
from training.network import PairNetwork

_LEARNED = 6000
_MEASURED = 800


def leave_one_out(
    files: list[Path],
    network: Callable[[], PairNetwork],
    tokenizer: Tokenizer,
    start: Path,
    plan: Plan,
    scratch: Path,
) -> dict[str, dict[str, float]]:
    """Return figures of each file by a network that learned from the others; folds that are done are not done again.

    `start` is a checkpoint of the entailment stage; every fold begins with its weights.
    """
    done = scratch / "leave_out.json"
    found: dict[str, dict[str, float]] = json.loads(done.read_text(encoding="utf-8")) if done.exists() else {}
    for file in files:
        if file.stem not in found:
            fresh = network()
            fresh.load_state_dict(torch.load(start, weights_only=True)["network"])
            known = _some(families([f for f in files if f != file], seed=5), _LEARNED)
            fit(fresh, tokenizer, known, replace(plan, name=f"without-{file.stem}"), scratch)
            found[file.stem] = _figures(fresh, tokenizer, _some(families([file], seed=5), _MEASURED))
            done.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return found


def _some(examples: list[Example], many: int) -> list[Example]:
    return random.Random(7).sample(examples, min(many, len(examples)))


def _figures(network: PairNetwork, tokenizer: Tokenizer, chosen: list[Example]) -> dict[str, float]:
    told = [e for e in chosen if e.relation in RELATIONS]
    chance = torch.tensor(outputs(network, tokenizer, told, 0)).softmax(1).numpy()
    true = np.array([RELATIONS.index(e.relation) for e in told])
    return {
        "pairs": float(len(told)),
        "macro F1": float(f1_score(true, chance.argmax(1), average="macro")),
        "average precision": float(average_precision_score(true == 0, chance[:, 0])),
    }
