"""Fit the decision: labelled pairs as the tool itself meets them (`decision_rows`) -> `decision.json`."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from crosscheck.config import Config
from crosscheck.records import RELATIONS
from crosscheck.store import Store
from training.decision_rows import Reader, Table, joined, news_table, story_table

# How strongly the weights are held near zero: chosen by cross-validation over stories (log loss), once, on these.
STRENGTH = 0.01
# A pair of real news counts this much of a pair of a story: there are more of them, and they hold few conflicts.
NEWS_WEIGHT = 0.25


def fit_decision(own: Path, stories: Sequence[str], news: Path, target: Path, scratch: Path) -> None:
    """Fit on stories and on news that was read (`own` has the labels of both), print figures, write the weights."""
    with Store(scratch / "decision.db") as store:
        reader = Reader(Config(), store)
        told = story_table(own / "stories", stories, reader)
        read = news_table(own / "labels" / "news.jsonl", news, scratch, reader)
    write_decision(joined(told, read, NEWS_WEIGHT), target)


def write_decision(table: Table, target: Path) -> None:
    """Fit on a table, print figures cross-validated by story, write the weights."""
    numbers = np.array([RELATIONS.index(r) for r in table.relation])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report_figures(cross_validated(table), numbers, table.weight)
        model = _fitted(table, np.arange(len(numbers)))
    scaler, regression = model[0], model[1]
    target.parent.mkdir(parents=True, exist_ok=True)
    values = {
        "names": list(table.names),
        "mean": np.round(scaler.mean_, 6).tolist(),
        "scale": np.round(scaler.scale_, 6).tolist(),
        "weights": np.round(regression.coef_, 5).tolist(),
        "bias": np.round(regression.intercept_, 5).tolist(),
        "relations": list(RELATIONS),
        "fitted_on": {"stories": len(set(table.story)), "pairs": len(numbers), "strength": STRENGTH},
    }
    target.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def cross_validated(table: Table) -> NDArray[np.float64]:
    """Return probabilities (rows, 5), those of each story by a model that has not seen it."""
    folds = GroupKFold(n_splits=min(8, len(set(table.story))))
    chances = np.zeros((len(table.relation), len(RELATIONS)))
    for seen, unseen in folds.split(table.values, groups=table.story):
        chances[unseen] = _fitted(table, seen).predict_proba(table.values[unseen])
    return chances


def _fitted(table: Table, rows: NDArray[np.intp]) -> Pipeline:
    numbers = np.array([RELATIONS.index(r) for r in table.relation])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=2000))
    weights = {"logisticregression__sample_weight": table.weight[rows]}
    return model.fit(table.values[rows], numbers[rows], **weights)


def report_figures(
    chances: NDArray[np.float64], numbers: NDArray[np.int64], weight: NDArray[np.float64]
) -> None:
    """Print what cross-validation by story says of each relation."""
    picked = chances.argmax(1)
    for index, name in enumerate(RELATIONS):
        said, true = picked == index, numbers == index
        hit = float(weight[said & true].sum())
        precision, recall = hit / max(1.0, weight[said].sum()), hit / max(1.0, weight[true].sum())
        area = average_precision_score(true, chances[:, index], sample_weight=weight) if true.any() else 0.0
        print(
            f"{name:12} {int(true.sum()):6} pairs  precision {precision:.3f}  recall {recall:.3f}  AP {area:.3f}"
        )
