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
# Of the pairs of the stories that a label names; of those that none names, in stories labelled in full, a half.
_TOLD = {"conflict": 0.72, "update": 0.8, "reconciled": 0.95, "agree": 0.9, "unrelated": 0.6}
_UNTOLD = 0.5
_SHARES = {"news": 2000, "edits": 300, "families": 1100, "entailment": 600}
_RELATIONS = 12_000  # in all: what two cores read in forty minutes


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


def relation_examples(
    shared: Path, own: Path, stories: Sequence[str], embedder: Embedder, first: int
) -> list[Example]:
    """Mix story pairs, real news read by an editor, edited news, families and entailment.

    `own` is the folder of our stories, families and labels; of the entailment pairs the first `first` are left out.
    (The shipped judge was trained without the conflicts of real news: they had not been looked at twice then.)
    """
    dice = random.Random(21)
    news = shared / "data" / "news"
    told = examples(labelled_pairs(own / "stories", stories), seed=3, negatives=1)
    chosen = [e for e in told if _is_taken(e, dice)]
    read = labels.examples(labels.read_pairs(own / "labels" / "news.jsonl", news), embedder, negatives=1.0)
    others = {
        "news": read,
        "edits": edited(alike_pairs(news, groups=170)),
        "families": families(_family_files(own), seed=3),
        "entailment": entailment_pairs(shared / "data" / "pairs")[first:][: _SHARES["entailment"]],
    }
    for name, found in others.items():
        chosen += dice.sample(found, min(_SHARES[name], len(found))) if name != "entailment" else found
    dice.shuffle(chosen)
    return chosen[:_RELATIONS]


def _is_taken(example: Example, dice: random.Random) -> bool:
    if example.listed:
        return dice.random() < _TOLD[str(example.relation)]
    return example.relation == "unrelated" and dice.random() < _UNTOLD
