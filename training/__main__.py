"""`python -m training embedder|judge|decision|all`: make the models that `models/` ships, from `../shared` and our stories.

Stopped anywhere, the same command goes on from the last checkpoint in `.scratch/training`.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.examples import Example

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCRATCH = ROOT / ".scratch" / "training"
MODELS = ROOT / "models"
STORIES = ROOT / "training" / "stories"


def stories(kept: bool) -> list[str]:
    """Return the names of the training stories, those that the judge learns from or those that are held out."""
    from training.stories import held_out

    aside = held_out(STORIES)
    return [p.stem for p in sorted((STORIES / "expected").glob("*.jsonl")) if (p.stem in aside) == kept]


def make_judge() -> None:
    """Pre-train on entailment, then train on stories, families and news, then write the ONNX model."""
    import torch
    from tokenizers import Tokenizer

    from training.embedder import base_folder
    from training.examples import entailment_pairs
    from training.export import export
    from training.fit import Plan, fit
    from training.measure import entailment_accuracy, story_figures
    from training.network import PairNetwork
    from training.stories import labelled_pairs

    torch.set_num_threads(2)
    torch.manual_seed(1)
    tokenizer_file = base_folder() / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    network = PairNetwork(base_folder())
    pairs = SHARED / "data" / "pairs"
    pretraining = Plan("entailment", rate=1e-4, longest=112)
    fit(
        network,
        tokenizer,
        entailment_pairs(pairs),
        pretraining,
        SCRATCH,
        entailment_accuracy(pairs / "tune", tokenizer),
    )
    look = story_figures(labelled_pairs(STORIES, stories(kept=True)), tokenizer)
    fit(network, tokenizer, relation_examples(), Plan("relations", rate=8e-5), SCRATCH, look)
    export(network, tokenizer_file, SCRATCH / "judge")
    (MODELS / "judge").mkdir(parents=True, exist_ok=True)
    for name in ("judge.onnx", "tokenizer.json"):
        (MODELS / "judge" / name).write_bytes((SCRATCH / "judge" / name).read_bytes())


def relation_examples() -> list[Example]:
    """Mix what the judge learns relations from: stories twice with other negatives, a third of the families, news."""
    from crosscheck.embed import Embedder
    from training.examples import families
    from training.news import presumed_pairs
    from training.stories import examples, labelled_pairs

    told = labelled_pairs(STORIES, stories(kept=False))
    in_families = families((SHARED / "benchmark" / "families").glob("*.jsonl"))
    random.Random(1).shuffle(in_families)
    news = presumed_pairs(SHARED / "data" / "news", Embedder(str(MODELS / "embedder")), groups=400, each=8)
    from_stories = examples(told, seed=1, negatives=3) + examples(told, seed=2, negatives=3)
    return from_stories + in_families[: len(in_families) // 3] + news


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
