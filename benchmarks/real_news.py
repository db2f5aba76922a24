"""False alarms on real news: `python -m benchmarks.real_news [--show]`, over the groups of `real_news_groups.txt`.

No model has seen these groups. Every conflict that is reported is read by a person, who writes a row with the reason
into `real_news_review.csv`; this prints how many of them were false per 100 articles, and what is still to be read.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality import ROOT, measure
from crosscheck.config import Config
from training.decision_rows import write_article
from training.examples import read_lines

NEWS = ROOT.parent / "shared" / "data" / "news"
GROUPS = Path(__file__).resolve().parent / "real_news_groups.txt"
REVIEW = Path(__file__).resolve().parent / "real_news_review.csv"


def write_articles(target: Path, first: int | None = None, news: Path = NEWS) -> int:
    """Write the (first) groups' articles as a benchmark's stories, a folder each; return how many."""
    wanted = set(GROUPS.read_text(encoding="utf-8").split()[:first])
    groups = [g for g in read_lines(news / "groups.jsonl.gz") if str(g["group"]) in wanted]
    ids = {a for g in groups for a in g["articles"]}
    rows = {r["id"]: r for r in read_lines(news / "articles.jsonl.gz") if r["id"] in ids}
    written: set[str] = set()
    for group in groups:
        for name in group["articles"]:
            if name in rows and name not in written:
                written.add(name)
                write_article(target / str(group["group"]) / f"{name}.md", rows[name])
    return len(written)


def reviewed(path: Path = REVIEW) -> dict[str, dict[str, str]]:
    """Return the rows of the review by the pair of articles and places that they are about."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["pair"]: row for row in csv.DictReader(lines)}


def place_of(finding: dict[str, Any]) -> str:
    """Name a pair by articles and offsets, which outlive a change of the tool."""
    return " ".join(sorted(f"{Path(c['article']).stem}:{c['start']}-{c['end']}" for c in finding["claims"]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run, compare with the review, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.real_news")
    parser.add_argument(
        "--show", action="store_true", help="print the conflicts with their sentences, to read them"
    )
    parser.add_argument("--first", type=int, metavar="N", help="only the first N groups")
    parser.add_argument("--store", type=Path, help="keep the store here between runs")
    chosen = parser.parse_args(arguments)
    if not NEWS.is_dir():
        parser.exit(0, f"skipped: {NEWS} is not there\n")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        many = write_articles(Path(scratch) / "stories", chosen.first)
        seen = measure(Path(scratch), chosen.store or Path(scratch) / "store.db", Config())
    counts = {
        r: sum(f["relation"] == r for f in seen.findings)
        for r in ("conflict", "update", "reconciled", "agree")
    }
    conflicts = [f for f in seen.findings if f["relation"] == "conflict"]
    known = reviewed()
    wrong = [f for f in conflicts if known.get(place_of(f), {}).get("verdict") == "wrong"]
    unread = [f for f in conflicts if place_of(f) not in known]
    print(f"{many} articles, {len(seen.analysis.pairs)} pairs, {counts}, {time.monotonic() - began:.0f} s")
    print(f"false alarms per 100 articles: {100 * len(wrong) / many:.2f}; still to be read: {len(unread)}")
    for finding in conflicts if chosen.show else ():
        row = known.get(place_of(finding), {})
        print(
            f"\n{place_of(finding)}  {finding['aspect']} {finding['confidence']}  {row.get('verdict', 'unread')}"
        )
        print("\n".join(f"  - {c['published']} {c['source']}: {c['text']}" for c in finding["claims"]))
        print(f"  {finding['explanation']}")


if __name__ == "__main__":
    main()
