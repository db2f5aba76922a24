"""What the judge learns relations from, put together: stories, families, real news as it is and as edited."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from crosscheck.embed import Embedder
from crosscheck.judge import Judge, Question
from crosscheck.records import RELATIONS
from training.edits import alike_pairs, edited
from training.examples import Example, entailment_pairs, families
from training.news import presumed_pairs
from training.stories import examples, labelled_pairs

HELD_OUT_DOMAIN = "law"  # of the shared families: no judge learns from it, so that it can be measured on
PRETRAINING = (
    24_000  # entailment pairs; the rest of them are mixed in later, so that what they taught is kept
)
_DOUBTFUL = 0.5  # the probability of a conflict above which an early judge's word keeps a mined pair out


def relation_examples(
    shared: Path, own: Path, stories: Sequence[str], embedder: Embedder, early: Judge | None
) -> list[Example]:
    """Mix: every story pair with a label and look-alikes, a third of the families, mined and edited news, entailment.

    `own` is the folder of our stories and families; `early` a judge that looks at the mined pairs first.
    """
    told = examples(labelled_pairs(own / "stories", stories), seed=1, negatives=4)
    known = [p for p in (shared / "benchmark" / "families").glob("*.jsonl") if p.stem != HELD_OUT_DOMAIN]
    in_families = families([*known, *(own / "families").glob("*.jsonl")])
    random.Random(1).shuffle(in_families)
    news = presumed_pairs(shared / "data" / "news", embedder, groups=400, each=8)
    if early is not None:
        news = trusted(news, early)
    changed = edited(alike_pairs(shared / "data" / "news", groups=1000))
    kept_up = entailment_pairs(shared / "data" / "pairs")[PRETRAINING : PRETRAINING + 2500]
    return told + in_families[: len(in_families) // 3] + news + changed + kept_up


def trusted(mined: Sequence[Example], early: Judge) -> list[Example]:
    """Leave out the mined pairs that an early judge calls conflicts with confidence: some of them are."""
    asked = [_question(e) for e in mined]
    chances, _ = early.score(asked)
    conflict = RELATIONS.index("conflict")
    return [e for e, p in zip(mined, chances, strict=True) if p[conflict] < _DOUBTFUL]


def _question(example: Example) -> Question:
    """Take the days back out of what was written for the model; an early judge may do with roughly that."""
    when, _, right = example.right.partition(": ")
    return Question(example.left, right, {"same day": 0, "next day": 1}.get(when))
