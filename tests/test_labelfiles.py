"""Labels go to a file and come back as they were; a file that cannot be read is named with its line, and nothing is taken."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from crosscheck.cli import app
from crosscheck.history import DECISIONS, Version, claim_key
from crosscheck.labelfiles import COLUMNS, export_labels, import_labels
from crosscheck.records import CrosscheckError, Label
from crosscheck.store import Store

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LABEL = st.builds(
    Label,
    st.just("a" * 16),
    st.just("b" * 16),
    st.sampled_from(DECISIONS),
    TEXT,
    TEXT,
    st.just("2026-05-03T10:00:00+00:00"),
)


def version(key: str, text: str = "=1+1 boats, \"said\" 'he'\nyes") -> Version:
    return Version(key, "claim", "article", "a.md", "Echo", None, None, "https://echo.example", 7, text)


def stored(path: Path, labels: list[Label], claims: list[Version]) -> Path:
    with Store(path) as store:
        store.add_labels(labels, claims)
    return path


def content(path: Path) -> tuple[list[Label], dict[str, Version]]:
    with Store(path) as store:
        return store.labels(), store.labelled()


@given(
    labels=st.lists(LABEL, max_size=4, unique_by=lambda x: x.reviewer),
    words=TEXT.filter(str.strip),
    kind=st.sampled_from([".csv", ".jsonl"]),
)
def test_all_that_was_exported_is_imported_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, labels: list[Label], words: str, kind: str
) -> None:
    folder = tmp_path_factory.mktemp("labels")
    one = stored(folder / "one.db", labels, [version("a" * 16, words), version("b" * 16)] if labels else [])
    assert export_labels(folder / f"labels{kind}", one) == len(labels)
    other = stored(folder / "other.db", [], [])
    assert import_labels(folder / f"labels{kind}", other) == (len(labels), 0)
    assert content(other) == content(one)
    assert import_labels(folder / f"labels{kind}", other) == (0, len(labels))


def test_words_of_an_article_are_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    label = Label("a" * 16, "b" * 16, "agree", "@Ann", "=HYPERLINK(1)", "2026-05-03")
    store = stored(tmp_path / "store.db", [label], [version("a" * 16)])
    export_labels(tmp_path / "labels.csv", store)
    text = (tmp_path / "labels.csv").read_text("utf-8")
    assert ",=" not in text
    assert ",@" not in text
    assert '"=' not in text


def test_the_newer_decision_of_a_reviewer_stays(tmp_path: Path) -> None:
    old, new = (
        Label("a" * 16, "b" * 16, d, "Ann", "", w)
        for d, w in (("agree", "2026-05-03"), ("conflict", "2026-05-04"))
    )
    one, other = stored(tmp_path / "one.db", [old], []), stored(tmp_path / "other.db", [new], [])
    for store in (one, other):
        export_labels(tmp_path / f"{store.stem}.csv", store)
    assert import_labels(tmp_path / "one.csv", other) == (0, 1)
    assert import_labels(tmp_path / "other.csv", one) == (1, 0)
    assert content(one) == content(other)


def test_a_claim_may_be_named_by_outlet_and_words(tmp_path: Path) -> None:
    row = {
        "decision": "conflict",
        "left_outlet": "Echo",
        "left_text": "Two died.",
        "right_outlet": "Post",
        "right_text": "Three died.",
    }
    (tmp_path / "labels.jsonl").write_text(json.dumps(row) + "\n\n")
    store = stored(tmp_path / "store.db", [], [])
    assert import_labels(tmp_path / "labels.jsonl", store) == (1, 0)
    (label,), remembered = content(store)
    assert (label.left_key, label.right_key) == (
        claim_key("Echo", "Two died."),
        claim_key("Post", "Three died."),
    )
    assert not remembered  # words of which nobody knows the article could not be purged with it


GOOD = {"decision": "agree", "left_key": "a" * 16, "right_key": "b" * 16}
BAD = [
    ("labels.jsonl", b"{", "line 1: is no object"),
    ("labels.jsonl", b"\n[1]\n", "line 2: is no object"),
    ("labels.jsonl", json.dumps(GOOD | {"decision": "maybe"}).encode(), "is no decision"),
    ("labels.jsonl", json.dumps(GOOD | {"left_key": "../x"}).encode(), "16 hexadecimal digits"),
    ("labels.jsonl", json.dumps(GOOD | {"note": 5}).encode(), "'note' must be a text"),
    ("labels.jsonl", json.dumps(GOOD | {"decided": "today"}).encode(), "must be a date"),
    ("labels.jsonl", b"\xff", "is not UTF-8"),
    ("labels.csv", b"decision,left_key\nagree,1,2,3\n", "line 2: has more cells"),
    ("labels.csv", ",".join(COLUMNS).encode() + b"\nagree\n", "line 2"),
    ("labels.txt", b"", "must end in .csv or .jsonl"),
]


@pytest.mark.parametrize(("name", "body", "why"), BAD)
def test_what_cannot_be_read_is_named_and_nothing_is_taken(
    tmp_path: Path, name: str, body: bytes, why: str
) -> None:
    store = stored(tmp_path / "store.db", [], [])
    good = (
        json.dumps(GOOD).encode() + b"\n"
        if name.endswith("jsonl") and b"line 1" not in why.encode() and body != b"\n[1]\n"
        else b""
    )
    (tmp_path / name).write_bytes(good + body)
    with pytest.raises(CrosscheckError, match=why.replace(".", r"\.")):
        import_labels(tmp_path / name, store)
    assert content(store)[0] == []


@given(st.binary(max_size=200), st.sampled_from([".csv", ".jsonl"]))
def test_no_file_makes_a_traceback(tmp_path_factory: pytest.TempPathFactory, body: bytes, kind: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / f"labels{kind}").write_bytes(body)
    store = stored(folder / "store.db", [], [])
    with suppress(CrosscheckError):
        import_labels(folder / f"labels{kind}", store)


def test_the_command_lists_exports_and_imports(tmp_path: Path) -> None:
    store = str(
        stored(tmp_path / "store.db", [Label("a" * 16, "b" * 16, "agree", "Ann", "", "2026-05-03")], [])
    )
    run = CliRunner().invoke
    assert "agree by Ann" in run(app, ["labels", "--store", store]).output
    assert (
        "1 label written" in run(app, ["labels", "export", str(tmp_path / "l.csv"), "--store", store]).output
    )
    assert (
        "0 labels taken" in run(app, ["labels", "--store", store, "import", str(tmp_path / "l.csv")]).output
    )
    assert run(app, ["labels", "import", str(tmp_path / "none.csv"), "--store", store]).exit_code == 2
