"""The whole tool on labelled stories as one corpus: `python -m benchmarks.quality [BENCHMARK] [--misses] [--note TEXT]`.

Prints the scorer's table, the recall of blocking (which labelled pairs are among those compared) and, asked, the
misses; writes a row to `benchmarks/history.csv` when `--note` says what changed.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import score
from benchmarks.history import data_hash, write_row
from crosscheck import articles as reading
from crosscheck import pipeline, report
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import decision_of, judge_of
from crosscheck.store import Store

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT.parent / "shared" / "benchmark" / "dev"


def analyse(
    benchmark: Path, store_path: Path, config: Config
) -> tuple[pipeline.Analysis, list[dict[str, Any]]]:
    """Run all stages on the stories; return what they gave and the findings as they are written."""
    embedder, judge = Embedder(config.embedder), judge_of(config)
    decision = decision_of(config)
    corpus = reading.read([benchmark / "stories"])
    with Store(store_path) as store:
        analysis = pipeline.analyse(corpus, config, embedder, judge, decision, store)
    view = pipeline.report_view(analysis, {})
    return analysis, report.findings_json(view)["findings"]


def blocking(benchmark: Path, analysis: pipeline.Analysis) -> dict[str, Any]:
    """Return which labelled pairs are among the compared ones: overall for conflicts, and by relation."""
    paths = {a.id: a.path for a in analysis.corpus.articles}
    compared = defaultdict(list)
    for pair in analysis.pairs.values():
        left, right = analysis.claims[pair.left], analysis.claims[pair.right]
        compared[frozenset((paths[left.article], paths[right.article]))].append((left, right))
    hits: dict[str, list[bool]] = defaultdict(list)
    for expected in score.load_expected(benchmark):
        sides = compared[frozenset((expected["left"]["article"], expected["right"]["article"]))]
        finding = (
            {"claims": [{"article": paths[c.article], "text": c.text} for c in side]} for side in sides
        )
        hits[expected["relation"]].append(any(score.matches(f, expected) for f in finding))
    recall = {relation: round(sum(found) / len(found), 4) for relation, found in hits.items()}
    return {
        "blocking_recall": recall.get("conflict", 0.0),
        "blocking_by_relation": recall,
        "pairs_per_article": round(len(analysis.pairs) / len(paths), 1),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and keep the row when it has a note."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality")
    parser.add_argument("benchmark", type=Path, nargs="?", default=DEV)
    parser.add_argument(
        "--misses", action="store_true", help="also list what was missed and the false alarms"
    )
    parser.add_argument("--note", help="write a row to benchmarks/history.csv with this note")
    parser.add_argument("--store", type=Path, help="keep the store here between runs")
    chosen = parser.parse_args(arguments)
    if not chosen.benchmark.is_dir():
        parser.exit(0, f"skipped: {chosen.benchmark} is not there\n")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        analysis, found = analyse(chosen.benchmark, chosen.store or Path(scratch) / "store.db", Config())
    row = {"data": data_hash(chosen.benchmark), "seconds": round(time.monotonic() - began, 1)}
    metrics, misses = score.score(chosen.benchmark, found)
    row |= metrics | blocking(chosen.benchmark, analysis)
    for name, value in row.items():
        print(f"{name:32}{value}")
    if chosen.misses:
        print_misses(misses)
    if chosen.note:
        write_row(chosen.note, row)


def print_misses(misses: dict[str, Any]) -> None:
    """List the labelled pairs that were not reported as they should be, and the false alarms."""
    for pair in misses["missed"]:
        was = misses["reported_as"].get(pair["id"]) or "nothing"
        print(f"\nMISSED {pair['relation']}/{pair['aspect']} {pair['id']} (reported as {was}): {pair['why']}")
        print("  -", pair["left"]["quotes"][0], "\n  -", pair["right"]["quotes"][0])
    for finding, hits in misses["false_alarms"]:
        print(f"\nFALSE ALARM {finding['aspect']} {finding['confidence']} {hits}: {finding['explanation']}")
        print("\n".join(f"  - {c['article']}: {c['text']}" for c in finding["claims"]))


if __name__ == "__main__":
    main()
