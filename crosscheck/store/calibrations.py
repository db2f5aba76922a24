"""How confidences were refitted to reviewers' labels; the newest is applied, and can be taken back."""

from __future__ import annotations

import json

from crosscheck.history import Calibration
from crosscheck.rows import pack, unpack
from crosscheck.store.file import StoreFile


class Calibrations(StoreFile):
    """Calibrations, the oldest first; they hold counts and two numbers, no words of an article."""

    def calibration(self) -> Calibration | None:
        """Return the calibration that a run applies, None when confidences are the model's own."""
        with self._reading() as db:
            row = db.execute("SELECT data FROM calibrations ORDER BY number DESC LIMIT 1").fetchone()
            found = None if row is None else unpack(json.loads(row[0]))
            return found if isinstance(found, Calibration) else None

    def add_calibration(self, calibration: Calibration) -> None:
        """Keep a calibration; it holds from the next run on."""
        with self._transaction() as db:
            values = (calibration.made, json.dumps(pack(calibration)))
            db.execute("INSERT INTO calibrations (made, data) VALUES (?, ?)", values)

    def drop_calibration(self) -> bool:
        """Forget the newest calibration; False when there is none."""
        with self._transaction() as db:
            last = "DELETE FROM calibrations WHERE number = (SELECT max(number) FROM calibrations)"
            return db.execute(last).rowcount > 0
