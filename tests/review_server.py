"""A real review page on 127.0.0.1, as its own process or as a thread, for tests."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from crosscheck.review import Desk, application, listen

ROOT = Path(__file__).resolve().parent.parent


_OPEN: list[httpx.Client] = []


class Reviewer:
    """What a browser does, without one; it is closed with the server."""

    def __init__(self, address: str, cookies: dict[str, str] | None = None) -> None:
        self.http = httpx.Client(
            base_url=address, headers={"origin": address.rstrip("/")}, follow_redirects=True, cookies=cookies
        )

        _OPEN.append(self.http)

    def page(self, path: str = "/") -> httpx.Response:
        return self.http.get(path)

    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.page("/lists").text)
        assert found
        return found[1]

    def decide(self, pair: str, decision: str, **more: str) -> httpx.Response:
        return self.http.post(f"/pair/{pair}", data={"token": self.token(), "decision": decision, **more})

    def undo(self) -> httpx.Response:
        return self.http.post("/undo", data={"token": self.token()})


@contextmanager
def thread(store: Path, reviewer: str = "Ann", blind: bool = False, port: int = 0) -> Iterator[str]:
    """Serve from a thread of this process; gives the address."""
    taken = listen("127.0.0.1", port)
    at = taken.getsockname()[1]
    app = application(Desk(store, reviewer, blind), "127.0.0.1", at)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    running.start()
    address = f"http://127.0.0.1:{at}/"
    try:
        yield address
    finally:
        _leave(address)
        server.should_exit = True
        running.join(20)
        taken.close()


@contextmanager
def process(store: Path, *words: str, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve as people do, by `crosscheck review`; gives the address and the process."""
    command = [
        sys.executable,
        "-m",
        "crosscheck.cli",
        "review",
        "--no-open",
        "--store",
        str(store),
        "--port",
        str(port),
        *words,
    ]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert running.stdout is not None
        line = running.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, (line, running.stderr.read() if running.stderr and not line else "")
        yield found[0], running
    finally:
        _leave("")
        running.terminate()
        running.communicate(timeout=20)


def _leave(address: str) -> None:
    """Close the clients of an address, or all."""
    for client in _OPEN:
        if str(client.base_url).startswith(address):
            client.close()
