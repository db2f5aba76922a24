"""Two programs on one store: one writes, the other waits or says who it is; the lock dies with its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from corpora import CONFIG, ROOT, Made, crosscheck

from crosscheck import pipeline
from crosscheck.records import CrosscheckError
from crosscheck.store import Store, holder, writing

HOLDS = """
import sys, time
from pathlib import Path
from crosscheck.store import writing
with writing(Path(sys.argv[1])):
    print("holding", flush=True)
    time.sleep(60)
"""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")


@contextmanager
def another_writer(store: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a process that holds a store's lock; it is killed at the end."""
    command = [sys.executable, "-c", HOLDS, str(store)]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=known) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "holding\n"
            yield process
        finally:
            process.kill()


def changed(made: Made) -> Made:
    (made.out / "report.md").unlink()
    return made


def test_a_second_run_says_who_holds_the_store_and_ends_with_2(ferry: Made, tmp_path: Path) -> None:
    made = changed(ferry.copied(tmp_path))
    words = ("run", made.articles, "--out", made.out, "--store", made.store)
    with another_writer(made.store) as other:
        done = crosscheck(*words, "--wait", "0")
        assert (done.returncode, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"crosscheck: {made.store}: in use by process {other.pid} (crosscheck ")
        assert " since 20" in line
        assert "wait longer with --wait" in line
        done = crosscheck(*words, "--wait", "0.3")
        assert [f"in use by process {other.pid}" in line for line in done.stderr.splitlines()] == [True, True]
        assert "waiting up to 0.3 s" in done.stderr
        assert not (made.out / "report.md").exists()
        assert (holder(made.store) or "").startswith(f"process {other.pid} ")
    assert crosscheck(*words, "--wait", "0").returncode == 0
    assert holder(made.store) is None


def test_a_run_that_waited_goes_on_when_the_other_ends(ferry: Made, tmp_path: Path) -> None:
    made = changed(ferry.copied(tmp_path))
    lines: list[str] = []
    with another_writer(made.store) as other:
        threading.Timer(0.5, other.kill).start()  # kill -9: the lock must not outlive it
        outcome = pipeline.run([made.articles], made.out, made.store, CONFIG, wait=30, say=lines.append)
    assert outcome.changed
    assert other.returncode == -signal.SIGKILL
    assert len(lines) == 1


def test_a_run_after_which_nothing_is_left_to_do_does_nothing(ferry: Made, tmp_path: Path) -> None:
    made = changed(ferry.copied(tmp_path))
    results: list[bool] = []

    def run_once() -> None:
        results.append(pipeline.run([made.articles], made.out, made.store, CONFIG, wait=60).changed)

    threads = [threading.Thread(target=run_once) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, True]


def test_an_unchanged_run_and_readers_need_no_lock(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    pipeline.run([made.articles], made.out, made.store, CONFIG)
    pair = made.found["findings"][0]["id"]
    with another_writer(made.store):
        began = time.monotonic()
        assert not pipeline.run([made.articles], made.out, made.store, CONFIG, wait=0).changed
        with Store(made.store) as store:
            assert store.verdict_of(pair) is not None
        assert time.monotonic() - began < 5


def test_a_lock_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with (
        pytest.raises(CrosscheckError, match=r"^[^\n]*store\.db\.lock: cannot be made [^\n]*--store$"),
        writing(tmp_path / "file" / "store.db"),
    ):
        pass
