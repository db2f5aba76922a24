"""From the labelled sources to training examples: entailment pairs, fact families, stories.

Every builder returns a list of `Example`; `group` is what must stay on one side of a split (a family, a story).
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from crosscheck.judge.inputs import Question, later_side

ENTAILMENT = ("entailment", "neutral", "contradiction")

# Sets that may go into a shipped model (licence "yes" or "with disclosure"), and how many rows of each are taken:
# balanced ones mostly, drills of logic a little, sets with one class only a little (or overlap means conflict).
ENTAILMENT_SHARES = {
    "mnli_dev": 4587,
    "taxinli": 4000,
    "lingnli_lots": 2500,
    "lingnli_litl": 2000,
    "lingnli_base": 2000,
    "semiauto_sim_wiki": 2500,
    "semiauto_base_wiki": 1500,
    "semiauto_translate_wiki": 1500,
    "cad_nli": 2000,
    "snli_devtest": 1500,
    "fever_vanilla": 2000,
    "healthver": 800,
    "climate_fever": 400,
    "infotabs": 1000,
    "conjnli": 600,
    "wikifactcheck_cannot": 400,
    "wikifactcheck_dev": 300,
    "fragments_counting": 150,
    "fragments_negation": 100,
    "fragments_comparative": 100,
    "help": 150,
    "wanli_sample": 100,
}


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts with what is known of them; a head without a label is not trained on this example.

    `listed`: an editor named this very pair, and did not only leave it out.
    """

    left: str
    right: str
    group: str
    entailment: str | None = None
    relation: str | None = None
    aspect: str | None = None
    weight: float = 1.0
    listed: bool = True


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def entailment_pairs(folder: Path, seed: int = 1, longest: int = 300) -> list[Example]:
    """Sample the entailment sets by `ENTAILMENT_SHARES`; pairs of more than `longest` characters are left out."""
    chosen: list[Example] = []
    for name, share in ENTAILMENT_SHARES.items():
        (path,) = (folder / "train").glob(f"{name}.*.jsonl.gz")
        rows = [r for r in read_lines(path) if len(r["premise"]) + len(r["hypothesis"]) <= longest]
        random.Random(f"{seed}-{name}").shuffle(rows)
        chosen += [Example(r["premise"], r["hypothesis"], name, entailment=r["label"]) for r in rows[:share]]
    random.Random(seed).shuffle(chosen)
    return chosen


def families(paths: Iterable[Path], seed: int = 1) -> list[Example]:
    """Build pairs from fact families, with dates alike for all relations (only an update is always later)."""
    return [
        Example(q.left, later_side(q.right, q.days), group, relation=relation, aspect=aspect)
        for path in sorted(paths)
        for q, relation, aspect, group in family_questions(path, seed)
    ]


FamilyPair = tuple[Question, str, str | None, str]


def family_questions(path: Path, seed: int = 1) -> Iterator[FamilyPair]:
    """Yield the pairs of a file of families: what is asked, the relation, the aspect, and the family."""
    rows = list(read_lines(path))
    for number, row in enumerate(rows):
        dice = random.Random(f"{seed}-{row['id']}")
        yield from _family_pairs(row, rows[(number + 1 + dice.randrange(5)) % len(rows)], dice)


def _family_pairs(row: dict[str, Any], other: dict[str, Any], dice: random.Random) -> Iterator[FamilyPair]:
    base, same = row["base"], row["agree"]

    def pair(left: str, right: str, relation: str, aspect: str | None, gap: int | None) -> FamilyPair:
        if relation != "update" and dice.random() < 0.5:
            left, right = right, left
        return Question(left, right, gap), relation, aspect, row["id"]

    for left, right in combinations([base, *same], 2):
        yield pair(left, right, "agree", None, _gap(dice))
    for relation in ("conflict", "reconciled"):
        for item in row[relation]:
            for left in (base, dice.choice(same)):
                yield pair(left, item["text"], relation, item["aspect"], _gap(dice))
    for item in row["update"]:
        days = max(1, (date.fromisoformat(item["date"]) - date.fromisoformat(row["date"])).days)
        for left in (base, dice.choice(same)):
            yield pair(left, item["text"], "update", item["aspect"], days)
    for text in row["unrelated"]:
        for left in (base, dice.choice(same)):
            yield pair(left, text, "unrelated", None, _gap(dice))
    yield pair(base, other["base"], "unrelated", None, _gap(dice))


def _gap(dice: random.Random) -> int | None:
    """Draw the days between two reports as news has them: mostly the same day or the next."""
    return dice.choice((0, 0, 0, 1, 1, 2, 3, 4, 7, None))


def gap_between(left: date | None, right: date | None) -> int | None:
    """Return the days from left to right, None when either is unknown."""
    return None if left is None or right is None else (right - left) // timedelta(days=1)
