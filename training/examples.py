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

from crosscheck.judge.inputs import later_side

ENTAILMENT = ("entailment", "neutral", "contradiction")

# Sets that may go into a shipped model (licence "yes" or "with disclosure"), and how many rows of each are taken:
# news-like premises in full, drills of logic a little, sets with one class only a little (or overlap means conflict).
ENTAILMENT_SHARES = {
    "fever_vanilla": 9000,
    "semiauto_sim_wiki": 6172,
    "semiauto_base_wiki": 2740,
    "semiauto_translate_wiki": 4000,
    "mnli_dev": 4587,
    "taxinli": 5000,
    "cad_nli": 6000,
    "snli_devtest": 5000,
    "lingnli_lots": 4000,
    "lingnli_litl": 3000,
    "conjnli": 3000,
    "healthver": 1696,
    "climate_fever": 2000,
    "wikifactcheck_cannot": 4000,
    "wikifactcheck_dev": 2000,
    "fragments_counting": 700,
    "fragments_negation": 500,
    "fragments_comparative": 300,
    "help": 1000,
    "wanli_sample": 100,
    "wice": 298,
}


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts with what is known of them; a head without a label is not trained on this example."""

    left: str
    right: str
    group: str
    entailment: str | None = None
    relation: str | None = None
    aspect: str | None = None
    weight: float = 1.0


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read a JSON Lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def entailment_pairs(folder: Path, seed: int = 1, longest: int = 420) -> list[Example]:
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
    chosen: list[Example] = []
    for path in sorted(paths):
        rows = list(read_lines(path))
        for number, row in enumerate(rows):
            dice = random.Random(f"{seed}-{row['id']}")
            chosen += _family_pairs(row, rows[(number + 1 + dice.randrange(5)) % len(rows)], dice)
    return chosen


def _family_pairs(row: dict[str, Any], other: dict[str, Any], dice: random.Random) -> list[Example]:
    group, base, same = row["id"], row["base"], row["agree"]
    pairs: list[Example] = []

    def add(left: str, right: str, relation: str, aspect: str | None, gap: int | None) -> None:
        if relation != "update" and dice.random() < 0.5:
            left, right = right, left
        pairs.append(Example(left, later_side(right, gap), group, relation=relation, aspect=aspect))

    for left, right in combinations([base, *same], 2):
        add(left, right, "agree", None, _gap(dice))
    for item in row["conflict"]:
        for left in (base, dice.choice(same)):
            add(left, item["text"], "conflict", item["aspect"], _gap(dice))
    for item in row["reconciled"]:
        for left in (base, dice.choice(same)):
            add(left, item["text"], "reconciled", item["aspect"], _gap(dice))
    for item in row["update"]:
        days = max(1, (date.fromisoformat(item["date"]) - date.fromisoformat(row["date"])).days)
        for left in (base, dice.choice(same)):
            add(left, item["text"], "update", item["aspect"], days)
    for text in row["unrelated"]:
        for left in (base, dice.choice(same)):
            add(left, text, "unrelated", None, _gap(dice))
    add(base, other["base"], "unrelated", None, _gap(dice))
    return pairs


def _gap(dice: random.Random) -> int | None:
    """Draw the days between two reports as news has them: mostly the same day or the next."""
    return dice.choice((0, 0, 0, 1, 1, 2, 3, 4, 7, None))


def gap_between(left: date | None, right: date | None) -> int | None:
    """Return the days from left to right, None when either is unknown."""
    return None if left is None or right is None else (right - left) // timedelta(days=1)
