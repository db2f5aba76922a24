"""The whole tool on labelled stories as one corpus: `python -m benchmarks.quality [BENCHMARK] [--misses] [--note TEXT]`.

Prints the scorer's table beside three references on the same pairs, the recall of blocking (which labelled pairs are
among those compared) and, asked, the misses. Ends with 1 when a figure is below its floor in `benchmarks/floors.json`;
writes a row to `benchmarks/history.csv` when `--note` says what changed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import score
from benchmarks.floors import below, raised
from benchmarks.history import data_hash, write_row
from benchmarks.references import REFERENCES
from crosscheck import articles as reading
from crosscheck import pipeline, report
from crosscheck.config import Config
from crosscheck.embed import Embedder
from crosscheck.judge import decision_of, judge_of
from crosscheck.store import Store

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT.parent / "shared" / "benchmark" / "dev"


@dataclass(frozen=True, slots=True)
class Measured:
    """What all stages gave of a benchmark: the analysis, the findings as they are written, the judge's scores by pair."""

    analysis: pipeline.Analysis
    findings: list[dict[str, Any]]
    scores: pipeline.Scores


def measure(benchmark: Path, store_path: Path, config: Config) -> Measured:
    """Run all stages on the stories."""
    embedder, judge = Embedder(config.embedder), judge_of(config)
    decision = decision_of(config)
    corpus = reading.read([benchmark / "stories"])
    articles = {a.id: a for a in corpus.articles}
    with Store(store_path) as store:
        analysis = pipeline.analyse(corpus, config, embedder, judge, decision, store)
        # Of what the gate passes over the judge would say nothing worth hearing, and cost three times the rest.
        read = [p for p in analysis.pairs.values() if analysis.verdicts[p.id].basis]
        asked = {p.id: pipeline.question(p, analysis.claims, articles) for p in read}
        scores = pipeline.score_questions(asked, judge, store)
    view = pipeline.report_view(analysis, {})
    return Measured(analysis, report.findings_json(view)["findings"], scores)


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
    read = sum(bool(v.basis) for v in analysis.verdicts.values())
    return {
        "pairs_read_per_article": round(read / len(paths), 1),
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
    parser.add_argument(
        "--raise-floors", action="store_true", help="write what is better than its floor into floors.json"
    )
    chosen = parser.parse_args(arguments)
    if not chosen.benchmark.is_dir():
        parser.exit(0, f"skipped: {chosen.benchmark} is not there\n")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        seen = measure(chosen.benchmark, chosen.store or Path(scratch) / "store.db", Config())
    row = {"data": data_hash(chosen.benchmark), "seconds": round(time.monotonic() - began, 1)}
    metrics, misses = score.score(chosen.benchmark, seen.findings)
    row |= metrics | blocking(chosen.benchmark, seen.analysis)
    rivals = {
        name: score.score(chosen.benchmark, judged(seen.analysis, seen.scores))[0]
        for name, judged in REFERENCES.items()
    }
    print_table(row, rivals)
    if chosen.misses:
        print_misses(misses)
    if chosen.note:
        write_row(chosen.note, row)
    if chosen.raise_floors:
        raised(row)
    fallen = below(row)
    for line in fallen:
        print(line, file=sys.stderr)
    parser.exit(1 if fallen else 0)


def print_table(row: dict[str, Any], rivals: dict[str, dict[str, Any]]) -> None:
    """Print each figure of the tool, and beside it those of the references."""
    table = Table("figure", "crosscheck", *rivals)
    for name, value in row.items():
        table.add_row(
            name, *(str(v) for v in (value, *(figures.get(name, "") for figures in rivals.values())))
        )
    Console(width=200).print(table)


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
