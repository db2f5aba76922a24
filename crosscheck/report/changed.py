"""What changed since the run before, and what reviewers said, as the report shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from crosscheck.history import Change, Changes, Kind, counted
from crosscheck.records import FLAGGED, Finding
from crosscheck.report import text
from crosscheck.report.text import Markdown, joined, shorten
from crosscheck.report.view import ReportView

_HEADS: tuple[tuple[Kind, str], ...] = (("new", "New"), ("changed", "Changed"), ("resolved", "Resolved"))
NAMES = {"conflict": "conflict", "update": "update", "reconciled": "fits together", "agree": "agreement"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding that is new, changed or gone."""

    relation: str
    fact: Markdown
    why: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The section: its counts, the lines under each heading, and links to what was carried forward."""

    counts: str
    since: int
    parts: list[tuple[str, list[Line]]]
    same: Markdown


@dataclass(frozen=True, slots=True)
class Left:
    """A pair that reviewers dismissed."""

    relation: str
    words: Markdown
    review: str
    pair: Markdown


def changed(view: ReportView, numbers: Mapping[str, int]) -> Changed | None:
    """Return the section on what changed, None when there was no run before; `numbers` are those of the findings."""
    changes = view.changes
    if changes is None:
        return None
    parts = [(head, [_line(c, changes, numbers) for c in changes.of(kind)]) for kind, head in _HEADS]
    same = [_number(c.finding, numbers) for c in changes.of("same")]
    return Changed(
        counted(changes.counts(), changes.since),
        changes.since,
        [p for p in parts if p[1]],
        joined(", ", same),
    )


def _number(finding: str, numbers: Mapping[str, int]) -> Markdown:
    return Markdown(f"[{numbers.get(finding, '?')}](#finding-{text.anchor(finding)})")


def _line(change: Change, changes: Changes, numbers: Mapping[str, int]) -> Line:
    fact = shorten(change.fact, 140)
    if change.kind == "resolved":
        return Line(_moved(change), joined(" ", [fact, _as_it_was(change, changes)]), change.why)
    name = f"{numbers.get(change.finding, '?')}. {text.shown(fact)}"
    return Line(_moved(change), Markdown(f"[{name}](#finding-{text.anchor(change.finding)})"), change.why)


def _as_it_was(change: Change, changes: Changes) -> Markdown:
    """Say where a finding that is gone can still be read."""
    return Markdown(f"({text.code(change.finding)}, in `crosscheck report --run {changes.since}`)")


def _moved(change: Change) -> str:
    """Return "conflict", or "conflict → update" when the relation is another than before."""
    was, now = NAMES.get(change.was, ""), NAMES.get(change.relation, "")
    return f"{was} → {now}" if was and now and was != now else now or was


def review_of(view: ReportView, finding: Finding) -> str:
    """Return what reviewers said of a finding's pairs: "confirmed by Ann (2 of 3 pairs)"."""
    told = Counter(view.marks[p].words() for p in finding.pairs if p in view.marks)
    every = len(finding.pairs)
    return "; ".join(
        words if number == every else f"{words} ({number} of {text.count(every, 'pair')})"
        for words, number in sorted(told.items(), key=lambda t: (-t[1], t[0]))
    )


def sure_of(view: ReportView, finding: Finding) -> Markdown:
    """Return how sure a finding is; of one that a reviewer decided, who."""
    mark = view.marks.get(finding.pairs[0])
    if mark is not None and mark.says == "decided":
        return text.shown(mark.words().partition(";")[0])
    return text.sure(finding.confidence)


def left_out(view: ReportView) -> list[Left]:
    """Return the pairs that reviewers dismissed, conflicts first."""
    order = {relation: n for n, relation in enumerate(FLAGGED)}
    ordered = sorted(view.dismissed, key=lambda d: (order.get(d.verdict.relation, len(order)), d.pair.id))
    return [
        Left(
            NAMES.get(d.verdict.relation, d.verdict.relation),
            joined(" · ", [f"{v.outlet or v.path}: “{shorten(v.text, 140)}”" for v in (d.left, d.right)]),
            f"{d.mark.words()} ({', '.join(sorted({decision for _, decision in d.mark.votes}))})",
            text.code(d.pair.id),
        )
        for d in ordered
    ]
