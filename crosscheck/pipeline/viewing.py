"""Everything known of a corpus -> the `ReportView` that reports are made of: titles of events, links to files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crosscheck.events import Grouping
from crosscheck.history import Changes, Dismissed, Mark
from crosscheck.past import event_titles
from crosscheck.records import Claim, Corpus, Finding, Pair, Verdict
from crosscheck.report import ReportView


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything known of a corpus after judging and review; mappings are by the id of claim and pair."""

    corpus: Corpus
    claims: Mapping[str, Claim]
    grouping: Grouping
    pairs: Mapping[str, Pair]
    verdicts: Mapping[str, Verdict]
    findings: tuple[Finding, ...]
    marks: Mapping[str, Mark] = field(default_factory=dict)
    dismissed: tuple[Dismissed, ...] = ()


def report_view(
    analysis: Analysis, links: Mapping[str, str | None], changes: Changes | None = None
) -> ReportView:
    """Collect what a report shows; `links` are the ways from its folder to the articles' files, by article id."""
    shown = [pair for f in analysis.findings for pair in f.pairs]
    return ReportView(
        articles=analysis.corpus.articles,
        unread=analysis.corpus.unread,
        notes=analysis.corpus.notes,
        claims=analysis.claims,
        pairs={pair: analysis.pairs[pair] for pair in shown},
        verdicts={pair: analysis.verdicts[pair] for pair in shown},
        findings=analysis.findings,
        origins=analysis.grouping.origins,
        events=analysis.grouping.events,
        event_titles=event_titles(
            analysis.corpus.articles, analysis.claims.values(), analysis.grouping.events
        ),
        roots=links,
        singles=singles(analysis),
        compared=len(analysis.pairs),
        changes=changes,
        marks=analysis.marks,
        dismissed=analysis.dismissed,
    )


def singles(analysis: Analysis) -> tuple[str, ...]:
    """Return the claims, titles aside, that no other source speaks about, in order of article and place."""
    related = [analysis.pairs[v.pair] for v in analysis.verdicts.values() if v.relation != "unrelated"]
    spoken = {claim for pair in related for claim in (pair.left, pair.right)}
    return tuple(c for c, claim in analysis.claims.items() if c not in spoken and claim.kind != "title")


def link_to(file: Path | None, out: Path) -> str | None:
    """Return the way from the report's folder to a file.

    None when the file does not lie at or below the parent of the report's folder: no report names a folder of this
    machine. Whether links lead on is no matter: a link is to the name that was read.
    """
    way = os.path.relpath(file, os.path.abspath(out)).replace(os.sep, "/") if file is not None else ""
    return way if way and way.count("../") <= 1 else None


def file_of(path: str, paths: Sequence[Path]) -> Path | None:
    """Return the file that was read as the article of this path, None when it cannot be told."""
    for root in sorted(Path(os.path.abspath(p)) for p in paths):
        for folder in (root, *root.parents):
            file = folder / path
            if file.is_file() and (file == root or root in file.parents):
                return file
    return None
