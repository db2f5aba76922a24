"""Listens for the reviewer's browser, on this machine alone unless told otherwise."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address

from crosscheck.records import CrosscheckError
from crosscheck.review.guard import App


def listen(host: str, port: int) -> socket.socket:
    """Take a port (0: any that is free); CrosscheckError when it is taken or the host is not this machine's."""
    try:
        kind, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # Only of a socket that says TCP does asyncio turn off the wait for full packets, which costs 40 ms a page.
        taken = socket.socket(kind, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError:
        raise CrosscheckError(
            f"{host}: is no address of this machine; leave --host out, or mend it"
        ) from None
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(where)
        taken.listen(64)
    except OSError as error:
        taken.close()
        raise CrosscheckError(
            f"{host}:{port}: cannot be listened on ({error.strerror}); name another port with --port, or 0 for any"
        ) from None
    return taken


def address(host: str, port: int) -> str:
    """Return the address to open in a browser; a server on all addresses is opened at this machine's own."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    return f"http://{f'[{name}]' if ':' in name and not name.startswith('[') else name}:{port}/"


def is_loopback(host: str) -> bool:
    """Whether a host is this machine as seen from itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(app: App, taken: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C; `ready` is called before the first."""
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
    ready()
    try:
        uvicorn.Server(config).run(sockets=[taken])
    except KeyboardInterrupt:
        pass  # every decision is in the store; there is nothing to save
    finally:
        taken.close()
