"""The benchmarks' own rules: floors only rise, a review outlives a change of the tool, labels keep no text of others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import floors, real_news
from training import labels

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "data": "d1",
    "precision": 0.8,
    "recall": 0.4,
    "average_precision": 0.3,
    "traps_called_conflict": 0.02,
    "update_recall": 0.5,
    "reconciled_recall": 0.5,
    "right_aspect": 0.9,
    "calibration_error": 0.05,
    "blocking_recall": 0.96,
}


def test_a_floor_only_rises(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.raised(GOOD, path)
    floors.raised({**GOOD, "precision": 0.7, "recall": 0.5, "calibration_error": 0.2}, path)
    kept = floors.read(path)["d1"]
    assert (kept["precision"], kept["recall"], kept["calibration_error"]) == (0.8, 0.5, 0.05)


def test_what_is_worse_than_its_floor_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.raised(GOOD, path)
    assert floors.below(GOOD, path) == []
    worse = floors.below({**GOOD, "precision": 0.79, "traps_called_conflict": 0.03}, path)
    assert [line.partition(":")[0] for line in worse] == ["precision", "traps_called_conflict"]


def test_other_data_has_no_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.raised(GOOD, path)
    assert floors.below({**GOOD, "data": "d2", "precision": 0.1}, path) == []


def test_a_reviewed_pair_is_known_by_its_places_whatever_their_order() -> None:
    one = {"article": "g/1.md", "start": 3, "end": 9}
    other = {"article": "g/2.md", "start": 5, "end": 8}
    assert real_news.place_of({"claims": [one, other]}) == real_news.place_of({"claims": [other, one]})


def test_the_review_gives_a_verdict_and_a_reason_for_every_row() -> None:
    rows = real_news.reviewed()
    assert all(row["verdict"] in ("right", "wrong") and row["reason"] for row in rows.values())


def test_labels_of_real_news_hold_places_and_no_text_of_the_articles(shared: Path) -> None:
    path = ROOT / "training" / "labels" / "news.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    held = set(real_news.GROUPS.read_text(encoding="utf-8").split())
    assert not held & {row["group"] for row in rows}
    found = labels.read_pairs(path, shared / "data" / "news")
    told = [pair for pair in found if pair.relation != "unrelated"]
    assert len(told) >= sum(len(row["pairs"]) for row in rows) * 0.99
    texts = [pair.left for pair in told] + [pair.right for pair in told]
    reasons = [p["why"] for row in rows for p in row["pairs"] if p.get("why")]
    runs = {" ".join(w[n : n + 8]) for t in texts for w in [t.split()] for n in range(len(w) - 7)}
    copied = [
        r for r in reasons for w in [r.split()] for n in range(len(w) - 7) if " ".join(w[n : n + 8]) in runs
    ]
    assert copied == []


@pytest.mark.parametrize("pair", [(["a", 0], ["b", 1]), (["b", 1], ["a", 0])])
def test_a_label_counts_in_either_order(pair: tuple[list[object], list[object]], tmp_path: Path) -> None:
    group = {
        "group": "g",
        "articles": {"a": [[0, 12]], "b": [[0, 9], [10, 21]]},
        "pairs": [{"pair": list(pair), "relation": "agree"}],
    }
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(group) + "\n", encoding="utf-8")
    rows = [
        {"id": "a", "published": "2020-01-01", "text": "Two men died."},
        {"id": "b", "published": "2020-01-02", "text": "It rained. Two are dead."},
    ]
    (tmp_path / "articles.jsonl.gz").write_bytes(_packed(rows))
    found = labels.read_pairs(path, tmp_path)
    assert [(p.relation, p.days) for p in found] == [("unrelated", 1), ("agree", 1)]


def _packed(rows: list[dict[str, str]]) -> bytes:
    import gzip

    return gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
