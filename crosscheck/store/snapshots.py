"""What a run found, kept so that its report can be made again: articles and findings once, however many runs have them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from crosscheck.history import Dismissed, Sheet, State
from crosscheck.records import Unread
from crosscheck.rows import pack, unpack
from crosscheck.store.file import Leaving, StoreFile

_MANY = 400  # keys asked for in one statement: below SQLite's oldest limit of 999 variables


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a snapshot: the key of its sheet, its event and origin, its link (None: none), its claims that only
    it has, as bits in hexadecimal, the first claim the lowest."""

    sheet: str
    event: str
    origin: str
    root: str | None
    singles: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of a run's report, sheets and states by key; `settings` is a hash of models, settings and code, `out` the folder
    that links lead from, seen from that of the store."""

    settings: str
    rows: tuple[Row, ...] = ()
    findings: tuple[str, ...] = ()
    out: str = ""
    compared: int = 0
    unread: tuple[Unread, ...] = ()
    notes: tuple[Unread, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a finished run hands over to be kept; `digest` is a hash of what it found, `marks` are by finding."""

    digest: str
    snapshot: Snapshot
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    marks: Mapping[str, Iterable[str]] = field(default_factory=dict)


class Snapshots(StoreFile):
    """The snapshots of finished runs, and the marks by which findings are known again."""

    def snapshot(self, run: int) -> Snapshot | None:
        """Return the snapshot of a run, None when it left none."""
        with self._reading() as db:
            row = db.execute("SELECT data FROM snapshots WHERE run = ?", (run,)).fetchone()
            return None if row is None else _snapshot(row[0])

    def snapshot_before(self, run: int | None) -> int | None:
        """Return the newest run before this one (None: of all) that left a snapshot."""
        asked = "SELECT max(run) FROM snapshots WHERE run < ?"
        with self._reading() as db:
            row = db.execute(asked, (2**62 if run is None else run,)).fetchone()
            return None if row[0] is None else int(row[0])

    def snapshot_runs(self) -> set[int]:
        """Return the numbers of the runs that left a snapshot."""
        with self._reading() as db:
            return {run for (run,) in db.execute("SELECT run FROM snapshots")}

    def digest(self, run: int) -> str:
        """Return the hash of what a run found; empty when it left no snapshot."""
        with self._reading() as db:
            row = db.execute("SELECT digest FROM snapshots WHERE run = ?", (run,)).fetchone()
            return "" if row is None else str(row[0])

    def sheets(self, keys: Sequence[str]) -> dict[str, Sheet]:
        """Return the sheets of articles that are kept under these keys."""
        with self._reading():
            return {k: v for k, v in self._unpacked(keys).items() if isinstance(v, Sheet)}

    def sheet_keys(self, keys: Sequence[str]) -> dict[str, str]:
        """Return of these keys those of sheets, by the id of their article; nothing is unpacked for it."""
        with self._reading() as db:
            return dict(_some(db, "SELECT article, key FROM kept WHERE article != '' AND key IN ({})", keys))

    def states(self, keys: Sequence[str]) -> dict[str, State]:
        """Return the states of findings that are kept under these keys."""
        with self._reading():
            return {k: v for k, v in self._unpacked(keys).items() if isinstance(v, State)}

    def _unpacked(self, keys: Sequence[str]) -> dict[str, Any]:
        found = _some(self._db, "SELECT key, data FROM kept WHERE key IN ({})", keys)
        return {key: unpack(_inflated(data)) for key, data in found}

    def known_marks(self, marks: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of the findings that last had each of these marks."""
        found: dict[str, list[str]] = {}
        with self._reading() as db:
            asked = "SELECT mark, finding FROM marks WHERE mark IN ({}) ORDER BY mark, finding"
            for mark, finding in _some(db, asked, sorted(marks)):
                found.setdefault(mark, []).append(finding)
        return found

    def born(self, findings: Iterable[str]) -> dict[str, int]:
        """Return the run in which each of these findings first appeared, of those that are known."""
        with self._reading() as db:
            asked = "SELECT finding, born FROM findings WHERE finding IN ({})"
            return dict(_some(db, asked, sorted(findings)))

    def _forget(self, db: sqlite3.Connection, leaving: Leaving) -> dict[str, int]:
        """Delete articles from all snapshots, and every finding and dismissed pair that they had a part in."""
        asked = "SELECT key FROM kept WHERE article IN (SELECT value FROM json_each(?))"
        gone = {k for (k,) in db.execute(asked, (json.dumps(sorted(leaving.articles)),))}
        states = db.execute("SELECT key, data FROM kept WHERE article = ''")
        told = {k for k, data in states if _tells(data, leaving.articles)}
        paths = {s.article.path for s in self._unpacked(sorted(gone)).values() if isinstance(s, Sheet)}
        dismissed = 0
        for run, data in db.execute("SELECT run, data FROM snapshots").fetchall():
            whole = _snapshot(data)
            less = _without(whole, leaving.articles, gone, told, paths)
            if less != whole:
                dismissed += len(whole.dismissed) - len(less.dismissed)
                values = (_deflated(pack(less)), run)
                db.execute("UPDATE snapshots SET digest = '', data = ? WHERE run = ?", values)
        db.executemany("DELETE FROM kept WHERE key = ?", [(k,) for k in gone | told])
        known = super()._forget(db, leaving)
        return {**known, "kept version": len(gone), "earlier finding": len(told), "dismissed pair": dismissed}


def packed(db: sqlite3.Connection, keeping: Keeping) -> list[tuple[str, str, bytes]]:
    """Return what a run hands over and no earlier run has kept, ready to be written.

    This takes the longest by far, so it comes before the transaction: a decision on the review page waits for no more than
    the writing itself.
    """
    kept = {
        k for (k,) in _some(db, "SELECT key FROM kept WHERE key IN ({})", [*keeping.sheets, *keeping.states])
    }
    sheets = ((k, s.article.id, s) for k, s in keeping.sheets.items())
    states = ((k, "", s) for k, s in keeping.states.items())
    return [(k, a, _deflated(pack(record))) for k, a, record in (*sheets, *states) if k not in kept]


def write_snapshot(
    db: sqlite3.Connection, run: int, keeping: Keeping, new: Sequence[tuple[str, str, bytes]]
) -> None:
    """Keep a run's snapshot, with what `packed` made of it, within a transaction that is open."""
    data = _deflated(pack(keeping.snapshot))
    db.execute("INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)", (run, keeping.digest, data))
    db.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?, ?)", new)
    _write_marks(db, run, keeping.marks)


