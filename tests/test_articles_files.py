"""Which files are read, under which path, and what is said of those that are not."""

from __future__ import annotations

import os
from itertools import permutations
from pathlib import Path

import pytest

from crosscheck.articles import prose_spans, read
from crosscheck.articles.reading import LARGEST_FILE, LONGEST_LINE
from crosscheck.records import Corpus

PROSE = "The ferry Solveig ran aground off Kvitnes before dawn, the harbour office said."


def write(path: Path, text: str | bytes = PROSE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def paths(found: Corpus) -> list[str]:
    return [article.path for article in found.articles]


def only_fault(found: Corpus) -> tuple[str, str]:
    assert len(found.unread) == 1
    line = found.unread[0]
    assert line.remedy
    assert "\n" not in line.path + line.why + line.remedy
    return line.path, line.why


def test_folders_are_read_to_the_bottom_in_order_of_path(tmp_path: Path) -> None:
    for number, name in enumerate(
        ("b.txt", "sub/deep/a.MD", "sub/c.TXT", "a.md", "a.docx", "note.rtf", ".hidden.txt")
    ):
        write(tmp_path / name, f"{PROSE} Take {number}.")
    assert paths(read([tmp_path])) == ["a.md", "b.txt", "sub/c.TXT", "sub/deep/a.MD"]
    assert read([tmp_path]).unread == ()


def test_a_named_file_goes_by_its_name(tmp_path: Path) -> None:
    assert paths(read([write(tmp_path / "deep" / "er" / "a.txt")])) == ["a.txt"]


def test_a_named_file_of_another_kind_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx")
    assert only_fault(read([path])) == ("a.docx", "it is not a .txt, .md, .html or .pdf file")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "sub" / "a.txt")
    found = read([path, tmp_path, tmp_path / "sub", tmp_path / "sub" / ".." / "sub" / "a.txt"])
    assert (paths(found), found.unread) == (["sub/a.txt"], ())


