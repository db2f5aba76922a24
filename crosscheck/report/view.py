"""All that a report needs, as plain records, with the few look-ups that its parts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crosscheck.history import Changes, Dismissed, Mark
from crosscheck.records import Article, Claim, Finding, Pair, Unread, Verdict

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReportView:
    """What was read and what was found; every mapping is by id.

    `pairs` and `verdicts` (by pair id) are those of the findings, `compared` says how many pairs there were in all
    (None: as many as `pairs`). `findings` are in the order to be shown, the ones that agree among them. `origins` and
    `events` give an article's origin (itself when missing) and event, `event_titles` an event's name in a few words.
    `roots` gives the path of an article's file relative to the folder of the report, with forward slashes, None when
    it cannot be linked. `singles` are the claims that only one source has. `changes` are those since the run before
    (None: there was none), `marks` (by pair id) and `dismissed` what reviewers said.
    """

    articles: tuple[Article, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[Unread, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    pairs: Mapping[str, Pair] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    event_titles: Mapping[str, str] = field(default_factory=dict)
    roots: Mapping[str, str | None] = field(default_factory=dict)
    singles: tuple[str, ...] = ()
    compared: int | None = None
    changes: Changes | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    dismissed: tuple[Dismissed, ...] = ()
    by_id: Mapping[str, Article] = field(init=False, repr=False, compare=False)
    by_origin: Mapping[str, list[Article]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_origin: dict[str, list[Article]] = {}
        for article in sorted(self.articles, key=by_date):
            by_origin.setdefault(self.origin(article), []).append(article)
        object.__setattr__(self, "by_origin", by_origin)
        object.__setattr__(self, "by_id", {article.id: article for article in self.articles})

    def article(self, claim: Claim) -> Article:
        """Return the article that a claim stands in."""
        return self.by_id[claim.article]

    def origin(self, article: Article) -> str:
        """Return the origin of an article: the same for all copies of one text."""
        return self.origins.get(article.id, article.id)

    def copies(self, article: Article) -> list[Article]:
        """Return the other articles that are copies of the same text, by date and outlet."""
        return [a for a in self.by_origin[self.origin(article)] if a.id != article.id]

    def articles_of(self, finding: Finding) -> list[Article]:
        """Return the articles of a finding's claims, each once, by date and outlet."""
        found = {a.id: a for a in (self.article(self.claims[c]) for c in finding.claims)}
        return sorted(found.values(), key=by_date)

    def voices(self, articles: Iterable[Article]) -> tuple[int, int]:
        """Return how many outlets and how many independent texts these articles are."""
        found = list(articles)
        return len({a.source or a.id for a in found}), len({self.origin(a) for a in found})


def by_date(article: Article) -> tuple[bool, str, str, str]:
    """Sort by date of publication, articles without one last, then by outlet and path."""
    day = article.published.isoformat() if article.published else ""
    return (not day, day, article.source or "", article.path)


def differing_words(view: ReportView, finding: Finding) -> dict[str, list[Span]]:
    """Return for each claim of a finding the spans of article text that differ from another version."""
    spans: dict[str, list[Span]] = {}
    for pair_id in finding.pairs:
        pair, verdict = view.pairs[pair_id], view.verdicts[pair_id]
        if verdict.relation in ("agree", "unrelated"):
            continue
        spans.setdefault(pair.left, []).extend(verdict.left_words)
        spans.setdefault(pair.right, []).extend(verdict.right_words)
    return spans


def within(claim: Claim, spans: Iterable[Span]) -> list[Span]:
    """Return the spans cut to the claim and joined where they touch, as offsets into the claim's own text."""
    cut = sorted((max(a, claim.start) - claim.start, min(b, claim.end) - claim.start) for a, b in spans)
    joined: list[Span] = []
    for start, end in cut:
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
