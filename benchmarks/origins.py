"""Who is independent: `python -m benchmarks.origins`, copies of one text among the dev stories and among real articles.

Of the dev stories, articles that name one agency are copies. Of real news, pairs that share words were read one by
one; `origins_review.csv` has verdict and reason. The bounds of `crosscheck/origins.py` were chosen on these real pairs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from benchmarks.quality import DEV
from benchmarks.real_news import NEWS
from crosscheck import articles as reading
from crosscheck.origins import is_copy, runs_of
from crosscheck.records import Article
from training.examples import read_lines

REVIEW = Path(__file__).resolve().parent / "origins_review.csv"
Told = tuple[bool, bool]  # whether it is a copy, and whether it is taken for one


def dev_pairs(benchmark: Path) -> list[Told]:
    """Return every two articles of each story."""
    told: list[Told] = []
    for story in sorted((benchmark / "stories").iterdir()):
        runs = [(a, runs_of(a)) for a in reading.read([story]).articles]
        for (one, mine), (other, theirs) in combinations(runs, 2):
            told.append((one.via is not None and one.via == other.via, is_copy(mine, theirs)))
    return told


def real_pairs(news: Path) -> list[Told]:
    """Return the pairs of real articles that were read."""
    with REVIEW.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wanted = {row[side] for row in rows for side in ("left", "right")}
    texts = {r["id"]: r["text"] for r in read_lines(news / "articles.jsonl.gz") if r["id"] in wanted}
    runs = {name: runs_of(Article(name, name, text)) for name, text in texts.items()}
    return [(row["verdict"] == "copy", is_copy(runs[row["left"]], runs[row["right"]])) for row in rows]


def figures(told: Iterable[Told]) -> str:
    """Say how many copies there are, how many were found, and how many were none."""
    pairs = list(told)
    found = sum(true and said for true, said in pairs)
    wrong = sum(said and not true for true, said in pairs)
    return f"{len(pairs)} pairs, {sum(true for true, _ in pairs)} copies: {found} found, {wrong} wrongly"


def main() -> None:
    """Print both."""
    if DEV.is_dir():
        print(f"dev stories: {figures(dev_pairs(DEV))}")
    if NEWS.is_dir():
        print(f"real news: {figures(real_pairs(NEWS))}")


if __name__ == "__main__":
    main()
