"""Fit the decision: the tool's own pairs of held-out stories, their features, an editor's labels -> `decision.json`."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from crosscheck import articles as reading
from crosscheck import compare, events, pairs, pipeline
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import Judge, features, judge_of
from crosscheck.records import RELATIONS, Claim, Corpus
from crosscheck.store import Store
from training.examples import read_lines
from training.stories import DOUBTFUL, article_name, labels_between

# How strongly the weights are held near zero: chosen by cross-validation over stories (log loss), once, on these.
STRENGTH = 0.01
EVERY = 2
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Table:
    """One row a candidate pair: `values` (rows, features), `relation`, `story` and `weight` (rows,)."""

    names: tuple[str, ...]
    values: NDArray[np.float64]
    relation: NDArray[np.str_]
    story: NDArray[np.str_]
    weight: NDArray[np.float64]


def feature_table(benchmark: Path, stories: Sequence[str], config: Config, scratch: Path) -> Table:
    """Run the tool's stages on each story and label the pairs that it would judge.

    Of the pairs that no label names one in EVERY is judged, by its id, and stands for all of them.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    embedder, judge = Embedder(config.embedder), judge_of(config)
    rows: list[dict[str, float]] = []
    labels: list[str] = []
    owners: list[str] = []
    with Store(scratch / "decision.db") as store:
        for story in stories:
            corpus = reading.read([benchmark / "stories" / story])
            expected = list(read_lines(benchmark / "expected" / f"{story}.jsonl"))
            for values, label in _story_rows(corpus, expected, config, embedder, judge, store):
                rows.append(values)
                labels.append(label)
                owners.append(story)
    names = tuple(rows[0])
    measured = np.array([[r[n] for n in names] for r in rows])
    weight = np.where(np.array(labels) == UNNAMED, float(EVERY), 1.0)
    relation = np.where(np.array(labels) == UNNAMED, "unrelated", labels)
    return Table(names, measured, relation, np.array(owners), weight)


def _story_rows(
    corpus: Corpus,
    expected: Sequence[dict[str, Any]],
    config: Config,
    embedder: Embedder,
    judge: Judge,
    store: Store,
) -> list[tuple[dict[str, float], str]]:
    by_article = pipeline.read_claims(corpus.articles, store, pipeline.silent)
    vectors = pipeline.embed_claims(by_article, embedder, store, pipeline.silent)
    articles = {a.id: a for a in corpus.articles}
    origins = events.group(
        corpus.articles,
        {a: events.profile(articles[a], c, vectors[a]) for a, c in by_article.items()},
        0.0,
        999,
    ).origins
    sides = [pairs.Side(articles[a], c, vectors[a], "one event", origins[a]) for a, c in by_article.items()]
    claims = {c.id: c for found in by_article.values() for c in found}
    named = _labels(corpus, by_article, expected)
    candidates = pairs.candidates(sides, config.share)
    label = {
        p.id: named.get((p.left, p.right)) or named.get((p.right, p.left)) or UNNAMED for p in candidates
    }
    found = [
        p
        for p in candidates
        if label[p.id] != DOUBTFUL and (label[p.id] != UNNAMED or int(p.id, 16) % EVERY == 0)
    ]
    scores = pipeline.score_questions(
        {p.id: pipeline.question(p, claims, articles) for p in found}, judge, store, pipeline.silent
    )
    made = []
    for pair in found:
        left, right = claims[pair.left], claims[pair.right]
        one, other = articles[left.article], articles[right.article]
        relation, aspect = scores[pair.id]
        sides_of = compare.Side(left, one.published), compare.Side(right, other.published)
        made.append(
            (features(pair, *sides_of, compare.differences(*sides_of), relation, aspect), label[pair.id])
        )
    return made


def _labels(
    corpus: Corpus, claims: Mapping[str, Sequence[Claim]], expected: Sequence[dict[str, Any]]
) -> dict[tuple[str, str], str]:
    named: dict[tuple[str, str], str] = {}
    for one, other in combinations(corpus.articles, 2):
        paths = {one.path, other.path}
        rows = [r for r in expected if {article_name(r, "left"), article_name(r, "right")} == paths]
        told = labels_between(rows, one.path, claims[one.id], claims[other.id])
        named |= {pair: relation for pair, (relation, _) in told.items()}
    return named


def fit_decision(benchmark: Path, stories: Sequence[str], target: Path, scratch: Path) -> None:
    """Fit on the stories, print cross-validated figures, write the weights."""
    write_decision(feature_table(benchmark, stories, Config(), scratch), target)


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
