"""This run beside the ones before: findings keep their ids, what changed is told, and all is kept to be shown again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crosscheck import changes as changing
from crosscheck.history import Changes, Moment, Sheet, State, version_of
from crosscheck.pipeline.stages import READER
from crosscheck.pipeline.viewing import Analysis, event_titles, reachable, report_view, singles
from crosscheck.records import Article, Claim, CrosscheckError, Finding, content_id
from crosscheck.report import ReportView
from crosscheck.rows import pack
from crosscheck.store import Keeping, Row, RunRecord, Snapshot, Store


def follow(
    analysis: Analysis, links: Mapping[str, str | None], out: Path, settings: str, store: Store
) -> tuple[ReportView, Keeping]:
    """Return the report's view, with carried ids and what changed, and what is to be kept of the run.

    A run that found what the last one did is that run again: it tells the same changes.
    """
    analysis, marks = _with_carried_ids(analysis, store)
    states = {_key(state): state for state in _states(analysis)}
    sheets = {_sheet_key(a): a for a in analysis.corpus.articles}
    keeping = _keeping(analysis, links, out, settings, states, sheets, marks)
    last = store.last_run()
    again = last is not None and store.digest(last.id) == keeping.digest
    before = store.snapshot_before(last.id if last is not None and again else None)
    if before is None:
        return report_view(analysis, links), keeping
    now = Moment(0, settings, tuple(states.values()), analysis.dismissed)
    told = _compared(_then(store, before), _Then(now, keeping.sheets, keeping.states), store)
    return report_view(analysis, links, told), keeping


def _with_carried_ids(analysis: Analysis, store: Store) -> tuple[Analysis, dict[str, frozenset[str]]]:
    own = {s.finding.id: changing.marks_of(s) for s in _states(analysis)}
    known = store.known_marks({mark for marks in own.values() for mark in marks})
    born = store.born({*own, *(finding for found in known.values() for finding in found)})
    ids = changing.carried(own, known, born)
    findings = tuple(replace(f, id=ids[f.id]) for f in analysis.findings)
    return replace(analysis, findings=findings), {ids[id_]: marks for id_, marks in own.items()}


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
    return content_id("state", json.dumps(pack(state)))


def _sheet_key(article: Article) -> str:
    """Hash what is known of an article and how it was read; its id stands for its text, outlet, date and title."""
    rest = (article.path, article.author, article.url, article.title_span, article.masked, article.known_from)
    return content_id("sheet", READER, article.id, *rest)


def _keeping(
    analysis: Analysis,
    links: Mapping[str, str | None],
    out: Path,
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
        settings, rows, tuple(states), os.path.abspath(out), len(analysis.pairs), corpus.unread, corpus.notes,
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


@dataclass(frozen=True, slots=True)
class _Then:
    """A moment with the sheets of its articles (None: kept, not read yet) and the states of its findings, by key."""

    moment: Moment
    sheets: Mapping[str, Sheet | None]
    states: Mapping[str, State]


def _then(store: Store, run: int, known: Mapping[str, State] | None = None) -> _Then:
    """Return what a run found; sheets are left in the store."""
    snapshot = _snapshot(store, run)
    states = store.states([k for k in snapshot.findings if k not in (known or {})]) | dict(known or {})
    found = tuple(states[k] for k in snapshot.findings if k in states)
    moment = Moment(run, snapshot.settings, found, snapshot.dismissed)
    return _Then(moment, {row.sheet: None for row in snapshot.rows}, states)


def _compared(before: _Then, now: _Then, store: Store) -> Changes:
    """Compare two moments; of the articles only those are read that one of them lacks."""
    old, new = (
        {k: s for k, s in one.sheets.items() if k not in other.sheets}
        for one, other in ((before, now), (now, before))
    )
    read = store.sheets([k for k, s in (*old.items(), *new.items()) if s is None])
    gone, come = ([s for k, v in found.items() if (s := v or read.get(k))] for found in (old, new))
    had, has = ({s.article.id for s in sheets} for sheets in (gone, come))
    return changing.between(
        before.moment,
        now.moment,
        [s.article for s in gone if s.article.id not in has],
        [s for s in come if s.article.id not in had],
    )


def _snapshot(store: Store, run: int) -> Snapshot:
    snapshot = store.snapshot(run)
    if snapshot is None:
        kept = sorted(store.snapshot_runs())
        numbers = f"choose one of {kept[0]} to {kept[-1]}" if kept else "run 'crosscheck run' first"
        raise CrosscheckError(f"{store.path}: no copy of run {run} is kept; {numbers}")
    return snapshot


def moment_of(store: Store, run: int | None = None) -> Moment:
    """Return what a run found, the last one when none is named; CrosscheckError when nothing is kept of it."""
    return _then(store, _last(store) if run is None else run).moment


def _last(store: Store) -> int:
    last = store.snapshot_before(None)
    if last is None:
        raise CrosscheckError(f"{store.path}: no run is kept here; run 'crosscheck run' first")
    return last


def changes_since(store: Store, since: str | None = None) -> tuple[int, Changes | None]:
    """Return the number of the last run, and what changed since another: the one before, a number, or before a date.

    None when there is only one run and no other was named.
    """
    last = _last(store)
    before = store.snapshot_before(last) if since is None else _named(store, since)
    if before is None:
        return last, None
    return last, _compared(_then(store, before), _then(store, last), store)


def _named(store: Store, since: str) -> int:
    """Return the run of this number, or the last one before this day (UTC)."""
    if since.isdecimal():
        return int(since)
    if not _is_day(since):
        raise CrosscheckError(f"{since}: is neither the number of a run nor a date; write 12 or 2026-05-03")
    earlier = [r for r in runs_of(store) if r.finished < since]
    if not earlier:
        raise CrosscheckError(f"{since}: there is no run before this date; 'crosscheck runs' lists them")
    return earlier[-1].id


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def runs_of(store: Store) -> list[RunRecord]:
    """Return the runs of which a copy is kept, the oldest first."""
    kept = store.snapshot_runs()
    return [run for run in store.runs() if run.id in kept]


def view_of(store: Store, run: int | None, out: Path) -> ReportView:
    """Return the view of the report that a run made (None: the last one), with links from another folder."""
    number = _last(store) if run is None else run
    snapshot, then = _snapshot(store, number), _then(store, number)
    sheets = store.sheets([row.sheet for row in snapshot.rows])
    read = [(row, sheets[row.sheet]) for row in snapshot.rows if row.sheet in sheets]
    before = store.snapshot_before(number)
    changes = _compared(_then(store, before), then, store) if before is not None else None
    states = then.moment.findings
    articles = tuple(sheet.article for _, sheet in read)
    claims = {c.id: c for _, sheet in read for c in sheet.claims}
    events = {sheet.article.id: row.event for row, sheet in read}
    return ReportView(
        articles=articles,
        unread=snapshot.unread,
        notes=snapshot.notes,
        claims=claims,
        pairs={p.id: p for s in states for p in s.pairs},
        verdicts={v.pair: v for s in states for v in s.verdicts},
        findings=tuple(s.finding for s in states),
        origins={sheet.article.id: row.origin for row, sheet in read},
        events=events,
        event_titles=event_titles(articles, claims.values(), events),
        roots={sheet.article.id: reachable(row.root, Path(snapshot.out), out) for row, sheet in read},
        singles=tuple(c for row, sheet in read for c in _chosen(sheet.claims, row.singles)),
        compared=snapshot.compared,
        changes=changes,
        marks={pair: mark for s in states for pair, mark in s.marks},
        dismissed=snapshot.dismissed,
    )


def _chosen(claims: Sequence[Claim], bits: str) -> list[str]:
    number = int(bits, 16)
    return [claim.id for n, claim in enumerate(claims) if number >> n & 1]
