"""What SQLite and the system say when a store cannot be used -> one line that names the file and the remedy."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from crosscheck.records import CrosscheckError

_ANOTHER = "name another with --store"
_NO_ROOM = f"free some space on its disk, or {_ANOTHER}"
_REMEDIES = {
    "SQLITE_FULL": _NO_ROOM,
    "SQLITE_READONLY": f"make it and its folder writable, or {_ANOTHER}",
    "SQLITE_PERM": f"make it and its folder writable, or {_ANOTHER}",
    "SQLITE_CANTOPEN": f"make its folder writable, or {_ANOTHER}",
    "SQLITE_BUSY": f"wait for the other program that uses it, or {_ANOTHER}",
    "SQLITE_LOCKED": f"wait for the other program that uses it, or {_ANOTHER}",
    "SQLITE_IOERR": f"check its disk and the space that is left, or {_ANOTHER}",
    "SQLITE_NOMEM": f"close other programs, or {_ANOTHER}",
}
_NUMBERS = {
    errno.ENOSPC: "SQLITE_FULL",
    errno.EDQUOT: "SQLITE_FULL",
    errno.EFBIG: "SQLITE_FULL",
    errno.EROFS: "SQLITE_READONLY",
    errno.EACCES: "SQLITE_PERM",
    errno.EPERM: "SQLITE_PERM",
}
_ALMOST_NOTHING = 1 << 16  # bytes: less than SQLite needs for its log and index


def fault(path: Path, what: str, error: Exception) -> CrosscheckError:
    """Return the one line for an error of SQLite or the system; `what` is "opened", "read" or "written"."""
    kind = _kind(error)
    why = str(error) if isinstance(error, sqlite3.Error) else getattr(error, "strerror", None) or str(error)
    if kind == "SQLITE_IOERR" and _is_full(path):
        kind, why = "SQLITE_FULL", "the disk is full"
    damaged = f"restore a copy of it, or {_ANOTHER}" if kind == "SQLITE_CORRUPT" else _ANOTHER
    remedy = _REMEDIES.get(kind, damaged)
    return CrosscheckError(f"{path}: the store cannot be {what} ({why}); {remedy}")


def is_damage(error: Exception) -> bool:
    """Say whether an error of reading speaks of the file's content, not of its disk, its rights or another program."""
    return _kind(error) not in _REMEDIES


def _kind(error: Exception) -> str:
    """Return SQLite's name of the error, without what follows the second underscore."""
    if isinstance(error, OSError):
        return _NUMBERS.get(error.errno or 0, "")
    return "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ALMOST_NOTHING
    except OSError:
        return False
