"""What each finished run saw and wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from crosscheck.store.file import StoreFile


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a finished run left: the hash of all that it saw, and what it wrote (name -> hash) and found."""

    id: int
    key: str
    reports: Mapping[str, str]
    counts: Mapping[str, int]


class Runs(StoreFile):
    """The finished runs, oldest first."""

    def last_run(self) -> RunRecord | None:
        """Return the newest finished run."""
        with self._reading() as db:
            row = db.execute("SELECT id, key, summary FROM runs ORDER BY id DESC LIMIT 1").fetchone()
            if row is None:
                return None
            summary = json.loads(row[2])
            return RunRecord(row[0], row[1], summary["reports"], summary["counts"])

    def add_run(self, key: str, reports: Mapping[str, str], counts: Mapping[str, int]) -> None:
        """Note a finished run."""
        summary = json.dumps({"reports": dict(reports), "counts": dict(counts)})
        with self._transaction() as db:
            db.execute("INSERT INTO runs (key, summary) VALUES (?, ?)", (key, summary))
