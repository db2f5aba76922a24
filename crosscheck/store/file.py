"""An open SQLite file: upgraded in place, written in whole transactions, its faults told in one line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from types import TracebackType
from typing import Self

from crosscheck.records import CrosscheckError
from crosscheck.store.faults import fault, is_damage
from crosscheck.store.schema import MIGRATIONS


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a purge takes away: articles by id, and the ids of the texts that only they say.

    `labels`: also reviewers' decisions on their claims.
    """

    articles: frozenset[str]
    texts: frozenset[str] = frozenset()
    labels: bool = False


class StoreFile:
    """An open store; use it as a context manager. Every method that writes commits what it wrote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise fault(path, "opened", error) from None
        try:
            version = self._version()
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            if version < len(MIGRATIONS):
                self._upgrade()
        except (sqlite3.Error, OSError) as error:
            self._db.close()
            raise fault(path, "opened", error) from None
        except CrosscheckError:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _version(self) -> int:
        """Return the version of the tables, 0 of an empty file; refuse what is not ours to change."""
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise CrosscheckError(
                f"{self.path}: the store is of a newer crosscheck (version {version}); "
                "update crosscheck, or name another with --store"
            )
        if version == 0 and self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise CrosscheckError(
                f"{self.path}: is a database of another program; name another file with --store"
            )
        return version

    def _upgrade(self) -> None:
        """Bring the file to the newest version in one transaction, after a copy of an older one.

        The version is read again behind the lock: of two processes that open an old store, the second finds it new.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
            version = self._version()
            if 0 < version < len(MIGRATIONS):
                self._back_up(version)
            for script in MIGRATIONS[version:]:
                for statement in _statements(script):
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
            self._db.execute("COMMIT")
        finally:
            self._roll_back()

    def _back_up(self, version: int) -> None:
        """Copy the store as it was before the transaction; a copy of the file would miss its write-ahead log.

        It gets its name when it is whole, and a name that no earlier copy has.
        """
        half = self.path.with_suffix(f".v{version}.backup.half")
        half.unlink(missing_ok=True)  # of an upgrade that was interrupted
        source, target = sqlite3.connect(self.path), sqlite3.connect(half)
        try:
            source.backup(target)
            source.close()
            target.close()
            os.replace(half, _unused(self.path, version))
        finally:
            source.close()
            target.close()
            half.unlink(missing_ok=True)

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            with suppress(sqlite3.Error):  # what made it necessary is told, not this
                self._db.execute("ROLLBACK")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._unwritten(error) from None
        finally:
            self._roll_back()

    def _unwritten(self, error: sqlite3.Error) -> CrosscheckError:
        return fault(self.path, "written", error)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Say in one line that the file is damaged; whatever it gives then cannot be trusted."""
        try:
            yield self._db
        except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError) as error:
            if isinstance(error, sqlite3.Error) and not is_damage(error):
                raise fault(self.path, "read", error) from None
            raise CrosscheckError(
                f"{self.path}: the store is damaged ({error}); restore a copy of it, or name another with --store"
            ) from None

    def _forget(self, db: sqlite3.Connection, leaving: Leaving) -> dict[str, int]:
        """Delete what is known of articles that leave, in a transaction that is open; count what went, by its name.

        Each part of the store deletes its own and adds the counts of the others by `super()`.
        """
        return {}


def backups_of(store: Path) -> list[Path]:
    """Return the copies that upgrades have left beside a store, and what interrupted ones have left of them."""
    return sorted(store.parent.glob(f"{escape(store.stem)}.v*.backup*"))


def _unused(store: Path, version: int) -> Path:
    """Return the first name for a backup that is not taken."""
    name, number = store.with_suffix(f".v{version}.backup"), 1
    while name.exists():
        number += 1
        name = store.with_suffix(f".v{version}-{number}.backup")
    return name


def _statements(script: str) -> Iterator[str]:
    """Split a script into statements: sqlite3's own `executescript` would commit what is not finished."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip() != ";":
                yield statement
            statement = ""
