"""Real news read by an editor -> pairs with a relation, and pairs that have none.

`labels/news.jsonl` has a line for each group: which spans of its articles were read, and which pairs of them stand in
a relation. It holds numbers and our own words, none of the articles'; they lie in `../shared`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from crosscheck.embed import Embedder
from crosscheck.judge.inputs import in_context, later_side
from training.examples import Example, gap_between, read_lines
from training.news import day_of


@dataclass(frozen=True, slots=True)
class ReadPair:
    """Two sentences of different articles of one group; `relation` is "unrelated" where the editor saw none."""

    group: str
    left: str
    right: str
    days: int | None
    relation: str
    aspect: str | None


def read_pairs(labels: Path, news: Path) -> list[ReadPair]:
    """Return every cross-article pair of the sentences that were read, the earlier article's first."""
    groups = list(read_lines(labels))
    wanted = {a for g in groups for a in g["articles"]}
    rows = {r["id"]: r for r in read_lines(news / "articles.jsonl.gz") if r["id"] in wanted}
    return [pair for g in groups for pair in _group_pairs(g, rows)]


def _group_pairs(group: dict[str, Any], rows: dict[str, dict[str, Any]]) -> list[ReadPair]:
    told = {tuple(map(tuple, sorted(p["pair"]))): (p["relation"], p.get("aspect")) for p in group["pairs"]}
    order = sorted(group["articles"], key=lambda a: (str(day_of(rows[a]) or "9"), a))
    sentences = {a: _told(rows[a]["text"], spans) for a, spans in group["articles"].items()}
    found = []
    for one, other in combinations(order, 2):
        days = gap_between(day_of(rows[one]), day_of(rows[other]))
        for i in range(len(sentences[one])):
            for j in range(len(sentences[other])):
                relation, aspect = told.get(tuple(sorted(((one, i), (other, j)))), ("unrelated", None))
                left, right = sentences[one][i], sentences[other][j]
                found.append(ReadPair(f"news-{group['group']}", left, right, days, relation, aspect))
    return found


def _told(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    plain = [text[a:b] for a, b in spans]
    return [in_context(t, before) for t, before in zip(plain, ["", *plain[:-1]], strict=True)]


def examples(
    pairs: Sequence[ReadPair], embedder: Embedder, negatives: float = 2.0, seed: int = 1
) -> list[Example]:
    """Return the pairs that have a relation, and so many times as many of the most alike that have none."""
    found: list[Example] = []
    for group in sorted({p.group for p in pairs}):
        dice = random.Random(f"{seed}-{group}")
        mine = [p for p in pairs if p.group == group]
        told = [p for p in mine if p.relation != "unrelated"]
        rest = [p for p in mine if p.relation == "unrelated"]
        many = min(len(rest), int(negatives * max(4, len(told))))
        found += [_example(p, dice) for p in told + dice.sample(_most_alike(rest, embedder, 2 * many), many)]
    return found


def _most_alike(pairs: Sequence[ReadPair], embedder: Embedder, many: int) -> list[ReadPair]:
    texts = sorted({t for p in pairs for t in (p.left, p.right)})
    place = {t: n for n, t in enumerate(texts)}
    vectors = embedder.encode(texts, batch=64)
    cosine = [float(vectors[place[p.left]] @ vectors[place[p.right]]) for p in pairs]
    return [pairs[int(n)] for n in np.argsort(-np.array(cosine), kind="stable")[:many]]


def _example(pair: ReadPair, dice: random.Random) -> Example:
    left, right = pair.left, pair.right
    if pair.relation != "update" and dice.random() < 0.5:
        left, right = right, left
    return Example(left, later_side(right, pair.days), pair.group, relation=pair.relation, aspect=pair.aspect)
