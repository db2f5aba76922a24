"""What is not in dispute: facts that sources share, and facts that only one of them has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosscheck.records import Actor, Claim, Finding, Occasion, Place, Quantity, Time
from crosscheck.report.text import Markdown, anchor, day, joined, outlet, quoted, shorten
from crosscheck.report.versions import line_link
from crosscheck.report.view import ReportView, by_date

MOST_AGREED = 12
MOST_ALONE = 3  # per article


@dataclass(frozen=True, slots=True)
class Agreed:
    """A fact that several sources tell alike; `disputed` links the conflict that one of its claims is in."""

    fact: str
    sources: Markdown
    disputed: Markdown


@dataclass(frozen=True, slots=True)
class Alone:
    """One article's facts that no other source has, each with its line."""

    outlet: Markdown
    when: Markdown
    facts: list[tuple[Markdown, Markdown]]


def agreements(view: ReportView, numbers: Mapping[str, int]) -> list[Agreed]:
    """Return the shared facts, at most twelve: the undisputed and those of most independent sources first."""
    disputes = {c: f for f in view.findings if f.relation == "conflict" for c in f.claims}
    agreeing = [f for f in view.findings if f.relation == "agree"]

    def weight(finding: Finding) -> tuple[bool, int, float, str]:
        disputed = any(c in disputes for c in finding.claims)
        return disputed, -view.voices(view.articles_of(finding))[1], -finding.confidence, finding.id

    return [_agreed(view, f, disputes, numbers) for f in sorted(agreeing, key=weight)[:MOST_AGREED]]


def _agreed(
    view: ReportView, finding: Finding, disputes: Mapping[str, Finding], numbers: Mapping[str, int]
) -> Agreed:
    first = {view.claims[c].article: view.claims[c] for c in reversed(finding.claims)}
    links = [line_link(view, a, first[a.id].start, outlet(a)) for a in view.articles_of(finding)]
    dispute = next((disputes[c] for c in finding.claims if c in disputes), None)
    note = f"[finding {numbers[dispute.id]}](#finding-{anchor(dispute.id)})" if dispute else ""
    return Agreed(shorten(finding.fact, 200), joined(", ", links), Markdown(note))


def singles(view: ReportView) -> list[Alone]:
    """Return for each article, by date, up to three facts that only it has, preferring figures and names."""
    told: dict[str, list[Claim]] = {}
    seen: set[tuple[str, str]] = set()
    for claim in sorted(
        (view.claims[c] for c in view.singles), key=lambda c: (by_date(view.article(c)), c.start, c.id)
    ):
        key = (view.origin(view.article(claim)), " ".join(claim.text.casefold().split()))
        if claim.kind != "title" and key not in seen:
            seen.add(key)
            told.setdefault(claim.article, []).append(claim)
    return [_alone(view, claims) for claims in told.values()]


def _alone(view: ReportView, claims: list[Claim]) -> Alone:
    article = view.article(claims[0])
    best = sorted(claims, key=lambda c: (-_weight(c), c.start, c.id))[:MOST_ALONE]
    facts = [
        (quoted(c.text, ()), line_link(view, article, c.start))
        for c in sorted(best, key=lambda c: (c.start, c.id))
    ]
    return Alone(outlet(article), day(article.published), facts)


def _weight(claim: Claim) -> int:
    """Weigh what an editor may want to check: a figure counts for two, a time or a name for one."""
    figures = any(isinstance(f, (Quantity, Occasion)) for f in claim.facets)
    others = any(isinstance(f, Time) for f in claim.facets) + any(
        isinstance(f, (Actor, Place)) for f in claim.facets
    )
    return 2 * figures + others
