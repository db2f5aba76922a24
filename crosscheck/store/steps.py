"""Each reviewer's decisions in the order in which they were made, so that any number of them can be undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from crosscheck.history import Version
from crosscheck.records import Label
from crosscheck.rows import pack, unpack
from crosscheck.store.file import Leaving, StoreFile
from crosscheck.store.labels import write_labels

SKIP = "skip"
_COLUMNS = "step, pair, left_key, right_key, decision, decided, before"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on a pair, or that it was skipped; `before` is the label that it replaced."""

    number: int
    pair: str
    left_key: str
    right_key: str
    decision: str
    decided: str
    before: Label | None


class Steps(StoreFile):
    """The way that each reviewer went."""

    def label_changes(self) -> int:
        """Return a number that grows with every change of any label, whoever makes it."""
        with self._reading() as db:
            return _changes(db)

    def take_step(self, label: Label, pair: str, claims: Iterable[Version] = ()) -> tuple[int, int]:
        """Keep a decision at once, with what it replaces; a pair that is skipped gets no label.

        Returns the number of `label_changes` before and after: who knew the labels before knows them after.
        """
        with self._transaction() as db:
            number = _changes(db)
            before = _label_of(db, label.left_key, label.right_key, label.reviewer)
            told = "" if before is None else json.dumps(pack(before))
            if label.decision != SKIP:
                write_labels(db, [label], claims)
            db.execute(
                "INSERT INTO steps (reviewer, pair, left_key, right_key, decision, decided, before)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (label.reviewer, pair, label.left_key, label.right_key, label.decision, label.decided, told),
            )
            return number, _changes(db)

    def last_step(self, reviewer: str) -> Step | None:
        """Return the newest step of a reviewer that is not undone."""
        with self._reading() as db:
            return _last(db, reviewer)

    def undo_step(self, reviewer: str) -> Step | None:
        """Take a reviewer's newest step back and return it; a label that was changed elsewhere since stays."""
        with self._transaction() as db:
            step = _last(db, reviewer)
            if step is None:
                return None
            db.execute("DELETE FROM steps WHERE step = ?", (step.number,))
            now = _label_of(db, step.left_key, step.right_key, reviewer)
            if step.decision != SKIP and (now is None or now.decided == step.decided):
                _delete(db, step, reviewer)
                write_labels(db, [step.before] if step.before else [], ())
            return step

    def votes(self) -> dict[str, dict[tuple[str, str], str]]:
        """Return every reviewer's decisions by the keys of the two claims, the lower key first."""
        found: dict[str, dict[tuple[str, str], str]] = {}
        with self._reading() as db:
            asked = (
                "SELECT reviewer, min(left_key, right_key), max(left_key, right_key), decision FROM labels"
            )
            for reviewer, low, high, said in db.execute(asked):
                found.setdefault(reviewer, {})[low, high] = said
        return found

    def skipped_by(self, reviewer: str) -> dict[tuple[str, str], int]:
        """Return the number of the last step by which a reviewer skipped a pair, by the keys of its claims."""
        with self._reading() as db:
            asked = "SELECT left_key, right_key, max(step) FROM steps WHERE reviewer = ? AND decision = ? GROUP BY 1, 2"
            rows = db.execute(asked, (reviewer, SKIP))
            return {(min(a, b), max(a, b)): step for a, b, step in rows}

    def labels_on(self, one: str, other: str) -> list[Label]:
        """Return all labels on two claims, in order of the reviewers' names."""
        with self._reading() as db:
            asked = "SELECT * FROM labels WHERE left_key = ? AND right_key = ?"
            found = {Label(*row) for keys in ((one, other), (other, one)) for row in db.execute(asked, keys)}
            return sorted(found, key=lambda label: label.reviewer)

    def _forget(self, db: sqlite3.Connection, leaving: Leaving) -> dict[str, int]:
        """Forget the steps on claims of articles that leave, when the labels on them go; they hold only hashes and labels."""
        if leaving.labels:
            asked = db.execute("SELECT key, data FROM labelled").fetchall()
            keys = [(key,) for key, data in asked if unpack(json.loads(data)).article in leaving.articles]
            db.executemany("DELETE FROM steps WHERE left_key = ?1 OR right_key = ?1", keys)
        return super()._forget(db, leaving)


def _changes(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT number FROM label_changes").fetchone()[0])


def _last(db: sqlite3.Connection, reviewer: str) -> Step | None:
    asked = f"SELECT {_COLUMNS} FROM steps WHERE reviewer = ? ORDER BY step DESC LIMIT 1"  # noqa: S608
    row = db.execute(asked, (reviewer,)).fetchone()
    if row is None:
        return None
    number, pair, left, right, decision, decided, before = row
    return Step(number, pair, left, right, decision, decided, unpack(json.loads(before)) if before else None)


def _label_of(db: sqlite3.Connection, one: str, other: str, reviewer: str) -> Label | None:
    asked = "SELECT * FROM labels WHERE left_key = ? AND right_key = ? AND reviewer = ?"
    rows = (db.execute(asked, (a, b, reviewer)).fetchone() for a, b in ((one, other), (other, one)))
    return next((Label(*row) for row in rows if row is not None), None)


def _delete(db: sqlite3.Connection, step: Step, reviewer: str) -> None:
    both = ((step.left_key, step.right_key, reviewer), (step.right_key, step.left_key, reviewer))
    db.executemany("DELETE FROM labels WHERE left_key = ? AND right_key = ? AND reviewer = ?", both)
