"""Looking after a store: what is wrong with its file, what is stale in it, and what an article has left there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crosscheck.config import Config
from crosscheck.pipeline import present_revisions, said_by
from crosscheck.records import CrosscheckError
from crosscheck.store import MIGRATIONS, Amount, Leaving, Store, backups_of, holder

_LEAST_START = 4  # characters of an id that name an article
_SHOWN = 5
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Health:
    """What was found of a store: the faults that must be mended, who writes, how large it is, and what is kept.

    `size` and `log` are bytes of the file and of its write-ahead log. `amounts` are empty when the file is damaged or
    of another version; `waiting` says that the next run brings it up to date.
    """

    faults: tuple[str, ...]
    version: int
    waiting: bool
    writer: str | None
    size: int
    log: int
    amounts: tuple[Amount, ...] = ()
    backups: tuple[Path, ...] = ()


def examine(store: Path, config: Config) -> Health:
    """Look at a store without changing it. Raises CrosscheckError when there is none."""
    if not store.exists():
        raise CrosscheckError(f"{store}: there is no store here; name it with --store")
    faults, version = _faults(store)
    amounts: tuple[Amount, ...] = ()
    if not faults and version == len(MIGRATIONS):
        with Store(store) as opened:
            amounts = tuple(opened.amounts(present_revisions(config)))
    log = store.with_name(f"{store.name}-wal")
    return Health(
        faults=tuple(faults),
        version=version,
        waiting=not faults and version < len(MIGRATIONS),
        writer=holder(store),
        size=store.stat().st_size,
        log=log.stat().st_size if log.exists() else 0,
        amounts=amounts,
        backups=tuple(backups_of(store)),
    )


def _faults(store: Path) -> tuple[list[str], int]:
    """Return what is wrong with the file, and its version (0 when that cannot be read)."""
    try:
        with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as db:
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            found = [line for (line,) in db.execute("PRAGMA integrity_check(5)") if line != "ok"]
            tables = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'claims'").fetchone()[0]
    except sqlite3.Error as error:
        return [f"the file cannot be read ({error})"], 0
    faults = [f"the file is damaged: {' '.join(line.split())}" for line in found]
    if version > len(MIGRATIONS):
        faults.append(f"it is of a newer crosscheck (version {version}); update crosscheck")
    elif not version or not tables:
        faults.append("it is no store of crosscheck")
    return faults, version


def compact(store: Path, config: Config) -> tuple[list[Amount], int]:
    """Delete what is stale and write the file anew; return the amounts before, and how many bytes were freed.

    The caller holds the store's lock.
    """
    before = _size(store)
    present = present_revisions(config)
    with Store(store) as opened:
        amounts = opened.amounts(present)
        opened.drop_stale(present)
        opened.compact()
    return amounts, before - _size(store)


def _size(store: Path) -> int:
    files = (store, store.with_name(f"{store.name}-wal"))
    return sum(f.stat().st_size for f in files if f.exists())


@dataclass(frozen=True, slots=True)
class Purge:
    """Articles to be purged, with the names that they were read by, and the backups that still hold them."""

    leaving: Leaving
    names: tuple[str, ...]
    backups: tuple[Path, ...]


def find(name: str, store: Store, labels: bool = False) -> Purge:
    """Return what to purge: every version of an article by file, address or label, or one by (the start of) its id.

    Raises CrosscheckError when the name is of none, or its start of several.
    """
    known = store.names()
    ids = _meant(name, known, store)
    names = sorted({n for i in ids for n in known[i]})
    holding = [b for b in backups_of(store.path) if _holds(b, ids)]
    leaving = Leaving(frozenset(ids), frozenset(_only_theirs(ids, store)), labels)
    return Purge(leaving, tuple(names), tuple(holding))


def _meant(name: str, known: Mapping[str, tuple[str, ...]], store: Store) -> list[str]:
    own = {name, store.named(Path(name))}
    found = [article for article, names in known.items() if article == name or own & set(names)]
    if not found and len(name) >= _LEAST_START:
        found = [article for article in known if article.startswith(name)]
        if len(found) > 1:
            shown = ", ".join(sorted(found)[:_SHOWN])
            raise CrosscheckError(f"{name}: is the start of {len(found)} articles' ids ({shown}); write more")
    if not found:
        raise CrosscheckError(
            f"{name}: nothing is kept of such an article in {store.path}; name its file, address, label or id"
        )
    return sorted(found)


def _only_theirs(ids: Iterable[str], store: Store) -> set[str]:
    """Return the ids of the texts from which work was made and that no other article says."""
    theirs: set[str] = set()
    others: set[str] = set()
    leaving = frozenset(ids)
    for article, text, context in store.sentences():
        (theirs if article in leaving else others).update(said_by(text, context))
    return theirs - others


def _holds(file: Path, ids: Iterable[str]) -> bool:
    """Whether one of these ids stands in a file; what cannot be read is taken to hold them."""
    wanted = [i.encode() for i in ids]
    rest = b""
    try:
        with file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                rest = rest[-64:] + piece
                if any(w in rest for w in wanted):
                    return True
    except OSError:
        return True
    return False


def delete(files: Iterable[Path]) -> None:
    """Delete backups."""
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise CrosscheckError(
                f"{file}: cannot be deleted ({error.strerror}); delete it by hand"
            ) from None
