"""Confidences of flagged pairs + whether reviewers found them right -> a calibration; and verdicts as it makes them.

Platt's method: the log odds of a confidence, stretched and moved by two numbers that labels decide. J. Platt, "Probabilistic
outputs for support vector machines", Advances in Large Margin Classifiers (1999). Two numbers can be fitted to fifty
labels; isotonic regression, which has as many as there are steps, would need hundreds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from crosscheck.history import Calibration
from crosscheck.records import FLAGGED, Verdict

_FOLDS = 5
_EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)


@dataclass(frozen=True, slots=True)
class Step:
    """Pairs whose confidence lies from `low` to `high`: how many, how sure crosscheck was on average, which part was right."""

    low: float
    high: float
    pairs: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far confidences can be trusted: in steps, by the mean squared error (Brier) and by the mean log loss."""

    steps: tuple[Step, ...]
    brier: float
    loss: float


def applied(verdicts: Iterable[Verdict], calibration: Calibration | None) -> list[Verdict]:
    """Return verdicts with their confidences calibrated; only those on which reviewers are asked are touched."""
    if calibration is None:
        return list(verdicts)
    return [
        replace(v, confidence=calibrated(v.confidence, calibration)) if v.relation in FLAGGED else v
        for v in verdicts
    ]


def calibrated(confidence: float, calibration: Calibration) -> float:
    """Return a confidence (0..1) as a calibration makes it, to four places."""
    return round(1 / (1 + exp(-calibration.slope * _odds(confidence) - calibration.offset)), 4)


def fit(confidences: Sequence[float], right: Sequence[bool], made: str = "") -> Calibration:
    """Fit the two numbers; `right` says of each pair whether reviewers found the relation as crosscheck did."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0).fit([[_odds(p)] for p in confidences], list(right))
    slope, offset = float(model.coef_[0][0]), float(model.intercept_[0])
    return Calibration(round(slope, 6), round(offset, 6), len(confidences), sum(right), made)


def foreseen(confidences: Sequence[float], right: Sequence[bool]) -> list[float]:
    """Return each confidence as a calibration makes it that was fitted without it (five parts in turn): an honest "after"."""
    from sklearn.model_selection import StratifiedKFold

    found = [0.0] * len(confidences)
    for known, asked in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(confidences, right):
        fold = fit([confidences[i] for i in known], [right[i] for i in known])
        for i in asked:
            found[i] = calibrated(confidences[i], fold)
    return found


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> Reliability:
    """Compare what was said with what was right; the lists are of one length, and not empty."""
    rows = list(zip(confidences, right, strict=True))
    steps = []
    for low, high in zip(_EDGES, _EDGES[1:], strict=False):
        inside = [(p, r) for p, r in rows if low <= p < high]
        if inside:
            said, true = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            steps.append(Step(low, min(high, 1.0), len(inside), said, true))
    brier = sum((p - r) ** 2 for p, r in rows) / len(rows)
    loss = -sum(log(_inside(p if r else 1 - p)) for p, r in rows) / len(rows)
    return Reliability(tuple(steps), brier, loss)


def _inside(p: float) -> float:
    return min(max(p, 0.001), 0.999)


def _odds(p: float) -> float:
    return log(_inside(p) / (1 - _inside(p)))
