"""What comparators, cross-encoder and circumstances say of a pair -> probabilities of the five relations.

One multinomial logistic regression (fitted by `training/`, weights in `decision.json`, readable): its inputs have
names, and the share of each in a decision can be shown.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crosscheck.compare.families import families, family
from crosscheck.compare.slots import Side, is_later, likeness, order_unknown, shared_count
from crosscheck.judge.cues import cues
from crosscheck.records import ASPECTS, RELATIONS, CrosscheckError, Difference, Pair, Quantity, content_id

_OUTCOMES = ("differs", "reconciled", "moved", "same")
_MEND = "check 'judge' in the configuration"
_COMPARED = ("number", "date", "place", "actor", "status", "polarity", "attribution", "cause")


def circumstances(pair: Pair, left: Side, right: Side, found: Sequence[Difference]) -> dict[str, float]:
    """Name what is known of a pair before the cross-encoder has read it: comparators, likeness, keys, order, cues."""
    values: dict[str, float] = {}
    for about in _COMPARED:
        for outcome in _OUTCOMES:
            slots = [d.slot for d in found if d.aspect == about and d.outcome == outcome]
            values[f"{about} {outcome}"] = max(slots, default=0.0)
    values |= {
        "similarity": pair.similarity,
        "likeness": likeness(left, right),
        "shared words": min(6, shared_count(left, right)) / 6,
        "keys": min(4, sum(k not in ("similar", "nearest") for k in pair.keys)) / 4,
        "later": float(is_later(left, right)),
        "order unknown": float(order_unknown(left, right)),
        "a title": float("title" in (left.claim.kind, right.claim.kind)),
        "other event": float(not pair.same_event),
        "nearest of all": float(pair.ranks == (1, 1)),
        "rank": float(np.log2(max(pair.ranks))),
        "better rank": float(np.log2(min(pair.ranks))),
        "pairs of the two articles": float(np.log2(pair.among)),
        "length of the shorter": float(np.log2(min(len(left.claim.text), len(right.claim.text)) + 1)),
        "length of the longer": float(np.log2(max(len(left.claim.text), len(right.claim.text)) + 1)),
        "quoted on both sides": float(left.claim.quoted and right.claim.quoted),
    }
    return values | cues(left, right) | _figures(left, right) | _about(left, right)


def features(
    pair: Pair,
    known: dict[str, float],
    found: Sequence[Difference],
    relation: NDArray[np.float32],
    aspect: NDArray[np.float32],
) -> dict[str, float]:
    """Name everything that a decision rests on.

    `known` are the pair's circumstances; `relation` (5,) and `aspect` (9,) are the cross-encoder's probabilities.
    """
    values = {f"judge {name}": _logit(float(p)) for name, p in zip(RELATIONS, relation, strict=True)}
    differs = max((d.slot for d in found if d.outcome == "differs"), default=0.0)
    values |= {
        "differs and judge conflict": differs * float(relation[0]),
        "similarity and judge conflict": pair.similarity * float(relation[0]),
        "similarity and judge update": pair.similarity * float(relation[1]),
        "similarity and judge reconciled": pair.similarity * float(relation[2]),
    }
    for name, p in zip(ASPECTS, aspect, strict=True):
        values[f"judge conflict on {name}"] = float(p) * float(relation[0])
        values[f"judge update on {name}"] = float(p) * float(relation[1])
    for cue in ("ahead, then not", "a change told later", "for the moment, then later"):
        values[f"{cue}, and judge update"] = known[cue] * float(relation[1])
    return values | known


def _about(left: Side, right: Side) -> dict[str, float]:
    """Say whether both claims are about one thing (pronouns resolved), about two, and tell of one deed."""
    mine, theirs = (families(" ".join(side.claim.subject)) for side in (left, right))
    deeds = left.claim.predicate, right.claim.predicate
    return {
        "one subject": float(bool(mine & theirs)),
        "two subjects": float(bool(mine and theirs and not mine & theirs)),
        "one deed": float(all(deeds) and family(deeds[0]) == family(deeds[1])),
    }


def _figures(left: Side, right: Side) -> dict[str, float]:
    """Say whether both claims give figures, and how many of the fewer the other gives too."""
    mine, theirs = ({(f.low, f.high) for f in _quantities(side)} for side in (left, right))
    fewer = min(len(mine), len(theirs))
    return {
        "figures on both sides": float(fewer > 0),
        "figures shared": len(mine & theirs) / fewer if fewer else 0.0,
        "one figure each": float(len(mine) == len(theirs) == 1),
    }


def _quantities(side: Side) -> list[Quantity]:
    return [f for f in side.claim.facets if isinstance(f, Quantity)]


def _logit(probability: float) -> float:
    clipped = min(max(probability, 0.001), 0.999)
    return float(np.log(clipped / (1 - clipped)))


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a pair is worth the cross-encoder's time: a logistic regression over its circumstances alone.

    Pairs with less than `least` of a chance to stand in any relation are not read. `weights`, `mean` and `scale` are
    (names,).
    """

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float
    least: float

    @classmethod
    def read(cls, path: Path, least: float) -> Gate:
        """Read the weights; CrosscheckError says when there are none, or when they do not belong together."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            names = tuple(str(name) for name in values["names"])
            mean, scale, weights = (
                np.array(values[k], dtype=np.float64) for k in ("mean", "scale", "weights")
            )
            bias = float(values["bias"])
        except (OSError, ValueError, KeyError, TypeError):
            raise CrosscheckError(f"{path}: no readable gate weights; {_MEND}") from None
        sound = all(a.shape == (len(names),) and np.isfinite(a).all() for a in (mean, scale, weights))
        if not sound or not scale.all():
            raise CrosscheckError(f"{path}: its weights do not belong together; {_MEND}")
        return cls(names, mean, scale, weights, bias, least)

    @property
    def revision(self) -> str:
        """Name what the gate depends on."""
        arrays = (self.mean, self.scale, self.weights)
        return content_id("gate", *self.names, *(a.tolist() for a in arrays), self.bias, self.least)

    def chance(self, known: dict[str, float]) -> float:
        """Return the chance (0..1) that a pair of these circumstances stands in any relation."""
        given = np.array([known[name] for name in self.names], dtype=np.float64)
        odds = float(self.weights @ ((given - self.mean) / self.scale)) + self.bias
        return float(1 / (1 + np.exp(-odds)))


@dataclass(frozen=True, slots=True)
class Decision:
    """The fitted model: `weights` (5, features), `bias` (5,), `mean` and `scale` (features,) of its named inputs.

    Its gate, if any, says which pairs are read at all.
    """

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    gate: Gate | None = None

    @classmethod
    def read(cls, path: Path) -> Decision:
        """Read the weights; CrosscheckError says when there are none, or when they do not belong together."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            names = tuple(str(name) for name in values["names"])
            arrays = {k: np.array(values[k], dtype=np.float64) for k in ("mean", "scale", "weights", "bias")}
        except (OSError, ValueError, KeyError, TypeError):
            raise CrosscheckError(f"{path}: no readable decision weights; {_MEND}") from None
        many, inputs = len(RELATIONS), len(names)
        shapes = {"mean": (inputs,), "scale": (inputs,), "weights": (many, inputs), "bias": (many,)}
        sound = all(np.isfinite(a).all() and a.shape == shapes[k] for k, a in arrays.items())
        if not sound or not arrays["scale"].all():
            raise CrosscheckError(f"{path}: its weights do not belong together; {_MEND}")
        return cls(names, arrays["mean"], arrays["scale"], arrays["weights"], arrays["bias"])

    @property
    def revision(self) -> str:
        """Name what decisions depend on."""
        numbers = (self.weights, self.bias, self.mean, self.scale)
        gate = self.gate.revision if self.gate is not None else ""
        return content_id("decision", *self.names, *(n.tolist() for n in numbers), gate)

    def worth_reading(self, known: dict[str, float]) -> float | None:
        """Return None for a pair that is to be read, else its chance to stand in any relation."""
        chance = self.gate.chance(known) if self.gate is not None else 1.0
        return chance if self.gate is not None and chance < self.gate.least else None

    def probabilities(self, values: dict[str, float]) -> NDArray[np.float64]:
        """Return the probabilities of RELATIONS for one pair's features."""
        scores = self.weights @ self._standard(values) + self.bias
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum())

    def effects(self, values: dict[str, float], relation: int) -> list[tuple[str, float]]:
        """Return how far each input moved the log odds of a relation, the largest effect first."""
        moved = self.weights[relation] * self._standard(values)
        order = np.argsort(-np.abs(moved), kind="stable")
        return [(self.names[i], round(float(moved[i]), 4)) for i in order]

    def _standard(self, values: dict[str, float]) -> NDArray[np.float64]:
        unknown = next((name for name in self.names if name not in values), None)
        if unknown is not None:
            raise CrosscheckError(
                f"decision.json: rests on '{unknown}', which this version does not know; {_MEND}"
            )
        given = np.array([values[name] for name in self.names], dtype=np.float64)
        return np.asarray((given - self.mean) / self.scale)


def strongest_aspect(
    found: Sequence[Difference], aspect: NDArray[np.float32], outcomes: Sequence[str]
) -> str:
    """Return the aspect: the cross-encoder's word, moved by what a sure comparator has found."""
    votes = {name: float(p) for name, p in zip(ASPECTS, aspect, strict=True)}
    for difference in found:
        if difference.outcome in outcomes:
            votes[difference.aspect] += 2 * difference.slot
    return max(ASPECTS, key=lambda name: votes[name])
