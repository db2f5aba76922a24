"""Stores with made-up runs, for the tests of the review page: no model is needed to have something to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from crosscheck.history import Sheet, State, version_of
from crosscheck.records import Article, Claim, Finding, Pair, Relation, Verdict, content_id
from crosscheck.store import Keeping, Row, Snapshot, Store

RELATIONS: tuple[Relation, ...] = ("conflict", "update", "reconciled")
BEFORE = "Nobody slept that night in the town by the sea. "
AFTER = " The mayor thanked all who came to help."


def article(outlet: str, sentence: str, day: int = 3, filler: int = 12) -> Article:
    text = f"{BEFORE * filler}\n\n{sentence}\n\n{AFTER * filler}"
    path = f"{outlet.lower().replace(' ', '-')}/{content_id(sentence)[:8]}.md"
    return Article(
        content_id(outlet, text), path, text, outlet, date(2026, 5, day), title=f"{outlet}: news of the day"
    )


def claim(of: Article, sentence: str) -> Claim:
    start = of.text.index(sentence)
    return Claim(
        content_id(of.id, start),
        of.id,
        start,
        start + len(sentence),
        sentence,
        "sentence",
        speaker="the harbour master",
    )


def state(
    left: Article, right: Article, quotes: tuple[str, str], words: tuple[str, str], relation: Relation = "conflict",
    confidence: float = 0.6, event: str = "event", why: str = "One counts otherwise than the other.",
) -> State:  # fmt: skip
    """Return a finding of one pair."""
    one, other = claim(left, quotes[0]), claim(right, quotes[1])
    pair = Pair(content_id("pair", one.id, other.id), one.id, other.id, 0.8, ("similar",), "known")
    spans = [
        ((c.start + c.text.index(w), c.start + c.text.index(w) + len(w)),)
        for c, w in zip((one, other), words, strict=True)
    ]
    verdict = Verdict(pair.id, relation, "number", confidence, why, spans[0], spans[1])
    finding = Finding(
        content_id("finding", pair.id),
        relation,
        "number",
        confidence,
        quotes[0][:60],
        why,
        event,
        (one.id, other.id),
        (pair.id,),
    )
    return State(finding, (pair,), (verdict,), (), (version_of(one, left), version_of(other, right)))


def made(
    states: Sequence[State],
    articles: Sequence[Article],
    event_of: dict[str, str] | None = None,
    origins: dict[str, str] | None = None,
) -> Keeping:
    """Return what a run hands to the store for these findings."""
    events, copied = event_of or {}, origins or {}
    claims: dict[str, list[Claim]] = {}
    for one in states:
        for v in one.versions:
            told = Claim(
                v.claim,
                v.article,
                v.start,
                v.start + len(v.text),
                v.text,
                "sentence",
                speaker="the harbour master",
            )
            if told not in claims.setdefault(v.article, []):
                claims[v.article].append(told)
    sheets = {content_id("sheet", a.id): Sheet(a, tuple(claims.get(a.id, ()))) for a in articles}
    rows = tuple(
        Row(k, events.get(s.article.id, "event"), copied.get(s.article.id, s.article.id), None, "0")
        for k, s in sheets.items()
    )
    by_key = {content_id("state", s.finding.id, repr(s)): s for s in states}
    digest = content_id(*by_key, *sheets)
    return Keeping(digest, Snapshot("settings", rows, tuple(by_key)), sheets, by_key)


def keep(
    path: Path,
    states: Sequence[State],
    articles: Sequence[Article],
    event_of: dict[str, str] | None = None,
    origins: dict[str, str] | None = None,
) -> None:
    """Make a store, or another run in one that is there."""
    with Store(path) as store:
        keeping = made(states, articles, event_of, origins)
        store.add_run(keeping.digest, {}, {}, len(articles), {}, keeping)
        store.add_verdicts({content_id("verdict", v.pair): v for s in states for v in s.verdicts})


def town(number: int, pairs: int = 1) -> tuple[list[State], list[Article]]:
    """Return two reports of one event that differ in `pairs` sentences."""
    names = ("Harbour Echo", "Morning Packet")
    quotes = [
        (
            f"A crane hit {n + 2} boats at pier {number}-{n}.",
            f"A crane hit {n + 40} boats at pier {number}-{n}.",
        )
        for n in range(pairs)
    ]
    sides = [article(name, " ".join(q[i] for q in quotes), 3 + i) for i, name in enumerate(names)]
    found = [
        state(
            sides[0], sides[1], q, (f"{n + 2} boats", f"{n + 40} boats"), RELATIONS[(number + n) % 3],
            0.35 + ((number * 7 + n * 3) % 60) / 100, f"event-{number}",
        )
        for n, q in enumerate(quotes)
    ]  # fmt: skip
    return found, sides


def towns(many: int, pairs: int = 1) -> tuple[list[State], list[Article], dict[str, str]]:
    """Return many events of two reports each."""
    states: list[State] = []
    articles: list[Article] = []
    event_of: dict[str, str] = {}
    for number in range(many):
        found, sides = town(number, pairs)
        states += found
        articles += sides
        event_of |= {a.id: f"event-{number}" for a in sides}
    return states, articles, event_of


def confident(states: Sequence[State], confidence: float) -> list[State]:
    """Return findings with another confidence."""
    return [
        replace(
            s,
            verdicts=tuple(replace(v, confidence=confidence) for v in s.verdicts),
            finding=replace(s.finding, confidence=confidence),
        )
        for s in states
    ]
