"""One writer at a time: a lock beside the store that dies with its process, and a line that says who holds it.

Readers need none of it: SQLite's write-ahead log lets them read what was finished while a run writes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from crosscheck.records import CrosscheckError

_MOST_COMMAND = 120  # characters of a command line that are worth showing
_POLL = 0.1  # seconds between two looks at a lock that another process holds


def unheard(line: str) -> None:
    """Take a line for the user and show it to nobody."""


@contextmanager
def writing(store: Path, wait: float = 0.0, say: Callable[[str], None] = unheard) -> Iterator[None]:
    """Be the only writer of a store inside the block; wait up to `wait` seconds for another one to end.

    `say` gets one line when there is something to wait for. Raises CrosscheckError that names the holder.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(_beside(store, "lock"))
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if wait > 0:
                say(f"{store}: in use by {_holder_words(store)}; waiting up to {wait:g} s for it to end")
            lock.acquire(timeout=wait, poll_interval=_POLL)
    except Timeout:
        raise CrosscheckError(
            f"{store}: in use by {_holder_words(store)}; let it end, wait longer with --wait, "
            "or name another store with --store"
        ) from None
    except OSError as error:
        raise CrosscheckError(
            f"{_beside(store, 'lock')}: cannot be made ({error.strerror or error}); "
            "make its folder writable, or name another store with --store"
        ) from None
    try:
        _sign(store)
        yield
    finally:
        with suppress(OSError):
            _beside(store, "writer").unlink(missing_ok=True)
        lock.release()


def holder(store: Path) -> str | None:
    """Return who writes to a store now (process, command, since when), None when nobody does."""
    from filelock import FileLock, Timeout

    if not _beside(store, "lock").exists():
        return None
    lock = FileLock(_beside(store, "lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return _holder_words(store)
    except OSError:
        return None
    lock.release()
    return None


def lock_files(store: Path) -> tuple[Path, Path]:
    """Return the files that stand beside a store for its lock: the lock itself, and who holds it."""
    return _beside(store, "lock"), _beside(store, "writer")


def _beside(store: Path, what: str) -> Path:
    return store.with_name(f"{store.name}.{what}")


def _sign(store: Path) -> None:
    """Leave a line that says who holds the lock; a full disk may keep it empty, and the lock holds all the same."""
    words = [Path(sys.argv[0]).name if sys.argv else "", *sys.argv[1:]]
    if words[0] in ("__main__.py", "-c", "-m"):
        words[0] = "crosscheck"
    command = " ".join(" ".join(words).split())
    if len(command) > _MOST_COMMAND:
        command = command[:_MOST_COMMAND] + " …"
    since = datetime.now().strftime("%Y-%m-%d %H:%M:%S")
    with suppress(OSError):
        _beside(store, "writer").write_text(
            f"process {os.getpid()} ({command}) since {since}\n", encoding="utf-8", errors="replace"
        )


def _holder_words(store: Path) -> str:
    with suppress(OSError, ValueError):
        line = " ".join(_beside(store, "writer").read_text(encoding="utf-8").split())
        if line:
            return line
    return "another process"
