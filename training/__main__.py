"""`python -m training embedder|judge|decision|all`: make the models that `models/` ships, from `../shared` and our stories.

Stopped anywhere, the same command goes on from the last checkpoint in `.scratch/training`.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCRATCH = ROOT / ".scratch" / "training"
MODELS = ROOT / "models"
STORIES = ROOT / "training" / "stories"


def stories(kept: bool) -> list[str]:
    """Return the names of the training stories, those that the judge learns from or those that are held out."""
    from training.stories import held_out

    return [p.stem for p in sorted((STORIES / "expected").glob("*.jsonl")) if held_out(p.stem) == kept]


def make_judge() -> None:
    """Pre-train on entailment, then train on families and stories, then write the ONNX model."""
    import torch
    from tokenizers import Tokenizer

    from training.embedder import base_folder
    from training.examples import entailment_pairs, families
    from training.export import export
    from training.fit import Plan, fit
    from training.measure import entailment_accuracy, story_figures
    from training.network import PairNetwork
    from training.stories import examples, labelled_pairs

    torch.set_num_threads(2)
    torch.manual_seed(1)
    tokenizer_file = base_folder() / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    network = PairNetwork(base_folder())
    pretraining = Plan("entailment", epochs=1.0, rate=1e-4, batch=32, longest=112)
    fit(network, tokenizer, entailment_pairs(SHARED / "data" / "pairs"), pretraining, SCRATCH,
        entailment_accuracy(SHARED / "data" / "pairs" / "tune", tokenizer))
    told = labelled_pairs(STORIES, stories(kept=False))
    in_families = families((SHARED / "benchmark" / "families").glob("*.jsonl"))
    random.Random(1).shuffle(in_families)
    mixed = in_families[: len(in_families) // 2] + examples(told, seed=1) + examples(told, seed=2)
    tuning = Plan("relations", epochs=1.0, rate=8e-5, batch=32, longest=128)
    fit(network, tokenizer, mixed, tuning, SCRATCH, story_figures(labelled_pairs(STORIES, stories(kept=True)), tokenizer))
    export(network, tokenizer_file, SCRATCH / "judge")
    (MODELS / "judge").mkdir(parents=True, exist_ok=True)
    for name in ("judge.onnx", "tokenizer.json"):
        (MODELS / "judge" / name).write_bytes((SCRATCH / "judge" / name).read_bytes())


def make_embedder() -> None:
    """Write `models/embedder`."""
    from training.embedder import make

    make(MODELS / "embedder")


def make_decision() -> None:
    """Fit the calibrated decision on the held-out stories, run through the tool itself."""
    from training.decide import fit_decision

    fit_decision(STORIES, stories(kept=True), MODELS / "judge" / "decision.json", SCRATCH)


def main() -> None:
    """Make what is named."""
    parser = argparse.ArgumentParser(prog="python -m training", description=(__doc__ or "").splitlines()[0])
    steps = {"embedder": make_embedder, "judge": make_judge, "decision": make_decision}
    parser.add_argument("what", choices=[*steps, "all"])
    chosen = parser.parse_args().what
    for name, step in steps.items():
        if chosen in (name, "all"):
            step()


if __name__ == "__main__":
    main()
