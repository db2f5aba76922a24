"""What all tests share: where the maintainers' data lies, and that no test reaches for the network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["corpora"]
ROOT = Path(__file__).resolve().parent.parent

# The same examples every time, and no deadline: CI's two cores are busy, and a slow minute is no defect.
settings.register_profile("crosscheck", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("crosscheck")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The maintainers' folder beside the checkout, which others do not have."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(
            f"{folder} is not here: it holds seeds and benchmarks that are not part of the repository"
        )
    return folder


@pytest.fixture(scope="session", autouse=True)
def offline() -> Iterator[None]:
    """Fail every test that opens a connection to another machine."""
    connect = socket.socket.connect

    def only_local(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1"):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_local)
        yield
