"""Reviewers' labels on the last run -> a calibration that the next run applies, with how far confidences held before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crosscheck import calibration as fitting
from crosscheck.calibration import Reliability
from crosscheck.history import Calibration, Moment
from crosscheck.past import moment_of
from crosscheck.records import FLAGGED, RELATIONS, CrosscheckError, Label, Pair, Verdict
from crosscheck.store import Store

LEAST = 50  # decided pairs
LEAST_EACH = 10  # of these, pairs on which crosscheck was right, and on which it was wrong


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What calibrating gave; `kept` is None when it would not have been better, and then nothing was changed."""

    kept: Calibration | None
    before: Reliability
    after: Reliability
    pairs: int


def calibrate(store_path: Path) -> Calibrated:
    """Fit confidences to the labels and keep the fit; CrosscheckError says how many labels are missing."""
    with _opened(store_path) as store:
        rows = decided(store)
        _enough([right for _, right in rows])
        confidences, right = [p for p, _ in rows], [r for _, r in rows]
        before = fitting.reliability(confidences, right)
        after = fitting.reliability(fitting.foreseen(confidences, right), right)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        fitted = fitting.fit(confidences, right, made)
        better = fitted.slope > 0 and after.loss < before.loss
        if better:
            store.add_calibration(fitted)
        return Calibrated(fitted if better else None, before, after, len(rows))


def take_back(store_path: Path) -> str:
    """Forget the newest calibration, and say what holds now; no label is touched."""
    with _opened(store_path) as store:
        if not store.drop_calibration():
            raise CrosscheckError(f"{store_path}: there is no calibration to take back")
        now = store.calibration()
    rest = (
        f"the one of {now.made[:10]}, by {now.pairs} pairs, holds again"
        if now
        else "confidences are the model's own again"
    )
    return f"Taken back: {rest}. The next 'crosscheck run' applies it; all labels are kept."


def _opened(path: Path) -> Store:
    if not path.exists():
        raise CrosscheckError(f"{path}: there is no store here; name it with --store")
    return Store(path)


def decided(store: Store) -> list[tuple[float, bool]]:
    """Return of each flagged pair of the last run that reviewers agree on: the model's own confidence, and whether it was right."""
    votes = _votes(store.labels())
    found = []
    for keys, pair, shown in _pairs(moment_of(store)):
        verdict = store.verdict_of(pair.id) or shown  # a calibration that holds now must not be fitted upon
        said = votes.get(keys, set())
        if verdict.relation in FLAGGED and len(said) == 1:
            found.append((verdict.confidence, verdict.relation in said))
    return found


def _votes(labels: Iterable[Label]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for label in labels:
        if label.decision in RELATIONS:
            keys = min(label.left_key, label.right_key), max(label.left_key, label.right_key)
            found.setdefault(keys, set()).add(label.decision)
    return found


def _pairs(moment: Moment) -> Iterable[tuple[tuple[str, str], Pair, Verdict]]:
    for state in moment.findings:
        keys, pairs = {v.claim: v.key for v in state.versions}, {p.id: p for p in state.pairs}
        for verdict in state.verdicts:
            pair = pairs[verdict.pair]
            one, other = keys[pair.left], keys[pair.right]
            yield (min(one, other), max(one, other)), pair, verdict
    for d in moment.dismissed:
        yield (min(d.left.key, d.right.key), max(d.left.key, d.right.key)), d.pair, d.verdict


def _enough(right: list[bool]) -> None:
    """Raise CrosscheckError that says what is missing."""
    wrong = len(right) - sum(right)
    missing = []
    if len(right) < LEAST:
        missing.append(f"{LEAST - len(right)} more decided pairs ({len(right)} of {LEAST})")
    for many, what in ((sum(right), "right"), (wrong, "wrong")):
        if many < LEAST_EACH:
            missing.append(
                f"{LEAST_EACH - many} more on which crosscheck was {what} ({many} of {LEAST_EACH})"
            )
    if missing:
        raise CrosscheckError(
            f"too few labels on the last run: needed are {', '.join(missing)}; 'crosscheck review' makes them"
        )
