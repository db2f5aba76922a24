"""Labels of several reviewers -> how far each two agree, beyond what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosscheck.history import NOBODY


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers: pairs that both decided, how many alike, Cohen's kappa (None: cannot be told), and what they differ on
    as (keys of the claims, one's decision, the other's)."""

    one: str
    other: str
    both: int
    alike: int
    kappa: float | None
    differ: tuple[tuple[tuple[str, str], str, str], ...]


Votes = Mapping[tuple[str, str], str]


def agreements(votes: Mapping[str, Votes]) -> list[Agreement]:
    """Compare each two reviewers on the pairs that both decided; "unsure" is no decision."""
    found = (_agreement(a, votes[a], b, votes[b]) for a, b in combinations(sorted(votes), 2))
    return [one for one in found if one.both]


def _agreement(one: str, mine: Votes, other: str, theirs: Votes) -> Agreement:
    both = [
        (keys, said, heard)
        for keys, said in mine.items()
        if (heard := theirs.get(keys, "unsure")) != "unsure" and said != "unsure"
    ]
    differ = tuple(sorted(row for row in both if row[1] != row[2]))
    told = kappa([said for _, said, _ in both], [heard for _, _, heard in both])
    return Agreement(one or NOBODY, other or NOBODY, len(both), len(both) - len(differ), told, differ)


def kappa(mine: Sequence[str], theirs: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two lists of decisions: 1 is full agreement, 0 what chance gives.

    None without decisions, or when both always say the same one thing. J. Cohen, "A coefficient of agreement for nominal
    scales", Educational and Psychological Measurement 20 (1960); scikit-learn has it too, and takes a second to load.
    """
    many = len(mine)
    if not many:
        return None
    alike = sum(a == b for a, b in zip(mine, theirs, strict=True)) / many
    one, other = Counter(mine), Counter(theirs)
    chance = sum(one[name] * other[name] for name in one) / many**2
    return None if chance == 1 else (alike - chance) / (1 - chance)
