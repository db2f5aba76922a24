"""Which articles are present: those of the folders that were run, and those that were added and stay until removed."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosscheck.records import Article
from crosscheck.rows import pack, unpack
from crosscheck.store.file import Leaving, StoreFile

ADDED = "added"  # the root of what stays until it is removed


@dataclass(frozen=True, slots=True)
class Source:
    """An article with where it came from: `name` is its file or address, `root` the path that was run, or ADDED.

    Files and roots are named as seen from the store's folder, so that both can be moved together.
    `page` is what stood there, as it was fetched or read, where the article's text is not the whole of it.
    """

    name: str
    root: str
    article: Article
    page: bytes | None = None


class Sources(StoreFile):
    """The present articles by file or address."""

    def named(self, path: Path) -> str:
        """Return the name by which the store knows a path."""
        here, there = os.path.abspath(self.path.parent), os.path.abspath(path)
        return (
            Path(os.path.relpath(there, here)).as_posix() if Path(here).drive == Path(there).drive else there
        )

    def file_of(self, name: str) -> Path | None:
        """Return the file behind a name, None when it is not there (any more)."""
        path = Path(os.path.abspath(self.path.parent / name)) if "://" not in name else None
        return path if path is not None and path.is_file() else None

    def sources(self) -> list[Source]:
        """Return all present articles in order of name, without their pages."""
        with self._reading() as db:
            rows = db.execute("SELECT name, root, data FROM sources ORDER BY name")
            return [Source(name, root, _unpacked(data)) for name, root, data in rows]

    def present(self) -> list[tuple[str, str, str]]:
        """Return name, root and article id of all present articles, in order of name, without reading them."""
        with self._reading() as db:
            return [tuple(row) for row in db.execute("SELECT name, root, article FROM sources ORDER BY name")]

    def replace_roots(self, roots: Iterable[str], found: Sequence[Source]) -> None:
        """Set what is found below these roots: what was there before and is not among it is gone."""
        with self._transaction() as db:
            known = dict(db.execute("SELECT name, article FROM sources WHERE root != ?", (ADDED,)))
            kept = {s.name: s.article.id for s in found}
            for name in known:
                if name not in kept and any(below(name, root) for root in roots):
                    db.execute("DELETE FROM sources WHERE name = ?", (name,))
            _write(db.executemany, [s for s in found if s.root != ADDED])

    def add_sources(self, found: Sequence[Source]) -> None:
        """Keep articles; one of the same name is replaced."""
        with self._transaction() as db:
            _write(db.executemany, found)

    def page(self, name: str) -> bytes | None:
        """Return what stood at an address or in a file when it was added, None when its text is all of it."""
        with self._reading() as db:
            row = db.execute("SELECT page FROM sources WHERE name = ?", (name,)).fetchone()
            return None if row is None else row[0]

    def remove_sources(self, names: Iterable[str]) -> None:
        """Take articles out by file or address."""
        with self._transaction() as db:
            db.executemany("DELETE FROM sources WHERE name = ?", ((name,) for name in names))

    def roots(self) -> list[str]:
        """Return the paths that were run and still have articles here."""
        with self._reading() as db:
            rows = db.execute("SELECT DISTINCT root FROM sources WHERE root != ? ORDER BY root", (ADDED,))
            return [root for (root,) in rows]

    def stamp(self, asked: str) -> tuple[str, int, str] | None:
        """Return what the files looked like when this was last asked: the stamp, the run, and what it said."""
        with self._reading() as db:
            row = db.execute("SELECT stamp, run, said FROM stamps WHERE asked = ?", (asked,)).fetchone()
            return None if row is None else (str(row[0]), int(row[1]), str(row[2]))

    def set_stamp(self, asked: str, stamp: str, run: int, said: str) -> None:
        """Note what the files looked like at a run."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO stamps VALUES (?, ?, ?, ?)", (asked, stamp, run, said))

    def _forget(self, db: sqlite3.Connection, leaving: Leaving) -> dict[str, int]:
        """Delete articles that leave, with their pages and all names that they were read by."""
        articles = json.dumps(sorted(leaving.articles))
        which = "article IN (SELECT value FROM json_each(?))"
        gone = db.execute(f"DELETE FROM sources WHERE {which}", (articles,)).rowcount  # noqa: S608
        names = db.execute(f"DELETE FROM names WHERE {which}", (articles,)).rowcount  # noqa: S608
        db.execute("DELETE FROM stamps")
        return {**super()._forget(db, leaving), "source": gone, "name": names}


def below(name: str, root: str) -> bool:
    """Whether a file lies at or below a root, both by the store's names."""
    return (
        name == root
        or (root == "." and not name.startswith("../"))
        or name.startswith(root.rstrip("/") + "/")
    )


def _write(executemany: Callable[..., object], found: Sequence[Source]) -> None:
    rows = [
        (
            s.name,
            s.root,
            s.article.path,
            s.article.id,
            zlib.compress(json.dumps(pack(s.article)).encode("ascii")),
            s.page,
        )
        for s in found
    ]
    executemany(
        "INSERT INTO sources (name, root, label, article, data, page) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET root = excluded.root, label = excluded.label, article = excluded.article,"
        " data = excluded.data, page = excluded.page, fetched = CURRENT_TIMESTAMP"
        " WHERE (root, label, data) IS NOT (excluded.root, excluded.label, excluded.data)",
        rows,
    )
    names = {(s.article.id, name) for s in found for name in (s.name, s.article.path, s.article.url) if name}
    executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", sorted(names))


def _unpacked(data: bytes) -> Article:
    try:
        article = unpack(json.loads(zlib.decompress(data)))
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not isinstance(article, Article):
        raise TypeError("a source that is no article")
    return article
