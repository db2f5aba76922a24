"""kill -9 at random points of real runs: the store stays sound, what was finished is there, the next run goes on.

A few kills run with all tests, two hundred with CROSSCHECK_LONG=1 (`make long`).
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from corpora import FERRY, ROOT, Made, run, write

LONG = bool(os.environ.get("CROSSCHECK_LONG"))
SEEDS = range(40 if LONG else 2)
EACH = 5 if LONG else 2  # kills of one store before it is run to its end

RUN = """
import sys
from pathlib import Path
from crosscheck.config import Config
from crosscheck.pipeline import run
def tell(stage, done, total):
    print(stage, done, total, sep="\\t", flush=True)
print("begun", 0, 0, sep="\\t", flush=True)
run([Path(sys.argv[1])], Path(sys.argv[2]), Path(sys.argv[3]), Config(), tell)
print("written", 0, 0, sep="\\t", flush=True)
"""
TABLES = {"reading claims": "claims", "embedding claims": "vectors", "judging pairs": "scores"}
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")


def rows(store: Path) -> dict[str, set[tuple[Any, ...]]]:
    """Check a store and return all the work that it keeps, by table."""
    if not store.exists():
        return {table: set() for table in (*TABLES.values(), "verdicts", "runs")}
    with closing(sqlite3.connect(store)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        asked = {**dict.fromkeys(TABLES.values(), "*"), "verdicts": "key, pair, data", "runs": "id"}
        return {t: set(db.execute(f"SELECT {c} FROM {t}")) if t in there else set() for t, c in asked.items()}


def killed(made: Made, chance: random.Random) -> dict[str, int]:
    """Start a run, kill it at a random point, and return how much it said it had finished, by stage."""
    command = [sys.executable, "-c", RUN, *map(str, (made.articles, made.out, made.store))]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    said: dict[str, int] = {}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=known
    ) as process:
        assert process.stdout is not None
        try:
            for number, line in enumerate(process.stdout):
                stage, done, _ = line.rstrip("\n").split("\t")
                said[stage] = int(done)
                if number >= chance.choice((0, 1, 3, 6, 9, 12)):
                    time.sleep(chance.random() * (0.6 if number else 1.5))
                    break
        finally:
            process.kill()
        assert process.wait() in (0, -signal.SIGKILL), process.stderr and process.stderr.read()
    return said


def check(before: dict[str, set[tuple[Any, ...]]], made: Made, said: dict[str, int]) -> None:
    """Hold that nothing which was finished is gone, and that what a run said was done is kept."""
    after = rows(made.store)
    for table, had in before.items():
        assert had <= after[table], f"{table}: {len(had - after[table])} rows are gone"
    assert len(after["claims"]) >= said.get("reading claims", 0)
    if "embedding claims" in said:
        assert after["vectors"]
    if "judging pairs" in said:
        assert after["scores"]
    for name in ("report.md", "findings.json"):
        file = made.out / name
        assert not file.exists() or file.read_text(encoding="utf-8").endswith("\n")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_that_is_killed_anywhere_loses_nothing(ferry: Made, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = Made(write(tmp_path / "articles", FERRY), tmp_path / "reports", tmp_path / "store.db")
    for _ in range(EACH):
        before = rows(made.store)
        said = killed(made, chance)
        check(before, made, said)
    finished = rows(made.store)
    run(made)
    after = rows(made.store)
    assert all(finished[t] <= after[t] for t in finished)
    assert {n: (made.out / n).read_bytes() for n in ("report.md", "findings.json")} == {
        n: (ferry.out / n).read_bytes() for n in ("report.md", "findings.json")
    }
    assert not run(made)
