"""How well an embedder ranks the pairs of an event: `python -m benchmarks.blocking [--embedder FOLDER]…`.

Of all cross-article pairs of claims of each labelled story, the most alike 5, 10, 20 and 30 % are taken; shown is
how many of the labelled conflicts are among them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.judge import dev_pairs, row_of, similarity
from benchmarks.quality import DEV
from crosscheck.embed import Embedder
from training.__main__ import MODELS, STORIES, stories
from training.stories import LabelledPair, labelled_pairs

SHARES = (0.05, 0.1, 0.2, 0.3)


def recalls(pairs: Sequence[LabelledPair], embedder: Embedder) -> list[float]:
    """Return for each of SHARES the part of the conflicts that is among the most alike pairs of its story."""
    hits = [0.0] * len(SHARES)
    many = 0
    for story in sorted({p.story for p in pairs}):
        mine = [p for p in pairs if p.story == story]
        near = similarity([row_of(p)[0] for p in mine], embedder)
        true = np.array([p.relation == "conflict" for p in mine])[np.argsort(-near, kind="stable")]
        many += int(true.sum())
        for place, share in enumerate(SHARES):
            hits[place] += float(true[: round(len(mine) * share)].sum())
    return [hit / max(1, many) for hit in hits]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.blocking")
    parser.add_argument("--embedder", type=Path, action="append", help="its folder; may be given again")
    folders = parser.parse_args(arguments).embedder or [MODELS / "embedder"]
    sets = {"held-out stories": labelled_pairs(STORIES, stories(kept=True))}
    if DEV.is_dir():
        sets["dev"] = dev_pairs()
    table = Table("embedder", "set", *(f"top {share:.0%}" for share in SHARES))
    for folder in folders:
        for name, pairs in sets.items():
            found = recalls(pairs, Embedder(str(folder)))
            table.add_row(folder.name, name, *(f"{recall:.3f}" for recall in found))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
