"""What a store is asked when it is looked after: what is stale, what an article has left, and to make the file small."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscheck.records import CrosscheckError
from crosscheck.store.file import Leaving, StoreFile

# Of each kind of work: the column that says by what it was made, and the columns that are large.
_KINDS = {
    "claims": ("reader", "length(data)"),
    "vectors": ("revision", "length(vector)"),
    "scores": ("revision", "length(relation) + length(aspect)"),
    "verdicts": ("revision", "length(data)"),
}
_PATIENCE = 10.0  # seconds that a purge waits for readers to let go of the write-ahead log


@dataclass(frozen=True, slots=True)
class Amount:
    """How many rows there are of a kind of work, and about how many bytes they take; and the same of the stale ones."""

    kind: str
    rows: int
    size: int
    stale_rows: int
    stale_size: int


class Upkeep(StoreFile):
    """Staleness, names, leaving, size."""

    def note_use(self, revisions: Mapping[str, str]) -> None:
        """Note by what a run that begins makes its claims, vectors, scores and verdicts; it replaces the last one's."""
        with self._transaction() as db:
            db.executemany("INSERT OR REPLACE INTO used VALUES (?, ?)", sorted(revisions.items()))

    def amounts(self, present: Mapping[str, str]) -> list[Amount]:
        """Count the work kept; stale is what neither the `present` revisions nor those of the last run made."""
        with self._reading() as db:
            return [self._amount(db, kind, self._live(db, kind, present)) for kind in _KINDS]

    def _live(self, db: sqlite3.Connection, kind: str, present: Mapping[str, str]) -> set[str]:
        used = db.execute("SELECT revision FROM used WHERE kind = ?", (kind,))
        return {present.get(kind, ""), *(revision for (revision,) in used)} - {""}

    def _amount(self, db: sqlite3.Connection, kind: str, live: set[str]) -> Amount:
        column, size = _KINDS[kind]
        asked = f"SELECT {column}, count(*), total({size} + length({column})) FROM {kind} GROUP BY 1"  # noqa: S608
        rows = [(by not in live, many, int(taken)) for by, many, taken in db.execute(asked)]
        stale = [(many, taken) for old, many, taken in rows if old]
        return Amount(
            kind, sum(r[1] for r in rows), sum(r[2] for r in rows),
            sum(many for many, _ in stale), sum(taken for _, taken in stale),
        )  # fmt: skip

    def drop_stale(self, present: Mapping[str, str]) -> None:
        """Delete what `amounts` calls stale."""
        with self._transaction() as db:
            for kind, (column, _) in _KINDS.items():
                live = sorted(self._live(db, kind, present))
                marks = ",".join("?" * len(live))
                db.execute(f"DELETE FROM {kind} WHERE {column} NOT IN ({marks})", live)  # noqa: S608

    def compact(self) -> None:
        """Write the file anew without the room of what was deleted, and empty its write-ahead log.

        Raises CrosscheckError when other programs go on reading the log.
        """
        try:
            self._db.execute("VACUUM")
        except sqlite3.Error as error:
            raise self._unwritten(error) from None
        self._empty_log()

    def _empty_log(self) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except sqlite3.Error as error:
                raise self._unwritten(error) from None
            if not busy:
                return
            if time.monotonic() > until:
                raise CrosscheckError(
                    f"{self.path}-wal: another program still reads the store, so what was deleted stands in this file; "
                    "end that program and run 'crosscheck doctor --compact'"
                )
            time.sleep(0.1)

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of all articles of which anything is kept, with the names that they were read by."""
        found: dict[str, tuple[str, ...]] = {}
        with self._reading() as db:
            for (article,) in db.execute("SELECT DISTINCT article FROM claims"):
                found[article] = ()
            for article, name in db.execute("SELECT article, name FROM names ORDER BY article, name"):
                found[article] = (*found.get(article, ()), name)
        return found

    def sentences(self) -> Iterator[tuple[str, str, str]]:
        """Yield article id, text and context of every claim kept, whichever reader made it."""
        with self._reading() as db:
            for article, lines in db.execute("SELECT article, data FROM claims"):
                for line in filter(None, lines.splitlines()):
                    claim = json.loads(line)
                    yield article, claim["text"], claim.get("context", "")

    def leftovers(self, leaving: Leaving) -> dict[str, int]:
        """Count what `purge` would delete, and delete nothing."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            return self._forget(self._db, leaving)
        except sqlite3.Error as error:
            raise self._unwritten(error) from None
        finally:
            self._roll_back()

    def purge(self, leaving: Leaving) -> dict[str, int]:
        """Delete all that is kept of articles so that no byte of it stays in the store's files; count what went."""
        self._db.execute("PRAGMA secure_delete = ON")
        with self._transaction() as db:
            gone = self._forget(db, leaving)
        self.compact()
        return gone
