"""Two claims -> the way of their pair through the stages: where it fell, or what was decided and on what it rests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crosscheck import calibration, events, origins, pairs
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import decision_of, features, judge_of, verdict
from crosscheck.pipeline.stages import (
    claims_of_file,
    compared,
    embed_claims,
    least_shown,
    question,
    score_questions,
    silent,
)
from crosscheck.records import RELATIONS, Article, Claim, CrosscheckError, Difference, Pair, Verdict
from crosscheck.store import Store

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<start>\d+)(?:-\d+)?)?")


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of a pair: `fell` says at which step and why it was left out, empty when it was judged.

    `chances` are the decision's probabilities in the order of RELATIONS, `least` what a conflict must reach to be shown.
    """

    left: Claim
    right: Claim
    fell: str
    similarity: float = 0.0
    found: tuple[Difference, ...] = ()
    judged: Verdict | None = None
    chances: tuple[float, ...] = ()
    least: float = 0.0


def trace(left: str, right: str, config: Config, store_path: Path) -> Trace:
    """Follow two claims, each named FILE:LINE or FILE:LINE:START-END, through all stages, as if only their articles were read."""
    (one, mine, first), (other, theirs, second) = _claim_at(left), _claim_at(right)
    if one.id == other.id:
        return Trace(first, second, "both stand in one article; an article is not compared with itself")
    with Store(store_path) as store:
        return _followed((one, mine, first), (other, theirs, second), config, store)


Told = tuple[Article, list[Claim], Claim]


def _followed(left: Told, right: Told, config: Config, store: Store) -> Trace:
    told = {a.id: claims for a, claims, _ in (left, right)}
    vectors = embed_claims(told, Embedder(config.embedder), store, silent)
    profiles = {a.id: events.profile(a, told[a.id], vectors[a.id]) for a, _, _ in (left, right)}
    both = [left[0], right[0]]
    copies = origins.copies(both)
    grouping = events.group(both, profiles, copies, config.event_probability, config.event_days)
    sides = [
        pairs.Side(a, told[a.id], vectors[a.id], grouping.events[a.id], grouping.origins[a.id])
        for a, _, _ in (left, right)
    ]
    mine, theirs = vectors[left[0].id][told[left[0].id].index(left[2])], right
    similarity = float(mine @ vectors[theirs[0].id][told[theirs[0].id].index(theirs[2])])
    if sides[0].origin == sides[1].origin:
        return Trace(
            left[2], right[2], "their articles are copies of one text and count as one voice", similarity
        )
    wanted = {left[2].id, right[2].id}
    pair = next((p for p in pairs.candidates(sides, config.share) if {p.left, p.right} == wanted), None)
    if pair is None:
        return Trace(left[2], right[2], _not_compared(sides, profiles, similarity, config), similarity)
    return _judged(pair, {left[2].id: left, right[2].id: right}, config, store)


def _not_compared(
    sides: Sequence[pairs.Side], profiles: dict[str, events.Profile], similarity: float, config: Config
) -> str:
    if sides[0].event != sides[1].event:
        chance = events.probability(profiles[sides[0].article.id], profiles[sides[1].article.id])
        return (
            f"their articles are taken for two events ({chance:.0%} to be of one, {config.event_probability:.0%} needed, "
            f"at most {config.event_days} days apart), and such claims are compared only when they are nearly alike"
        )
    return (
        f"they are too little alike to be compared (cosine {similarity:.2f}): neither among the most alike "
        f"{config.share:.0%} of the two articles' pairs nor near neighbours, and they share no counted thing, name or place"
    )


def _judged(pair: Pair, told: dict[str, Told], config: Config, store: Store) -> Trace:
    claims = {c.id: c for _, _, c in told.values()}
    articles = {a.id: a for a, _, _ in told.values()}
    judge, decision = judge_of(config), decision_of(config)
    left, right, found, known = compared(pair, claims, articles)
    chance = decision.worth_reading(known)
    if chance is not None:
        fell = (
            f"they are so surely about two things, by what they share and where they differ, that the judge did not read"
            f" them ({chance:.0%} to stand in any relation, {config.least_chance:.0%} needed)"
        )
        return Trace(claims[pair.left], claims[pair.right], fell, pair.similarity, tuple(found))
    relation, aspect = score_questions({pair.id: question(pair, claims, articles)}, judge, store)[pair.id]
    values = features(pair, known, found, relation, aspect)
    own = verdict(pair, left, right, found, values, aspect, decision)
    (judged,) = calibration.applied([own], store.calibration())
    chances = tuple(float(p) for p in decision.probabilities(values))
    least = least_shown(judged.relation, config)
    fell = ""
    if judged.relation == "unrelated":
        fell = (
            f"they are taken for two facts; a conflict is {chances[RELATIONS.index('conflict')]:.0%} likely"
        )
    elif judged.confidence < least:
        fell = f"'{judged.relation}' is {judged.confidence:.0%} likely and is shown from {least:.0%}"
    return Trace(
        claims[pair.left], claims[pair.right], fell, pair.similarity, tuple(found), judged, chances, least
    )


def _claim_at(name: str) -> Told:
    """Return the article, its claims and the claim that FILE:LINE[:START] names, as `crosscheck claims FILE` prints them."""
    named = _PLACE.fullmatch(name)
    if named is None:
        raise CrosscheckError(
            f"{name}: is no claim; name it FILE:LINE, as 'crosscheck claims FILE' prints it"
        )
    file, line, start = named["file"], int(named["line"]), named["start"]
    article, claims = claims_of_file(Path(file))
    here = [c for c in claims if article.line_of(c.start) == line and start in (None, str(c.start))]
    if not here:
        raise CrosscheckError(f"{name}: no claim starts there; 'crosscheck claims {file}' lists them")
    if len(here) > 1:
        starts = ", ".join(f"{file}:{line}:{c.start}" for c in here)
        raise CrosscheckError(f"{name}: {len(here)} claims start on this line; name one of {starts}")
    return article, claims, here[0]
