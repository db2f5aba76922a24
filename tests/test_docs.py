"""What README and docs/ say can be followed: links lead somewhere, commands, options and targets exist."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import typer.main
from markdown_it import MarkdownIt
from markdown_it.token import Token

from crosscheck.config import Config

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "models" / "LICENSES.md",
        *(ROOT / "docs").glob("*.md"),
    ]
)


def page_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tokens(path: Path) -> Iterator[Token]:
    """Yield all tokens of a page, those inside of a line of text included."""
    for token in MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def links(path: Path) -> list[str]:
    found = (t.attrGet("href") or t.attrGet("src") for t in tokens(path) if t.type in ("link_open", "image"))
    return [str(address) for address in found if address]


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub makes of a page's headings."""
    stream = list(tokens(path))
    texts = [stream[n + 1].content for n, token in enumerate(stream) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in texts}


def code(path: Path) -> list[str]:
    """Return every line of code of a page: from code blocks and from code within text."""
    found = (t.content for t in tokens(path) if t.type in ("code_inline", "code_block", "fence"))
    return [line.strip() for text in found for line in text.splitlines()]


def commands() -> dict[str, Any]:
    from crosscheck.cli import app

    group = typer.main.get_command(app)
    return {"": group, **getattr(group, "commands", {})}


def options(command: Any) -> set[str]:
    return {"--help", *(o for p in command.params for o in (*p.opts, *p.secondary_opts) if o.startswith("-"))}


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_lead_somewhere(page: Path) -> None:
    for address in links(page):
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "mailto"):
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        assert target.exists(), f"{page_name(page)}: {address} is not there"
        if parts.fragment and target.suffix == ".md":
            assert parts.fragment in anchors(target), f"{page_name(page)}: {address} names no heading"


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_commands_and_options_that_are_named_exist(page: Path) -> None:
    known = commands()
    for line in code(page):
        for found in re.finditer(r"(?<![\w/.-])crosscheck ((?:--?\w|[a-z])[^#|;&\n]*)", line):
            words = found[1].replace("[", " ").replace("]", " ").split()
            name = "" if words[0].startswith("-") else words[0]
            assert name in known, f"{page_name(page)}: there is no command in '{found[0]}'"
            for word in words:
                option = word.split("=")[0]
                if option.startswith("--"):
                    assert option in options(known[name]), (
                        f"{page_name(page)}: no such option in '{found[0]}'"
                    )


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_make_targets_that_are_named_exist(page: Path) -> None:
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in code(page):
        if found := re.match(r"make ([a-z]+)", line):
            assert re.search(rf"^{found[1]}:", rules, re.MULTILINE), (
                f"{page_name(page)}: no target '{found[0]}'"
            )


def test_every_command_and_option_has_its_place_in_the_docs() -> None:
    page = ROOT / "docs" / "command-line.md"
    text, headings = page.read_text(encoding="utf-8"), anchors(page)
    for name, command in commands().items():
        assert not name or f"crosscheck-{name}" in headings, f"docs/command-line.md has no part on '{name}'"
        for option in options(command) - {"--help", "--show-completion"}:
            assert f"`{option}" in text, f"docs/command-line.md does not tell of '{name} {option}'"


def test_every_setting_has_its_place_in_the_docs() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    for setting in fields(Config):
        assert f"| `{setting.name}` |" in text, f"docs/command-line.md does not tell of '{setting.name}'"


def test_the_example_in_the_readme_stands_in_the_report() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = json.loads((ROOT / "reports" / "findings.json").read_text(encoding="utf-8"))["findings"]
    names = {"conflict": "conflict", "update": "update", "fits together": "reconciled"}
    rows = re.findall(r"^\| \*\*(.+?)\*\* \| “(.+?)” \| “(.+?)” \|$", readme, re.MULTILINE)
    assert rows
    for shown, *quotes in rows:
        said = [f for f in found if f["relation"] == names[shown]]
        sides = [{q for q in quotes for c in f["claims"] if q in " ".join(c["text"].split())} for f in said]
        assert set(quotes) in sides, f"the report has no such {shown}: {quotes}"
