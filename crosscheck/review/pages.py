"""Answers the browser's requests: pages out, decisions in. Text of articles is data; the templates escape all of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from crosscheck.records import CrosscheckError
from crosscheck.review import words
from crosscheck.review.agreement import agreements
from crosscheck.review.desk import Desk, Work
from crosscheck.review.guard import App, Guard
from crosscheck.review.queue import EVERYTHING
from crosscheck.review.reading import visible
from crosscheck.review.showing import pair_page, row
from crosscheck.store import Store

STATIC = Path(__file__).resolve().parent.parent / "static"
_MOST_BODY = 64_000  # bytes of a form
_MOST_ROWS = 200  # pairs on a page of a list

Form = dict[str, str]


def application(desk: Desk, host: str, port: int) -> App:
    """Return the page of one reviewer as an ASGI application."""
    pages = Pages(desk)
    routes = [
        Route("/", pages.get(pages.start)),
        Route("/pair/{id}", pages.get(pages.pair), methods=["GET"]),
        Route("/pair/{id}", pages.post(pages.decide), methods=["POST"]),
        Route("/undo", pages.post(pages.undo), methods=["POST"]),
        Route("/done", pages.get(pages.done)),
        Route("/lists", pages.get(pages.lists)),
        Route("/list", pages.get(pages.one_list)),
        Route("/agreement", pages.get(pages.agreement)),
        Route("/keys", pages.get(pages.keys)),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(routes=routes, exception_handlers={404: pages.missing, CrosscheckError: pages.trouble})
    return Guard(app, host, port)


class Pages:
    """All pages of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.templates = Environment(
            loader=PackageLoader("crosscheck", "templates/review"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals |= {"choices": words.CHOICES, "keys": words.KEYS, "names": words.NAMES}
        self.templates.globals |= {
            "sure": words.sure,
            "day": words.day,
            "order": words.order,
            "visible": visible,
            "reviewer": desk.reviewer,
        }

    def get(self, page: Callable[[Request, Store], Response]) -> Callable[[Request], Response]:
        """Make an endpoint of a page; Starlette runs it in a thread of its own."""

        def endpoint(request: Request) -> Response:
            with self.desk.opened() as store:
                return page(request, store)

        return endpoint

    def post(self, page: Callable[[Request, Store, Form], Response]) -> Callable[[Request], object]:
        """Make an endpoint of what a form is sent to, once its token is the page's own."""

        async def endpoint(request: Request) -> Response:
            form = await _form(request)
            if form is None:
                return self.say(
                    request,
                    "Too long",
                    "The note is too long; nothing was kept. Go back and shorten it.",
                    413,
                )
            if not request.state.known or not secrets.compare_digest(
                form.get("token", "").encode(), request.state.token.encode()
            ):
                return self.say(
                    request, "Once more, please",
                    "This page was older than the browser's session, so nothing was kept. Go back, reload, and decide again.", 403,
                )  # fmt: skip

            def work() -> Response:
                with self.desk.opened() as store:
                    return page(request, store, form)

            return await run_in_threadpool(work)

        return endpoint

    def show(self, request: Request, name: str, status: int = 200, **values: object) -> Response:
        """Fill a template; `token` goes into every form."""
        told = {
            "token": request.state.token,
            "blind": self.desk.blind,
            "at": "",
            "scope": EVERYTHING,
            **values,
        }
        return HTMLResponse(self.templates.get_template(name).render(told), status)

    def say(self, request: Request, title: str, text: str, status: int) -> Response:
        """Show a page of one sentence."""
        return self.show(request, "said.html", status, title=title, text=text, bar=None)

    def missing(self, request: Request, _: Exception) -> Response:
        """Answer for an address that there is not."""
        return self.say(request, "Not here", "There is no such page.", 404)

    def trouble(self, request: Request, error: Exception) -> Response:
        """Answer for what the user can mend: a store that is gone, damaged or cannot be written."""
        return self.say(request, "This did not work", str(error), 503)

    def bar(self, store: Store, scope: tuple[str, str], known: Work | None = None) -> dict[str, object]:
        """Return what stands at the head of each page: progress in the scope, and the last step."""
        work, queue = known or self.desk.work(store), self.desk.queue(store)
        part, last = queue.of(scope), work.last
        return {
            "done": part.done(work.decided),
            "all": len(part.keys),
            "skipped": sum(k in part.keys and k not in work.decided for k in work.skipped),
            "last": last and {"name": words.NAMES.get(last.decision, last.decision), "pair": last.pair},
            "scope": queue.events.get(scope[1], scope[1]) if scope[0] == "event" else scope[1],
        }

    def start(self, request: Request, store: Store) -> Response:
        """Go to the first pair that is not decided."""
        scope = scope_of(dict(request.query_params))
        return self.onward(store, scope)

    def onward(self, store: Store, scope: tuple[str, str]) -> Response:
        """Go to the next pair of a scope, or to the page that says that all is done."""
        item = self.desk.next(store, scope)
        return RedirectResponse(
            f"/pair/{item.pair.id}{asked(scope)}" if item else f"/done{asked(scope)}", 303
        )

    def pair(self, request: Request, store: Store) -> Response:
        """Show a pair: both articles, and what crosscheck says of it, unless the reviewer is still to decide blind."""
        item = self.desk.item(store, request.path_params["id"])
        scope = scope_of(dict(request.query_params))
        if item is None:
            return self.say(
                request, "Not in the last report",
                "The last run does not have this pair any more. The queue has those that it has.", 404,
            )  # fmt: skip
        page = pair_page(self.desk, store, item)
        return self.show(
            request,
            "pair.html",
            page=page,
            scope=scope,
            asked=asked(scope),
            bar=self.bar(store, scope),
            at="queue",
        )

    def decide(self, request: Request, store: Store, form: Form) -> Response:
        """Keep a decision and go on; a blind reviewer first sees what crosscheck had said."""
        item, scope = self.desk.item(store, request.path_params["id"]), scope_of(form)
        if item is None:
            return self.say(
                request, "Not in the last report",
                "Two runs have gone by since this page was opened, and this pair is gone; nothing was kept.", 404,
            )  # fmt: skip
        decision = form.get("decision", "")
        if decision not in words.NAMES:
            return self.say(request, "No decision", "The form names no decision; nothing was kept.", 400)
        self.desk.decide(store, item, decision, form.get("note", ""))
        if self.desk.blind and decision != "skip":
            return RedirectResponse(f"/pair/{item.pair.id}{asked(scope)}", 303)
        return self.onward(store, scope)

    def undo(self, request: Request, store: Store, form: Form) -> Response:
        """Take the last step back and show its pair."""
        step, scope = self.desk.undo(store), scope_of(form)
        if step is None:
            return self.say(request, "Nothing to undo", "There is no decision of yours to undo.", 200)
        if self.desk.item(store, step.pair) is None:
            return self.onward(store, scope)
        return RedirectResponse(f"/pair/{step.pair}{asked(scope)}", 303)

    def done(self, request: Request, store: Store) -> Response:
        """Say that nothing is left to decide."""
        scope = scope_of(dict(request.query_params))
        return self.show(request, "done.html", scope=scope, bar=self.bar(store, scope), at="queue")

    def lists(self, request: Request, store: Store) -> Response:
        """List events and outlets, each with how much of it is decided."""
        queue, work = self.desk.queue(store), self.desk.work(store)
        found: dict[str, list[tuple[str, str, int, int]]] = {"event": [], "outlet": []}
        for (kind, name), part in queue.within.items():
            if kind:
                title = queue.events.get(name, name) if kind == "event" else name
                found[kind].append((title, name, part.done(work.decided), len(part.keys)))
        groups, start = {}, _start(request)
        for kind, rows in found.items():
            rows.sort(key=lambda r: (r[2] - r[3], r[0]))
            some = rows[start : start + _MOST_ROWS]
            groups[kind] = [
                (title, f"/list{asked((kind, name))}", done, many) for title, name, done, many in some
            ]
        longest = max(map(len, found.values()))
        more = f"/lists?from={start + _MOST_ROWS}" if start + _MOST_ROWS < longest else ""
        return self.show(
            request, "lists.html", groups=groups, more=more, bar=self.bar(store, EVERYTHING, work), at="lists"
        )

    def one_list(self, request: Request, store: Store) -> Response:
        """List the pairs of an event or outlet, what is not decided first."""
        scope = scope_of(dict(request.query_params))
        items, work = self.desk.queue(store).of(scope).items, self.desk.work(store)
        start = _start(request)
        waiting = [i for i in items if i.keys not in work.decided] + [
            i for i in items if i.keys in work.decided
        ]
        rows = [row(self.desk, i, work) for i in waiting[start : start + _MOST_ROWS]]
        further = f"from={start + _MOST_ROWS}"
        more = (
            f"/list{asked(scope)}{'&' if scope != EVERYTHING else '?'}{further}"
            if start + _MOST_ROWS < len(items)
            else ""
        )
        return self.show(
            request, "list.html", rows=rows, more=more, scope=scope, asked=asked(scope), bar=self.bar(store, scope, work),
            at="lists", next=f"/{asked(scope)}",
        )  # fmt: skip

    def agreement(self, request: Request, store: Store) -> Response:
        """Show how far each two reviewers agree, and on what they do not."""
        queue = self.desk.queue(store)
        by_keys = {item.keys: item for item in queue.items}
        copies = {
            c.keys for item in queue.items for c in item.copies
        }  # decided along with their pair, so counted with it
        votes = self.desk.votes(store).items()
        found = agreements({n: {k: v for k, v in said.items() if k not in copies} for n, said in votes})
        listed = {keys for f in found for keys, _, _ in f.differ[:_MOST_ROWS]}
        items = {keys: by_keys[keys] for keys in listed if keys in by_keys}
        gone = store.labelled(key for keys in listed - items.keys() for key in keys)
        return self.show(
            request, "agreement.html", found=found, items=items, remembered=gone,
            bar=self.bar(store, EVERYTHING), at="agreement", most=_MOST_ROWS,
        )  # fmt: skip

    def keys(self, request: Request, store: Store) -> Response:
        """Show the sheet of keys as a page of its own, for those without JavaScript."""
        return self.show(request, "keys.html", bar=self.bar(store, EVERYTHING), at="keys")


def _start(request: Request) -> int:
    told = request.query_params.get("from", "")
    return int(told) if told.isdecimal() and len(told) < 9 else 0


def scope_of(told: dict[str, str]) -> tuple[str, str]:
    """Return which part of the queue a request is about."""
    return next(((kind, told[kind]) for kind in ("event", "outlet") if told.get(kind)), EVERYTHING)


def asked(scope: tuple[str, str]) -> str:
    """Return a scope as the end of an address."""
    return "?" + urlencode({scope[0]: scope[1]}, quote_via=quote) if scope != EVERYTHING else ""


async def _form(request: Request) -> Form | None:
    """Read a form; None when it is too long to be one of this page."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BODY:
            return None
    return {k: v[-1] for k, v in parse_qs(body.decode("utf-8", "replace"), max_num_fields=20).items()}
