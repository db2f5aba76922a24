"""What is read: folders stay known, additions stay until removed, a folder that is run again without a file lets it go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crosscheck.cli import app
from crosscheck.pipeline.gathering import gather
from crosscheck.store import Store

FERRY = "The ferry Alma sank off Brevik on Monday. Seven sailors were saved by a trawler that had heard their call."
OTHER = (
    "A warehouse burned down in Lunna on Tuesday. Nobody was hurt, the fire brigade of the town said at noon."
)


def told(*words: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(w) for w in words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for folder, name, text in (("a", "ferry.txt", FERRY), ("b", "fire.txt", OTHER)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(place: Path, *folders: str) -> list[str]:
    with Store(place / "store.db") as store:
        seen = gather([place / f for f in folders], place / "reports", store)
    return [a.path for a in seen.corpus.articles]


def test_articles_of_a_folder_that_is_not_named_stay(place: Path) -> None:
    assert read(place, "a") == ["ferry.txt"]
    assert read(place, "b") == ["ferry.txt", "fire.txt"]


def test_an_article_goes_when_its_folder_is_run_without_it(place: Path) -> None:
    read(place, "a", "b")
    (place / "a" / "ferry.txt").unlink()
    assert read(place, "b") == ["ferry.txt", "fire.txt"]
    assert read(place, "a") == ["fire.txt"]


def test_equal_names_of_two_folders_are_told_apart_in_runs_of_their_own(place: Path) -> None:
    (place / "b" / "ferry.txt").write_text(OTHER.replace("Lunna", "Skara"), encoding="utf-8")
    read(place, "a")
    assert read(place, "b") == ["a/ferry.txt", "ferry.txt", "fire.txt"]


def test_store_and_folders_can_be_moved_together(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    read(place, "a", "b")
    moved = tmp_path_factory.mktemp("moved") / "all"
    place.rename(moved)
    (moved / "a" / "ferry.txt").unlink()
    assert read(moved, "a") == ["fire.txt"]


def test_what_was_added_stays_until_it_is_removed(place: Path) -> None:
    store = ("--store", place / "store.db")
    assert "added ferry.txt" in told("add", place / "a" / "ferry.txt", *store)
    assert "here already" in told("add", place / "a" / "ferry.txt", *store)
    (place / "a" / "ferry.txt").unlink()
    assert read(place, "a", "b") == ["ferry.txt", "fire.txt"]
    assert "ferry.txt (added)" in told("sources", *store)
    told("remove", place / "a" / "ferry.txt", *store)
    assert read(place, "b") == ["fire.txt"]


def test_a_name_of_nothing_is_one_line(place: Path) -> None:
    read(place, "a")
    assert "is no article of this store" in told(
        "remove", "nothing.txt", "--store", place / "store.db", code=2
    )


PAGES = {
    "/ferry": "<html><head><title>Ferry sinks</title><meta name='date' content='2026-03-02'></head><body><article><p>"
    + FERRY.replace(". ", ".</p><p>")
    + "</p></article></body></html>",
    "/feed": "<?xml version='1.0'?><rss version='2.0'><channel><title>x</title><item><link>/ferry</link></item>"
    "<item><link>/closed/x</link></item></channel></rss>",
    "/robots.txt": "User-agent: *\nDisallow: /closed/\n",
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path)
        kinds = {"/feed": "application/rss+xml", "/robots.txt": "text/plain"}
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kinds.get(self.path, "text/html"))
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_added_with_its_bytes_as_they_were_fetched(place: Path, site: str) -> None:
    store = ("--store", place / "store.db")
    assert "2026-03-02" in told("add", f"{site}/ferry", "--allow-private", *store)
    with Store(place / "store.db") as opened:
        (source,) = opened.sources()
        assert opened.page(source.name) == PAGES["/ferry"].encode()
    assert (source.name, source.article.url) == (f"{site}/ferry", f"{site}/ferry")
    assert "--allow-private" in told("add", f"{site}/ferry", *store, code=2)


def test_a_feed_brings_its_articles_but_what_robots_forbid(place: Path, site: str) -> None:
    said = told("add", f"{site}/feed", "--feed", "--allow-private", "--store", place / "store.db")
    assert "added 127.0.0.1/ferry" in said
    assert "robots.txt" in said


def test_a_page_that_is_missing_is_one_line_and_the_rest_is_added(place: Path, site: str) -> None:
    things = (f"{site}/none", f"{site}/ferry", place / "b" / "fire.txt", place / "c")
    said = told("add", *things, "--allow-private", "--store", place / "store.db")
    assert "404" in said
    assert "added fire.txt" in said
    assert "added 127.0.0.1/ferry" in said
    assert "it does not exist" in said


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
def test_watching_runs_on_change_and_ends_cleanly(place: Path) -> None:
    script = "from crosscheck.cli import main; main()"
    words = ["watch", "a", "--settle", "0.3", "--store", "store.db", "--out", "reports"]
    lines: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-u", "-c", script, *words], cwd=place, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        reader = threading.Thread(target=lambda: lines.extend(process.stdout or ()))
        reader.start()
        _until(lines, "watching a")
        (place / "a" / "second.txt").write_text(OTHER, encoding="utf-8")
        _until(lines, "2 articles read")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        reader.join(10)


def _until(lines: list[str], words: str) -> None:
    end = time.monotonic() + 90
    while not any(words in line for line in lines):
        assert time.monotonic() < end, lines
        time.sleep(0.1)


def test_an_unchanged_run_reads_no_article(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("run", place / "a", "--store", place / "store.db", "--out", place / "reports")
    os.utime(place / "a" / "ferry.txt", (1_000_000_000, 1_000_000_000))
    told(*words)

    def read(*_: object) -> None:
        raise AssertionError("an article was read")

    monkeypatch.setattr("crosscheck.pipeline.gathering.reading.read", read)
    assert "nothing has changed" in told(*words)


@pytest.mark.parametrize("how", ["edited", "renamed", "removed", "the report"])
def test_whatever_changed_is_seen_again(place: Path, how: str) -> None:
    words = ("run", place / "a", "--store", place / "store.db", "--out", place / "reports")
    file = place / "a" / "ferry.txt"
    (place / "a" / "fire.txt").write_text(OTHER, encoding="utf-8")
    for path in (place / "a").iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    told(*words)
    if how == "edited":
        file.write_text(FERRY.replace("Seven", "Eight"), encoding="utf-8")  # the same size
    elif how == "renamed":
        file.rename(file.with_name("boat.txt"))
    elif how == "removed":
        file.unlink()
    else:
        (place / "reports" / "report.md").write_text("", encoding="utf-8")
    assert "nothing has changed" not in told(*words)
