"""What is installed: only what is used, all of it pinned, and nothing that asks for a graphics card."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from crosscheck import __version__

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ \[;]", name)[0]).lower()


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {normal(name): version for name, version in rows}


def imported(folder: Path) -> set[str]:
    """Return the distributions that the Python files below a folder import, by normal name."""
    tops: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                tops |= {a.name.split(".")[0] for a in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                tops.add(str(node.module).split(".")[0])
    owners = packages_distributions()
    foreign = tops - set(sys.stdlib_module_names) - {"crosscheck"}
    return {normal(owners.get(top, [top])[0]) for top in foreign}


def test_runtime_dependencies_are_exactly_what_the_package_imports() -> None:
    assert {normal(d) for d in PROJECT["dependencies"]} == imported(ROOT / "crosscheck")


@pytest.mark.parametrize("group", ["dependencies", *PROJECT["optional-dependencies"]])
def test_every_dependency_is_pinned(group: str) -> None:
    listed = PROJECT.get(group) or PROJECT["optional-dependencies"][group]
    assert {normal(d) for d in listed} <= set(pins())


def test_pins_are_plain_versions_without_anything_for_a_graphics_card() -> None:
    for name, version in pins().items():
        assert re.fullmatch(r"[0-9][0-9A-Za-z.]*", version), f"{name}=={version}"
        assert not name.startswith(("nvidia", "cuda", "triton")), name


def test_version_has_its_place_in_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_every_dependency_is_told_of_in_the_docs() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    listed = [
        *PROJECT["dependencies"],
        *(d for group in PROJECT["optional-dependencies"].values() for d in group),
    ]
    missing = {normal(d) for d in listed if f"| {normal(d)} " not in page}
    assert not missing, f"docs/dependencies.md says nothing of {sorted(missing)}"
