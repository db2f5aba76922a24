"""Every bad input is one line that names the file and says what to do; all else is read, and nothing breaks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import FERRY, Made, write
from typer.testing import CliRunner

from crosscheck.cli import app

PROSE = "The café by the lock was flooded on Tuesday. “Nobody was hurt,” said Zoë Brontë, who runs it.\n"
WIDE = PROSE + "The canal was closed to boats.\n"
HEAD = "---\nsource: Lock Gazette\n"


def linked(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)


def bytes_of(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda folder: void((folder / name).write_bytes(data))


def void(_: object) -> None:
    pass


def text_of(name: str, text: str) -> Callable[[Path], None]:
    return bytes_of(name, text.encode("utf-8"))


# What is made in the folder, the name that the line must give, and words of the reason and of what to do.
UNREAD = {
    "empty": (text_of("empty.txt", ""), "empty.txt", "it is empty", "take it out"),
    "blank": (text_of("blank.md", " \n\n\t\n"), "blank.md", "it is empty", "take it out"),
    "binary": (bytes_of("binary.txt", bytes(range(256)) * 40), "binary.txt", "it is binary", "save it as UTF-8"),
    "one line of 5 MB": (text_of("line.txt", "word " * 1_000_000), "line.txt", "larger than", "split it"),
    "one line of 1 MB": (text_of("row.txt", "word " * 200_000), "row.txt", "a line of more than", "paragraphs"),
    "only boilerplate": (
        text_of("shares.txt", "close\nShare this article\n© 2024 Lock Gazette. All rights reserved.\n"),
        "shares.txt",
        "only boilerplate",
        "take it out",
    ),
    "a symlink loop": (linked, "sub/loop", "links to a folder that is read already", "take the link out"),
    "a link to itself": (
        lambda folder: (folder / "self.txt").symlink_to(folder / "self.txt"),
        "self.txt",
        "links lead round",
        "take the link out",
    ),
    "a link to nothing": (
        lambda folder: (folder / "lost.txt").symlink_to(folder / "nothing.txt"),
        "lost.txt",
        "does not exist",
        "give the path",
    ),
}  # fmt: skip
NOTED = {
    "UTF-16": (bytes_of("wide.txt", WIDE.encode("utf-16")), "wide.txt", "read as UTF-16", "save it as UTF-8"),
    "Latin-1": (bytes_of("latin.txt", PROSE.encode("cp1252")), "latin.txt", "read as Windows-1252", "save it as UTF-8"),
    "front matter that does not parse": (
        text_of("front.md", f"{HEAD}title: [unclosed\n---\n\n{PROSE} One.\n"),
        "front.md",
        "front matter",
        "",
    ),
    "a date that does not exist": (
        text_of("date.md", f"{HEAD}published: 2026-02-30\n---\n\n{PROSE} Two.\n"),
        "date.md",
        "2026-02-30",
        "",
    ),
}  # fmt: skip
TWINS = ("twin-b.md", "it holds the same bytes as twin-a.md", "keep one of the two")


def invoke(*words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, str]:
    """Two good articles among all bad inputs at once, run through the command line; and what it printed."""
    folder = tmp_path_factory.mktemp("mixed")
    made = Made(folder / "articles", folder / "reports", folder / "store.db")
    write(made.articles, {name: FERRY[name] for name in ("herald.md", "lunna.md")})
    for make, *_ in (*UNREAD.values(), *NOTED.values()):
        make(made.articles)
    write(made.articles, {"twin-a.md": PROSE + "Three.", "twin-b.md": PROSE + "Three."})
    code, out, err = invoke("run", made.articles, folder / "gone", "--out", made.out, "--store", made.store)
    assert (code, err) == (0, "")
    return made, out


def line_on(made: Made, kind: str, name: str) -> dict[str, str]:
    """Return the one remark on a file; it stands in the report, too, in one row."""
    (line,) = [r for r in made.found[kind] if r["path"] == name]
    assert all("\n" not in part for part in line.values())
    assert len([row for row in made.page.splitlines() if row.startswith(f"| {name} |")]) == 1
    return dict(line)


@pytest.mark.parametrize("case", UNREAD)
def test_among_good_articles_it_is_one_line_in_the_report(mixed: tuple[Made, str], case: str) -> None:
    _, name, why, remedy = UNREAD[case]
    line = line_on(mixed[0], "unread", name)
    assert why in line["why"]
    assert remedy in line["remedy"]


@pytest.mark.parametrize("case", NOTED)
def test_what_can_be_read_all_the_same_is_read_and_told_of_in_one_line(
    mixed: tuple[Made, str], case: str
) -> None:
    _, name, why, remedy = NOTED[case]
    line = line_on(mixed[0], "notes", name)
    assert why in line["why"]
    assert line["remedy"]
    assert remedy in line["remedy"]
    assert name in [a["path"] for a in mixed[0].found["articles"]]


def test_of_two_identical_files_one_is_read_and_the_other_named(mixed: tuple[Made, str]) -> None:
    name, why, remedy = TWINS
    assert line_on(mixed[0], "unread", name) == {"path": name, "why": why, "remedy": remedy}
    assert "twin-a.md" in [a["path"] for a in mixed[0].found["articles"]]


def test_a_missing_folder_beside_a_good_one_is_one_line(mixed: tuple[Made, str]) -> None:
    assert "does not exist" in line_on(mixed[0], "unread", "gone")["why"]


def test_all_else_is_processed_and_nothing_else_is_told(mixed: tuple[Made, str]) -> None:
    made, out = mixed
    read = {"herald.md", "lunna.md", "twin-a.md", *(name for _, name, *_ in NOTED.values())}
    unread = {"twin-b.md", "gone", *(name for _, name, *_ in UNREAD.values())}
    assert {a["path"] for a in made.found["articles"]} == read
    assert {u["path"] for u in made.found["unread"]} == unread
    assert {n["path"] for n in made.found["notes"]} == {name for _, name, *_ in NOTED.values()}
    assert out.startswith(f"{len(read)} articles read, {len(unread)} not read (the report says why)\n")
    compared = {frozenset(c["article"] for c in f["claims"]) for f in made.found["findings"]}
    assert frozenset(("herald.md", "lunna.md")) in compared


def test_no_report_tells_where_on_this_machine_it_was_made(mixed: tuple[Made, str]) -> None:
    made, _ = mixed
    for file in made.out.iterdir():
        assert str(made.articles.parent) not in file.read_text(encoding="utf-8")


def test_bad_inputs_change_nothing_on_a_rerun(mixed: tuple[Made, str]) -> None:
    made, _ = mixed
    gone = made.articles.parent / "gone"
    code, out, _ = invoke("run", made.articles, gone, "--out", made.out, "--store", made.store)
    assert code == 0
    assert "nothing has changed since the last run" in out


@pytest.mark.parametrize("case", UNREAD)
def test_alone_it_ends_with_2_and_the_same_line(tmp_path: Path, case: str) -> None:
    make, name, why, remedy = UNREAD[case]
    (tmp_path / "articles").mkdir()
    make(tmp_path / "articles")
    code, out, err = invoke(
        "run", tmp_path / "articles", "--out", tmp_path / "out", "--store", tmp_path / "s.db"
    )
    assert (code, out) == (2, "")
    (line,) = [line for line in err.splitlines() if name in line]
    assert why in line
    assert remedy in line
    assert "Traceback" not in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["articles"]


def test_a_missing_folder_alone_ends_with_2_and_one_line(tmp_path: Path) -> None:
    code, _, err = invoke("run", tmp_path / "gone", "--out", tmp_path / "out", "--store", tmp_path / "s.db")
    assert (code, len(err.splitlines())) == (2, 1)
    assert err.startswith(f"crosscheck: {tmp_path / 'gone'}: it does not exist")


@pytest.mark.parametrize("case", UNREAD)
def test_named_itself_it_ends_with_2_and_one_line(tmp_path: Path, case: str) -> None:
    make, name, why, _ = UNREAD[case]
    if name == "sub/loop":
        pytest.skip("a folder is read through a link that is named: there is nothing wrong with it")
    make(tmp_path)
    code, _, err = invoke("claims", tmp_path / name)
    assert (code, len(err.splitlines())) == (2, 1)
    assert err.startswith(f"crosscheck: {tmp_path / name}: ")
    assert why in err


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read and write everything")
@pytest.mark.parametrize("locked", ["articles/a.txt", "out", "store"])
def test_without_permission_it_ends_with_2_and_one_line(tmp_path: Path, locked: str) -> None:
    write(tmp_path / "articles", {"a.txt": PROSE})
    for name in ("out", "store"):
        (tmp_path / name).mkdir()
    (tmp_path / locked).chmod(0o000 if locked.endswith(".txt") else 0o555)
    store = tmp_path / "store" / "s.db"
    code, _, err = invoke("run", tmp_path / "articles", "--out", tmp_path / "out", "--store", store)
    assert (code, len(err.splitlines())) == (2, 1)
    assert locked.rpartition("/")[2] in err
