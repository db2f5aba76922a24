"""What a run found -> the pairs that are worth a reviewer's time, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import log2

from crosscheck.history import Moment, Version, claim_key
from crosscheck.records import FLAGGED, Finding, Pair, Verdict

Keys = tuple[str, str]

# What a wrong decision of the tool would cost a reader: a conflict accuses, what fits together does not.
_WEIGHT = {"conflict": 1.0, "update": 0.6, "reconciled": 0.4}


@dataclass(frozen=True, slots=True)
class Item:
    """A pair to decide on, the earlier claim first; `verdict` is what crosscheck said, `fact` and `finding` are empty for
    a pair that reviewers have dismissed. `keys` are those of both claims, the lower first: by them decisions are found.
    `copies` are pairs of the same words in copies of the same two texts; a decision is on all of them."""

    pair: Pair
    verdict: Verdict
    left: Version
    right: Version
    keys: Keys
    event: str = ""
    finding: str = ""
    fact: str = ""
    copies: tuple[Item, ...] = ()

    @property
    def outlets(self) -> tuple[str, str]:
        """Return the names of both outlets; one that is not known is named by its file."""
        return tuple(v.outlet or v.path for v in (self.left, self.right))  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Part:
    """Pairs in order, and their keys as a set: how many of them are decided is asked for on every page."""

    items: tuple[Item, ...]
    keys: frozenset[Keys] = frozenset()

    def done(self, decided: Mapping[Keys, str]) -> int:
        """Count the pairs that are decided."""
        return sum(map(decided.__contains__, self.keys))


EVERYTHING = ("", "")


@dataclass(frozen=True, slots=True)
class Queue:
    """The pairs of one run in order; `sheets` names the kept text of each article, `events` an event in a few words."""

    run: int
    digest: str
    items: tuple[Item, ...]
    by_id: Mapping[str, Item]
    sheets: Mapping[str, str]
    events: Mapping[str, str]
    within: Mapping[tuple[str, str], Part]

    def of(self, scope: tuple[str, str]) -> Part:
        """Return the pairs of a scope: all, or those of ("event", id) or ("outlet", name)."""
        return self.within.get(scope, NOTHING)


NOTHING = Part(())


def queue_of(
    moment: Moment,
    digest: str,
    said: Mapping[str, Verdict],
    sheets: Mapping[str, str],
    events: Mapping[str, str],
    origins: Mapping[str, str],
) -> Queue:
    """Put the pairs of a moment in order; `said` are crosscheck's own verdicts on pairs that reviewers changed,
    `events` and `origins` the event and the origin of each article."""
    items = _folded(ordered(_items(moment, said, events)), origins)
    within: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        for scope in dict.fromkeys(
            (
                EVERYTHING,
                ("event", item.event),
                *(("outlet", name) for one in (item, *item.copies) for name in one.outlets),
            )
        ):
            within.setdefault(scope, []).append(item)
    return Queue(
        moment.number,
        digest,
        tuple(items),
        {one.pair.id: item for item in items for one in (item, *item.copies)},
        sheets,
        _titles(items),
        {scope: Part(tuple(found), frozenset(i.keys for i in found)) for scope, found in within.items()},
    )


def _items(moment: Moment, said: Mapping[str, Verdict], events: Mapping[str, str]) -> list[Item]:
    found: dict[Keys, Item] = {}
    for state in moment.findings:
        versions, pairs = {v.claim: v for v in state.versions}, {p.id: p for p in state.pairs}
        for shown in state.verdicts:
            verdict, pair = said.get(shown.pair, shown), pairs[shown.pair]
            if shown.relation in FLAGGED or verdict.relation in FLAGGED:
                left, right = versions[pair.left], versions[pair.right]
                item = _item(pair, verdict, left, right, events, state.finding)
                found.setdefault(item.keys, item)
    for d in moment.dismissed:
        item = _item(d.pair, d.verdict, d.left, d.right, events, None)
        found.setdefault(item.keys, item)
    return list(found.values())


def _item(
    pair: Pair,
    verdict: Verdict,
    left: Version,
    right: Version,
    events: Mapping[str, str],
    finding: Finding | None,
) -> Item:
    event = events.get(left.article) or (finding.event if finding else "")
    return Item(
        pair,
        verdict,
        left,
        right,
        (min(left.key, right.key), max(left.key, right.key)),
        event,
        finding.id if finding else "",
        finding.fact if finding else "",
    )


def ordered(items: Iterable[Item]) -> list[Item]:
    """Sort pairs: the most uncertain and most consequential first, those of one finding after each other.

    A pair's worth is the entropy of crosscheck's confidence (1 bit at one half, next to nothing at 0.99) by what a wrong
    word would cost: so a conflict near the line comes before a sure one, and before an update near it. A finding stands
    where its worthiest pair stands: who has read two articles decides the next pair of the same fact in a moment.
    """
    best: dict[str, float] = {}
    listed = list(items)
    for item in listed:
        best[_fact(item)] = max(best.get(_fact(item), 0.0), worth(item.verdict))
    return sorted(listed, key=lambda i: (-best[_fact(i)], _fact(i), -worth(i.verdict), i.pair.id))


def _folded(items: Iterable[Item], origins: Mapping[str, str]) -> list[Item]:
    """Put pairs of the same words in copies of the same texts into one: nobody wants to decide on a wire's sentence twice."""
    found: dict[tuple[tuple[str, str], ...], list[Item]] = {}
    for item in items:
        sides = ((origins.get(v.article, v.article), claim_key("", v.text)) for v in (item.left, item.right))
        found.setdefault(tuple(sides), []).append(item)
    return [replace(first, copies=tuple(more)) for first, *more in found.values()]


def _fact(item: Item) -> str:
    return item.finding or item.pair.id


def worth(verdict: Verdict) -> float:
    """Return what a decision on a verdict is worth, from 0 to 1."""
    p = min(max(verdict.confidence, 0.001), 0.999)
    entropy = -p * log2(p) - (1 - p) * log2(1 - p)
    return _WEIGHT.get(verdict.relation, 0.2) * entropy


def _titles(items: Iterable[Item]) -> dict[str, str]:
    """Name each event by the headline of its earliest report, else by the file."""
    names: dict[str, tuple[str, str]] = {}
    for item in items:
        for v in (item.left, item.right):
            when = v.published.isoformat() if v.published else "9"
            told = (("0" if v.title else "1") + when + v.path, v.title or v.path)
            names[item.event] = min(names.get(item.event, told), told)
    return {event: title for event, (_, title) in names.items()}
