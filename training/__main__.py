"""`python -m training embedder|judge|quick|decision|all`: make what `models/` ships, from `../shared` and our stories.

Stopped anywhere, the same command goes on from the last checkpoint in `.scratch/training`.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.fit import Plan

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCRATCH = ROOT / ".scratch" / "training"
MODELS = ROOT / "models"
OWN = ROOT / "training"
STORIES = OWN / "stories"
_LOOKED_AT = 10  # held-out stories on which a figure is logged at each checkpoint


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one judge is made: its base weights, how many of their layers are kept, and the two stages."""

    name: str
    base: Path
    layers: int
    pretraining: Plan
    training: Plan


def stories(kept: bool) -> list[str]:
    """Return the names of the training stories, those that the judge learns from or those that are held out."""
    from training.stories import held_out

    aside = held_out(STORIES)
    return [p.stem for p in sorted((STORIES / "expected").glob("*.jsonl")) if (p.stem in aside) == kept]


def strong() -> Recipe:
    """The judge that decides: nine layers of MPNet."""
    from training.bases import mpnet_folder
    from training.fit import Plan

    return Recipe(
        "judge",
        mpnet_folder(SCRATCH),
        9,
        Plan("entailment", rate=5e-5, batch=24, longest=112, last_step=692),
        Plan("relations", rate=4e-5, batch=24, longest=112, frozen_layers=3),
    )


def quick() -> Recipe:
    """The judge that spares the strong one what cannot matter: three layers of MiniLM."""
    from training.bases import minilm_folder
    from training.fit import Plan

    return Recipe(
        "quick",
        minilm_folder(),
        3,
        Plan("entailment", rate=2e-4, batch=32, longest=112),
        Plan("relations", rate=1.5e-4, batch=32, longest=128),
    )


def make_judge(recipe: Recipe) -> None:
    """Pre-train on entailment, then train on stories, families and news, then write the ONNX models."""
    import torch
    from tokenizers import Tokenizer

    from crosscheck.embed import Embedder
    from training.examples import entailment_pairs
    from training.export import export
    from training.fit import fit
    from training.measure import entailment_accuracy, story_figures
    from training.mixtures import PRETRAINING, relation_examples
    from training.network import PairNetwork
    from training.stories import labelled_pairs

    torch.set_num_threads(2)
    torch.manual_seed(1)
    folder, pairs = SCRATCH / recipe.name, SHARED / "data" / "pairs"
    tokenizer_file = recipe.base / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    network = PairNetwork(recipe.base, recipe.layers)
    tuned = entailment_accuracy(pairs / "tune", tokenizer, rows=50)
    fit(network, tokenizer, entailment_pairs(pairs)[:PRETRAINING], recipe.pretraining, folder, tuned)
    export(network, tokenizer_file, folder / "entailment-only")
    told = labelled_pairs(STORIES, stories(kept=True)[:_LOOKED_AT])
    mixture = relation_examples(SHARED, OWN, stories(kept=False), Embedder(str(MODELS / "embedder")))
    fit(network, tokenizer, mixture, recipe.training, folder, story_figures(told, tokenizer))
    export(network, tokenizer_file, folder / "made")
    target = MODELS / recipe.name
    target.mkdir(parents=True, exist_ok=True)
    for name in ("judge.onnx", "tokenizer.json"):
        shutil.copyfile(folder / "made" / name, target / name)


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
    steps = {
        "embedder": make_embedder,
        "judge": lambda: make_judge(strong()),
        "quick": lambda: make_judge(quick()),
        "decision": make_decision,
    }
    parser.add_argument("what", choices=[*steps, "all"])
    chosen = parser.parse_args().what
    for name, step in steps.items():
        if chosen in (name, "all"):
            step()


if __name__ == "__main__":
    main()
