"""Fetching over real HTTP on 127.0.0.1: limits hold, private addresses are refused, every fault is one line."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crosscheck.fetching import Fetched, Limits, allows, feed_entries, fetch
from crosscheck.records import CrosscheckError

PAGE = b"<html><body><p>The ferry sank.</p></body></html>"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>
<item><link>/page</link></item><item><link>/private/page</link></item><item><link>/page</link></item></channel></rss>"""


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pages = {
            "/page": ("text/html; charset=utf-8", PAGE),
            "/feed": ("application/rss+xml", FEED),
            "/film": ("video/mp4", b"0" * 10),
            "/large": ("text/plain", b"0" * 50_000),
            "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /private/\n"),
            "/host": ("text/plain", self.headers["Host"].encode()),
        }
        if self.path in ("/loop", "/once", "/away"):
            self.send_response(302)
            places = {"/loop": "/loop", "/once": "/page", "/away": "file:///etc/passwd"}
            self.send_header("Location", places[self.path])
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"word ")
                self.wfile.flush()
                time.sleep(0.1)
        elif self.path in pages:
            kind, body = pages[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A reader that hangs up is what the tests ask for."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = Quiet(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


HERE = Limits(private=True, seconds=5, size=20_000)


def fault(url: str, limits: Limits = HERE) -> str:
    with pytest.raises(CrosscheckError) as caught:
        fetch(url, limits)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(url)
    return line


def test_a_page_is_fetched_with_its_kind(site: str) -> None:
    assert fetch(f"{site}/page", HERE) == Fetched(f"{site}/page", PAGE, "html")


def test_a_redirect_is_followed_and_the_last_address_told(site: str) -> None:
    assert fetch(f"{site}/once", HERE).url == f"{site}/page"


def test_the_server_is_told_the_name_that_was_asked_for(site: str) -> None:
    port = site.rsplit(":", 1)[1]
    assert fetch(f"http://localhost:{port}/host", HERE).data == f"localhost:{port}".encode()


def test_an_address_of_this_machine_is_refused_unless_allowed(site: str) -> None:
    assert "--allow-private" in fault(f"{site}/page", Limits())
    assert "--allow-private" in fault("http://[::1]/page", Limits())
    assert "--allow-private" in fault("http://169.254.169.254/latest", Limits())


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/x", "file:///etc/passwd", "http:///x", "http://127.0.0.1:99999/"]
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    fault(url)


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    with pytest.raises(CrosscheckError, match="only http and https"):
        fetch(f"{site}/away", HERE)


@pytest.mark.parametrize(
    ("path", "says"),
    [("/loop", "more than 5 times"), ("/film", "video/mp4"), ("/large", "larger than"), ("/none", "404")],
)
def test_each_limit_is_one_line(site: str, path: str, says: str) -> None:
    assert says in fault(site + path)


def test_a_server_that_dribbles_is_left_after_the_time_in_all(site: str) -> None:
    began = time.monotonic()
    assert "seconds" in fault(f"{site}/slow", Limits(private=True, seconds=0.5))
    assert time.monotonic() - began < 3


def test_nobody_there_is_one_line() -> None:
    fault("http://127.0.0.1:9/")


def test_robots_are_respected(site: str) -> None:
    assert allows(f"{site}/page", HERE)
    assert not allows(f"{site}/private/page", HERE)


def test_a_feed_names_its_entries_once(site: str) -> None:
    assert feed_entries(fetch(f"{site}/feed", HERE)) == [f"{site}/page", f"{site}/private/page"]
    with pytest.raises(CrosscheckError, match="no feed"):
        feed_entries(fetch(f"{site}/page", HERE))
