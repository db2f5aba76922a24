"""The command line as a user meets it: what it prints, where, and how it ends."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpora import FERRY, ROOT, Made, crosscheck, write
from typer.testing import CliRunner

from crosscheck import __version__
from crosscheck.cli import app

FLAGS = ("conflict", "update", "reconciled")


def told(*words: object, code: int = 0) -> str:
    """Run a command in this process and return what it printed; its errors are one line and no traceback."""
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    if code == 0:
        assert done.stderr == ""
    return done.output


def refused(*words: object) -> str:
    line = told(*words, code=2)
    assert line.startswith("crosscheck: ")
    assert len(line.splitlines()) == 1, line
    return line.removeprefix("crosscheck: ").strip()


def words_of(made: Made) -> list[object]:
    return ["run", made.articles, "--out", made.out, "--store", made.store]


def settings(folder: Path, text: str) -> Path:
    path = folder / "crosscheck.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_run_says_what_was_read_what_was_found_and_where_it_is(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    (made.out / "report.md").unlink()
    lines = told(*words_of(made)).splitlines()
    assert lines[0] == "4 articles read"
    assert " conflict" in lines[1]
    assert lines[2:] == [f"  {made.out / 'report.md'}", f"  {made.out / 'findings.json'}"]


def test_an_unchanged_rerun_says_so(ferry: Made) -> None:
    told(*words_of(ferry))
    assert "4 articles read; nothing has changed since the last run" in told(*words_of(ferry))


def test_quiet_prints_nothing_but_errors(ferry: Made, tmp_path: Path) -> None:
    assert told(*words_of(ferry), "--quiet") == ""
    assert "does not exist" in refused("run", tmp_path / "gone", "--quiet")


def test_what_was_not_read_is_counted_and_does_not_fail_the_run(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    write(made.articles, {"empty.txt": ""})
    assert told(*words_of(made)).startswith("4 articles read, 1 not read (the report says why)\n")
    assert "| empty.txt | it is empty |" in made.page


@pytest.mark.parametrize("relation", FLAGS)
def test_the_exit_code_says_whether_there_is_what_must_not_be(ferry: Made, relation: str) -> None:
    groups = [g["relation"] for g in ferry.found["groups"]]
    told(*words_of(ferry), "--fail-on", relation, code=1 if relation in groups else 0)


def test_without_such_findings_the_exit_code_is_0_and_with_them_1(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    every = settings(tmp_path, "conflict_confidence = 0\nflag_confidence = 0")
    told(*words_of(made), "--config", every)
    found = next(f for f in FLAGS if f in {g["relation"] for g in made.found["groups"]})
    told(*words_of(made), "--config", every, "--fail-on", found, code=1)
    for name in ("herald.md", "lunna.md", "wire.txt"):
        (made.articles / name).unlink()
    told(*words_of(made), "--config", every, "--fail-on", found, code=0)


@pytest.mark.parametrize(
    "words",
    [["run", "--fail-on", "agree"], ["run", "--nonsense"], ["nonsense"], ["claims"], ["explain"]],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(words: list[str]) -> None:
    assert "Traceback" not in told(*words, code=2)


def test_settings_that_are_wrong_end_with_2_in_one_line(ferry: Made, tmp_path: Path) -> None:
    path = settings(tmp_path, "treads = 2")
    assert (
        refused(*words_of(ferry), "--config", path)
        == f"{path}: unknown setting 'treads'; did you mean 'threads'?"
    )


def test_a_store_that_cannot_be_used_ends_with_2_in_one_line(ferry: Made, tmp_path: Path) -> None:
    broken = tmp_path / "store.db"
    broken.write_text("no database " * 500, encoding="utf-8")
    assert "name another with --store" in refused("run", ferry.articles, "--out", tmp_path, "--store", broken)
    assert "cannot be opened" in refused(
        "run", ferry.articles, "--out", tmp_path, "--store", broken / "below.db"
    )


def test_an_output_folder_that_cannot_be_written_ends_with_2_in_one_line(ferry: Made, tmp_path: Path) -> None:
    made = ferry.copied(tmp_path)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    line = refused("run", made.articles, "--store", made.store, "--out", tmp_path / "file" / "reports")
    assert line.endswith("make it writable, or name another folder with --out")


@pytest.mark.parametrize("missing", ["judge.onnx", "decision.json"])
def test_a_judge_that_is_missing_ends_with_2_in_one_line(ferry: Made, tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "judge"
    shutil.copytree(ROOT / "models" / "judge", folder)
    (folder / missing).unlink()
    path = settings(tmp_path, f"judge = '{folder}'")
    assert missing in refused(
        "run", ferry.articles, "--out", tmp_path, "--store", tmp_path / "s.db", "--config", path
    )


def test_an_embedder_that_is_missing_ends_with_2_in_one_line(ferry: Made, tmp_path: Path) -> None:
    path = settings(tmp_path, f"embedder = '{tmp_path / 'gone'}'")
    line = refused("run", ferry.articles, "--out", tmp_path, "--store", tmp_path / "s.db", "--config", path)
    assert "there is no such folder" in line


def test_without_arguments_corpus_is_read_and_reports_are_written_where_one_stands(
    ferry: Made, tmp_path: Path
) -> None:
    shutil.copytree(ferry.articles, tmp_path / "corpus")
    (tmp_path / ".crosscheck").mkdir()
    shutil.copyfile(ferry.store, tmp_path / ".crosscheck" / "store.db")
    done = crosscheck("run", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-2:] == ["  reports/report.md", "  reports/findings.json"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [".crosscheck", "corpus", "reports"]
    assert "](../corpus/herald.md" in (tmp_path / "reports" / "report.md").read_text(encoding="utf-8")


def test_where_there_is_no_corpus_one_line_says_what_to_do(tmp_path: Path) -> None:
    done = crosscheck("run", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "crosscheck: corpus: it does not exist (or is a link that leads nowhere); "
        "give the path of an existing .txt, .md, .html or .pdf file, or of a folder\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_claims_shows_what_was_read_with_the_place_that_it_was_read_in(tmp_path: Path) -> None:
    path = write(tmp_path, FERRY) / "herald.md"
    page = told("claims", path)
    assert "source: Skerry Herald (front matter)" in page
    assert "via: unknown (unknown)" in page
    assert "title: Ferry aground off Skerry Point (front matter)" in page
    text = FERRY["herald.md"]
    start = text.index("Six people were hurt.")
    assert f"7:{start}-{start + 21} sentence\n  Six people were hurt." in page
    assert "quantity “Six" in page
    assert "[Captain Olaf Renne said]" in page


@pytest.mark.parametrize("name", ["gone.txt", "empty.txt", "picture.png", "."])
def test_claims_of_what_is_no_article_end_with_2_in_one_line(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"empty.txt": "", "picture.png": "x", "a.txt": FERRY["notes.txt"]})
    assert refused("claims", tmp_path / name).startswith(str(tmp_path / name))


def test_what_would_steer_the_terminal_is_spelt_out(tmp_path: Path) -> None:
    text = "The \x1b[31mferry\x1b[0m sank at ten o'clock. Seven\u202e people were hurt\x07 on board of the ship.\n"
    text += FERRY["notes.txt"] * 4
    page = told("claims", write(tmp_path, {"a.txt": text}) / "a.txt")
    assert "The ⟨U+001B⟩[31mferry⟨U+001B⟩[0m sank" in page
    assert "Seven⟨U+202E⟩ people" in page
    assert page.replace("\n", "").isprintable()


def test_explain_shows_quotes_reason_and_figures_of_a_pair(ferry: Made) -> None:
    pair = ferry.found["findings"][0]
    page = told("explain", pair["id"], "--out", ferry.out, "--store", ferry.store)
    assert page.startswith(f"{pair['relation']} · {pair['aspect']} · {pair['confidence']:.0%}")
    assert pair["explanation"] in page
    assert all(" ".join(c["text"].split()) in page for c in pair["claims"])
    assert "It rests on" in page
    assert any(line.strip().endswith("judge conflict") for line in page.splitlines())


def test_explain_takes_the_start_of_an_id_and_the_id_of_a_finding(ferry: Made) -> None:
    group = max(ferry.found["groups"], key=lambda g: len(g["pairs"]))
    page = told("explain", group["id"][:10], "--out", ferry.out, "--store", ferry.store)
    assert all(f"pair {pair}" in page for pair in group["pairs"])


def test_explain_without_something_to_explain_is_one_line(ferry: Made, tmp_path: Path) -> None:
    here = ["--out", ferry.out, "--store", ferry.store]
    assert "no finding in" in refused("explain", "zzzz", *here)
    assert "no finding in" in refused("explain", "", *here)
    assert "run 'crosscheck run' first" in refused("explain", "a", "--out", tmp_path, "--store", ferry.store)
    pair = ferry.found["findings"][0]["id"]
    assert "there is no store here" in refused(
        "explain", pair, "--out", ferry.out, "--store", tmp_path / "s.db"
    )
    assert not (tmp_path / "s.db").exists()
    for wrong in ("{", "[]", '{"findings": 3}', '{"findings": [3]}', "{}"):
        (tmp_path / "findings.json").write_text(wrong, encoding="utf-8")
        assert "no readable findings" in refused("explain", "a", "--out", tmp_path, "--store", ferry.store)


def test_explain_of_two_claims_says_what_was_decided_or_where_they_fell(ferry: Made) -> None:
    herald, lunna, wire = (ferry.articles / name for name in ("herald.md", "lunna.md", "wire.txt"))
    (hurt,) = [line.split()[0] for line in told("claims", herald).splitlines() if line.startswith("7:183")]
    judged = told("explain", f"{herald}:{hurt}", f"{wire}:3", "--store", ferry.store)
    assert "The decision: conflict " in judged
    assert "It rests on" in judged
    assert "Six people were hurt." in judged
    (plan,) = [line for line in told("claims", lunna).splitlines() if "may tow" in line]
    apart = told("explain", f"{herald}:9:206", f"{lunna}:10", "--store", ferry.store)
    assert apart.startswith(
        ("Not compared: they are too little alike", "Not reported: they are taken for two facts")
    )
    assert plan.strip() in apart
    own = told("explain", f"{herald}:9:206", f"{herald}:11", "--store", ferry.store)
    assert own.startswith("Not compared: both stand in one article")


def test_explain_of_two_claims_names_what_is_wrong_with_a_name(ferry: Made) -> None:
    herald = ferry.articles / "herald.md"
    other = f"{ferry.articles / 'wire.txt'}:3"
    assert "is no claim; name it FILE:LINE" in refused("explain", "3f2a", other)
    assert "no claim starts there" in refused("explain", f"{herald}:2", other)
    assert "2 claims start on this line; name one of" in refused("explain", f"{herald}:7", other)
    assert "it does not exist" in refused("explain", f"{herald.with_name('gone.md')}:7", other)


def test_the_version_is_printed() -> None:
    assert told("--version") == f"crosscheck {__version__}\n"


def test_without_a_command_the_help_is_shown() -> None:
    page = CliRunner().invoke(app, []).output
    assert all(command in page for command in ("run", "claims", "explain"))


@pytest.mark.parametrize(
    "words", [["--help"], ["run", "--help"], ["claims", "--help"], ["explain", "--help"]], ids=" ".join
)
def test_help_says_what_a_command_does(words: list[str]) -> None:
    page = told(*words)
    assert "Usage" in page
    if len(words) > 1:
        assert "Example: crosscheck" in page


def test_help_is_quick() -> None:
    def seconds(*command: str) -> float:
        began = time.monotonic()
        subprocess.run([sys.executable, "-c", *command], check=True, capture_output=True, cwd=ROOT)
        return time.monotonic() - began

    # Pairs of runs, side by side, and the middle of their differences: the machine has other work, too.
    helped = "from crosscheck.cli import main; main()"
    extra = statistics.median(seconds(helped, "--help") - seconds("pass") for _ in range(5))
    assert extra <= 0.4


def test_ctrl_c_ends_with_130_and_one_line(ferry: Made, tmp_path: Path) -> None:
    interrupt = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
def watch(event, arguments):
    if event == "sqlite3.connect":
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(watch)
"""
    done = crosscheck(
        "run", ferry.articles, "--out", tmp_path / "out", "--store", tmp_path / "s.db", code=interrupt
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "crosscheck: stopped; what was finished is kept, the next run goes on from there\n"


def test_a_terminal_sees_progress_with_stage_and_count(ferry: Made, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    made = ferry.copied(tmp_path)
    (made.out / "report.md").unlink()
    ours, theirs = pty.openpty()
    script = "import sys; from crosscheck.cli import main; main()"
    command = [sys.executable, "-c", script, *map(str, words_of(made))]
    shown = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, text=True, check=True, env=shown)
    os.close(theirs)
    drawn = os.read(ours, 1 << 16).decode("utf-8")
    os.close(ours)
    assert "reading claims" in drawn
    assert "4/4" in drawn
    assert "4 articles read" in done.stdout


def test_an_output_that_knows_few_letters_ends_nothing(ferry: Made) -> None:
    pair = ferry.found["findings"][0]["id"]
    poor = "import sys; sys.stdout.reconfigure(encoding='iso8859-5')"
    done = crosscheck("explain", pair, "--out", ferry.out, "--store", ferry.store, code=poor)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
