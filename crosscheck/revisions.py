"""The revision of a stage: a hash of its source, so that no cached thing outlives the code that made it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType

from crosscheck.records import content_id


@cache
def revision_of(*modules: ModuleType) -> str:
    """Return a hash of the Python (and template) sources of modules and packages."""
    parts: list[str] = []
    for module in modules:
        path = Path(module.__file__ or "")
        files = sorted(path.parent.rglob("*.py")) if path.name == "__init__.py" else [path]
        parts += [text for file in files for text in (file.name, file.read_text(encoding="utf-8"))]
    return content_id(*parts)
