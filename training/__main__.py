"""`python -m training embedder|judge|quick|leave-out|decision|all`: make what `models/` ships, from `../shared` and our stories.

Stopped anywhere, the same command goes on from the last checkpoint in `.scratch/training`.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
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
_DECIDED_ON = 48  # held-out stories with complete labels; their pairs are read in ten minutes
_HEARD = 60  # examples that show which channels of a network are loud
SEEN = 16_608  # of the entailment pairs, those that the judge of 22 November 2026 has seen


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one judge is made: its base weights, how many of their layers are kept, and how each stage is trained."""

    name: str
    base: Path
    layers: int
    entailment: Plan
    general: Plan
    relations: Plan


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
        Plan("general", rate=4e-5, batch=24, longest=112, frozen_layers=3, last_step=453),
        Plan("relations", rate=3.5e-5, batch=24, longest=128, frozen_layers=4),
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
        Plan("general", rate=2e-4, batch=32, longest=112),
        Plan("relations", rate=1.5e-4, batch=32, longest=128),
    )


def make_judge(recipe: Recipe, shipped: Path | None = None) -> None:
    """Train on entailment, then on families and entailment, then on stories and news; write an ONNX model after each.

    With `shipped`, the folder of a judge of this form, training goes on from it: the first stage is left out.
    """
    import torch
    from tokenizers import Tokenizer

    from crosscheck.embed import Embedder
    from training.examples import entailment_pairs
    from training.export import export
    from training.fit import encode, fit
    from training.measure import entailment_accuracy, story_figures
    from training.mixtures import PRETRAINING, general_examples, relation_examples
    from training.network import PairNetwork
    from training.stories import labelled_pairs
    from training.warm import warm_start

    torch.set_num_threads(2)
    torch.manual_seed(1)
    folder, pairs = SCRATCH / recipe.name, SHARED / "data" / "pairs"
    tokenizer_file = recipe.base / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    network = PairNetwork(recipe.base, recipe.layers)
    tuned = entailment_accuracy(pairs / "tune", tokenizer, rows=20)
    if shipped is None:
        fit(network, tokenizer, entailment_pairs(pairs)[:PRETRAINING], recipe.entailment, folder, tuned)
        export(network, tokenizer_file, folder / recipe.entailment.name)
    else:
        warm_start(network, shipped / "judge.onnx")
    seen = PRETRAINING if shipped is None else SEEN
    general = general_examples(SHARED, OWN, seen)
    fit(network, tokenizer, general, recipe.general, folder, tuned)
    export(network, tokenizer_file, folder / recipe.general.name)
    told = labelled_pairs(STORIES, stories(kept=True)[:_LOOKED_AT])
    later = seen + sum(e.entailment is not None for e in general)
    embedder = Embedder(str(MODELS / "embedder"))
    mixture = relation_examples(SHARED, OWN, stories(kept=False), embedder, later)
    fit(network, tokenizer, mixture, recipe.relations, folder, story_figures(told, tokenizer))
    samples = [encode(tokenizer, [e], recipe.relations.longest) for e in mixture[:_HEARD]]
    export(network, tokenizer_file, folder / "made", samples)
    target = MODELS / recipe.name
    target.mkdir(parents=True, exist_ok=True)
    for name in ("judge.onnx", "tokenizer.json"):
        shutil.copyfile(folder / "made" / name, target / name)


def measure_left_out() -> None:
    """Print how a quick judge does on each shared family file that it was not trained on."""
    import torch
    from tokenizers import Tokenizer

    from training.leave_out import leave_one_out
    from training.network import PairNetwork

    torch.set_num_threads(2)
    recipe = quick()
    files = sorted((SHARED / "benchmark" / "families").glob("*.jsonl"))
    start = SCRATCH / recipe.name / f"{recipe.entailment.name}.pt"
    found = leave_one_out(
        files,
        lambda: PairNetwork(recipe.base, recipe.layers),
        Tokenizer.from_file(str(recipe.base / "tokenizer.json")),
        start,
        recipe.general,
        SCRATCH / "leave-out",
    )
    for name, figures in found.items():
        print(f"{name:14} " + "  ".join(f"{k} {v:.3f}" for k, v in figures.items()))


def make_embedder() -> None:
    """Write `models/embedder`."""
    from training.embedder import make

    make(MODELS / "embedder")


def make_decision() -> None:
    """Fit the calibrated decision on the held-out stories, run through the tool itself."""
    from training.decide import fit_decision
    from training.stories import complete

    known = complete(STORIES)
    told = [s for s in stories(kept=True) if s in known][:_DECIDED_ON]
    fit_decision(OWN, told, SHARED / "data" / "news", MODELS / "judge" / "decision.json", SCRATCH)


def main() -> None:
    """Make what is named."""
    parser = argparse.ArgumentParser(prog="python -m training", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--on", action="store_true", help="go on from the shipped judge, not from its base")
    steps: dict[str, Callable[[argparse.Namespace], None]] = {
        "embedder": lambda _: make_embedder(),
        "judge": lambda asked: make_judge(strong(), MODELS / "judge" if asked.on else None),
        "quick": lambda _: make_judge(quick()),
        "decision": lambda _: make_decision(),
    }
    parser.add_argument("what", choices=[*steps, "leave-out", "all"])
    chosen = parser.parse_args()
    if chosen.what == "leave-out":
        measure_left_out()
    for name, step in steps.items():
        if chosen.what in (name, "all"):
            step(chosen)


if __name__ == "__main__":
    main()
