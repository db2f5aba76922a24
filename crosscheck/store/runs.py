"""What each finished run saw and wrote."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crosscheck.store.file import StoreFile
from crosscheck.store.snapshots import Keeping, packed, write_snapshot

_COLUMNS = "id, key, finished, summary"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a finished run left: the hash of all that it saw, when (UTC), what it wrote (name -> hash) and found.

    `changes` counts its findings as new, changed, resolved or the same; it is empty for a run that compared with none.
    """

    id: int
    key: str
    reports: Mapping[str, str]
    counts: Mapping[str, int]
    finished: str = ""
    articles: int = 0
    changes: Mapping[str, int] = field(default_factory=dict)


class Runs(StoreFile):
    """The finished runs, oldest first."""

    def last_run(self) -> RunRecord | None:
        """Return the newest finished run."""
        with self._reading() as db:
            row = db.execute(f"SELECT {_COLUMNS} FROM runs ORDER BY id DESC LIMIT 1").fetchone()  # noqa: S608
            return None if row is None else _record(row)

    def runs(self) -> list[RunRecord]:
        """Return all runs, the oldest first."""
        with self._reading() as db:
            return [_record(row) for row in db.execute(f"SELECT {_COLUMNS} FROM runs ORDER BY id")]  # noqa: S608

    def add_run(
        self,
        key: str,
        reports: Mapping[str, str],
        counts: Mapping[str, int],
        articles: int = 0,
        changes: Mapping[str, int] | None = None,
        keeping: Keeping | None = None,
    ) -> int:
        """Note a finished run with its snapshot, and return its number.

        A run that found what the last one did is the same run again: it takes over its number.
        """
        told = {
            "reports": dict(reports),
            "counts": dict(counts),
            "articles": articles,
            "changes": dict(changes or {}),
        }
        with self._reading() as db:
            new = packed(db, keeping) if keeping is not None else []
        with self._transaction() as db:
            number = _same_as_last(db, keeping)
            if number is None:
                values = (key, json.dumps(told))
                number = int(
                    db.execute("INSERT INTO runs (key, summary) VALUES (?, ?)", values).lastrowid or 0
                )
            else:
                db.execute(
                    "UPDATE runs SET key = ?, summary = ? WHERE id = ?", (key, json.dumps(told), number)
                )
            if keeping is not None:
                write_snapshot(db, number, keeping, new)
            return number


def _same_as_last(db: sqlite3.Connection, keeping: Keeping | None) -> int | None:
    last = (
        "SELECT id FROM runs JOIN snapshots ON run = id WHERE id = (SELECT max(id) FROM runs) AND digest = ?"
    )
    row = db.execute(last, (keeping.digest,)).fetchone() if keeping is not None else None
    return None if row is None else int(row[0])


def _record(row: tuple[Any, ...]) -> RunRecord:
    number, key, finished, summary = row
    told = json.loads(summary)
    return RunRecord(
        number,
        key,
        told["reports"],
        told["counts"],
        finished,
        told.get("articles", 0),
        told.get("changes", {}),
    )
