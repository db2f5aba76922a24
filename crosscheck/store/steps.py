"""Each reviewer's decisions in the order in which they were made, so that any number of them can be undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscheck.history import Version
from crosscheck.records import Label
from crosscheck.rows import pack, unpack
from crosscheck.store.file import Leaving, StoreFile
from crosscheck.store.labels import write_labels

SKIP = "skip"
_COLUMNS = "step, pair, decision, decided, copies, before"

Keys = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on a pair, or that it was skipped; `labels` are the keys of the claims that it was on, those of the
    pair's copies among them, and `before` the labels that it replaced."""

    number: int
    pair: str
    decision: str
    decided: str
    labels: tuple[Keys, ...]
    before: tuple[Label, ...]


class Steps(StoreFile):
    """The way that each reviewer went."""

    def label_changes(self) -> int:
        """Return a number that grows with every change of any label, whoever makes it."""
        with self._reading() as db:
            return _changes(db)

    def take_step(
        self, labels: Sequence[Label], pair: str, claims: Iterable[Version] = ()
    ) -> tuple[int, int]:
        """Keep one decision at once, with what it replaces: the label of a pair and those of its copies, all of one
        reviewer; a pair that is skipped gets none.

        Returns the number of `label_changes` before and after: who knew the labels before knows them after.
        """
        first = labels[0]
        with self._transaction() as db:
            number = _changes(db)
            before = [x for label in labels if (x := _label_of(db, _keys(label), label.reviewer))]
            if first.decision != SKIP:
                write_labels(db, labels, claims)
            db.execute(
                "INSERT INTO steps (reviewer, pair, left_key, right_key, decision, decided, copies, before)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (first.reviewer, pair, *_keys(first), first.decision, first.decided)
                + (json.dumps([_keys(label) for label in labels]), json.dumps(pack(before))),
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
            if step.decision != SKIP:
                for keys in step.labels:
                    _restore(db, step, keys, reviewer)
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
    number, pair, decision, decided, copies, before = row
    keys = tuple((left, right) for left, right in json.loads(copies))
    return Step(number, pair, decision, decided, keys, unpack(json.loads(before)))


def _keys(label: Label) -> Keys:
    return label.left_key, label.right_key


def _label_of(db: sqlite3.Connection, keys: Keys, reviewer: str) -> Label | None:
    asked = "SELECT * FROM labels WHERE left_key = ? AND right_key = ? AND reviewer = ?"
    rows = (db.execute(asked, (a, b, reviewer)).fetchone() for a, b in (keys, keys[::-1]))
    return next((Label(*row) for row in rows if row is not None), None)


def _restore(db: sqlite3.Connection, step: Step, keys: Keys, reviewer: str) -> None:
    """Put the label on two claims back to what it was before a step, unless it was changed since."""
    now = _label_of(db, keys, reviewer)
    if now is not None and now.decided != step.decided:
        return
    both = ((*keys, reviewer), (*keys[::-1], reviewer))
    db.executemany("DELETE FROM labels WHERE left_key = ? AND right_key = ? AND reviewer = ?", both)
    write_labels(db, [x for x in step.before if set(_keys(x)) == set(keys)], ())
