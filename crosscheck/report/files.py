"""The report's files: written whole or not at all, and left as they are when nothing changed."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

from crosscheck.records import CrosscheckError
from crosscheck.report.findings import findings_json
from crosscheck.report.markdown import render_markdown
from crosscheck.report.view import ReportView


def write(view: ReportView, out: Path) -> list[Path]:
    """Write `report.md` and `findings.json` into `out`, made when missing, and return their paths.

    A file whose bytes would be the same is not touched. Raises CrosscheckError when one cannot be written.
    """
    found = json.dumps(findings_json(view), ensure_ascii=False, indent=1) + "\n"
    # Half a surrogate, out of a broken file, is no UTF-8; JSON has an escape that gives the same text again.
    files = {
        out / "report.md": render_markdown(view).encode("utf-8"),
        out / "findings.json": found.encode("utf-8", "backslashreplace"),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            _replace(path, content)
    except OSError as error:
        raise CrosscheckError(
            f"{error.filename or out}: cannot write the report ({error.strerror}); "
            f"{_remedy(error)}, or name another folder with --out"
        ) from error
    return list(files)


def _remedy(error: OSError) -> str:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return "free some space on its disk" if full else "make it writable"


def _replace(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())  # else a power cut after the rename may leave an empty file
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
