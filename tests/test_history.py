"""Runs leave copies: what changed is told, reports can be made again, and nothing of it costs the corpus anew."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from corpora import CONFIG, FERRY, FIFTH, Made, Models, python, run, write
from test_cli import refused, told
from test_pipeline import HEAVY, stamps

from crosscheck import pipeline
from crosscheck.past import view_of
from crosscheck.pipeline.following import follow
from crosscheck.store import Leaving, Store


@dataclass(frozen=True)
class Past:
    """Four runs, the last of them in place, and what each wrote."""

    made: Made
    written: list[dict[str, bytes]]


def files(made: Made) -> dict[str, bytes]:
    return {name: content for name, (_, content) in stamps(made).items()}


@pytest.fixture(scope="module")
def past(ferry: Made, tmp_path_factory: pytest.TempPathFactory) -> Past:
    """One article came, one was corrected, one was withdrawn."""
    made = ferry.copied(tmp_path_factory.mktemp("past"))
    written = [files(made)]
    for step in ("joined", "corrected", "withdrawn"):
        if step == "joined":
            write(made.articles, {"fifth.md": FIFTH})
        elif step == "corrected":
            write(made.articles, {"lunna.md": FERRY["lunna.md"].replace("97 passengers", "103 passengers")})
        else:
            (made.articles / "wire.txt").unlink()
        assert run(made)
        written.append(files(made))
    return Past(made, written)


@pytest.fixture
def made(past: Past, tmp_path: Path) -> Made:
    """A copy of the four runs that a test may go on from."""
    return past.made.copied(tmp_path)


def changes(made: Made, *words: str) -> dict[str, Any]:
    return dict(json.loads(told("changes", *words, "--json", "--store", made.store)))


def group_of(made: Made, *words: str) -> dict[str, Any]:
    """Return the one finding that is flagged and has claims with each of these words."""
    texts = {
        g["id"]: " ".join(
            c["text"] for f in made.found["findings"] if f["group"] == g["id"] for c in f["claims"]
        )
        for g in made.found["groups"]
        if g["relation"] != "agree"
    }
    return next(g for g in made.found["groups"] if all(w in texts.get(g["id"], "") for w in words))


def test_a_first_run_tells_of_no_change(past: Past) -> None:
    assert b"What changed" not in past.written[0]["report.md"]


def test_the_report_opens_with_what_changed_and_links_to_each_finding(past: Past) -> None:
    page = past.written[2]["report.md"].decode("utf-8")
    part = page.split("## What changed\n")[1].split("\n## ")[0]
    assert page.startswith("# Consistency report\n\n## What changed\n")
    assert "Since run 2: " in part
    assert "Lunna Post changed “97” to “103”." in part
    for target in (piece.split(")")[0] for piece in part.split("](#")[1:]):
        assert f'<a id="{target}"></a>' in page


def test_findings_keep_their_ids_when_a_figure_is_corrected(past: Past) -> None:
    ids = [
        {
            g["id"]
            for g in json.loads(w["findings.json"])["groups"]
            if "84" in g["fact"] and g["relation"] != "agree"
        }
        for w in past.written
    ]
    assert ids[0]
    assert ids[0] == ids[1] == ids[2]


def test_a_report_that_went_is_named_as_withdrawn(made: Made) -> None:
    found = changes(made)
    assert (found["run"], found["since"]) == (4, 3)
    why = [c["why"] for kind in ("changed", "resolved") for c in found[kind]]
    assert "Northern Wire’s report of 15 April 2026 was withdrawn." in why


def test_changes_since_an_earlier_run_or_a_day_add_up(made: Made) -> None:
    whys = [c["why"] or "" for c in changes(made, "--since", "1")["changed"]]
    assert any("Lunna Post changed “97” to “103”" in why for why in whys)
    with closing(sqlite3.connect(made.store)) as db, db:
        db.execute("UPDATE runs SET finished = '2026-05-0' || id || ' 08:00:00'")
    assert changes(made, "--since", "2026-05-03")["since"] == 2
    assert changes(made, "--since", "2026-05-04") == changes(made)
    assert "there is no run before this date" in refused(
        "changes", "--since", "2026-05-01", "--store", made.store
    )


def test_changes_are_told_in_words(made: Made) -> None:
    lines = told("changes", "--store", made.store).splitlines()
    assert lines[0].startswith("Run 4 since run 3: ")
    assert any("Northern Wire’s report of 15 April 2026 was withdrawn." in line for line in lines)


@pytest.mark.parametrize("since", ["soon", "2026-13-01", "99"])
def test_what_names_no_run_is_refused_in_one_line(made: Made, since: str) -> None:
    refused("changes", "--since", since, "--store", made.store)


def test_runs_are_listed_with_what_each_found_and_changed(made: Made) -> None:
    lines = told("runs", "--store", made.store).splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3", "4"]
    assert "4 articles: " in lines[0]
    assert lines[0].endswith("; the first")
    assert "5 articles: " in lines[1]
    assert " changed" in lines[2]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_report_of_every_run_can_be_made_again_byte_for_byte(
    past: Past, tmp_path: Path, number: int
) -> None:
    out = past.made.out.parent / f"reports-run-{number}"
    told("report", "--run", number, "--out", out, "--store", past.made.store)
    assert {f.name: f.read_bytes() for f in out.iterdir()} == past.written[number - 1]


def test_everything_that_a_report_is_made_of_is_kept(made: Made, models: Models) -> None:
    links = {a.id: f"../articles/{a.path}" for a in models.analyse(made.articles, made.store).corpus.articles}
    analysis = models.analyse(made.articles, made.store)
    with Store(made.store) as store:
        view, keeping = follow(analysis, links, made.out, "other settings", store)
        number = store.add_run("key", {}, {}, 4, {}, keeping)
        again = view_of(store, number, made.out)
    assert replace(again, changes=None) == replace(view, changes=None)


def test_links_of_a_report_that_is_made_elsewhere_lead_on_or_are_none(made: Made, tmp_path: Path) -> None:
    told("report", "--out", tmp_path / "a" / "b" / "c", "--store", made.store)
    page = (tmp_path / "a" / "b" / "c" / "report.md").read_text(encoding="utf-8")
    assert "](../" not in page
    assert str(made.articles) not in page


def test_earlier_reports_and_changes_need_no_model(past: Past, tmp_path: Path) -> None:
    script = f"""
