"""`benchmarks/history.csv`: one row a measured thing, so that a number can be followed from change to change."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from crosscheck.records import content_id

HISTORY = Path(__file__).resolve().parent / "history.csv"
COLUMNS = (
    "date",
    "note",
    "data",
    "articles",
    "reported_conflicts",
    "precision",
    "recall",
    "f1",
    "average_precision",
    "traps_called_conflict",
    "update_recall",
    "reconciled_recall",
    "right_aspect",
    "calibration_error",
    "blocking_recall",
    "pairs_per_article",
    "seconds",
    # of the judge alone, one row for each set and each reader of it
    "set",
    "reader",
    "pairs",
    "base_rate",
    "auc",
    "macro_f1",
    "accuracy",
    "precision_at_recall_0.3",
    "traps_at_half_recall",
    "pairs_per_second",
)


def data_hash(benchmark: Path) -> str:
    """Return a hash of every file of a benchmark, so that a number is pinned to what it was measured on."""
    files = sorted(p for p in benchmark.rglob("*") if p.is_file()) or [benchmark]
    return content_id(*(f"{p.relative_to(benchmark)}:{p.read_bytes().hex()}" for p in files))


def write_row(note: str, row: Mapping[str, Any], path: Path = HISTORY) -> None:
    """Append a row; what it does not have stays empty."""
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, extrasaction="ignore", lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerow({"date": date.today().isoformat(), "note": note, **row})
