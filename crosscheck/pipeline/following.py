"""This run beside the ones before: findings keep their ids, what changed is told, and all is kept to be shown again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crosscheck import changes as changing
from crosscheck.history import Moment, Sheet, State, version_of
from crosscheck.past import Then, compared, then
from crosscheck.pipeline.making import READER
from crosscheck.pipeline.viewing import Analysis, report_view, singles
from crosscheck.records import Article, Claim, Finding, content_id
from crosscheck.report import ReportView
from crosscheck.store import Keeping, Row, Snapshot, Store


def follow(
    analysis: Analysis, links: Mapping[str, str | None], out: Path, settings: str, store: Store
) -> tuple[ReportView, Keeping]:
    """Return the report's view, with carried ids and what changed, and what is to be kept of the run.

    A run that found what the last one did is that run again: it tells the same changes.
    """
    found = _states(analysis)
    own = {s.finding.id: changing.marks_of(s) for s in found}
    ids = _carried(own, store)
    found = [replace(s, finding=replace(s.finding, id=ids[s.finding.id])) for s in found]
    analysis = replace(analysis, findings=tuple(s.finding for s in found))
    marks = {ids[name]: left for name, left in own.items()}
    states = {_key(state): state for state in found}
    sheets = {_sheet_key(a): a for a in analysis.corpus.articles}
    base = os.path.relpath(out, store.path.parent)  # both may be moved together
    keeping = _keeping(analysis, links, base, settings, states, sheets, marks)
    last = store.last_run()
    again = last is not None and store.digest(last.id) == keeping.digest
    before = store.snapshot_before(last.id if last is not None and again else None)
    if before is None:
        return report_view(analysis, links), keeping
    now = Moment(0, settings, tuple(states.values()), analysis.dismissed)
    told = compared(then(store, before, states), Then(now, keeping.sheets, keeping.states), store)
    return report_view(analysis, links, told), keeping


def _carried(marks: Mapping[str, frozenset[str]], store: Store) -> dict[str, str]:
    """Return for each finding the id that it had in the runs before."""
    known = store.known_marks({mark for left in marks.values() for mark in left})
    born = store.born({*marks, *(finding for found in known.values() for finding in found)})
    return changing.carried(marks, known, born)


def _states(analysis: Analysis) -> list[State]:
    articles = {a.id: a for a in analysis.corpus.articles}
    return [_state(finding, analysis, articles) for finding in analysis.findings]


def _state(finding: Finding, analysis: Analysis, articles: Mapping[str, Article]) -> State:
    claims = [analysis.claims[c] for c in finding.claims]
    return State(
        finding,
        tuple(analysis.pairs[p] for p in finding.pairs),
        tuple(analysis.verdicts[p] for p in finding.pairs),
        tuple((p, analysis.marks[p]) for p in finding.pairs if p in analysis.marks),
        tuple(version_of(c, articles[c.article]) for c in claims),
    )


def _key(state: State) -> str:
    """Hash a finding; its claims' ids stand for their texts, outlets, dates and titles."""
    seen = ((v.claim, v.path, v.url) for v in state.versions)
    return content_id("state", state.finding, state.pairs, state.verdicts, state.marks, *seen)


def _sheet_key(article: Article) -> str:
    """Hash what is known of an article and how it was read; its id stands for its text, outlet, date and title."""
    rest = (article.path, article.author, article.url, article.title_span, article.masked, article.known_from)
    return content_id("sheet", READER, article.id, *rest)


def _keeping(
    analysis: Analysis,
    links: Mapping[str, str | None],
    base: str,
    settings: str,
    states: Mapping[str, State],
    sheets: Mapping[str, Article],
    marks: Mapping[str, frozenset[str]],
) -> Keeping:
    claims = _by_article(analysis.claims.values())
    alone = frozenset(singles(analysis))
    corpus, grouping = analysis.corpus, analysis.grouping
    rows = tuple(
        Row(
            key,
            grouping.events[a.id],
            grouping.origins[a.id],
            links.get(a.id),
            _bits(claims.get(a.id, ()), alone),
        )
        for key, a in sheets.items()
    )
    found = (
        [(a.id, a.path, r.event, r.origin, r.singles) for a, r in zip(sheets.values(), rows, strict=True)],
        list(states),
        len(analysis.pairs),
        corpus.unread,
        corpus.notes,
        analysis.dismissed,
    )
    snapshot = Snapshot(
        settings, rows, tuple(states), base, len(analysis.pairs), corpus.unread, corpus.notes,
        analysis.dismissed,
    )  # fmt: skip
    whole = {key: Sheet(a, tuple(claims.get(a.id, ()))) for key, a in sheets.items()}
    return Keeping(content_id(*found), snapshot, whole, states, marks)


def _by_article(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.article, []).append(claim)
    return found


def _bits(claims: Sequence[Claim], chosen: frozenset[str]) -> str:
    return f"{sum(1 << n for n, claim in enumerate(claims) if claim.id in chosen):x}"
