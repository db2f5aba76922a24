"""Small corpora of our own and what the tool makes of them, each made once: fixtures for all tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosscheck.config import Config

if TYPE_CHECKING:
    from crosscheck.embed import Embedder
    from crosscheck.judge import Decision, Judge
    from crosscheck.pipeline import Analysis

ROOT = Path(__file__).resolve().parent.parent
CONFIG = Config()

FERRY: Mapping[str, str] = {
    "herald.md": """---
source: Skerry Herald
published: 2026-04-13
title: Ferry aground off Skerry Point
---

The ferry Marit ran aground off Skerry Point on Monday morning with 84 passengers on board. Six people were hurt.

Fog had hidden the light, Captain Olaf Renne said. It is the second accident of the ferry this year.

The company plans to tow the ship to Lunnasound on Wednesday.
""",
    "lunna.md": """---
source: Lunna Post
published: 2026-04-13
---

The ferry Marit ran aground off Skerry Point on Monday morning with 97 passengers on board. Two people were hurt.

The sky was clear, the coastguard said. The ferry has had one accident before this year.

The company may tow the ship to Lunnasound this week.
""",
    "wire.txt": """ date 2026-04-15 By Ina Holm, Northern Wire

Nine people were hurt when the ferry Marit ran aground off Skerry Point, the hospital said on Wednesday.

Tugs towed the ship to Lunnasound. Captain Olaf Renne has been suspended.
""",
    "notes.txt": """The ferry Marit carried 84 passengers when it ran aground off Skerry Point.

The company is considering whether to scrap the ship. No inquiry has been announced.
""",
}
FIFTH = """---
source: Harbour Times
published: 2026-04-14
---

Eight people were hurt when the ferry Marit ran aground off Skerry Point. The sky was clear, the coastguard said.
"""


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write articles into a folder, made when missing, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Made:
    """A finished run: what was read, the report's folder and the store (copy both before changing them)."""

    articles: Path
    out: Path
    store: Path

    @property
    def found(self) -> dict[str, Any]:
        """The findings as they were written."""
        return dict(json.loads((self.out / "findings.json").read_text(encoding="utf-8")))

    @property
    def page(self) -> str:
        """The report as it was written."""
        return (self.out / "report.md").read_text(encoding="utf-8")

    def copied(self, folder: Path) -> Made:
        """Return a copy that a test may change: articles, reports and store, side by side as before."""
        copy = Made(folder / "articles", folder / "reports", folder / "store.db")
        shutil.copytree(self.articles, copy.articles)
        shutil.copytree(self.out, copy.out)
        shutil.copyfile(self.store, copy.store)
        return copy


@dataclass(frozen=True)
class Models:
    """The shipped models, loaded once for all tests."""

    embedder: Embedder
    judge: Judge
    decision: Decision

    def analyse(self, folder: Path, store: Path, config: Config = CONFIG) -> Analysis:
        """Take a folder through all stages, with this store."""
        from crosscheck import articles as reading
        from crosscheck import pipeline
        from crosscheck.store import Store

        with Store(store) as opened:
            corpus = reading.read([folder])
            return pipeline.analyse(corpus, config, self.embedder, self.judge, self.decision, opened)

    def found(self, folder: Path, store: Path) -> dict[str, Any]:
        """Return what a run would write to findings.json."""
        from crosscheck import pipeline, report

        return report.findings_json(pipeline.report_view(self.analyse(folder, store), {}))


def run(made: Made, config: Config = CONFIG) -> bool:
    """Run the tool as the command line does, and say whether there was anything to do."""
    from crosscheck import pipeline

    return pipeline.run([made.articles], made.out, made.store, config).changed


@pytest.fixture(scope="session")
def models() -> Models:
    """The shipped models."""
    from crosscheck.embed import Embedder
    from crosscheck.judge import decision_of, judge_of

    decision = decision_of(CONFIG)
    return Models(Embedder(CONFIG.embedder), judge_of(CONFIG), decision)


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Four short articles on one accident, and the report on them."""
    folder = tmp_path_factory.mktemp("ferry")
    made = Made(write(folder / "articles", FERRY), folder / "reports", folder / "store.db")
    run(made)
    return made


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The corpus that the project ships, copied beside its report as it lies in the checkout."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    made = Made(folder / "corpus", folder / "reports", folder / "store.db")
    run(made)
    return made


def crosscheck(*words: object, code: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in an interpreter of its own, after the lines of `code`; the output is no terminal."""
    script = f"{code}\nimport sys\nfrom crosscheck.cli import main\nsys.argv[0] = 'crosscheck'\nmain()"
    return python(script, *words, cwd=cwd)


def python(
    script: str, *words: object, cwd: Path | None = None, environment: Sequence[tuple[str, str]] = ()
) -> subprocess.CompletedProcess[str]:
    """Run lines of Python in an interpreter of its own."""
    command = [sys.executable, "-c", script, *map(str, words)]
    known = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **dict(environment)}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=known)
