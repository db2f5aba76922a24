"""What stages made, kept under a hash of all that went into it, so that it is not made again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscheck.records import Claim, Verdict
from crosscheck.rows import claim_from_json, claim_to_json, verdict_from_json, verdict_to_json
from crosscheck.store.file import Leaving, StoreFile


@dataclass(frozen=True, slots=True)
class Made:
    """By what a row was made (a hash of the stage's code and model), and of which texts or articles, by their ids."""

    revision: str
    of: tuple[str, ...]


UNKNOWN = Made("", ())
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

    def add_vectors(
        self, vectors: Mapping[str, NDArray[np.float32]], made: Mapping[str, Made] | None = None
    ) -> None:
        """Keep vectors by key; `made` says of each by what, and of which text."""
        of = made or {}
        with self._transaction() as db:
            rows = (
                (k, v.astype(np.float32).tobytes(), *_origin(of.get(k, UNKNOWN), 1))
                for k, v in vectors.items()
            )
            db.executemany(
                "INSERT OR REPLACE INTO vectors (key, vector, revision, said) VALUES (?, ?, ?, ?)", rows
            )

    def scores(self, keys: Sequence[str]) -> dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """Return the cross-encoder's probabilities of relation (5,) and aspect (9,) kept under these keys."""
        with self._reading():
            rows = self._kept("scores", "key, relation, aspect", keys)
            return {
                k: (np.frombuffer(r, dtype=np.float32), np.frombuffer(a, dtype=np.float32))
                for k, r, a in rows
            }

    def add_scores(
        self,
        scores: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]],
        made: Mapping[str, Made] | None = None,
    ) -> None:
        """Keep probabilities by key; `made` says of each by what, and of which two texts."""
        of = made or {}
        with self._transaction() as db:
            rows = (
                (k, r.astype(np.float32).tobytes(), a.astype(np.float32).tobytes())
                + _origin(of.get(k, UNKNOWN), 2)
                for k, (r, a) in scores.items()
            )
            db.executemany(
                "INSERT OR REPLACE INTO scores (key, relation, aspect, revision, left_said, right_said)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def verdicts(self, keys: Sequence[str]) -> dict[str, Verdict]:
        """Return the verdicts kept under these keys."""
        with self._reading():
            return {key: verdict_from_json(data) for key, data in self._kept("verdicts", "key, data", keys)}

    def add_verdicts(self, verdicts: Mapping[str, Verdict], made: Mapping[str, Made] | None = None) -> None:
        """Keep verdicts by key; `made` says of each by what, and of which two articles."""
        of = made or {}
        with self._transaction() as db:
            rows = (
                (k, v.pair, verdict_to_json(v), *_origin(of.get(k, UNKNOWN), 2)) for k, v in verdicts.items()
            )
            db.executemany(
                "INSERT OR REPLACE INTO verdicts (key, pair, data, revision, left_article, right_article)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def verdict_of(self, pair: str) -> Verdict | None:
        """Return the newest verdict on a pair, by the pair's id."""
        newest = "SELECT data FROM verdicts WHERE pair = ? ORDER BY made DESC LIMIT 1"
        with self._reading() as db:
            row = db.execute(newest, (pair,)).fetchone()
            return None if row is None else verdict_from_json(row[0])

    def _forget(self, db: sqlite3.Connection, leaving: Leaving) -> dict[str, int]:
        """Delete the work on articles that leave, and all of which nobody noted what it was made from."""
        articles = json.dumps(["", *leaving.articles])
        texts = json.dumps(["", *leaving.texts])
        gone = {
            "claim": _claims_in(db, articles),
            "vector": _deleted(db, "vectors", ("said",), texts),
            "score": _deleted(db, "scores", ("left_said", "right_said"), texts),
            "verdict": _deleted(db, "verdicts", ("left_article", "right_article"), articles),
        }
        _deleted(db, "claims", ("article",), articles)
        return {**super()._forget(db, leaving), **gone}

    def _kept(self, table: str, columns: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(keys), _MANY):
            some = keys[start : start + _MANY]
            marks = ",".join("?" * len(some))
            yield from self._db.execute(f"SELECT {columns} FROM {table} WHERE key IN ({marks})", some)  # noqa: S608


def _origin(made: Made, many: int) -> tuple[str, ...]:
    return (made.revision, *(made.of or ("",) * many))


def _deleted(db: sqlite3.Connection, table: str, columns: Sequence[str], values: str) -> int:
    """Delete the rows that have one of the values (a list in JSON) in one of the columns."""
    where = " OR ".join(f"{column} IN (SELECT value FROM json_each(?1))" for column in columns)  # noqa: S608
    return db.execute(f"DELETE FROM {table} WHERE {where}", (values,)).rowcount  # noqa: S608


def _claims_in(db: sqlite3.Connection, articles: str) -> int:
    asked = "SELECT data FROM claims WHERE article IN (SELECT value FROM json_each(?))"
    return sum(len(data.splitlines()) for (data,) in db.execute(asked, (articles,)))