import sys
from crosscheck.cli import app
for words in (["runs"], ["changes"], ["labels"], ["report", "--run", "2", "--out", sys.argv[2]]):
    try:
        app([*words, "--store", sys.argv[1]])
    except SystemExit as end:
        assert not end.code
loaded = {HEAVY - {"jinja2"}!r} & set(sys.modules)
assert not loaded, loaded
"""
    done = python(script, past.made.store, tmp_path / "out")
    assert done.returncode == 0, done.stderr


def test_a_run_that_is_not_kept_is_refused_in_one_line(made: Made) -> None:
    assert "choose one of 1 to 4" in refused("report", "--run", 9, "--store", made.store)
    with closing(sqlite3.connect(made.store)) as db, db:
        db.execute("DELETE FROM snapshots")
    for words in (["report"], ["changes"], ["label", "a", "unsure"]):
        assert "run 'crosscheck run' first" in refused(*words, "--store", made.store)
    assert told("runs", "--store", made.store) == "No runs yet; 'crosscheck run' makes one.\n"


@pytest.mark.parametrize("words", [["runs"], ["changes"], ["report"], ["labels"], ["label", "a", "unsure"]])
def test_a_store_that_is_not_there_is_refused_and_not_made(tmp_path: Path, words: list[str]) -> None:
    assert "there is no store here" in refused(*words, "--store", tmp_path / "store.db")
    assert not list(tmp_path.iterdir())


def test_a_report_that_was_deleted_is_written_again_with_the_same_changes(made: Made) -> None:
    run(made)  # the copy's own first run: the links of another place may be others
    before = files(made)
    (made.out / "report.md").unlink()
    assert run(made)
    assert files(made) == before
    assert len(told("runs", "--store", made.store).splitlines()) == 4


def test_another_threshold_is_named_as_the_reason(made: Made) -> None:
    run(made, replace(CONFIG, conflict_confidence=1.0, flag_confidence=1.0))
    found = changes(made)
    assert found["resolved"]
    assert {c["why"] for c in found["resolved"]} == {"Crosscheck, its models or its settings changed."}
    run(made)
    assert {c["why"] for c in changes(made)["new"]} == {"Crosscheck, its models or its settings changed."}
    assert {c["id"] for c in changes(made, "--since", "4")["carried_forward"]} == {
        g["id"] for g in made.found["groups"] if g["relation"] != "agree"
    }


def test_articles_and_findings_are_kept_once_for_all_runs(past: Past) -> None:
    with closing(sqlite3.connect(past.made.store)) as db:
        sheets = [n for (n,) in db.execute("SELECT count(*) FROM kept WHERE article != '' GROUP BY article")]
    assert sheets == [1] * 6  # four at first, one that joined, one in another wording


def test_a_purged_article_is_in_no_earlier_report(made: Made, tmp_path: Path) -> None:
    with Store(made.store) as store, closing(sqlite3.connect(made.store)) as db:
        ids = [a for (a,) in db.execute("SELECT DISTINCT article FROM kept WHERE article != ''")]
        sheets = store.sheets([k for (k,) in db.execute("SELECT key FROM kept")])
        (herald,) = {s.article.id for s in sheets.values() if s.article.source == "Skerry Herald"}
        assert herald in ids
        gone = store.purge(Leaving(frozenset({herald})))
        assert gone["kept version"] == 1
        assert gone["earlier finding"] > 0
        assert not any(store.purge(Leaving(frozenset({herald}))).values())
    for number in (1, 2, 3, 4):
        out = tmp_path / f"run-{number}"
        told("report", "--run", number, "--out", out, "--store", made.store)
        for file in out.iterdir():
            assert "Herald" not in file.read_text(encoding="utf-8")
    told("changes", "--since", "1", "--store", made.store)


def test_a_label_is_applied_by_the_next_run_and_outlives_the_ones_after(made: Made) -> None:
    run(made)
    conflict = group_of(made, "84", "103")
    said = told(
        "label", conflict["id"][:10], "same", "--as", "Ann", "--note", "two counts", "--store", made.store
    )
    assert said.startswith("Labelled agree: ")
    assert conflict["id"] in said
    assert run(made)
    assert conflict["id"] not in {g["id"] for g in made.found["groups"]}
    assert {d["id"] for d in made.found["dismissed"]} == set(conflict["pairs"])
    assert f"{len(conflict['pairs'])} pair" in made.page.split("## Dismissed by reviewers")[1]
    (resolved,) = changes(made)["resolved"]
    assert (resolved["id"], resolved["why"]) == (conflict["id"], "Dismissed by Ann.")
    assert not run(made)
    (made.articles / "lunna.md").rename(made.articles / "another-name.md")
    assert run(made)
    assert {d["id"] for d in made.found["dismissed"]} == set(conflict["pairs"])
    assert "note: two counts" in told("labels", "--store", made.store)
    told("label", conflict["pairs"][0], "conflict", "--as", "Ann", "--store", made.store)
    run(made)
    assert conflict["id"] in {g["id"] for g in made.found["groups"]}


def test_a_label_whose_words_have_changed_is_shown_as_of_an_earlier_wording(made: Made) -> None:
    run(made)
    conflict = group_of(made, "84", "103")
    told("label", conflict["id"], "agree", "--as", "Ann", "--store", made.store)
    text = (made.articles / "lunna.md").read_text(encoding="utf-8")
    write(made.articles, {"lunna.md": text.replace("103 passengers", "105 passengers")})
    run(made)
    again = group_of(made, "84", "105")
    assert again["id"] == conflict["id"]
    assert "decided on an earlier wording: Ann said agree" in made.page
    write(made.articles, {"lunna.md": text})
    run(made)
    assert {d["id"] for d in made.found["dismissed"]} == set(conflict["pairs"])


def test_a_finding_that_is_confirmed_is_shown_whatever_the_threshold(made: Made) -> None:
    run(made)
    conflict = group_of(made, "84", "103")
    told("label", conflict["id"], "conflict", "--as", "Ann", "--store", made.store)
    run(made, replace(CONFIG, conflict_confidence=1.0, flag_confidence=1.0))
    assert [g["id"] for g in made.found["groups"] if g["relation"] != "agree"] == [conflict["id"]]
    assert "Review: confirmed by Ann." in made.page


def test_an_id_that_is_none_or_several_is_refused_in_one_line(made: Made) -> None:
    assert "has no such pair or finding" in refused("label", "zzzz", "agree", "--store", made.store)
    assert "has no such pair or finding" in refused("label", "", "agree", "--store", made.store)
    ids = [i for g in made.found["groups"] for i in (g["id"], *g["pairs"])]
    several = next(i[0] for i in ids if sum(j[0] == i[0] for j in set(ids)) > 1)
    assert "write more of it" in refused("label", several, "agree", "--store", made.store)
    assert "is no decision" in refused("label", ids[0], "maybe", "--store", made.store)
    assert told("labels", "--store", made.store).startswith("No labels yet")


def test_what_reviewers_write_does_nothing_in_the_report(made: Made) -> None:
    run(made)
    conflict = group_of(made, "84", "103")
    told("label", conflict["id"], "update", "--as", "<b>A|n</b> [x](y)", "--store", made.store)
    run(made)
    assert "<b>A" not in made.page
    assert "[x](y)" not in made.page
    assert "decided by" in made.page


def test_a_name_of_broken_characters_is_kept_without_them(made: Made) -> None:
    pair = made.found["groups"][0]["pairs"][0]
    told("label", pair, "unsure", "--as", "A\ud800n", "--note", "\udcff\n\x1b[31m", "--store", made.store)
    assert "unsure by A?n" in told("labels", "--store", made.store)


def test_a_run_says_in_a_line_what_it_changed(made: Made) -> None:
    run(made)
    (made.articles / "fifth.md").unlink()
    assert "\nsince the run before: " in told("run", made.articles, "--out", made.out, "--store", made.store)


def test_the_outcome_counts_what_changed(made: Made) -> None:
    run(made)
    (made.articles / "fifth.md").unlink()
    outcome = pipeline.run([made.articles], made.out, made.store, CONFIG)
    assert sum(outcome.changes.values()) > 0
    assert pipeline.run([made.articles], made.out, made.store, CONFIG).changes == outcome.changes
