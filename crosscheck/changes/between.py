"""Two moments -> what became of each finding that is flagged in one of them."""

from __future__ import annotations

from collections.abc import Sequence

from crosscheck.changes.reasons import Reasons, sentence
from crosscheck.history import Change, Changes, Kind, Moment, Sheet, State
from crosscheck.records import FLAGGED, Article


def between(before: Moment, now: Moment, left: Sequence[Article], arrived: Sequence[Sheet]) -> Changes:
    """Compare two moments; `left` are the articles that only the first had, `arrived` those that only the second has.

    Findings are the same when they have the same id. What is not flagged (agreement) counts as not there.
    """
    old = {s.finding.id: s for s in before.findings}
    new = {s.finding.id: s for s in now.findings}
    reasons = Reasons(before, now, left, arrived)
    listed = [_became(state, old.get(id_), reasons) for id_, state in new.items() if _flagged(state)]
    gone = [
        _gone(s, new.get(id_), reasons)
        for id_, s in old.items()
        if _flagged(s) and not _flagged(new.get(id_))
    ]
    return Changes(before.number, (*listed, *gone))


def _flagged(state: State | None) -> bool:
    return state is not None and state.finding.relation in FLAGGED


def _became(now: State, old: State | None, reasons: Reasons) -> Change:
    found = now.finding
    if old is None or not _flagged(old):
        was = old.finding.relation if old is not None else ""
        return Change("new", found.id, found.fact, found.relation, was, sentence(reasons.appeared(now, old)))
    why = reasons.moved(old, now)
    turned = old.finding.relation != found.relation
    if turned and not why:
        why = reasons.otherwise()
    kind: Kind = "changed" if why else "same"
    return Change(kind, found.id, found.fact, found.relation, old.finding.relation, sentence(why))


def _gone(old: State, now: State | None, reasons: Reasons) -> Change:
    found = old.finding
    relation = now.finding.relation if now is not None else ""
    return Change(
        "resolved", found.id, found.fact, relation, found.relation, sentence(reasons.went(old, now))
    )
