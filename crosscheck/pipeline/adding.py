"""Files, folders and addresses that are to stay until they are removed -> the store; nothing is judged here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from crosscheck import articles as reading
from crosscheck import fetching
from crosscheck.articles import shown
from crosscheck.fetching import USUAL, Fetched, Limits
from crosscheck.pipeline.viewing import file_of
from crosscheck.records import Article, CrosscheckError, Unread
from crosscheck.store import ADDED, Source, Store, below

_PAGES = (".html", ".htm", ".xhtml", ".pdf")
Told = Callable[[str], None]


@dataclass(slots=True)
class Added:
    """What an addition gave: articles that are new, those that replace one of the same file or address, and the rest."""

    new: list[Article] = field(default_factory=list)
    renewed: list[Article] = field(default_factory=list)
    same: list[Article] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def add(
    things: Sequence[str],
    store: Store,
    feed: bool = False,
    limits: Limits = USUAL,
    told: Told = lambda _: None,
) -> Added:
    """Keep the articles of files, folders and addresses (with `feed`, of the entries of feeds); say each fetch.

    What cannot be read or fetched is a line in `unread`; everything else is kept. Raises CrosscheckError when the
    store cannot be written.
    """
    added = Added()
    known = {s.name: s for s in store.sources()}
    for thing in things:
        try:
            if fetching.is_address(thing):
                found = _of_address(thing, feed, limits, told, added.unread)
            else:
                found = _of_path(Path(thing), store, added.unread)
        except CrosscheckError as error:
            added.unread.append(_line(error))
            continue
        for source in found:
            _keep(source, known, added)
        store.add_sources(found)
    return added


def _keep(source: Source, known: dict[str, Source], added: Added) -> None:
    before = known.get(source.name)
    if before is None:
        added.new.append(source.article)
    elif before.article.id != source.article.id:
        added.renewed.append(source.article)
    else:
        added.same.append(source.article)
    known[source.name] = source


def _line(error: CrosscheckError) -> Unread:
    """Part an error's line into what it is about, why, and the remedy."""
    head, _, remedy = str(error).partition("; ")
    path, _, why = head.rpartition(": ") if head.count(": ") == 1 else head.partition(": ")
    return Unread(path or head, why, remedy or "check the address")


def _of_path(path: Path, store: Store, unread: list[Unread]) -> list[Source]:
    corpus = reading.read([path])
    unread += corpus.unread
    found = []
    for article in corpus.articles:
        file = file_of(article.path, [path])
        if file is not None:
            page = file.read_bytes() if file.suffix.lower() in _PAGES else None
            found.append(Source(store.named(file), ADDED, article, page))
    return found


def _of_address(url: str, feed: bool, limits: Limits, told: Told, unread: list[Unread]) -> list[Source]:
    told(url)
    first = fetching.fetch(url, limits)
    if not feed:
        if first.kind == "feed":
            raise CrosscheckError(f"{url}: is a feed; say --feed to add its articles")
        return _article(first, unread)
    found: list[Source] = []
    for entry in fetching.feed_entries(first):
        try:
            if not fetching.allows(entry, limits):
                unread.append(
                    Unread(entry, "the site's robots.txt asks not to fetch it", "save the page by hand")
                )
                continue
            told(entry)
            found += _article(fetching.fetch(entry, limits), unread)
        except CrosscheckError as error:
            unread.append(_line(error))
    return found


def _article(page: Fetched, unread: list[Unread]) -> list[Source]:
    parts = urlsplit(page.url)
    label = shown(
        (parts.hostname or "") + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    )
    corpus = reading.read_bytes(label, page.data, f".{page.kind}", page.url)
    unread += corpus.unread
    return [Source(page.url, ADDED, replace(a, url=a.url or page.url), page.data) for a in corpus.articles]


def remove(names: Sequence[str], store: Store) -> list[Source]:
    """Take articles out: by file, folder, address, label, or the start of an id; return them.

    CrosscheckError when a name is of none or of several; nothing is taken out then.
    """
    present = store.sources()
    gone: dict[str, Source] = {}
    for name in names:
        for source in _meant(name, present, store):
            gone[source.name] = source
    store.remove_sources(gone)
    return list(gone.values())


def _meant(name: str, present: Sequence[Source], store: Store) -> list[Source]:
    own = name if fetching.is_address(name) else store.named(Path(name))
    found = [s for s in present if below(s.name, own)] or [s for s in present if s.article.path == name]
    if found:
        return found
    by_id = [s for s in present if len(name) >= 4 and s.article.id.startswith(name)]
    if len(by_id) == 1:
        return by_id
    why = f"is the start of {len(by_id)} articles' ids" if by_id else "is no article of this store"
    raise CrosscheckError(f"{name}: {why}; 'crosscheck sources' lists them")
