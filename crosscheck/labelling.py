"""Reviewers' decisions by the ids of the last report -> labels in the store; and the labels as lines for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crosscheck.history import DECISIONS, NOBODY, Moment, Version, pair_key
from crosscheck.past import moment_of
from crosscheck.records import CrosscheckError, Label
from crosscheck.store import Store

SYNONYMS = {"same": "agree", "fits": "reconciled"}
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Target:
    """A pair of the last report, the earlier claim first; `finding` is empty for one that was dismissed."""

    pair: str
    finding: str
    left: Version
    right: Version


def decision_named(word: str) -> str:
    """Return the decision that a word names; raises CrosscheckError when it names none."""
    decision = SYNONYMS.get(word.lower(), word.lower())
    if decision not in DECISIONS:
        raise CrosscheckError(f"{word}: is no decision; choose one of {', '.join(DECISIONS)}")
    return decision


def label(identifier: str, word: str, store_path: Path, reviewer: str = "", note: str = "") -> str:
    """Keep a decision on a pair, or on every pair of a finding, and say on what."""
    decision = decision_named(word)
    with _opened(store_path) as store:
        chosen = _chosen(identifier, _targets(moment_of(store)), store_path)
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        name, why = (_whole(" ".join(words.split())) for words in (reviewer, note))
        labels = [Label(t.left.key, t.right.key, decision, name, why, now) for t in chosen]
        store.add_labels(labels, {v.key: v for t in chosen for v in (t.left, t.right)}.values())
    return "\n".join([_kept(chosen, identifier, decision), *(_quotes(t.left, t.right) for t in chosen)])


def _whole(words: str) -> str:
    """Return words without halves of characters, which a broken terminal can send and no store can keep."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _kept(chosen: Sequence[Target], identifier: str, decision: str) -> str:
    whole = not chosen[0].pair.startswith(identifier)
    what = (
        f"all {len(chosen)} pairs of finding {chosen[0].finding}"
        if len(chosen) > 1
        else f"pair {chosen[0].pair}"
    )
    if whole and len(chosen) == 1:
        what += f", the only one of finding {chosen[0].finding}"
    return f"Labelled {decision}: {what}. The next 'crosscheck run' applies it."


def _opened(path: Path) -> Store:
    if not path.exists():
        raise CrosscheckError(f"{path}: there is no store here; name it with --store")
    return Store(path)


def _targets(moment: Moment) -> list[Target]:
    found = []
    for state in moment.findings:
        versions = {v.claim: v for v in state.versions}
        found += [Target(p.id, state.finding.id, versions[p.left], versions[p.right]) for p in state.pairs]
    return found + [Target(d.pair.id, "", d.left, d.right) for d in moment.dismissed]


def _chosen(identifier: str, targets: Sequence[Target], store: Path) -> list[Target]:
    """Return the pairs that an id, or the start of one, names; raises CrosscheckError when it is none or several."""
    named = {t.pair for t in targets} | {t.finding for t in targets if t.finding}
    hits = sorted(i for i in named if identifier and i.startswith(identifier))
    if not hits:
        raise CrosscheckError(
            f"{identifier}: the last report in {store} has no such pair or finding; take an id from there"
        )
    if len(hits) > 1 and identifier not in hits:
        raise CrosscheckError(f"{identifier}: could be {_some(hits)}; write more of it")
    wanted = identifier if identifier in hits else hits[0]
    return [t for t in targets if wanted in (t.pair, t.finding)]


def _some(ids: Sequence[str]) -> str:
    return " or ".join(ids[:_SHOWN]) + (f" or {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else "")


def _quotes(left: Version | None, right: Version | None) -> str:
    return "\n".join(_quote(v) for v in (left, right))


def _quote(version: Version | None) -> str:
    if version is None:
        return "  (its words were not kept)"
    when = version.published.isoformat() if version.published else "undated"
    return f"  {when}  {version.outlet or version.path}: {' '.join(version.text.split())}"


def listed(store_path: Path) -> str:
    """Return all labels, the newest first, each with its claims and what the last report makes of it."""
    with _opened(store_path) as store:
        labels, remembered = store.labels(), store.labelled()
        moment = moment_of(store) if store.snapshot_runs() else Moment(0, "")
    if not labels:
        return "No labels yet; 'crosscheck label ID DECISION' makes one."
    uses = _uses(moment)
    ordered = sorted(labels, key=lambda x: (x.decided, x.left_key, x.right_key, x.reviewer), reverse=True)
    return "\n\n".join(_told(x, remembered, uses) for x in ordered)


def _uses(moment: Moment) -> dict[str, str]:
    """Return by the key of two claims how the last report uses the labels on them."""
    found = {}
    for state in moment.findings:
        keys = {v.claim: v.key for v in state.versions}
        marks = dict(state.marks)
        for pair in state.pairs:
            mark = marks.get(pair.id)
            words = mark.words() if mark else "not in the report yet; run 'crosscheck run'"
            found[pair_key(keys[pair.left], keys[pair.right])] = words
    for entry in moment.dismissed:
        found[pair_key(entry.left.key, entry.right.key)] = entry.mark.words()
    return found


def _told(one: Label, remembered: dict[str, Version], uses: dict[str, str]) -> str:
    by = f"by {one.reviewer or NOBODY}" + (f", {one.decided[:10]}" if one.decided else "")
    use = uses.get(
        pair_key(one.left_key, one.right_key), "its claims are not in the last report as they were"
    )
    note = [f"  note: {' '.join(one.note.split())}"] if one.note else []
    quotes = _quotes(remembered.get(one.left_key), remembered.get(one.right_key))
    return "\n".join([f"{one.decision} {by}  ({use})", *note, quotes])
