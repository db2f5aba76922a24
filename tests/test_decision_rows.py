"""Rows for the decision: what an editor read of real news becomes the relation of the tool's own pairs."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from crosscheck.config import Config
from crosscheck.store import Store
from training.decision_rows import Reader, Table, joined, news_table

ONE = "The ferry Alma sank off Brevik on Monday. Seven sailors were saved by a trawler. The owner is under inquiry."
OTHER = "A ferry, the Alma, went down near Brevik on Monday. Eight sailors were rescued by a trawler. It was cold."


def spans(text: str) -> list[tuple[int, int]]:
    ends = [n + 1 for n, c in enumerate(text) if c == "."]
    return list(zip([0, *(e + 1 for e in ends[:-1])], ends, strict=True))


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    folder = tmp_path_factory.mktemp("news")
    rows = [
        {"id": name, "source": source, "published": "2026-03-02", "title": "", "text": text}
        for name, source, text in (("a", "Herald", ONE), ("b", "Wire", OTHER))
    ]
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(r) + "\n" for r in rows)
    told = [("agree", 0, 0), ("conflict", 1, 1), ("update", 1, 0)]
    group = {
        "group": "g1",
        "articles": {"a": spans(ONE), "b": spans(OTHER)[:2]},
        "pairs": [{"pair": [["a", i], ["b", j]], "relation": r, "aspect": "number"} for r, i, j in told],
    }
    labels = folder / "labels.jsonl"
    labels.write_text(json.dumps(group) + "\n", encoding="utf-8")
    with Store(folder / "store.db") as store:
        return news_table(labels, folder, folder, Reader(Config(share=1.0), store))


def test_a_pair_has_the_relation_that_the_editor_saw_and_stands_for_itself(table: Table) -> None:
    assert sorted(table.relation[table.weight == 1.0]) == ["agree", "conflict", "update"]


def test_pairs_without_a_label_stand_for_those_that_were_not_drawn(table: Table) -> None:
    assert set(table.weight[table.relation == "unrelated"]) <= {12.0}
    assert (
        len(table.relation) <= 2 + 3
    )  # of six read pairs three have no label; the sentence not read has no row


def test_joined_rows_of_the_second_table_count_less(table: Table) -> None:
    both = joined(table, table, 0.25)
    half = len(table.weight)
    assert np.array_equal(both.weight[half:], both.weight[:half] * 0.25)
    assert both.values.shape == (2 * half, len(table.names))
