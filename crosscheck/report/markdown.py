"""A `ReportView` -> the report as Markdown: what was read, findings, what agrees, what stands alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from crosscheck.records import Finding, Relation
from crosscheck.report import text
from crosscheck.report.changed import changed, left_out, review_of, sure_of
from crosscheck.report.reading import reading_rows
from crosscheck.report.rest import agreements, singles
from crosscheck.report.text import Markdown, joined, shorten
from crosscheck.report.versions import Version, versions
from crosscheck.report.view import ReportView

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
SHOWN_PAIRS = 12  # pairs that a finding spells out; all are in findings.json
FOLDED_ABOVE = 20  # rows above which a long list is folded away

_SECTIONS: tuple[tuple[Relation, str, str], ...] = (
    ("conflict", "Conflicts", "Not all of these versions can be true."),
    ("update", "Updates", "The thing moved on: each version may have been true when it was published."),
    ("reconciled", "Looks different, fits together", "These versions do not contradict each other."),
)
_KINDS: dict[Relation, str] = {"conflict": "conflict", "update": "update", "reconciled": "fits together"}
_ASPECTS = {
    "date": "time",
    "actor": "who",
    "polarity": "whether it is so",
    "attribution": "who said it",
    "other": "another detail",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """One pair that a finding rests on, as a row."""

    sources: Markdown
    decision: Markdown
    why: str
    keys: str
    figures: str
    pair: Markdown


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the template shows it."""

    number: int
    anchor: Markdown
    relation: str
    aspect: str
    fact: str
    outlets: Markdown
    sure: Markdown
    review: str
    explanation: str
    voices: str
    event: str
    undated: bool
    versions: list[Version]
    basis: list[Basis]
    more: int


def render_markdown(view: ReportView) -> str:
    """Return the whole report; it ends with a newline and is the same for the same view."""
    flagged = [f for relation, _, _ in _SECTIONS for f in view.findings if f.relation == relation]
    numbers = {finding.id: number for number, finding in enumerate(flagged, 1)}
    found = [_shown(view, finding, number) for number, finding in enumerate(flagged, 1)]
    sections = [
        (heading, note, [f for f in found if f.relation == _KINDS[relation]])
        for relation, heading, note in _SECTIONS
    ]
    page = _template().render(
        headline=_headline(view, flagged),
        compared=_compared(view),
        changed=changed(view, numbers),
        dismissed=left_out(view),
        read=reading_rows(view),
        view=view,
        found=found,
        sections=[section for section in sections if section[2]],
        agreed=agreements(view, numbers),
        alone=singles(view),
        folded_above=FOLDED_ABOVE,
    )
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # HTML escaping would not do for Markdown; `finalize` sees every value that the template writes.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701
        finalize=text.shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.md.j2")


def _headline(view: ReportView, flagged: list[Finding]) -> Markdown:
    """Return the line of counts that an editor reads first."""
    outlets, origins = view.voices(view.articles)
    read = f"{text.count(len(view.articles), 'article')} of {text.count(outlets, 'outlet')}"
    if origins < len(view.articles):
        read += f" ({text.count(origins, 'independent text')})"
    left = f" {text.count(len(view.dismissed), 'pair')} dismissed by reviewers." if view.dismissed else ""
    if not flagged:
        return Markdown(f"**Nothing to flag** in {read}.{left}")
    kinds = Counter(finding.relation for finding in flagged)
    parts = [text.count(kinds[r], _KINDS[r]) for r in ("conflict", "update") if kinds[r]]
    if kinds["reconciled"]:
        parts.append(
            f"{kinds['reconciled']} that only {'looks' if kinds['reconciled'] == 1 else 'look'} different"
        )
    return Markdown(f"**{text.count(len(flagged), 'finding')}** in {read}: {', '.join(parts)}.{left}")


def _compared(view: ReportView) -> Markdown:
    """Return what was compared with what, for a reader who finds nothing flagged."""
    if len(view.articles) < 2:
        return Markdown("There was nothing to compare: it takes at least two articles on the same event.")
    compared = len(view.pairs) if view.compared is None else view.compared
    if not compared:
        return Markdown(
            "No two independent articles were found to speak about the same thing, so none were compared."
        )
    claims = text.count(len(view.claims), "claim")
    pairs = text.count(compared, "pair")
    return Markdown(
        f"{pairs} of claims of different sources {'was' if compared == 1 else 'were'} compared,"
        f" out of {claims} that the articles make."
    )


def _shown(view: ReportView, finding: Finding, number: int) -> Shown:
    rows = versions(view, finding)
    articles = {a.id: a for row in rows for a in row.articles}.values()
    outlets, origins = view.voices(articles)
    basis = [_basis(view, pair) for pair in finding.pairs[:SHOWN_PAIRS]]
    return Shown(
        number=number,
        anchor=Markdown(f"finding-{text.anchor(finding.id)}"),
        relation=_KINDS[finding.relation],
        aspect=_ASPECTS.get(finding.aspect, finding.aspect),
        fact=shorten(finding.fact, 140),
        outlets=_outlets([a.source or a.path.rpartition("/")[2] for a in articles]),
        sure=sure_of(view, finding),
        review=review_of(view, finding),
        explanation=finding.explanation,
        voices=f"{text.count(outlets, 'outlet')}, {origins} independent",
        event=shorten(view.event_titles.get(finding.event, ""), 80),
        undated=any(a.published is None for a in articles),
        versions=rows,
        basis=basis,
        more=len(finding.pairs) - len(basis),
    )


def _outlets(names: list[str]) -> Markdown:
    distinct = list(dict.fromkeys(names))
    more = [f"and {len(distinct) - 4} more"] if len(distinct) > 5 else []
    return joined(", ", (distinct[:4] if more else distinct) + more)


def _basis(view: ReportView, pair_id: str) -> Basis:
    pair, verdict = view.pairs[pair_id], view.verdicts[pair_id]
    left, right = (view.article(view.claims[c]) for c in (pair.left, pair.right))
    figures = [f"likeness {pair.similarity:.2f}", *(f"{name} {value:.3g}" for name, value in verdict.basis)]
    decision = _KINDS.get(verdict.relation, verdict.relation)
    mark = view.marks.get(pair_id)
    return Basis(
        sources=joined(" · ", [text.outlet(left), text.outlet(right)]),
        decision=joined(", ", [decision, mark.words() if mark else text.sure(verdict.confidence)]),
        why=shorten(verdict.explanation, 300),
        keys=", ".join(pair.keys),
        figures=", ".join(figures),
        pair=text.code(pair_id),
    )
