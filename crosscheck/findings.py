"""Verdicts -> Findings: the pairs about one fact put together, the most serious and surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from crosscheck.records import FLAGGED, Article, Claim, Finding, Pair, Verdict, content_id

_FEW_WORDS = 12
# Agreement has no words that differ to hold it to one fact; without an end, long claims chain a whole story.
_MOST_AGREEING = 16


def put_together(
    pairs: Mapping[str, Pair],
    verdicts: Sequence[Verdict],
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    origins: Mapping[str, str],
    events: Mapping[str, str],
) -> list[Finding]:
    """Join pairs about one fact; conflicts first, then the surest, the most independent voices, then by id.

    Two flagged pairs of one relation are about one fact when, in a claim that they share, the words that differ
    overlap (of one aspect: or touch); two agreeing pairs when they share a claim, up to sixteen claims in all.
    """
    found = [
        _finding(group, pairs, claims, articles, origins, events)
        for members in _by_kind(verdicts).values()
        for group in _joined(members, pairs)
    ]
    return sorted(found, key=lambda f: (_rank(f), -f.confidence, -f.origins, f.id))


def _rank(finding: Finding) -> int:
    return FLAGGED.index(finding.relation) if finding.relation in FLAGGED else len(FLAGGED)


def _by_kind(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in sorted(verdicts, key=lambda v: (-v.confidence, v.pair)):
        kinds[verdict.relation].append(verdict)
    return kinds


def _joined(verdicts: Sequence[Verdict], pairs: Mapping[str, Pair]) -> list[list[Verdict]]:
    """Group verdicts of one kind, the surest first, by the facts that they share."""
    group_of = {v.pair: [v] for v in verdicts}
    for one, other in _links(verdicts, pairs):
        mine, theirs = group_of[one.pair], group_of[other.pair]
        if mine is theirs:
            continue
        if one.relation == "agree" and len(_members([*mine, *theirs], pairs)) > _MOST_AGREEING:
            continue
        mine += theirs
        group_of.update((v.pair, mine) for v in theirs)
    return list({id(group): group for group in group_of.values()}.values())


def _links(verdicts: Sequence[Verdict], pairs: Mapping[str, Pair]) -> Iterator[tuple[Verdict, Verdict]]:
    """Yield every two verdicts that speak of one fact in a claim that they share."""
    holders: dict[str, list[tuple[Verdict, Spans]]] = defaultdict(list)
    for verdict in verdicts:
        pair = pairs[verdict.pair]
        holders[pair.left].append((verdict, verdict.left_words))
        holders[pair.right].append((verdict, verdict.right_words))
    for sharing in holders.values():
        for (one, mine), (other, theirs) in combinations(sharing, 2):
            if one.relation == "agree" or _meet(mine, theirs, 1 if one.aspect == other.aspect else -1):
                yield one, other


Spans = tuple[tuple[int, int], ...]


def _meet(mine: Spans, theirs: Spans, apart: int) -> bool:
    """Whether two sets of words overlap, or with `apart` 1 touch (a space between); then no words at all are one kind."""
    if not mine or not theirs:
        return apart > 0 and not mine and not theirs
    return any(a <= d + apart and c <= b + apart for a, b in mine for c, d in theirs)


def _members(group: Sequence[Verdict], pairs: Mapping[str, Pair]) -> set[str]:
    return {claim for v in group for claim in (pairs[v.pair].left, pairs[v.pair].right)}


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
    shown = tuple(sorted(_members(group, pairs), key=lambda c: (*_in_time(claims[c], articles), c)))
    owners = [claims[c].article for c in shown]
    heading = min((claims[c] for c in shown), key=lambda c: (c.kind == "title", len(c.text), c.id))
    return Finding(
        id=content_id("finding", min(v.pair for v in group)),  # a pair is in one finding only
        relation=best.relation,
        aspect=best.aspect,
        confidence=best.confidence,
        fact=few_words(heading),
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
    """Return the claim cut to a few words, for a heading; a clause loses the word that joined it to the one before."""
    words = claim.text.split()
    if claim.kind == "clause" and len(words) > 1 and words[0].lower() in ("and", "but", "or", "while"):
        words = [words[1][:1].upper() + words[1][1:], *words[2:]]
    return " ".join(words[:_FEW_WORDS]) + (" …" if len(words) > _FEW_WORDS else "")
