"""Two judges, one behind the other: the quick one reads every pair, the strong one only those that could matter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crosscheck.judge.inputs import Judge, Question, Scores
from crosscheck.records import FLAGGED, content_id

# What the quick judge must give to conflict, update and reconciled together before the strong one is asked.
WORTH_READING = 0.15


class Cascade:
    """Ask `quick` of every pair and `strong` of the pairs that `quick` would not rule out."""

    def __init__(self, quick: Judge, strong: Judge, least: float = WORTH_READING) -> None:
        self.quick = quick
        self.strong = strong
        self.least = least

    @property
    def revision(self) -> str:
        """Name both judges and where the line between them is drawn."""
        return content_id("cascade", self.quick.revision, self.strong.revision, self.least)

    def score(self, questions: Sequence[Question]) -> tuple[Scores, Scores]:
        """Return the strong judge's probabilities where it was asked, else the quick one's."""
        relation, aspect = self.quick.score(questions)
        asked = np.flatnonzero(relation[:, : len(FLAGGED)].sum(axis=1) >= self.least)
        if len(asked):
            relation[asked], aspect[asked] = self.strong.score([questions[int(n)] for n in asked])
        return relation, aspect
