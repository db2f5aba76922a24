"""What reviewers decided, and the claims that they had before them; no run writes here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from crosscheck.history import Version
from crosscheck.records import Label
from crosscheck.rows import pack, unpack
from crosscheck.store.file import Leaving, StoreFile


class Labels(StoreFile):
    """Reviewers' decisions."""

    def labels(self) -> list[Label]:
        """Return all labels in a fixed order."""
        with self._reading() as db:
            rows = db.execute("SELECT * FROM labels ORDER BY left_key, right_key, reviewer")
            return [Label(*row) for row in rows]

    def add_labels(self, labels: Iterable[Label], claims: Iterable[Version] = ()) -> None:
        """Keep reviewers' decisions, with the claims that they speak of.

        A reviewer's newer decision on two claims replaces the older, in whichever order the claims then came.
        """
        with self._transaction() as db:
            write_labels(db, labels, claims)

    def labelled(self, keys: Iterable[str] | None = None) -> dict[str, Version]:
        """Return the claims that labels speak of (None: all), by key, as the reviewers had them before them."""
        asked = "SELECT key, data FROM labelled"
        wanted = () if keys is None else (json.dumps(sorted(set(keys))),)
        if keys is not None:
            asked += " WHERE key IN (SELECT value FROM json_each(?))"
        with self._reading() as db:
            return {key: unpack(json.loads(data)) for key, data in db.execute(asked, wanted)}

    def _forget(self, db: sqlite3.Connection, leaving: Leaving) -> dict[str, int]:
        """Delete the words of articles that leave, and with `leaving.labels` the decisions on them; these hold only hashes."""
        keys = [(key,) for key, claim in sorted(self.labelled().items()) if claim.article in leaving.articles]
        gone = 0
        if leaving.labels:
            which = "DELETE FROM labels WHERE left_key = ?1 OR right_key = ?1"
            gone = sum(db.execute(which, key).rowcount for key in keys)
        db.executemany("DELETE FROM labelled WHERE key = ?", keys)
        return {**super()._forget(db, leaving), "label": gone}


def write_labels(db: sqlite3.Connection, labels: Iterable[Label], claims: Iterable[Version]) -> None:
    """Keep decisions and their claims within a transaction that is open; of a reviewer the last on two claims stays."""
    rows = [(x.left_key, x.right_key, x.decision, x.reviewer, x.note, x.decided) for x in labels]
    turned = [(right, left, reviewer) for left, right, _, reviewer, *_ in rows if left != right]
    db.executemany("DELETE FROM labels WHERE left_key = ? AND right_key = ? AND reviewer = ?", turned)
    db.executemany("INSERT OR REPLACE INTO labels VALUES (?, ?, ?, ?, ?, ?)", rows)
    told = [(c.key, json.dumps(pack(c))) for c in claims]
    db.executemany("INSERT OR REPLACE INTO labelled VALUES (?, ?)", told)
