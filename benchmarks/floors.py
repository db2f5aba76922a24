"""Floors: what a measured figure may not fall below (or rise above), each pinned to the data it was measured on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).resolve().parent / "floors.json"
LOWER_IS_BETTER = frozenset({"traps_called_conflict", "calibration_error"})
GUARDED = (
    "precision",
    "recall",
    "average_precision",
    "traps_called_conflict",
    "update_recall",
    "reconciled_recall",
    "right_aspect",
    "calibration_error",
    "blocking_recall",
)


def read(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """Return the floors by the hash of the data; none when there is no file yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def below(row: Mapping[str, Any], path: Path = FLOORS) -> list[str]:
    """Say in one line each which figures of a row are worse than their floor; other data has no floors."""
    floors = read(path).get(str(row["data"]), {})
    return [
        f"{name}: {row[name]} is worse than its floor {floor}"
        for name, floor in floors.items()
        if not _at_least(name, float(row[name] or 0), floor)
    ]


def raised(row: Mapping[str, Any], path: Path = FLOORS) -> None:
    """Write what is better than its floor, or has none; a floor never falls."""
    known = read(path)
    floors = known.setdefault(str(row["data"]), {})
    for name in GUARDED:
        value = float(row[name] or 0)
        if name not in floors or _at_least(name, value, floors[name]):
            floors[name] = value
    path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _at_least(name: str, value: float, floor: float) -> bool:
    return value <= floor if name in LOWER_IS_BETTER else value >= floor
