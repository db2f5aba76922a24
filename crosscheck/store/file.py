"""An open SQLite file: upgraded in place, written in whole transactions, its faults told in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from crosscheck.records import CrosscheckError
from crosscheck.store.schema import MIGRATIONS


class StoreFile:
    """An open store; use it as a context manager. Every method that writes commits what it wrote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise self._closed(error) from None
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._upgrade()
        except (sqlite3.Error, OSError) as error:
            self._db.close()
            raise self._closed(error) from None
        except CrosscheckError:
            self._db.close()
            raise

    def _closed(self, error: Exception) -> CrosscheckError:
        return CrosscheckError(
            f"{self.path}: the store cannot be opened ({error}); name another with --store"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _upgrade(self) -> None:
        """Bring the file to the newest version, after a copy of an older one; refuse what is not ours to change."""
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
        if 0 < version < len(MIGRATIONS):
            self._back_up(self.path.with_suffix(f".v{version}.backup"))
        for number in range(version, len(MIGRATIONS)):
            script = f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;"
            self._db.executescript(script)

    def _back_up(self, copy: Path) -> None:
        """Copy the store; a plain copy of the file would miss what still stands in its write-ahead log."""
        target = sqlite3.connect(copy)
        try:
            self._db.backup(target)
        finally:
            target.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise CrosscheckError(
                f"{self.path}: the store cannot be written ({error}); "
                "free some space, make it writable, or name another with --store"
            ) from None
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Say in one line that the file is damaged; whatever it gives then cannot be trusted."""
        try:
            yield self._db
        except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError) as error:
            raise CrosscheckError(
                f"{self.path}: the store is damaged ({error}); restore a copy of it, or name another with --store"
            ) from None
