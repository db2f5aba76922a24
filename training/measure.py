"""What is looked at while training: accuracy on entailment tune sets, and conflict figures on held-out stories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import average_precision_score, roc_auc_score
from tokenizers import Tokenizer

from training.examples import ENTAILMENT, Example, read_lines
from training.fit import encode
from training.network import PairNetwork
from training.stories import LabelledPair, examples

TUNE_SETS = (
    "mnli_dev.tune",
    "cad_nli.dev",
    "feversymmetric.dev",
    "semiauto_sim_wiki.test",
    "foolmetwice.dev",
    "healthver.test",
)
Look = Callable[[PairNetwork], dict[str, float]]


def entailment_accuracy(folder: Path, tokenizer: Tokenizer, rows: int = 120) -> Look:
    """Return a look at the share of right labels over the first rows of each tune set."""
    chosen = [
        Example(row["premise"], row["hypothesis"], name, entailment=row["label"])
        for name in TUNE_SETS
        for path in folder.glob(f"{name}.jsonl*")
        for row in list(read_lines(path))[:rows]
    ]

    def look(network: PairNetwork) -> dict[str, float]:
        logits = outputs(network, tokenizer, chosen, 2)
        right = [ENTAILMENT[int(n)] == e.entailment for n, e in zip(logits.argmax(1), chosen, strict=True)]
        return {"tune accuracy": float(np.mean(right))}

    return look


def story_figures(pairs: Sequence[LabelledPair], tokenizer: Tokenizer) -> Look:
    """Return a look at how well p(conflict) tells conflicts from all else: among labelled pairs, and among look-alikes."""
    chosen = examples(pairs, seed=7, negatives=6)
    conflict = np.array([e.relation == "conflict" for e in chosen])
    labelled = np.array([e.listed for e in chosen])

    def look(network: PairNetwork) -> dict[str, float]:
        logits = torch.tensor(outputs(network, tokenizer, chosen, 0))
        chance = logits.softmax(1)[:, 0].numpy()
        return {
            "auc": float(roc_auc_score(conflict, chance)),
            "auc labelled": float(roc_auc_score(conflict[labelled], chance[labelled])),
            "average precision": float(average_precision_score(conflict, chance)),
            "base rate": float(conflict.mean()),
        }

    return look


def outputs(network: PairNetwork, tokenizer: Tokenizer, chosen: Sequence[Example], head: int) -> np.ndarray:
    order = sorted(range(len(chosen)), key=lambda n: len(chosen[n].left) + len(chosen[n].right))
    rows: dict[int, np.ndarray] = {}
    with torch.inference_mode():
        for start in range(0, len(order), 32):
            some = order[start : start + 32]
            logits = network(*encode(tokenizer, [chosen[n] for n in some], 128))[head].numpy()
            rows |= dict(zip(some, logits, strict=True))
    return np.stack([rows[n] for n in range(len(chosen))])
