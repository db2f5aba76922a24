"""The house keeps its order: which room may import which, who may open files, and how light the door is."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "crosscheck"

BOTTOM = {"records", "config", "history", "language", "rows", "revisions", "threads"}
STAGES = {
    "articles",
    "attribution",
    "references",
    "claims",
    "facets",
    "events",
    "embed",
    "pairs",
    "compare",
    "judge",
    "findings",
    "origins",
    "versions",
    "decisions",
    "changes",
    "calibration",
}
NEIGHBOURS = {"judge": {"compare"}, "claims": {"attribution", "references"}}
STAGE_MAY = {"records", "config", "history", "language", "threads"}

MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "config": {"records"},
    "language": {"records"},
    "history": {"records"},
    "rows": {"records", "history"},
    "revisions": {"records"},
    "threads": set(),
    "fetching": {"records"},
    "watching": {"records"},
    **{stage: STAGE_MAY | NEIGHBOURS.get(stage, set()) for stage in STAGES},
    "store": {"records", "history", "rows"},
    "report": {"records", "history", "config"},
    "past": {"records", "history", "changes", "versions", "findings", "store", "report"},
    "labelling": {"records", "history", "store", "past"},
    "explaining": {"records", "config", "store", "pipeline"},
    "upkeep": {"records", "config", "store", "pipeline"},
    "labelfiles": {"records", "history", "store"},
    "calibrating": {"records", "history", "store", "past", "calibration"},
    "review": {"records", "history", "store", "past"},
    "pipeline": BOTTOM | STAGES | {"store", "report", "past", "fetching"},
    "cli": BOTTOM
    | STAGES
    | {"store", "report", "past", "explaining", "labelling", "review", "pipeline", "fetching", "watching"}
    | {"upkeep", "labelfiles", "calibrating"},
}
# `revisions` reads the package's own source, never a user's file.
MAY_OPEN_FILES = {
    "articles",
    "store",
    "report",
    "judge",
    "embed",
    "config",
    "revisions",
    "explaining",
    "labelfiles",
    "upkeep",
    "cli",
    "pipeline",
}
OPENING = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rename"}
HEAVY = {"torch", "sentence_transformers", "transformers", "sklearn", "pandas", "spacy", "onnxruntime"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """Name the room that a file belongs to; the package's own door is the room ''."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported_rooms(path: Path) -> Iterator[str]:
    """Yield the rooms of crosscheck that a file imports, anywhere in it, the type checker's imports included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("crosscheck."))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno}: imports by a relative name"
            if node.module == "crosscheck":
                yield from (a.name for a in node.names if a.name != "__version__")
            elif (node.module or "").startswith("crosscheck."):
                yield str(node.module).split(".")[1]


def calls_that_open(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in OPENING:
                yield f"{named(path)}:{node.lineno}: {name}"


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    own = room(path)
    if not own:
        assert not list(imported_rooms(path)), "crosscheck/__init__.py stays light: it imports no room"
        return
    assert own in MAY_IMPORT, (
        f"{named(path)} is a new room: give it its place in MAY_IMPORT and in docs/development.md"
    )
    wrong = set(imported_rooms(path)) - MAY_IMPORT[own] - {own}
    assert not wrong, f"{named(path)} may not import {', '.join(sorted(wrong))}"


def test_the_order_of_rooms_has_no_circle() -> None:
    placed: set[str] = set()
    while len(placed) < len(MAY_IMPORT):
        free = {name for name, below in MAY_IMPORT.items() if name not in placed and below <= placed}
        assert free, f"these import each other: {sorted(set(MAY_IMPORT) - placed)}"
        placed |= free


def test_only_the_rooms_that_are_meant_to_open_files() -> None:
    wrong = [call for path in modules() if room(path) not in MAY_OPEN_FILES for call in calls_that_open(path)]
    assert not wrong, "these read or write files themselves: " + ", ".join(wrong)


def loaded_by(code: str) -> set[str]:
    """Return the top names of all modules that a fresh interpreter has loaded after running the code."""
    told = f"{code}\nimport json, sys; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_crosscheck_loads_nothing_heavy() -> None:
    assert not loaded_by("import crosscheck") & (HEAVY | {"numpy", "typer", "rich", "jinja2"})


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["run", "--help"]], ids=" ".join)
def test_help_and_version_load_nothing_heavy(words: list[str]) -> None:
    asked = f"""
import sys
sys.argv = ["crosscheck", *{words!r}]
from crosscheck.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""
    assert not loaded_by(asked) & (HEAVY | {"numpy"})
