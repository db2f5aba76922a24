"""Verdicts -> Findings: the pairs about one fact put together, the most serious and surest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

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
    overlap (of one aspect: or touch); agreeing pairs when they share a claim, up to sixteen claims in all.
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
    """Group verdicts of one kind, the surest first, by the facts that they share.

    A flagged pair belongs to a finding when it shares a claim with the surest pair of it, and there the words that
    differ; or when both its claims stand in it. Chains are not followed further: they lead from the dead to the hurt.
    """
    groups: list[list[Verdict]] = []
    holding: dict[str, list[int]] = defaultdict(list)  # the findings in which a claim stands
    for verdict in verdicts:
        pair = pairs[verdict.pair]
        near = sorted({*holding[pair.left], *holding[pair.right]})
        place = next((n for n in near if _belongs(verdict, groups[n], pairs)), len(groups))
        if place == len(groups):
            groups.append([])
        groups[place].append(verdict)
        for claim in (pair.left, pair.right):
            if place not in holding[claim]:
                holding[claim].append(place)
    return groups


def _belongs(verdict: Verdict, group: Sequence[Verdict], pairs: Mapping[str, Pair]) -> bool:
    """Whether a verdict speaks of the fact of a group, of which the first verdict is the surest."""
    members = _members(group, pairs)
    if verdict.relation == "agree":
        return len(members | _members([verdict], pairs)) <= _MOST_AGREEING
    first, touching = group[0], 1 if verdict.aspect == group[0].aspect else -1
    mine, theirs = _words(verdict, pairs), _words(first, pairs)
    if any(_meet(mine[claim], theirs[claim], touching) for claim in mine.keys() & theirs.keys()):
        return True
    told = [_words(v, pairs) for v in group]
    return all(
        any(claim in t and _meet(words, t[claim], touching) for t in told) for claim, words in mine.items()
    )


def _words(verdict: Verdict, pairs: Mapping[str, Pair]) -> dict[str, Spans]:
    """Return the words that differ, by the claim that they stand in."""
    pair = pairs[verdict.pair]
    return {pair.left: verdict.left_words, pair.right: verdict.right_words}


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