def _write_marks(db: sqlite3.Connection, run: int, marks: Mapping[str, Iterable[str]]) -> None:
    """Give each mark to the findings that have it now, and to no other; write only what is not so yet."""
    now = {(mark, finding) for finding, found in marks.items() for mark in found}
    asked = "SELECT mark, finding FROM marks WHERE mark IN ({})"
    had = set(_some(db, asked, sorted({mark for mark, _ in now})))
    db.executemany("DELETE FROM marks WHERE mark = ? AND finding = ?", sorted(had - now))
    db.executemany("INSERT INTO marks VALUES (?, ?)", sorted(now - had))
    db.executemany(
        "INSERT OR IGNORE INTO findings VALUES (?, ?)", ((finding, run) for finding in sorted(marks))
    )


def _some(db: sqlite3.Connection, statement: str, keys: Sequence[str]) -> list[tuple[Any, ...]]:
    """Run a statement with `{}` for a list of keys, for a few hundred keys at a time."""
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(keys), _MANY):
        some = keys[start : start + _MANY]
        found += db.execute(statement.format(",".join("?" * len(some))), some)
    return found


def _deflated(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"), 6)


def _inflated(data: bytes) -> Any:
    try:
        return json.loads(zlib.decompress(data))
    except zlib.error as error:
        raise ValueError(str(error)) from None


def _snapshot(data: bytes) -> Snapshot:
    values = _inflated(data)
    read = {name: unpack(item) for name, item in values.items() if name not in ("is", "rows")}
    return Snapshot(**read, rows=tuple(_row(item) for item in values.get("rows", ())))


def _row(item: dict[str, Any]) -> Row:
    return Row(item["sheet"], item["event"], item["origin"], item["root"], item["singles"])


def _tells(data: bytes, articles: Set[str]) -> bool:
    """Whether a finding's state has a version of one of these articles."""
    state = unpack(_inflated(data))
    return isinstance(state, State) and any(v.article in articles for v in state.versions)


def _without(
    whole: Snapshot, articles: Set[str], gone: set[str], told: set[str], paths: set[str]
) -> Snapshot:
    return Snapshot(
        whole.settings,
        tuple(r for r in whole.rows if r.sheet not in gone),
        tuple(f for f in whole.findings if f not in told),
        whole.out,
        whole.compared,
        tuple(u for u in whole.unread if u.path not in paths),
        tuple(n for n in whole.notes if n.path not in paths),
        tuple(d for d in whole.dismissed if not articles & {d.left.article, d.right.article}),
    )
