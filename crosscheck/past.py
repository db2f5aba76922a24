"""What earlier runs left in the store -> their reports again, and what changed between any two. No model is needed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crosscheck import changes as changing
from crosscheck.findings import few_words
from crosscheck.history import Changes, Moment, Sheet, State
from crosscheck.records import Article, Claim, CrosscheckError
from crosscheck.report import ReportView
from crosscheck.store import RunRecord, Snapshot, Store


@dataclass(frozen=True, slots=True)
class Then:
    """A moment with the sheets of its articles (None: kept, not read yet) and the states of its findings, by key."""

    moment: Moment
    sheets: Mapping[str, Sheet | None]
    states: Mapping[str, State]


def then(store: Store, run: int, known: Mapping[str, State] | None = None) -> Then:
    """Return what a run found; sheets are left in the store, and states that are `known` by their key are not read."""
    snapshot = _snapshot(store, run)
    have = known or {}
    states = store.states([k for k in snapshot.findings if k not in have]) | dict(have)
    found = tuple(states[k] for k in snapshot.findings if k in states)
    moment = Moment(run, snapshot.settings, found, snapshot.dismissed)
    return Then(moment, {row.sheet: None for row in snapshot.rows}, states)


def compared(before: Then, now: Then, store: Store) -> Changes:
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
    return then(store, last_run(store) if run is None else run).moment


def last_run(store: Store) -> int:
    """Return the number of the newest run of which a copy is kept; CrosscheckError when there is none."""
    last = store.snapshot_before(None)
    if last is None:
        raise CrosscheckError(f"{store.path}: no run is kept here; run 'crosscheck run' first")
    return last


def changes_since(store: Store, since: str | None = None) -> tuple[int, Changes | None]:
    """Return the number of the last run, and what changed since another: the one before, a number, or before a date.

    None when there is only one run and no other was named.
    """
    last = last_run(store)
    before = store.snapshot_before(last) if since is None else _named(store, since)
    if before is None:
        return last, None
    return last, compared(then(store, before), then(store, last), store)


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
    number = last_run(store) if run is None else run
    snapshot, moment = _snapshot(store, number), then(store, number)
    sheets = store.sheets([row.sheet for row in snapshot.rows])
    read = [(row, sheets[row.sheet]) for row in snapshot.rows if row.sheet in sheets]
    before = store.snapshot_before(number)
    changes = compared(then(store, before), moment, store) if before is not None else None
    states = moment.moment.findings
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
        roots={
            sheet.article.id: reachable(row.root, store.path.parent / snapshot.out, out)
            for row, sheet in read
        },
        singles=tuple(c for row, sheet in read for c in _chosen(sheet.claims, row.singles)),
        compared=snapshot.compared,
        changes=changes,
        marks={pair: mark for s in states for pair, mark in s.marks},
        dismissed=snapshot.dismissed,
    )


def _chosen(claims: Sequence[Claim], bits: str) -> list[str]:
    number = int(bits, 16)
    return [claim.id for n, claim in enumerate(claims) if number >> n & 1]


def event_titles(
    articles: Sequence[Article], claims: Iterable[Claim], events: Mapping[str, str]
) -> dict[str, str]:
    """Name each event by the headline of its earliest article that has one, else by that article's first words."""
    titles: dict[str, str] = {}
    ordered = sorted(articles, key=_in_time)
    firsts: dict[str, str] = {}
    for claim in claims:
        if claim.article not in firsts:
            firsts[claim.article] = few_words(claim)
    for titled in (True, False):
        for article in ordered:
            if bool(article.title) == titled:
                words = article.title or firsts.get(article.id, article.path)
                titles.setdefault(events[article.id], words)
    return titles


def _in_time(article: Article) -> tuple[int, str]:
    return (article.published.toordinal() if article.published else 10**7, article.path)


def reachable(root: str | None, old: Path, new: Path) -> str | None:
    """Return a link from one folder as a link from another, None when it is none or leads too far."""
    if root is None:
        return None
    way = os.path.relpath(os.path.normpath(old / root), os.path.abspath(new)).replace(os.sep, "/")
    return way if way.count("../") <= 1 else None
