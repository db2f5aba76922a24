"""Verdicts -> Findings: the pairs about one fact put together, the most serious and surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from crosscheck.records import FLAGGED, Article, Claim, Finding, Pair, Verdict, content_id

_FEW_WORDS = 12


def put_together(
    pairs: Mapping[str, Pair],
    verdicts: Sequence[Verdict],
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    origins: Mapping[str, str],
    events: Mapping[str, str],
) -> list[Finding]:
    """Join pairs of one relation and aspect that share a claim; conflicts first, then the surest, then by id."""
    groups: dict[tuple[str, str, str], list[Verdict]] = defaultdict(list)
    for aspect_and_relation, members in _by_kind(verdicts).items():
        for root, group in _connected(members, pairs).items():
            groups[(*aspect_and_relation, root)] = group
    found = [_finding(group, pairs, claims, articles, origins, events) for group in groups.values()]
    return sorted(found, key=lambda f: (_rank(f), -f.origins, -f.confidence, f.id))


def _rank(finding: Finding) -> int:
    return FLAGGED.index(finding.relation) if finding.relation in FLAGGED else len(FLAGGED)


def _by_kind(verdicts: Sequence[Verdict]) -> dict[tuple[str, str], list[Verdict]]:
    kinds: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.relation, verdict.aspect if verdict.relation != "agree" else ""].append(verdict)
    return kinds


def _connected(verdicts: Sequence[Verdict], pairs: Mapping[str, Pair]) -> dict[str, list[Verdict]]:
    """Group verdicts whose pairs share a claim; the key is the least claim id of the group."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            node = parent[node]
        return node

    for verdict in verdicts:
        low, high = sorted((root(pairs[verdict.pair].left), root(pairs[verdict.pair].right)))
        parent[high] = low
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        groups[root(pairs[verdict.pair].left)].append(verdict)
    return groups


def _finding(
    group: Sequence[Verdict],
    pairs: Mapping[str, Pair],
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    origins: Mapping[str, str],
    events: Mapping[str, str],
) -> Finding:
    ordered = sorted(group, key=lambda v: (-v.confidence, v.pair))
    best = ordered[0]
    members = {c for v in group for c in (pairs[v.pair].left, pairs[v.pair].right)}
    shown = tuple(sorted(members, key=lambda c: _in_time(claims[c], articles)))
    owners = [claims[c].article for c in shown]
    return Finding(
        id=content_id("finding", best.relation, best.aspect, min(members)),
        relation=best.relation,
        aspect=best.aspect,
        confidence=best.confidence,
        fact=few_words(min((claims[c] for c in members), key=lambda c: (c.kind == "title", len(c.text), c.id))),
        explanation=best.explanation,
        event=events[owners[0]],
        claims=shown,
        pairs=tuple(v.pair for v in ordered),
        outlets=len({articles[a].source or articles[a].path for a in owners}),
        origins=len({origins[a] for a in owners}),
    )


def _in_time(claim: Claim, articles: Mapping[str, Article]) -> tuple[int, str, int]:
    article = articles[claim.article]
    return (article.published.toordinal() if article.published else 10**7, article.path, claim.start)


def few_words(claim: Claim) -> str:
    """Return the claim cut to a few words, for a heading."""
    words = claim.text.split()
    return " ".join(words[:_FEW_WORDS]) + (" …" if len(words) > _FEW_WORDS else "")
