"""Real news of one event: groups of articles, their first sentences, their days.

What the pairs of such sentences are to each other an editor has said (`labels.py`).
"""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

from crosscheck import claims as claiming
from crosscheck.records import Article
from training.examples import read_lines

_SENTENCES = 25  # of the top of each article: news tells what matters first


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


def day_of(row: dict[str, Any]) -> date | None:
    """Return the day on which a real article was published; None when its row does not say."""
    try:
        return date.fromisoformat(str(row["published"])[:10])
    except ValueError:
        return None
