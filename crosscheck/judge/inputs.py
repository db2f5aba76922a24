"""What a judge is asked and what it answers, and how two claims are written down for it.

Training and judging must not differ by a character, so both call what stands here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from crosscheck.records import Claim

Scores = NDArray[np.float32]
_MOST_CONTEXT = 140  # characters: most of a sentence; more of them would crowd out the claims
# Openings that only what stands before explains: "and nobody looked up", "It took them nine days", "The two others".
_POINTS_BACK = re.compile(
    r"^\W*(?:(?:and|but|so|yet|or|then|still|when|while|after|before|in|on|at|for|of|by)\b[^,.;]{0,30}?,?\s+)?"
    r"(?:he|she|it|they|we|this|that|these|those|his|her|its|their|both|neither|none|nobody|all|another|others?|one"
    r"|the (?:\w+ )?(?:latter|former|same|others?|company|firm|ministry|man|woman|group|union|court|party|agency"
    r"|two|three|four|five|six|seven|eight|nine|ten))\b",
    re.I,
)


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


def told(claim: Claim) -> str:
    """Return a claim as a judge reads it: what it points back to before it, where it does."""
    return in_context(claim.text, claim.context)


def in_context(text: str, before: str) -> str:
    """Return the text, behind what stands before it in brackets when it opens with "it", "he", "the two" …."""
    if not before or not _POINTS_BACK.match(text):
        return text
    shown = " ".join(before.split())
    if len(shown) > _MOST_CONTEXT:
        shown = "… " + shown[-_MOST_CONTEXT:].partition(" ")[2]
    return f"({shown}) {text}"


def later_side(text: str, days: int | None) -> str:
    """Return the second text of a pair as the model reads it: when it was said, then what."""
    return f"{gap_words(days)}: {text}"
