"""What arrives costs what changed: `python -m benchmarks.incremental [--articles N] [--keep DIR] [--profile]`.

Real news of `../shared/data/news` are read, embedded and compared as always; only the pair judge is a constant one,
because it would take hours to judge so many pairs once. Every figure is taken in a process of its own, on a copy of the
store, and beside the same figure with 100 articles; models are loaded before the clock starts where the limit leaves
their loading aside.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed import PYTHON, ROOT, middle

NEWS = ROOT.parent / "shared" / "data" / "news"
SMALL = 100
TIMES = 3
_CHILD = "from benchmarks.incremental import child; child()"


class ConstantJudge:
    """Give every pair the same probabilities, at once."""

    revision = "a constant judge, for benchmarks"

    def score(self, questions: Sequence[Any]) -> tuple[Any, Any]:
        """Return (questions, 5) and (questions, 9), likeliest "unrelated"."""
        import numpy as np

        relation = np.array([0.03, 0.03, 0.02, 0.12, 0.8], dtype=np.float32)
        aspect = np.full(9, 1 / 9, dtype=np.float32)
        return np.tile(relation, (len(questions), 1)), np.tile(aspect, (len(questions), 1))


def child() -> None:
    """Do one task in a process of its own and print what it cost as JSON: seconds, MiB and what was read."""
    task, folder, extra = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    from crosscheck.config import Config
    from crosscheck.pipeline import runs

    setattr(runs, "judge_of", lambda _config: ConstantJudge())  # noqa: B010 - the type is the shipped judge's
    if task == "added":
        _load_models()
    work = cProfile.Profile()
    if "--profile" in extra:
        work.enable()
    began = time.monotonic()
    outcome = runs.run([folder / "articles"], folder / "reports", folder / "store.db", Config())
    seconds = time.monotonic() - began
    work.disable()
    if "--profile" in extra:
        pstats.Stats(work, stream=sys.stderr).sort_stats("cumulative").print_stats(45)
    print(
        json.dumps(
            {"seconds": seconds, "MiB": _memory(), "changed": outcome.changed, "articles": outcome.articles}
        )
    )


def _load_models() -> None:
    from crosscheck import language
    from crosscheck.config import Config
    from crosscheck.embed import Embedder

    Embedder(Config().embedder).encode(["A ferry ran aground."])
    list(language.parse(["A ferry ran aground."]))


def _memory() -> float:
    import resource

    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def measured(task: str, folder: Path, *extra: str) -> dict[str, Any]:
    """Run a task in a process of its own; raises when it fails."""
    command = [sys.executable, "-c", _CHILD, task, str(folder), *extra]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def articles(many: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the first articles of the first groups, to be added, and `many` others: the rest of these groups first."""
    from training.examples import read_lines

    rows = {str(r["id"]): r for r in read_lines(NEWS / "articles.jsonl.gz")}
    groups = [[str(a) for a in g["articles"] if str(a) in rows] for g in read_lines(NEWS / "groups.jsonl.gz")]
    more = [group[0] for group in groups[:TIMES]]
    ids = [i for i in dict.fromkeys((*(a for g in groups for a in g), *rows)) if i not in more]
    return [rows[i] for i in more], [rows[i] for i in ids[:many]]


def write(rows: Sequence[dict[str, Any]], folder: Path) -> None:
    """Write articles, a file each."""
    from training.decision_rows import write_article

    for row in rows:
        write_article(folder / f"{row['id']}.md", row)


def filled(rows: Sequence[dict[str, Any]], folder: Path) -> Path:
    """Return a folder with these articles, their reports and store, made or brought up to date."""
    if not (folder / "articles").exists():
        write(rows, folder / "articles")
    first = measured("first", folder)
    if first["changed"]:
        print(f"  first run on {len(rows)}: {first['seconds']:.0f} s, {first['MiB']:.0f} MiB", flush=True)
    return folder


def added(folder: Path, row: dict[str, Any], scratch: Path, *extra: str) -> dict[str, Any]:
    """Measure a run on a copy of a folder with one article more."""
    copy = scratch / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    measured("settle", copy)  # the copy's files have other names than the store knows
    write([row], copy / "articles")
    return measured("added", copy, *extra)


def unchanged(folder: Path, scratch: Path) -> float:
    """Return how much longer than `python -c pass` a run takes for which there is nothing to do."""
    command = [sys.executable, "-c", _CHILD, "unchanged", str(folder)]
    return middle(command).seconds - middle(PYTHON).seconds


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print each figure beside its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incremental")
    parser.add_argument(
        "--articles", type=int, default=5000, metavar="N", help="how many are there already (5000)"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the filled stores here between calls")
    parser.add_argument("--profile", action="store_true", help="print where one added article's time goes")
    chosen = parser.parse_args(arguments)
    if not NEWS.is_dir():
        parser.exit(0, f"skipped: {NEWS} is not there\n")
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        keep = chosen.keep or scratch
        more, rows = articles(chosen.articles)
        few = filled(rows[:SMALL], keep / f"of-{SMALL}")
        three = filled(rows[:3], keep / "of-3")
        many = filled(rows, keep / f"of-{chosen.articles}")
        _print_figures(three, few, many, more, len(rows), scratch)
        if chosen.profile:
            added(many, more[0], scratch, "--profile")


def _print_figures(
    three: Path, few: Path, many: Path, more: Sequence[dict[str, Any]], size: int, scratch: Path
) -> None:
    costs = {place: [added(place, row, scratch) for row in more] for place in (few, many)}
    seconds = {place: statistics.median(c["seconds"] for c in found) for place, found in costs.items()}
    memory = {place: max(c["MiB"] for c in found) for place, found in costs.items()}
    print(f"unchanged rerun at 3:       {unchanged(three, scratch):6.2f} s more than python  (limit 0.5)")
    print(f"unchanged rerun at {size}:  {unchanged(many, scratch):6.2f} s more than python  (limit 2.0)")
    print(f"one more to {SMALL}:  {seconds[few]:6.2f} s, {memory[few]:5.0f} MiB")
    print(f"one more to {size}: {seconds[many]:6.2f} s, {memory[many]:5.0f} MiB")
    print(
        f"ratio: {seconds[many] / seconds[few]:.2f}  (limit 1.3); memory {memory[many] - memory[few]:+.0f} MiB"
    )


if __name__ == "__main__":
    main()
