"""Fit the decision: labelled pairs as the tool itself meets them (`decision_rows`) -> `decision.json`."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from dataclasses import replace
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
NEWS_WEIGHT = 0.15


def fit_decision(own: Path, stories: Sequence[str], news: Path, target: Path, scratch: Path) -> None:
    """Fit on stories and on news that was read (`own` has the labels of both), print figures, write the weights."""
    with Store(scratch / "decision.db") as store:
        reader = Reader(Config(), store)
        told = story_table(own / "stories", stories, reader)
        read = news_table(own / "labels" / "news.jsonl", news, scratch, reader)
    both = joined(told, read, NEWS_WEIGHT)
    write_decision(both, target)
    write_gate(both, target.with_name("gate.json"))


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


def write_gate(table: Table, target: Path) -> None:
    """Fit who is worth reading, by what is known without the cross-encoder; print what each bound would pass."""
    columns = [n for n, name in enumerate(table.names) if "judge" not in name]
    bare = replace(
        table,
        names=tuple(table.names[n] for n in columns),
        values=table.values[:, columns],
        relation=np.where(table.relation == "unrelated", "unrelated", "agree"),
    )
    related = RELATIONS.index("agree")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        chances = cross_validated(bare)[:, related]
        model = _fitted(bare, np.arange(len(bare.relation)))
    for least in (0.03, 0.04, 0.05, 0.06, 0.08, 0.1):
        passed, true = chances >= least, bare.relation == "agree"
        share = (bare.weight * passed).sum() / bare.weight.sum()
        kept = (bare.weight * (passed & true)).sum() / (bare.weight * true).sum()
        print(f"gate at {least}: reads {share:.3f} of the pairs, {kept:.3f} of those in a relation")
    scaler, regression = model[0], model[1]
    values = {
        "names": list(bare.names),
        "mean": np.round(scaler.mean_, 6).tolist(),
        "scale": np.round(scaler.scale_, 6).tolist(),
        # two classes, "agree" before "unrelated": the one row of weights speaks for the second
        "weights": np.round(-regression.coef_[0], 5).tolist(),
        "bias": round(-float(regression.intercept_[0]), 5),
        "fitted_on": {"stories": len(set(bare.story)), "pairs": len(bare.relation), "strength": STRENGTH},
    }
    target.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def cross_validated(table: Table) -> NDArray[np.float64]:
    """Return probabilities (rows, 5), those of each story by a model that has not seen it."""
    folds = GroupKFold(n_splits=min(8, len(set(table.story))))
    chances = np.zeros((len(table.relation), len(RELATIONS)))
    for seen, unseen in folds.split(table.values, groups=table.story):
        model = _fitted(table, seen)
        chances[np.ix_(unseen, model.classes_)] = model.predict_proba(table.values[unseen])
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
