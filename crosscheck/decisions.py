"""Reviewers' labels + verdicts -> the verdicts as reviewers decided them, with a mark on each, and what they dismissed.

A label is found by what the two claims say and whose they are, in whichever order they come; only `update` has a direction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product

from crosscheck.history import DISMISSING, NOBODY, Dismissed, Mark, Says, Version, claim_key, version_of
from crosscheck.records import FLAGGED, RELATIONS, Article, Claim, Label, Pair, Relation, Verdict

_WORDS_SHARED = 0.6


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Verdicts after review: all of them, those to be shown, the marks by pair, and the pairs that were dismissed."""

    verdicts: tuple[Verdict, ...]
    shown: tuple[Verdict, ...]
    marks: Mapping[str, Mark]
    dismissed: tuple[Dismissed, ...]


Said = tuple[str, str]


class Bench:
    """The labels beside the claims that are there, ready to be looked up."""

    def __init__(
        self,
        labels: Iterable[Label],
        remembered: Mapping[str, Version],
        claims: Mapping[str, Claim],
        articles: Mapping[str, Article],
    ) -> None:
        self.votes = _votes(labels)
        self.claims, self.articles = claims, articles
        self.keys = (
            {c.id: claim_key(articles[c.article].source, c.text) for c in claims.values()}
            if self.votes
            else {}
        )
        self.holders: dict[str, list[str]] = defaultdict(list)
        for claim, key in sorted(self.keys.items()):
            self.holders[key].append(claim)
        self.earlier = self._reworded(remembered)

    def _reworded(self, remembered: Mapping[str, Version]) -> dict[frozenset[str], list[Label]]:
        """Return the labels of which a claim has other words now, by the claims that took the places."""
        found: dict[frozenset[str], list[Label]] = {}
        for keys in sorted(self.votes, key=sorted):
            if all(key in self.holders for key in keys):
                continue
            sides = [self._now(key, remembered.get(key)) for key in sorted(keys)]
            for ids in product(*sides):
                found.setdefault(frozenset(ids), self.votes[keys])
        return found

    def _now(self, key: str, version: Version | None) -> list[str]:
        """Return the claims that have this key, else the one of the same report that shares most of its words."""
        if key in self.holders or version is None:
            return self.holders.get(key, [])
        near = [
            (_alike(version.text, c.text), c.id)
            for c in self.claims.values()
            if self._same_report(c, version)
        ]
        return [max(near)[1]] if near and max(near)[0] >= _WORDS_SHARED else []

    def _same_report(self, claim: Claim, version: Version) -> bool:
        article = self.articles[claim.article]
        if (article.source or "").casefold() != (version.outlet or "").casefold():
            return False
        told = ((article.path, version.path), (article.url, version.url), (article.title, version.title))
        return any(mine and mine == theirs for mine, theirs in told)

    def asked(self, pairs: Iterable[Pair], origins: Mapping[str, str]) -> list[Said]:
        """Return the claims of different origins that reviewers hold against each other and that no pair has."""
        have = {frozenset((p.left, p.right)) for p in pairs} if self.votes else set()
        found: set[Said] = set()
        for keys, votes in self.votes.items():
            if len(keys) == 2 and any(v.decision in FLAGGED for v in votes):
                one, other = (self.holders.get(key, []) for key in sorted(keys))
                found |= {(a, b) for a, b in product(one, other) if frozenset((a, b)) not in have}
        return sorted((a, b) for a, b in found if self._origin(a, origins) != self._origin(b, origins))

    def _origin(self, claim: str, origins: Mapping[str, str]) -> str:
        return origins[self.claims[claim].article]

    def mark(self, pair: Pair, verdict: Verdict) -> Mark | None:
        """Return what reviewers said of a pair, None when nothing."""
        if not self.votes:
            return None
        left, right = self.keys[pair.left], self.keys[pair.right]
        votes = self.votes.get(frozenset((left, right)))
        if votes is None:
            earlier = self.earlier.get(frozenset((pair.left, pair.right)))
            return _mark("earlier", earlier, verdict) if earlier else None
        return _mark(_says(votes, verdict, turned=_turned(votes, pair, right)), votes, verdict)

    def version(self, claim: str) -> Version:
        """Return what is remembered of a claim."""
        return version_of(self.claims[claim], self.articles[self.claims[claim].article])


