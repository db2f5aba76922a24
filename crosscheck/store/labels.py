"""What reviewers decided; no run writes here."""

from __future__ import annotations

from collections.abc import Iterable

from crosscheck.records import Label
from crosscheck.store.file import StoreFile


class Labels(StoreFile):
    """Reviewers' decisions."""

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
