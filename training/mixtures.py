"""What the judge learns relations from, put together: stories, families, real news as it is and as edited."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from crosscheck.embed import Embedder
from training import labels
from training.edits import alike_pairs, edited
from training.examples import Example, entailment_pairs, families
from training.stories import examples, labelled_pairs

HELD_OUT_DOMAIN = "law"  # of the shared families: no judge learns from it, so that it can be measured on
# Entailment pairs of the first stage; some of the rest are mixed in later, so that what they taught is kept.
PRETRAINING = 24_000
_GENERAL = {"families that fit": 4000, "other families": 3500, "entailment": 6500}
_SHARES = {"families": 3000, "news": 3000, "edits": 900, "entailment": 1500}


def general_examples(shared: Path, own: Path, first: int) -> list[Example]:
    """Mix families and entailment: what is true of any two sentences, before stories and news.

    Of the entailment pairs the first `first` are left out: an earlier stage has seen them.
    """
    dice = random.Random(11)
    known = families(_family_files(own), seed=2)
    fits = [e for e in known if e.relation in ("reconciled", "update", "agree")]
    others = [e for e in known if e.relation not in ("reconciled", "update", "agree")]
    return [
        *dice.sample(fits, _GENERAL["families that fit"]),
        *dice.sample(others, _GENERAL["other families"]),
        *entailment_pairs(shared / "data" / "pairs")[first:][: _GENERAL["entailment"]],
    ]


def _family_files(own: Path) -> list[Path]:
    return [p for p in (own / "families").glob("*.jsonl") if p.stem != HELD_OUT_DOMAIN]


def relation_examples(shared: Path, own: Path, stories: Sequence[str], embedder: Embedder) -> list[Example]:
    """Mix story pairs with a label and look-alikes, families, real news read by an editor, edited news, entailment.

    `own` is the folder of our stories, families and labels.
    """
    dice = random.Random(5)
    news = shared / "data" / "news"
    others = {
        "families": families(_family_files(own)),
        "news": labels.examples(labels.read_pairs(own / "labels" / "news.jsonl", news), embedder),
        "edits": edited(alike_pairs(news, groups=1000)),
        "entailment": entailment_pairs(shared / "data" / "pairs")[PRETRAINING:],
    }
    chosen = examples(labelled_pairs(own / "stories", stories), seed=1, negatives=2)
    for name, found in others.items():
        chosen += dice.sample(found, min(_SHARES[name], len(found)))
    return chosen
