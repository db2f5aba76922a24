"""Labels of several reviewers -> how far each two agree, beyond what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from crosscheck.history import NOBODY
from crosscheck.records import RELATIONS, Label


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


def agreements(labels: Iterable[Label]) -> list[Agreement]:
    """Compare each two reviewers on the pairs that both decided; "unsure" is no decision."""
    said: dict[str, dict[tuple[str, str], str]] = {}
    for label in labels:
        if label.decision in RELATIONS:
            keys = min(label.left_key, label.right_key), max(label.left_key, label.right_key)
            said.setdefault(label.reviewer, {})[keys] = label.decision
    return [
        _agreement(a, said[a], b, said[b])
        for a, b in combinations(sorted(said), 2)
        if said[a].keys() & said[b].keys()
    ]


def _agreement(
    one: str, mine: dict[tuple[str, str], str], other: str, theirs: dict[tuple[str, str], str]
) -> Agreement:
    both = sorted(mine.keys() & theirs.keys())
    differ = tuple((keys, mine[keys], theirs[keys]) for keys in both if mine[keys] != theirs[keys])
    told = kappa([mine[k] for k in both], [theirs[k] for k in both])
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
