"""Everything that lasts: one SQLite file. Each cached thing stands under a hash of all that went into it.

Tables: `claims` (by article and reader), `vectors` (by model and text), `scores` (by cross-encoder and question),
`verdicts` (by all of it), `labels` (what reviewers decided; no run writes there), `runs` (what each run saw).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscheck.records import Claim, CrosscheckError, Label, Verdict
from crosscheck.rows import claim_from_json, claim_to_json, verdict_from_json, verdict_to_json

# A list that only grows: each entry brings an older file one version further.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE claims (
        article TEXT, reader TEXT, data TEXT NOT NULL, PRIMARY KEY (article, reader)
    ) WITHOUT ROWID;
    CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE scores (key TEXT PRIMARY KEY, relation BLOB NOT NULL, aspect BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE verdicts (made INTEGER PRIMARY KEY, key TEXT UNIQUE, pair TEXT NOT NULL, data TEXT NOT NULL);
    CREATE INDEX verdicts_of_pair ON verdicts (pair);
    CREATE TABLE labels (
        left_key TEXT, right_key TEXT, decision TEXT NOT NULL, reviewer TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '', decided TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (left_key, right_key, reviewer)
    ) WITHOUT ROWID;
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, finished TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
        summary TEXT NOT NULL
    );
    """,
)

_MANY = 400  # keys asked for in one statement: below SQLite's oldest limit of 999 variables


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What a finished run left: the hash of all that it saw, and what it wrote (name -> hash) and found."""

    id: int
    key: str
    reports: Mapping[str, str]
    counts: Mapping[str, int]


class Store:
    """An open store; use it as a context manager. Every method that writes commits what it wrote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise self._closed(error) from None
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._upgrade()
        except (sqlite3.Error, OSError) as error:
            self._db.close()
            raise self._closed(error) from None
        except CrosscheckError:
            self._db.close()
            raise

    def _closed(self, error: Exception) -> CrosscheckError:
        return CrosscheckError(
            f"{self.path}: the store cannot be opened ({error}); name another with --store"
        )

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _upgrade(self) -> None:
        """Bring the file to the newest version, after a copy of an older one; refuse what is not ours to change."""
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise CrosscheckError(
                f"{self.path}: the store is of a newer crosscheck (version {version}); "
                "update crosscheck, or name another with --store"
            )
        if version == 0 and self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise CrosscheckError(
                f"{self.path}: is a database of another program; name another file with --store"
            )
        if 0 < version < len(MIGRATIONS):
            self._back_up(self.path.with_suffix(f".v{version}.backup"))
        for number in range(version, len(MIGRATIONS)):
            script = f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;"
            self._db.executescript(script)

    def _back_up(self, copy: Path) -> None:
        """Copy the store; a plain copy of the file would miss what still stands in its write-ahead log."""
        target = sqlite3.connect(copy)
        try:
            self._db.backup(target)
        finally:
            target.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise CrosscheckError(
                f"{self.path}: the store cannot be written ({error}); "
                "free some space, make it writable, or name another with --store"
            ) from None
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Say in one line that the file is damaged; whatever it gives then cannot be trusted."""
        try:
            yield self._db
        except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError) as error:
            raise CrosscheckError(
                f"{self.path}: the store is damaged ({error}); restore a copy of it, or name another with --store"
            ) from None

    def claims(self, article: str, reader: str) -> list[Claim] | None:
        """Return the claims of an article as this reader made them, None when it has not read it."""
        asked = "SELECT data FROM claims WHERE article = ? AND reader = ?"
        with self._reading() as db:
            row = db.execute(asked, (article, reader)).fetchone()
            return None if row is None else [claim_from_json(line) for line in row[0].splitlines() if line]

    def add_claims(self, article: str, reader: str, claims: Sequence[Claim]) -> None:
        """Keep the claims of one article."""
        lines = "\n".join(claim_to_json(c) for c in claims)
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", (article, reader, lines))

    def vectors(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors that are kept under these keys."""
        with self._reading():
            rows = self._kept("vectors", "key, vector", keys)
            return {key: np.frombuffer(blob, dtype=np.float32) for key, blob in rows}

    def add_vectors(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep vectors by key."""
        with self._transaction() as db:
            rows = ((k, v.astype(np.float32).tobytes()) for k, v in vectors.items())
            db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def scores(self, keys: Sequence[str]) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """Return the cross-encoder's probabilities of relation (5,) and aspect (9,) kept under these keys."""
        with self._reading():
            rows = self._kept("scores", "key, relation, aspect", keys)
            return {
                k: (np.frombuffer(r, dtype=np.float32), np.frombuffer(a, dtype=np.float32))
                for k, r, a in rows
            }

    def add_scores(self, scores: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]) -> None:
        """Keep probabilities by key."""
        with self._transaction() as db:
            rows = (
                (k, r.astype(np.float32).tobytes(), a.astype(np.float32).tobytes())
                for k, (r, a) in scores.items()
            )
            db.executemany("INSERT OR REPLACE INTO scores VALUES (?, ?, ?)", rows)

    def verdicts(self, keys: Sequence[str]) -> dict[str, Verdict]:
        """Return the verdicts kept under these keys."""
        with self._reading():
            return {key: verdict_from_json(data) for key, data in self._kept("verdicts", "key, data", keys)}

    def add_verdicts(self, verdicts: Mapping[str, Verdict]) -> None:
        """Keep verdicts by key."""
        with self._transaction() as db:
            rows = ((k, v.pair, verdict_to_json(v)) for k, v in verdicts.items())
            db.executemany("INSERT OR REPLACE INTO verdicts (key, pair, data) VALUES (?, ?, ?)", rows)

    def verdict_of(self, pair: str) -> Verdict | None:
        """Return the newest verdict on a pair, by the pair's id."""
        newest = "SELECT data FROM verdicts WHERE pair = ? ORDER BY made DESC LIMIT 1"
        with self._reading() as db:
            row = db.execute(newest, (pair,)).fetchone()
            return None if row is None else verdict_from_json(row[0])

    def _kept(self, table: str, columns: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(keys), _MANY):
            some = keys[start : start + _MANY]
            marks = ",".join("?" * len(some))
            yield from self._db.execute(f"SELECT {columns} FROM {table} WHERE key IN ({marks})", some)  # noqa: S608

    def labels(self) -> list[Label]:
        """Return all labels in a fixed order."""
        with self._reading() as db:
            rows = db.execute("SELECT * FROM labels ORDER BY left_key, right_key, reviewer")
            return [Label(*row) for row in rows]

    def add_labels(self, labels: Iterable[Label]) -> None:
        """Keep reviewers' decisions; a reviewer's newer decision on a pair replaces the older."""
        with self._transaction() as db:
            rows = [(x.left_key, x.right_key, x.decision, x.reviewer, x.note, x.decided) for x in labels]
            db.executemany("INSERT OR REPLACE INTO labels VALUES (?, ?, ?, ?, ?, ?)", rows)

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