def test_equal_paths_in_two_folders_get_the_folders_names_in_any_order(tmp_path: Path) -> None:
    write(tmp_path / "x" / "monday" / "a.txt", PROSE + " One.")
    write(tmp_path / "x" / "tuesday" / "a.txt", PROSE + " Two.")
    write(tmp_path / "y" / "tuesday" / "a.txt", PROSE + " Three.")
    write(tmp_path / "y" / "tuesday" / "b.txt", PROSE + " Four.")
    named = [tmp_path / "x" / "monday", tmp_path / "x" / "tuesday", tmp_path / "y" / "tuesday"]
    results = [read(order) for order in permutations(named)]
    assert paths(results[0]) == ["b.txt", "monday/a.txt", "x/tuesday/a.txt", "y/tuesday/a.txt"]
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, "it is binary, not text"),
        (b"ab\x01\x02\x03\x04\x05\x06" * 40, "it is binary, not text"),
        (b"\x81\x8d\x8f" * 60, "its encoding is neither UTF-8 nor Windows-1252"),
        ("Паром сел на мель у мыса.".encode("cp1251"), "its encoding is not known"),
        (b"\xff\xfea\x00\x00\xd8", "it is not the UTF-16 that it says"),
        (b"<!DOCTYPE html><html><body>Hello there.</body></html>", "it is a web page or XML, not plain text"),
        (b"{\\rtf1 Hello there.}", "it is an RTF document, not plain text"),
        (b"close\nShare\nAdvertisement\n", "it holds only boilerplate, no prose"),
        (b"a " * (LARGEST_FILE // 2 + 1), f"it is larger than {LARGEST_FILE:,} bytes"),
        (b"a " * (LONGEST_LINE // 2 + 1), f"it has a line of more than {LONGEST_LINE:,} characters"),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_is_read(tmp_path: Path, data: bytes, why: str) -> None:
    write(tmp_path / "bad.txt", data)
    write(tmp_path / "good.txt")
    found = read([tmp_path])
    assert paths(found) == ["good.txt"]
    path, said = only_fault(found)
    assert (path, said.startswith(why)) == ("bad.txt", True)


@pytest.mark.parametrize(
    ("encoding", "remark"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "read as UTF-16"),
        ("utf-32", "read as UTF-32"),
        ("cp1252", "read as Windows-1252"),
    ],
)
def test_encodings_are_understood_and_told_of(tmp_path: Path, encoding: str, remark: str) -> None:
    text = "“The café in Kvitnes is shut,” said Søren Aas.\r\n\r\nNobody was hurt.\r\n"
    write(tmp_path / "a.txt", text.encode(encoding))
    found = read([tmp_path])
    assert (found.articles[0].text, [note.why for note in found.notes]) == (text, [remark] if remark else [])


def test_utf_16_is_told_from_its_mark_in_both_orders(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\xfe\xff" + PROSE.encode("utf-16-be"))
    assert read([tmp_path]).articles[0].text == PROSE


def test_damaged_utf_8_is_read_and_told_of(tmp_path: Path) -> None:
    write(
        tmp_path / "a.txt",
        "“The café is shut,” said Søren Aas.".encode() + b" It rained.\xe2\x80 Then it stopped.",
    )
    found = read([tmp_path])
    assert "café" in found.articles[0].text
    assert "damaged" in found.notes[0].why


def test_of_two_equal_files_the_first_is_read(tmp_path: Path) -> None:
    write(tmp_path / "b.txt")
    write(tmp_path / "a.txt")
    found = read([tmp_path])
    assert (paths(found), only_fault(found)) == (["a.txt"], ("b.txt", "it holds the same bytes as a.txt"))


def test_of_two_equal_texts_in_other_bytes_the_first_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", PROSE.encode("utf-8-sig"))
    assert only_fault(read([tmp_path])) == ("b.txt", "it holds the same text as a.txt")


def test_a_missing_path_is_one_line(tmp_path: Path) -> None:
    found = read([tmp_path / "gone", write(tmp_path / "a.txt")])
    path, why = only_fault(found)
    assert (paths(found), path, "does not exist" in why) == (["a.txt"], "gone", True)


def test_nothing_given_is_an_empty_corpus() -> None:
    assert read([]) == Corpus()


def test_links_are_followed_and_no_folder_is_read_twice(tmp_path: Path) -> None:
    write(tmp_path / "in" / "z" / "a.txt", PROSE + " One.")
    write(tmp_path / "out" / "b.txt", PROSE + " Two.")
    (tmp_path / "in" / "outside").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "z" / "back").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in" / "z")
    (tmp_path / "in" / "c.txt").symlink_to(write(tmp_path / "far.txt", PROSE + " Three."))
    found = read([tmp_path / "in"])
    assert paths(found) == ["c.txt", "outside/b.txt", "z/a.txt"]
    assert [line.path for line in found.unread] == ["again", "z/back"]


def test_links_that_lead_nowhere_or_round_are_one_line_each(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "round.md").symlink_to(tmp_path / "round.md")
    found = read([tmp_path])
    assert paths(found) == ["a.txt"]
    assert [(line.path, line.why) for line in found.unread] == [
        ("gone.txt", "it does not exist (or is a link that leads nowhere)"),
        ("round.md", "its links lead round in a circle"),
    ]


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert only_fault(read([tmp_path])) == ("pipe.txt", "it is not a regular file")
    assert only_fault(read([tmp_path / "pipe.txt"]))[1] == "it is neither a file nor a folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_without_permission_is_one_line(tmp_path: Path) -> None:
    write(tmp_path / "a.txt").chmod(0)
    assert only_fault(read([tmp_path])) == ("a.txt", "there is no permission to read it")


@pytest.mark.parametrize(
    "name", ["a b.txt", "née.txt", "<b>&amp;.md", "|`*_.txt", "'; drop table--.txt", "a..txt.md"]
)
def test_odd_file_names_are_data(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    assert paths(read([tmp_path])) == [name]


def test_file_names_that_fit_on_no_line_are_shown_escaped(tmp_path: Path) -> None:
    write(tmp_path / "a\nb.txt")
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "wb") as stream:
        stream.write(PROSE.encode() + b" Two.")
    found = paths(read([tmp_path]))
    assert found == ["\\xff.txt", "a\\nb.txt"]
    assert all(path.encode() for path in found)


def test_text_is_kept_as_it_came(tmp_path: Path) -> None:
    text = f"  close\r\n\r\n\t{PROSE}  \r\rIt rained.\u2028It stopped.\n\n"
    write(tmp_path / "a.txt", text.encode("utf-8-sig"))
    article = read([tmp_path]).articles[0]
    assert article.text == text
    assert [text[start:end] for start, end in prose_spans(article)] == [PROSE, "It rained.", "It stopped."]


def test_facts_are_read_over_windows_line_ends(tmp_path: Path) -> None:
    write(tmp_path / "a.md", f"---\r\ntitle: Ferry aground\r\nsource: Fjord Post\r\n---\r\n\r\n{PROSE}\r\n")
    article = read([tmp_path]).articles[0]
    assert (article.title, article.source) == ("Ferry aground", "Fjord Post")
    assert article.title_span is not None
    assert article.text[slice(*article.title_span)] == "Ferry aground"
