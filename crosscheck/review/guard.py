"""Turns away what does not come from the review page itself: other hosts' names, other pages' forms, forged forms."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # "no-referrer" would make the browser hide where a form comes from, and this is what is checked.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Let only the page's own requests through, and send the headers that bind the browser.

    The token of a form is in a cookie, too, that no other site can read or have sent along; both must be alike. So a page
    that stayed open while the server was started anew can still be used.
    """

    def __init__(self, app: App, host: str, port: int) -> None:
        self.app, self.host, self.port = app, host, port
        self.cookie = f"crosscheck_review_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known = self._token(headers)
        token = known or secrets.token_urlsafe(24)
        scope["state"] = {**scope.get("state", {}), "token": token, "known": bool(known)}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(raw=message["headers"])
                message["headers"] = told.raw
                told.update(HEADERS)
                told.setdefault("cache-control", "no-store")
                if not known:
                    told.append("set-cookie", f"{self.cookie}={token}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        if why := self._wrong(scope["method"], headers):
            await PlainTextResponse(why, 403)(scope, receive, sending)
            return
        await self.app(scope, receive, sending)

    def _wrong(self, method: str, headers: Headers) -> str:
        """Say why a request is refused, nothing when it is not."""
        if not self._is_ours(headers.get("host", "")):
            return "The page is asked for by a name that is not its own; open it at the address that crosscheck printed."
        if method in ("GET", "HEAD"):
            return ""
        told = headers.get("origin") or headers.get("referer") or ""
        if urlsplit(told).netloc != headers["host"] or urlsplit(told).scheme != "http":
            return "The form comes from another page; nothing was kept."
        return ""

    def _is_ours(self, host: str) -> bool:
        """Whether a Host header names this server; a number cannot be a foreign name that was bent to this machine."""
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname or "", parts.port or 80
        except ValueError:
            return False
        if port != self.port:
            return False
        if name in ("127.0.0.1", "::1", "localhost", self.host.lower()):
            return True
        return self.host in ("0.0.0.0", "::") and _is_number(name)  # noqa: S104

    def _token(self, headers: Headers) -> str:
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return ""
        found = jar[self.cookie].value if self.cookie in jar else ""
        return found if 20 <= len(found) <= 64 else ""


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
