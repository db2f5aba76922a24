"""Time and memory, from the command line as a user has it: `python -m benchmarks.speed [FOLDER]`.

Prints start-up, a first run and an unchanged rerun on a folder of articles (the seeds where they are, else
`corpus/`), each beside the limit that the project has set itself for it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
PYTHON = [sys.executable, "-c", "pass"]
CROSSCHECK = [sys.executable, "-c", "from crosscheck.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took: seconds on the clock, and the most memory it held, in MiB."""

    seconds: float
    memory: float


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end and measure it; its output is dropped. Raises when it fails."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(time.monotonic() - began, usage.ru_maxrss / unit)


def middle(command: Sequence[str], times: int = 5) -> Cost:
    """Return the median cost of several runs."""
    costs = [cost(command) for _ in range(times)]
    return Cost(statistics.median(c.seconds for c in costs), max(c.memory for c in costs))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=(__doc__ or "").splitlines()[0]
    )
    default = SEEDS if SEEDS.is_dir() else ROOT / "corpus"
    parser.add_argument("folder", type=Path, nargs="?", default=default)
    folder: Path = parser.parse_args(arguments).folder
    bare = middle(PYTHON)
    with tempfile.TemporaryDirectory() as scratch:
        store, out = Path(scratch) / "store.db", Path(scratch) / "reports"
        run = [*CROSSCHECK, "run", str(folder), "--store", str(store), "--out", str(out)]
        rows = [
            ("python -c pass", bare, ""),
            ("crosscheck --help", middle([*CROSSCHECK, "--help"]), "0.4 s more than python"),
            ("first run", cost(run), "20 s, 2048 MiB (three articles)"),
            ("unchanged rerun", middle(run), "1 s more than python"),
        ]
    print(f"{folder}\n{'':20}{'seconds':>9}{'MiB':>8}  limit")
    for name, spent, limit in rows:
        print(f"{name:20}{spent.seconds:>9.2f}{spent.memory:>8.0f}  {limit}")


if __name__ == "__main__":
    main()
