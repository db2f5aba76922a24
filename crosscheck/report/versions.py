"""A finding -> every source's version of the fact, one row for each independent text, in order of date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from crosscheck.records import Article, Claim, Finding
from crosscheck.report.text import Markdown, day, joined, link, outlet, quoted
from crosscheck.report.view import ReportView, Span, by_date, differing_words, within


@dataclass(frozen=True, slots=True)
class Version:
    """One row of a finding's table; `articles` are the first to say it and the copies folded into the row."""

    when: Markdown
    outlet: Markdown
    words: Markdown
    speaker: str
    where: Markdown
    articles: tuple[Article, ...]


def versions(view: ReportView, finding: Finding) -> list[Version]:
    """Return the rows of a finding's table by date, undated ones last; copies of one text share a row."""
    spans = differing_words(view, finding)
    rows: dict[tuple[str, str], list[Claim]] = {}
    for claim in _outermost(view, finding, spans):
        rows.setdefault((view.origin(view.article(claim)), _plain(claim.text)), []).append(claim)
    return [_version(view, claims, spans) for claims in rows.values()]


def _outermost(view: ReportView, finding: Finding, spans: dict[str, list[Span]]) -> list[Claim]:
    """Return the claims by date and place, less those inside another one, which takes over their words."""
    claims = [view.claims[c] for c in dict.fromkeys(finding.claims)]
    claims.sort(key=lambda c: (by_date(view.article(c)), c.article, c.start, -c.end, c.id))
    kept: list[Claim] = []
    for claim in claims:
        if kept and kept[-1].article == claim.article and claim.end <= kept[-1].end:
            spans.setdefault(kept[-1].id, []).extend(spans.get(claim.id, []))
        else:
            kept.append(claim)
    return kept


def _version(view: ReportView, claims: list[Claim], spans: Mapping[str, list[Span]]) -> Version:
    first = claims[0]
    article = view.article(first)
    words = [span for claim in claims for span in _moved(spans.get(claim.id, []), claim, first)]
    copies = _copies(view, first, {c.article: c for c in claims[1:]})
    return Version(
        when=day(article.published),
        outlet=_with_copies(view, outlet(article), copies),
        words=quoted(first.text, within(first, words)),
        speaker=_speaker(first),
        where=line_link(view, article, first.start, "headline, line" if first.kind == "title" else "line"),
        articles=(article, *(copy for copy, _ in copies)),
    )


def _moved(spans: list[Span], claim: Claim, onto: Claim) -> list[Span]:
    """Carry spans of a copy's claim over to the claim shown, which has the same words when it is as long."""
    if len(claim.text) != len(onto.text):
        return []
    shift = onto.start - claim.start
    return [(start + shift, end + shift) for start, end in spans]


def _copies(view: ReportView, claim: Claim, folded: Mapping[str, Claim]) -> list[tuple[Article, int]]:
    """Return the other articles of the same origin that hold the same words, and where in their text."""
    found = []
    for copy in view.copies(view.article(claim)):
        at = folded[copy.id].start if copy.id in folded else copy.text.find(claim.text)
        if at >= 0:
            found.append((copy, at))
    return found


def _with_copies(view: ReportView, name: Markdown, copies: list[tuple[Article, int]]) -> Markdown:
    if not copies:
        return name
    links = [line_link(view, copy, at, outlet(replace(copy, via=None))) for copy, at in copies]
    return Markdown(f"{name}; also in {joined(', ', links)} (same text)")


def _speaker(claim: Claim) -> str:
    if claim.speaker is None:
        return "the outlet itself"
    return f"{claim.speaker} (in quotation marks)" if claim.quoted else claim.speaker


def line_link(view: ReportView, article: Article, offset: int, label: str = "line") -> Markdown:
    """Return a link to the line of an article's file; label "line" becomes "line 12", Markdown stays."""
    line = article.line_of(offset)
    text = label if isinstance(label, Markdown) else f"{label} {line}"
    root = view.roots.get(article.id)
    if root is None and not isinstance(label, Markdown):
        text = f"{article.path}, {text}"
    return link(text, root, line)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
