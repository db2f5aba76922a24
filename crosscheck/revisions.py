"""The revision of a stage: a hash of its source, so that no cached thing outlives the code that made it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from crosscheck.records import content_id

_SOURCES = (".py", ".j2")


@cache
def revision_of(*modules: ModuleType) -> str:
    """Return a hash of the sources of modules and packages, templates included, wherever they are installed."""
    parts: list[str] = []
    for module in modules:
        path = Path(module.__file__ or "")
        folder = path.parent
        files = (
            sorted(f for f in folder.rglob("*") if f.suffix in _SOURCES)
            if path.stem == "__init__"
            else [path]
        )
        parts += [
            text for f in files for text in (f.relative_to(folder).as_posix(), f.read_text(encoding="utf-8"))
        ]
    return content_id(*parts)


@cache
def versions_of(*distributions: str) -> str:
    """Return the installed versions of libraries that a stage's results depend on, in one line."""
    return " ".join(f"{name} {version(name)}" for name in distributions)