def _votes(labels: Iterable[Label]) -> dict[frozenset[str], list[Label]]:
    """Put the labels of each two claims together, of a reviewer the last."""
    found: dict[frozenset[str], dict[str, Label]] = defaultdict(dict)
    for label in sorted(labels, key=lambda x: (x.decided, x.left_key, x.right_key, x.reviewer)):
        if label.decision in (*RELATIONS, "unsure"):
            found[frozenset((label.left_key, label.right_key))][label.reviewer] = label
    return {keys: [by[name] for name in sorted(by)] for keys, by in found.items()}


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold().split(), other.casefold().split(), autojunk=False).ratio()


def _turned(votes: Sequence[Label], pair: Pair, right: str) -> bool:
    """Whether an update was decided while the other claim was the earlier one."""
    updates = [v for v in votes if v.decision == "update" and v.left_key != v.right_key]
    return pair.order == "known" and any(v.left_key == right for v in updates)


def _says(votes: Sequence[Label], verdict: Verdict, turned: bool) -> Says:
    decisions = {v.decision for v in votes} - {"unsure"}
    if not decisions:
        return "unsure"
    if len(decisions) > 1:
        both = decisions <= set(DISMISSING) and verdict.relation not in DISMISSING
        return "dismissed" if both else "differ"
    if turned:
        return "turned"
    (decision,) = decisions
    if decision == verdict.relation:
        return "confirmed"
    return "dismissed" if decision in DISMISSING else "decided"


def _mark(says: Says, votes: Sequence[Label], verdict: Verdict) -> Mark:
    return Mark(says, tuple((v.reviewer or NOBODY, v.decision) for v in votes), verdict.relation)


def review(
    bench: Bench, pairs: Mapping[str, Pair], verdicts: Sequence[Verdict], is_shown: Callable[[Verdict], bool]
) -> Reviewed:
    """Apply the labels: what is confirmed or decided is shown however unsure the tool is, what is dismissed is not."""
    marks: dict[str, Mark] = {}
    every: list[Verdict] = []
    shown: list[Verdict] = []
    dismissed: list[Dismissed] = []
    for verdict in verdicts:
        pair = pairs[verdict.pair]
        mark = bench.mark(pair, verdict)
        settled = verdict if mark is None else _settled(verdict, mark)
        every.append(settled)
        if mark is not None and mark.says == "dismissed":
            if is_shown(verdict):
                sides = bench.version(pair.left), bench.version(pair.right)
                dismissed.append(Dismissed(pair, verdict, mark, *sides))
        elif is_shown(settled) or (mark is not None and _stands(settled, mark)):
            shown.append(settled)
            if mark is not None:
                marks[pair.id] = mark
    return Reviewed(tuple(every), tuple(shown), marks, tuple(dismissed))


def _stands(verdict: Verdict, mark: Mark) -> bool:
    """Whether a reviewer's word alone is enough to show a pair."""
    return mark.says in ("confirmed", "decided") and verdict.relation in FLAGGED


def _settled(verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict as decided; its reason says by whom, and keeps what crosscheck saw."""
    if mark.says not in ("decided", "dismissed"):
        return verdict
    relation: Relation = next(r for r in RELATIONS if r in {decision for _, decision in mark.votes})
    if mark.says == "dismissed":
        return replace(verdict, relation=relation)
    names = " and ".join(name for name, decision in mark.votes if decision == relation)
    why = f"{names} decided that this is {_ARTICLES[relation]}; crosscheck saw: {verdict.explanation}"
    return replace(verdict, relation=relation, confidence=1.0, explanation=" ".join(why.split()))


_ARTICLES = {
    "conflict": "a conflict",
    "update": "an update",
    "reconciled": "no contradiction",
}
