"""Labels to a file and back, as CSV or JSON Lines: to keep, to hand on, to look at in a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from crosscheck.history import DECISIONS, Version, claim_key
from crosscheck.records import CrosscheckError, Label
from crosscheck.store import Store

_OF_LABEL = ("decision", "reviewer", "note", "decided")
_OF_CLAIM = ("key", "outlet", "published", "title", "path", "url", "article", "claim", "start", "text")
COLUMNS = (*_OF_LABEL, *(f"{side}_{name}" for side in ("left", "right") for name in _OF_CLAIM))
_KEY = re.compile(r"[0-9a-f]{16}")
# A cell that begins so is a formula to a spreadsheet, and words of an article must not become one.
_STEERS = ("=", "+", "-", "@", "\t", "\r", "'")
_MOST_CELL = 2**24  # characters


def export_labels(path: Path, store_path: Path) -> int:
    """Write all labels to a file, and return how many; the suffix says in which form."""
    kind = _kind(path)
    with _opened(store_path) as store:
        labels, remembered = store.labels(), store.labelled()
    rows = [_row(label, remembered) for label in labels]
    text = _csv(rows) if kind == ".csv" else "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise CrosscheckError(f"{path}: cannot be written ({error.strerror}); name another file") from None
    return len(rows)


def import_labels(path: Path, store_path: Path) -> tuple[int, int]:
    """Take the labels of a file into the store; return how many were taken, and how many were not newer than those there.

    All lines are read before anything is kept; CrosscheckError names the first one that cannot be.
    """
    kind = _kind(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CrosscheckError(f"{path}: cannot be read ({error.strerror}); name an existing file") from None
    except UnicodeDecodeError:
        raise CrosscheckError(f"{path}: is not UTF-8; save it as UTF-8") from None
    read = [
        _told(path, line, row)
        for line, row in (_csv_rows(path, text) if kind == ".csv" else _json_rows(path, text))
    ]
    with _opened(store_path) as store:
        had = {_whose(label): label.decided for label in store.labels()}
        new = [
            (x, claims) for x, claims in read if x.decided > had.get(_whose(x), "") or _whose(x) not in had
        ]
        words = {c.key: c for _, claims in new for c in claims}
        store.add_labels([x for x, _ in sorted(new, key=lambda n: n[0].decided)], words.values())
    return len(new), len(read) - len(new)


def _whose(label: Label) -> tuple[str, str, str]:
    return (*sorted((label.left_key, label.right_key)), label.reviewer)  # type: ignore[return-value]


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in (".csv", ".jsonl"):
        raise CrosscheckError(
            f"{path}: its name must end in .csv or .jsonl, which says in which form labels are"
        )
    return kind


def _opened(path: Path) -> Store:
    if not path.exists():
        raise CrosscheckError(f"{path}: there is no store here; name it with --store")
    return Store(path)


def _row(label: Label, remembered: Mapping[str, Version]) -> dict[str, str]:
    row = {name: str(getattr(label, name)) for name in _OF_LABEL}
    for side, key in (("left", label.left_key), ("right", label.right_key)):
        version = remembered.get(key)
        row[f"{side}_key"] = key
        for name in _OF_CLAIM[1:]:
            value = getattr(version, name, None)
            row[f"{side}_{name}"] = "" if value is None else str(value)
    return row


def _csv(rows: Iterable[dict[str, str]]) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")  # as RFC 4180 has it
    writer.writeheader()
    for row in rows:
        writer.writerow({k: f"'{v}" if v.startswith(_STEERS) else v for k, v in row.items()})
    return out.getvalue()


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    csv.field_size_limit(_MOST_CELL)
    reader = csv.DictReader(StringIO(text, newline=""), restval="")
    try:
        for row in reader:
            if None in row:
                raise CrosscheckError(
                    f"{path}, line {reader.line_num}: has more cells than the first line names; mend it"
                )
            yield reader.line_num, {k: _plain(v) for k, v in row.items()}
    except csv.Error as error:
        raise CrosscheckError(f"{path}, line {reader.line_num}: is no CSV ({error}); mend it") from None


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STEERS) else cell


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise CrosscheckError(f"{path}, line {number}: is no object of JSON; mend it")
        yield number, row


def _told(path: Path, line: int, row: Mapping[str, Any]) -> tuple[Label, tuple[Version, ...]]:
    """Return a line as a label with its claims; a claim without a key is known by its outlet and text."""
    where = f"{path}, line {line}"
    cells = {name: _cell(where, name, row.get(name)) for name in COLUMNS}
    if cells["decision"] not in DECISIONS:
        raise CrosscheckError(
            f"{where}: '{cells['decision'][:40]}' is no decision; choose one of {', '.join(DECISIONS)}"
        )
    if cells["decided"]:
        _check(where, "decided", cells["decided"], datetime.fromisoformat)
    sides = [_side(where, side, cells) for side in ("left", "right")]
    keys = [key for key, _ in sides]
    label = Label(keys[0], keys[1], *(cells[name] for name in _OF_LABEL))
    return label, tuple(version for _, version in sides if version)


def _cell(where: str, name: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise CrosscheckError(f"{where}: '{name}' must be a text; mend it")
    return value.encode("utf-8", "replace").decode("utf-8")


def _side(where: str, side: str, cells: Mapping[str, str]) -> tuple[str, Version | None]:
    told = {name: cells[f"{side}_{name}"] for name in _OF_CLAIM}
    key = told["key"] or (claim_key(told["outlet"], told["text"]) if told["text"].strip() else "")
    if not _KEY.fullmatch(key):
        raise CrosscheckError(
            f"{where}: '{side}_key' must be 16 hexadecimal digits, or '{side}_text' the claim; mend it"
        )
    if not told["text"] or not told["article"] or not told["start"].isdecimal():
        return key, None  # words of which nobody knows the article could not be purged with it
    day = told["published"]
    published = _check(where, f"{side}_published", day, date.fromisoformat) if day else None
    return key, Version(
        key, told["claim"], told["article"], told["path"], told["outlet"] or None, published, told["title"] or None,
        told["url"] or None, int(told["start"][:9]), told["text"],
    )  # fmt: skip


def _check(where: str, name: str, text: str, read: Any) -> Any:
    try:
        return read(text)
    except ValueError:
        raise CrosscheckError(
            f"{where}: '{name}' must be a date like 2026-05-03, not '{text[:40]}'"
        ) from None
