"""What a judge is asked and what it answers, and how two claims are written down for it.

Training and judging must not differ by a character, so both call what stands here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Question:
    """One pair to be judged: the earlier claim's text, the later one's, and the days between (None: unknown)."""

    left: str
    right: str
    days: int | None


class Judge(Protocol):
    """Whatever reads two claims and says how they stand to each other."""

    @property
    def revision(self) -> str:
        """Name what the scores depend on; scores are kept under it."""

    def score(self, questions: Sequence[Question]) -> tuple[Scores, Scores]:
        """Return probabilities (questions, 5) and (questions, 9) in the order of RELATIONS and ASPECTS."""


def gap_words(days: int | None) -> str:
    """Say in a few words how long after the first report the second one appeared; None is unknown."""
    if days is None:
        return "date unknown"
    if days <= 0:
        return "same day"
    if days == 1:
        return "next day"
    return f"{days} days later" if days < 7 else "weeks later" if days < 60 else "long after"


def later_side(text: str, days: int | None) -> str:
    """Return the second text of a pair as the model reads it: when it was said, then what."""
    return f"{gap_words(days)}: {text}"
