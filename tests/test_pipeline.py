"""run(): nothing is done twice, nothing that was finished is lost, and how the articles came to be does not matter."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from corpora import CONFIG, FERRY, FIFTH, ROOT, Made, Models, python, run, write

from crosscheck import pipeline
from crosscheck.records import CrosscheckError, Label
from crosscheck.store import Store

HEAVY = {
    "torch",
    "sentence_transformers",
    "transformers",
    "spacy",
    "onnxruntime",
    "tokenizers",
    "scipy",
    "jinja2",
}


def stamps(made: Made) -> dict[str, tuple[int, bytes]]:
    return {f.name: (f.stat().st_mtime_ns, f.read_bytes()) for f in sorted(made.out.iterdir())}


def rows(store: Path) -> dict[str, set[tuple[Any, ...]]]:
    """Return all that a store keeps of the stages' work, by table."""
    with closing(sqlite3.connect(store)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = {"claims": "*", "vectors": "*", "scores": "*", "verdicts": "key, pair, data"}
        return {t: set(db.execute(f"SELECT {columns} FROM {t}")) for t, columns in tables.items()}


def judged(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the findings without the files' names, in an order of their own."""
    cut = [
        {**f, "claims": [{k: v for k, v in c.items() if k != "article"} for c in f["claims"]]}
        for f in found["findings"]
    ]
    return sorted(cut, key=lambda f: str(f["id"]))


def test_the_first_run_does_something_and_tells_what(ferry: Made) -> None:
    found = ferry.found
    assert [a["path"] for a in found["articles"]] == sorted(FERRY)
    assert found["findings"]
    assert {f.name for f in ferry.out.iterdir()} == {"report.md", "findings.json"}


def test_an_unchanged_rerun_does_no_work_and_leaves_the_reports_as_they_are(
    ferry: Made, tmp_path: Path
) -> None:
    made = ferry.copied(tmp_path)
    run(made)  # the copy's own first run: the links of another place may be others
    before, kept = stamps(made), rows(made.store)
    outcome = pipeline.run([made.articles], made.out, made.store, CONFIG, refuse_progress)
    assert (outcome.changed, outcome.articles, outcome.unread) == (False, len(FERRY), 0)
    assert outcome.reports == (made.out / "report.md", made.out / "findings.json")
    assert stamps(made) == before
    assert rows(made.store) == kept


def refuse_progress(stage: str, done: int, total: int) -> None:
    raise AssertionError(f"{stage}: {done} of {total}")


def test_an_unchanged_rerun_loads_no_model(ferry: Made) -> None:
    script = f"""
import sys
from pathlib import Path
from crosscheck.config import Config
from crosscheck.pipeline import run
outcome = run([Path(sys.argv[1])], Path(sys.argv[2]), Path(sys.argv[3]), Config())
assert not outcome.changed
loaded = {HEAVY!r} & set(sys.modules)
assert not loaded, loaded
"""
    done = python(script, ferry.articles, ferry.out, ferry.store)
    assert done.returncode == 0, done.stderr


def test_a_run_from_scratch_writes_the_same_bytes(ferry: Made, tmp_path: Path) -> None:
    made = Made(write(tmp_path / "articles", FERRY), tmp_path / "reports", tmp_path / "store.db")
    assert run(made)
    assert {n: b for n, (_, b) in stamps(made).items()} == {n: b for n, (_, b) in stamps(ferry).items()}


@pytest.mark.parametrize("name", ["report.md", "findings.json"])
def test_a_report_that_was_deleted_or_changed_is_written_again(
    ferry: Made, tmp_path: Path, name: str
) -> None:
    made = ferry.copied(tmp_path)
    before = {n: b for n, (_, b) in stamps(made).items()}
    (made.out / name).unlink()
    assert run(made)
    (made.out / name).write_text("changed by hand", encoding="utf-8")
    assert run(made)
    assert {n: b for n, (_, b) in stamps(made).items()} == before
    assert not run(made)


def test_a_report_in_another_folder_needs_no_new_work(ferry: Made, tmp_path: Path) -> None:
    made = replace(ferry.copied(tmp_path), out=tmp_path / "elsewhere")
    kept = rows(made.store)
    assert run(made)
    assert made.page == ferry.page
    assert rows(made.store) == kept


def test_a_folder_that_holds_the_report_too_can_be_read_again(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    made = replace(made, out=made.articles / "reports")
    assert run(made)
    assert not run(made)
    assert [a["path"] for a in made.found["articles"]] == sorted(FERRY)


def test_names_and_order_of_the_files_change_no_verdict(ferry: Made, tmp_path: Path, models: Models) -> None:
    names = ["z/a.txt", "b.md", "y.md", "a/c.txt"]  # front matter is read in .txt, too
    renamed = write(tmp_path / "articles", dict(zip(names, FERRY.values(), strict=True)))
    found = models.found(renamed, tmp_path / "store.db")
    assert [a["path"] for a in found["articles"]] == sorted(names)
    assert judged(found) == judged(ferry.found)


def test_the_order_in_which_files_are_named_changes_nothing(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    files = sorted(made.articles.iterdir())
    pipeline.run(files, made.out, made.store, CONFIG)
    before = stamps(made)
    assert not pipeline.run(files[::-1], made.out, made.store, CONFIG).changed
    assert stamps(made) == before


def added(folder: Path) -> None:
    write(folder, {"fifth.md": FIFTH})


def removed(folder: Path) -> None:
    (folder / "lunna.md").unlink()


def edited(folder: Path) -> None:
    write(folder, {"lunna.md": FERRY["lunna.md"].replace("97 passengers", "103 passengers")})


def dated(folder: Path) -> None:
    write(folder, {"herald.md": FERRY["herald.md"].replace("2026-04-13", "2026-04-16")})


@pytest.mark.parametrize("change", [added, removed, edited, dated], ids=lambda c: c.__name__)
def test_a_changed_corpus_gives_what_a_run_from_scratch_gives(
    ferry: Made, tmp_path: Path, models: Models, change: Callable[[Path], None]
) -> None:
    made = ferry.copied(tmp_path)
    change(made.articles)
    grown = models.found(made.articles, made.store)
    assert grown == models.found(made.articles, tmp_path / "scratch.db")
    assert grown != ferry.found


def test_one_more_article_costs_only_its_own_claims_and_pairs(
    ferry: Made, tmp_path: Path, models: Models
) -> None:
    made = ferry.copied(tmp_path)
    before = rows(made.store)
    added(made.articles)
    models.found(made.articles, made.store)
    after = rows(made.store)
    assert all(before[table] <= after[table] for table in before)
    assert len(after["claims"]) == len(before["claims"]) + 1
    assert len(after["vectors"]) - len(before["vectors"]) <= FIFTH.count(". ") + 3


def test_an_article_that_comes_back_costs_nothing(ferry: Made, tmp_path: Path, models: Models) -> None:
    made = ferry.copied(tmp_path)
    text = (made.articles / "lunna.md").read_text(encoding="utf-8")
    removed(made.articles)
    models.found(made.articles, made.store)
    kept = rows(made.store)
    write(made.articles, {"lunna.md": text})
    assert judged(models.found(made.articles, made.store)) == judged(ferry.found)
    assert rows(made.store) == kept


def test_a_run_leaves_labels_alone(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    labels = [
        Label("left", "right", "unrelated", "ann"),
        Label("left", "right", "unsure", "bo", "why", "2026-01-01"),
    ]
    with Store(made.store) as store:
        store.add_labels(labels)
    removed(made.articles)
    run(made)
    run(made, replace(CONFIG, conflict_confidence=0.9, flag_confidence=0.9))
    with Store(made.store) as store:
        assert store.labels() == labels


def test_a_higher_threshold_shows_fewer_findings_and_judges_nothing_anew(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    kept = rows(made.store)
    run(made, replace(CONFIG, conflict_confidence=1.0, flag_confidence=1.0))
    assert len(made.found["findings"]) < len(ferry.found["findings"])
    assert rows(made.store) == kept
    run(made)
    assert made.found == ferry.found


KILLED = """
import os, signal, sys
from pathlib import Path
from crosscheck.config import Config
from crosscheck.pipeline import run
def kill(stage, done, total):
    if stage == sys.argv[4] and 1 < done < total:
        os.kill(os.getpid(), signal.SIGKILL)
run([Path(sys.argv[1])], Path(sys.argv[2]), Path(sys.argv[3]), Config(), kill)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize(("stage", "table"), [("reading claims", "claims"), ("judging pairs", "scores")])
def test_a_run_that_was_killed_goes_on_from_there(
    ferry: Made, tmp_path: Path, stage: str, table: str
) -> None:
    made = Made(write(tmp_path / "articles", FERRY), tmp_path / "reports", tmp_path / "store.db")
    killed = python(KILLED, made.articles, made.out, made.store, stage)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not made.out.exists()
    finished = rows(made.store)
    run(made)
    after = rows(made.store)
    assert 0 < len(finished[table]) < len(after[table])
    assert all(finished[t] <= after[t] for t in finished)
    assert {n: b for n, (_, b) in stamps(made).items()} == {n: b for n, (_, b) in stamps(ferry).items()}


def test_nothing_readable_is_an_error_that_names_every_input(tmp_path: Path) -> None:
    empty = write(tmp_path / "empty", {"a.txt": "", "b.md": " \n"})
    with pytest.raises(
        CrosscheckError, match=r"(?s)nothing readable.*a\.txt: it is empty; .*b\.md: it is empty; "
    ):
        pipeline.run([empty], tmp_path / "out", tmp_path / "store.db", CONFIG)
    (tmp_path / "bare").mkdir()
    for name, said in (("bare", "nothing readable; name files or folders"), ("gone", "it does not exist")):
        with pytest.raises(CrosscheckError) as error:
            pipeline.run([tmp_path / name], tmp_path / "out", tmp_path / "store.db", CONFIG)
        assert str(error.value).startswith(f"{tmp_path / name}: {said}")
    assert not (tmp_path / "store.db").exists()
    assert not (tmp_path / "out").exists()


def test_of_very_many_unreadable_inputs_the_first_are_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "empty", {f"{n:03}.txt": "" for n in range(100)})
    with pytest.raises(CrosscheckError) as error:
        pipeline.run([folder], tmp_path / "out", tmp_path / "store.db", CONFIG)
    lines = str(error.value).splitlines()
    assert (len(lines), lines[-1].strip()) == (22, "and 80 more")


def test_one_article_alone_gives_a_report_that_says_so(tmp_path: Path) -> None:
    made = Made(
        write(tmp_path / "articles", {"a.txt": FERRY["notes.txt"]}), tmp_path / "reports", tmp_path / "s.db"
    )
    assert run(made)
    assert made.found["findings"] == []
    assert "nothing to compare" in made.page


def test_the_report_links_to_articles_beside_it_and_to_no_other_place(ferry: Made, tmp_path: Path) -> None:
    assert "(../articles/herald.md" in ferry.page
    far = tmp_path / "a" / "b" / "c"
    pipeline.run([ferry.articles], far, tmp_path / "store.db", CONFIG)
    page = (far / "report.md").read_text(encoding="utf-8")
    assert "herald.md" in page
    assert str(ferry.articles) not in page
    assert "](../.." not in page
    assert str(ROOT) not in page
