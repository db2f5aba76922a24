"""Which finding of an earlier run a finding is: by the pairs that both have, else by claims of the same words.

A mark is a hash that a finding leaves behind: of each of its pairs ("p"), of what the two claims of a pair say ("s"),
and of one claim with the words in it that differ ("c"). Dates and files may change without a trace in the last two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import count

from crosscheck.history import State, pair_key
from crosscheck.records import content_id

_TIERS = "psc"


def marks_of(state: State) -> frozenset[str]:
    """Return the marks by which a finding is known again."""
    versions = {v.claim: v for v in state.versions}
    verdicts = {v.pair: v for v in state.verdicts}
    found: set[str] = set()
    for pair in state.pairs:
        left, right, verdict = versions[pair.left], versions[pair.right], verdicts[pair.id]
        found |= {f"p{pair.id}", f"s{pair_key(left.key, right.key)}"}
        for version, spans in ((left, verdict.left_words), (right, verdict.right_words)):
            found |= {f"c{content_id(version.key, words)}" for words in version.said(spans)}
    return frozenset(found)


def carried(
    marks: Mapping[str, Collection[str]], known: Mapping[str, Collection[str]], born: Mapping[str, int]
) -> dict[str, str]:
    """Return for each finding (by its own id) the id that it has had since the first run in which it appeared.

    `marks` are those of the findings of this run, `known` the ids that earlier runs left under each mark, `born` the
    run in which each known id first appeared. What overlaps most is matched first, then the older id; an id is given
    once, so of a finding that fell apart the bigger share keeps it.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, old, own in sorted(_candidates(marks, known, born)):
        if own not in ids and old not in taken:
            ids[own] = old
            taken.add(old)
    for own in sorted(marks.keys() - ids.keys()):
        ids[own] = next(i for i in _fresh(own) if i not in taken and i not in born)
        taken.add(ids[own])
    return ids


Overlap = tuple[int, int, int]


def _candidates(
    marks: Mapping[str, Collection[str]], known: Mapping[str, Collection[str]], born: Mapping[str, int]
) -> list[tuple[Overlap, int, str, str]]:
    """Return every finding with every known id that it shares marks with, sorting as the best match first."""
    shared: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for own, left in marks.items():
        for mark in left:
            for old in known.get(mark, ()):
                shared[own, old][_TIERS.index(mark[0])] -= 1
    return [((n[0], n[1], n[2]), born.get(old, 0), old, own) for (own, old), n in shared.items()]


def _fresh(own: str) -> Iterator[str]:
    """Yield the id of a new finding, and others should an older finding still have it."""
    yield own
    yield from (content_id("finding", own, n) for n in count(2))
