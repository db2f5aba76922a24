"""What the judge learns relations from, put together: stories, families, real news as it is and as edited."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from crosscheck.embed import Embedder
from training.edits import alike_pairs, edited
from training.examples import Example, entailment_pairs, families
from training.news import presumed_pairs
from training.stories import NOT_FLAGGED, examples, labelled_pairs

HELD_OUT_DOMAIN = "law"  # of the shared families: no judge learns from it, so that it can be measured on
# Entailment pairs of the first stage; some of the rest are mixed in later, so that what they taught is kept.
PRETRAINING = 24_000
_SHARES = {"families": 3000, "news": 1500, "edits": 1300, "entailment": 2000}
_LABELLED = 0.75  # of the labelled pairs of the stories, which copies and clauses give twice


def relation_examples(shared: Path, own: Path, stories: Sequence[str], embedder: Embedder) -> list[Example]:
    """Mix story pairs with a label and look-alikes, families, mined and edited news, and entailment.

    `own` is the folder of our stories and families. Of the mined pairs nothing is left out: of the 25 that an early
    judge was surest of, none was a conflict when read, so it is these that teach most.
    """
    dice = random.Random(5)
    pairs = labelled_pairs(own / "stories", stories)
    told = [p for p in pairs if p.relation == NOT_FLAGGED or dice.random() < _LABELLED]
    news = shared / "data" / "news"
    others = {
        "families": families(p for p in (own / "families").glob("*.jsonl") if p.stem != HELD_OUT_DOMAIN),
        "news": presumed_pairs(news, embedder, groups=400, each=8),
        "edits": edited(alike_pairs(news, groups=1000)),
        "entailment": entailment_pairs(shared / "data" / "pairs")[PRETRAINING:],
    }
    chosen = examples(told, seed=1, negatives=2)
    for name, found in others.items():
        chosen += dice.sample(found, min(_SHARES[name], len(found)))
    return chosen
