"""Real news of one event -> pairs of sentences presumed not to conflict: what a judge mostly sees in use.

Two outlets' sentences on one event nearly always tell different facts, or the same. A few of the pairs do conflict;
an early judge finds them, and training goes on without (`trusted`).
"""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from crosscheck import claims as claiming
from crosscheck.embed import Embedder, Vectors
from crosscheck.judge.inputs import later_side
from crosscheck.records import Article
from training.examples import Example, gap_between, read_lines

NOT_A_CONFLICT = "update|reconciled|agree|unrelated"
Side = tuple[dict[str, Any], list[str], Vectors]
_SENTENCES = 25  # of the top of each article: news tells what matters first


def presumed_pairs(
    folder: Path, embedder: Embedder, groups: int, each: int = 12, seed: int = 1
) -> list[Example]:
    """Sample `each` pairs from the most alike fifth of the sentence pairs of every two articles of a group."""
    found: list[Example] = []
    for name, articles in read_groups(folder, groups, seed):
        told = [sentences_of(a) for a in articles]
        sides = [(a, t, embedder.encode(t, batch=64)) for a, t in zip(articles, told, strict=True)]
        dice = random.Random(f"{seed}-{name}")
        for one, other in combinations(sides, 2):
            if len(one[1]) and len(other[1]):
                found += _pairs(one, other, each, name, dice)
    return found


def read_groups(folder: Path, groups: int, seed: int) -> list[tuple[str, list[dict[str, Any]]]]:
    """Draw so many groups of real articles on one event; each with its name and its articles' rows."""
    chosen = list(read_lines(folder / "groups.jsonl.gz"))
    random.Random(seed).shuffle(chosen)
    chosen = chosen[:groups]
    wanted = {a for g in chosen for a in g["articles"]}
    rows = {r["id"]: r for r in read_lines(folder / "articles.jsonl.gz") if r["id"] in wanted}
    return [(f"news-{g['group']}", [rows[a] for a in g["articles"] if a in rows]) for g in chosen]


def sentences_of(row: dict[str, Any]) -> list[str]:
    """Return the sentences of the top of an article that are neither scraps nor lists."""
    text = row["text"]
    lines = [(m, n) for m, n in _lines(text)]
    article = Article(id=str(row["id"]), path="", text=text)
    found = [text[s.start : s.end] for s in claiming.sentences(article, lines)][:_SENTENCES]
    return [t for t in found if 30 <= len(t) <= 350]


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append((start, start + len(line.rstrip())))
        start += len(line)
    return spans


def _pairs(one: Side, other: Side, each: int, group: str, dice: random.Random) -> list[Example]:
    alike = one[2] @ other[2].T
    best = np.argsort(-alike, axis=None, kind="stable")[: max(1, alike.size // 5)]
    picked = dice.sample(best.tolist(), min(each, len(best)))
    days = gap_between(day_of(one[0]), day_of(other[0]))
    made = []
    for number in sorted(picked):
        i, j = divmod(int(number), alike.shape[1])
        left, right = (one[1][i], other[1][j]) if dice.random() < 0.5 else (other[1][j], one[1][i])
        if left != right:
            made.append(Example(left, later_side(right, days), group, relation=NOT_A_CONFLICT))
    return made


def day_of(row: dict[str, Any]) -> date | None:
    """Return the day on which a real article was published; None when its row does not say."""
    try:
        return date.fromisoformat(str(row["published"])[:10])
    except ValueError:
        return None
