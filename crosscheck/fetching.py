"""An address that the user named -> the bytes behind it; the only room that speaks to a network.

http and https only; the name is looked up once and the connection goes to the address that was checked, so that a
second answer cannot lead elsewhere; private addresses are refused unless allowed; time, size and redirects are limited.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from crosscheck.records import CrosscheckError

if TYPE_CHECKING:
    import httpx

AGENT = "crosscheck (+offline news comparison; fetches only what its user names)"
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
}
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost: seconds in all, bytes, redirects; `private` allows addresses of this machine and network."""

    seconds: float = 20.0
    size: int = 10_000_000
    redirects: int = 5
    private: bool = False


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood behind an address: where it was found in the end, its bytes, its kind ("html", "txt", "md", "pdf", "feed")."""

    url: str
    data: bytes
    kind: str


def is_address(text: str) -> bool:
    """Say whether a word of the command line is an address and no path."""
    return "://" in text


def fetch(url: str, limits: Limits = Limits()) -> Fetched:
    """Fetch one address; CrosscheckError says in one line why not."""
    deadline = time.monotonic() + limits.seconds
    here = url
    for _ in range(limits.redirects + 1):
        answer = _once(here, limits, deadline)
        if isinstance(answer, Fetched):
            return answer
        here = urljoin(here, answer)
    raise CrosscheckError(
        f"{url}: leads on more than {limits.redirects} times; name the address where it ends"
    )


def _once(url: str, limits: Limits, deadline: float) -> Fetched | str:
    """Ask once; return what came, or the address it leads on to."""
    import httpx

    target, headers, extensions = _checked(url, limits)
    try:
        with (
            httpx.Client(trust_env=False, timeout=limits.seconds, follow_redirects=False) as client,
            client.stream("GET", target, headers=headers, extensions=extensions) as response,
        ):
            if response.is_redirect:
                return str(response.headers.get("location", ""))
            if response.status_code != 200:
                raise CrosscheckError(f"{url}: the server answers {response.status_code}; check the address")
            kind = _kind(url, response)
            return Fetched(url, _body(url, response, limits, deadline), kind)
    except httpx.TimeoutException:
        raise _slow(url, limits) from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise CrosscheckError(f"{url}: cannot be fetched ({_words(error)}); check the address") from None


def _words(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _slow(url: str, limits: Limits) -> CrosscheckError:
    return CrosscheckError(
        f"{url}: took longer than {limits.seconds:g} seconds; try again later, or save the page"
    )


def _kind(url: str, response: httpx.Response) -> str:
    named = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if named not in _KINDS:
        raise CrosscheckError(f"{url}: is {named or 'of no kind'}, not a page, text, PDF or feed")
    return _KINDS[named]


def _body(url: str, response: httpx.Response, limits: Limits, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > limits.size:
            raise CrosscheckError(
                f"{url}: is larger than {limits.size:,} bytes; save the article's text instead"
            )
        if time.monotonic() > deadline:
            raise _slow(url, limits)
        parts.append(part)
    return b"".join(parts)


def _checked(url: str, limits: Limits) -> tuple[str, dict[str, str], dict[str, str]]:
    """Look the name up and check where it leads; return the address with the number in place of the name."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise CrosscheckError(f"{url}: is no address; write https://…") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise CrosscheckError(f"{url}: only http and https addresses are fetched; save the text as a file")
    number = _number(url, parts.hostname, port, limits)
    where = f"[{number}]" if ":" in number else number
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = parts.hostname if port == _PORTS[parts.scheme] else f"{parts.hostname}:{port}"
    headers = {"Host": host, "User-Agent": AGENT, "Accept": "text/html,text/plain,application/pdf,*/*;q=0.5"}
    return f"{parts.scheme}://{where}:{port}{path}", headers, {"sni_hostname": parts.hostname}


def _number(url: str, host: str, port: int, limits: Limits) -> str:
    """Return the numeric address of a host; none of its addresses may be private."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise CrosscheckError(f"{url}: there is no such host, or no network; check the address") from None
    numbers = [str(row[4][0]) for row in found]
    if not limits.private and not all(_is_public(number) for number in numbers):
        raise CrosscheckError(
            f"{url}: leads to a private address; allow it with --allow-private if you mean it"
        )
    return numbers[0]


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.split("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_global and not address.is_multicast


def allows(url: str, limits: Limits) -> bool:
    """Say whether the site's robots.txt lets us fetch this address; a site without one allows it."""
    try:
        answer = fetch(urljoin(url, "/robots.txt"), limits)
    except CrosscheckError:
        return True
    rules = RobotFileParser()
    rules.parse(answer.data.decode("utf-8", "replace").splitlines())
    return rules.can_fetch(AGENT, url)


def feed_entries(feed: Fetched, most: int = 30) -> list[str]:
    """Return the addresses of a feed's newest entries, in its order; CrosscheckError when it is none."""
    import feedparser

    read = feedparser.parse(feed.data)
    found = [urljoin(feed.url, str(e["link"])) for e in read.get("entries", ()) if e.get("link")]
    if not found:
        raise CrosscheckError(f"{feed.url}: is no feed with entries; leave --feed out for a page")
    return list(dict.fromkeys(found))[:most]
