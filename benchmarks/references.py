"""What people would use instead, on the same pairs: a number rule, the cross-encoder alone, the comparators alone.

Each takes the analysis and the cross-encoder's scores by pair, and gives findings as the scorer reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from crosscheck import compare, pipeline
from crosscheck.records import ASPECTS, RELATIONS, Pair, Quantity

Found = list[dict[str, Any]]
_ALIKE = 0.5  # the cosine from which the number rule speaks
_SURE = 0.5  # the probability or slot from which the other two speak
_OF_OUTCOME = {"differs": "conflict", "moved": "update", "reconciled": "reconciled"}


def number_rule(analysis: pipeline.Analysis, scores: pipeline.Scores) -> Found:
    """Call two like claims a conflict when both have figures and share none."""
    found = []
    for pair in analysis.pairs.values():
        mine, theirs = (
            {(f.low, f.high) for f in analysis.claims[c].facets if isinstance(f, Quantity)}
            for c in (pair.left, pair.right)
        )
        if pair.similarity >= _ALIKE and mine and theirs and not mine & theirs:
            found.append(_finding(analysis, pair, "conflict", "number", pair.similarity))
    return found


def judge_alone(analysis: pipeline.Analysis, scores: pipeline.Scores) -> Found:
    """Take the cross-encoder's likeliest relation where it is at least even; of the pairs that it is given to read."""
    found = []
    for pair in (p for p in analysis.pairs.values() if p.id in scores):
        chances, about = scores[pair.id]
        best = int(np.argmax(chances))
        if chances[best] >= _SURE:
            named = ASPECTS[int(np.argmax(about))]
            found.append(_finding(analysis, pair, RELATIONS[best], named, float(chances[best])))
    return found


def comparators_alone(analysis: pipeline.Analysis, scores: pipeline.Scores) -> Found:
    """Take the surest comparator's word where it is sure that both fill one slot."""
    return list(_compared(analysis))


def _compared(analysis: pipeline.Analysis) -> Iterator[dict[str, Any]]:
    published = {a.id: a.published for a in analysis.corpus.articles}
    for pair in analysis.pairs.values():
        left, right = (
            compare.Side(analysis.claims[c], published[analysis.claims[c].article])
            for c in (pair.left, pair.right)
        )
        found = [d for d in compare.differences(left, right) if d.outcome in _OF_OUTCOME and d.slot >= _SURE]
        if found:
            best = max(found, key=lambda d: d.slot)
            yield _finding(analysis, pair, _OF_OUTCOME[best.outcome], best.aspect, best.slot)


def _finding(
    analysis: pipeline.Analysis, pair: Pair, relation: str, aspect: str, confidence: float
) -> dict[str, Any]:
    paths = {a.id: a.path for a in analysis.corpus.articles}
    claims = [analysis.claims[c] for c in (pair.left, pair.right)]
    return {
        "id": pair.id,
        "relation": relation,
        "aspect": aspect,
        "confidence": confidence,
        "claims": [{"article": paths[c.article], "text": c.text} for c in claims],
    }


REFERENCES: dict[str, Callable[[pipeline.Analysis, pipeline.Scores], Found]] = {
    "number rule": number_rule,
    "judge alone": judge_alone,
    "comparators alone": comparators_alone,
}
