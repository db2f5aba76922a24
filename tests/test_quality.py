"""A part of the quality table that fits a test's time: eight dev stories, held to the floors of that part."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import floors, quality, score
from benchmarks.history import data_hash
from crosscheck.config import Config

STORIES = 8


def part_of(dev: Path, folder: Path) -> Path:
    """Copy the first stories of a benchmark, with what is expected of them."""
    (folder / "expected").mkdir(parents=True)
    for path in sorted((dev / "expected").glob("*.jsonl"))[:STORIES]:
        shutil.copyfile(path, folder / "expected" / path.name)
        shutil.copytree(dev / "stories" / path.stem, folder / "stories" / path.stem)
    return folder


def test_no_figure_of_eight_dev_stories_falls_below_its_floor(shared: Path, tmp_path: Path) -> None:
    part = part_of(shared / "benchmark" / "dev", tmp_path / "part")
    seen = quality.measure(part, tmp_path / "store.db", Config())
    metrics, _ = score.score(part, seen.findings)
    row = metrics | quality.blocking(part, seen.analysis) | {"data": data_hash(part)}
    assert floors.read().get(row["data"]), (
        "no floors for this part: python -m benchmarks.quality with --raise-floors"
    )
    assert floors.below(row) == []
