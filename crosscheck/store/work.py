"""What stages made, kept under a hash of all that went into it, so that it is not made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscheck.records import Claim, Verdict
from crosscheck.rows import claim_from_json, claim_to_json, verdict_from_json, verdict_to_json
from crosscheck.store.file import StoreFile

_MANY = 400  # keys asked for in one statement: below SQLite's oldest limit of 999 variables


class Work(StoreFile):
    """Claims, vectors, scores and verdicts by key."""

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
