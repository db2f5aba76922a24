"""Small moments made by hand, for the tests of identity and of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from crosscheck.history import Dismissed, Mark, Moment, Sheet, State, version_of
from crosscheck.records import Article, Claim, Finding, Pair, Relation, Verdict, content_id


def article(outlet: str, text: str, day: int = 3) -> Article:
    path = outlet.lower().replace(" ", "-") + ".md"
    return Article(
        content_id(outlet, text, day), path, text, outlet, date(2026, 5, day), title=f"{outlet} reports"
    )


HERALD = article("Herald", "A crane hit 12 boats.")
POST = article("Post", "A crane hit 14 boats.", 4)
WIRE = article("Wire", "A crane hit 9 boats.", 5)


def claim(of: Article) -> Claim:
    return Claim(content_id(of.id, 0, len(of.text)), of.id, 0, len(of.text), of.text, "sentence")


def sheet(of: Article) -> Sheet:
    return Sheet(of, (claim(of),))


def pair(left: Article, right: Article) -> Pair:
    one, other = claim(left), claim(right)
    return Pair(content_id("pair", one.id, other.id), one.id, other.id, 0.8, ("similar",), "known")


def verdict(left: Article, right: Article, relation: Relation, words: str = "") -> Verdict:
    spans = [_span(a.text, words or a.text.split()[3]) for a in (left, right)]
    return Verdict(pair(left, right).id, relation, "number", 0.9, "Why.", spans[0], spans[1])


def _span(text: str, words: str) -> tuple[tuple[int, int], ...]:
    at = text.index(words)
    return ((at, at + len(words)),)


def state(
    name: str,
    *articles: Article,
    relation: Relation = "conflict",
    words: str = "",
    pairs: Sequence[tuple[int, int]] = (),
    marks: Sequence[Mark] = (),
) -> State:
    """Return a finding of one claim an article; without `pairs` every two of them are one."""
    chosen = pairs or list(combinations(range(len(articles)), 2))
    two = [(articles[a], articles[b]) for a, b in chosen]
    found = tuple(pair(a, b) for a, b in two)
    return State(
        Finding(
            name, relation, "number", 0.9, f"Fact {name}", "Why.", "event",
            tuple(claim(a).id for a in articles), tuple(p.id for p in found),
        ),
        found,
        tuple(verdict(a, b, relation, words) for a, b in two),
        tuple(zip((p.id for p in found), marks, strict=False)),
        tuple(version_of(claim(a), a) for a in articles),
    )  # fmt: skip


def moment(
    number: int, *states: State, settings: str = "same", dismissed: Sequence[Dismissed] = ()
) -> Moment:
    return Moment(number, settings, states, tuple(dismissed))


def dismissal(left: Article, right: Article, name: str = "Ann") -> Dismissed:
    sides = [version_of(claim(a), a) for a in (left, right)]
    mark = Mark("dismissed", ((name, "unrelated"),), "conflict")
    return Dismissed(pair(left, right), verdict(left, right, "conflict"), mark, *sides)
