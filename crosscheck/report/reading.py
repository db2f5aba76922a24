"""The articles -> the table of what was read, and where each fact about an article came from."""

from __future__ import annotations

from dataclasses import dataclass

from crosscheck.records import Article
from crosscheck.report.text import Markdown, day, link, shorten
from crosscheck.report.view import ReportView, by_date

_NAMES = (("source", "outlet"), ("published", "date"), ("via", "agency"), ("title", "title"))
_USUAL = ("source", "published")  # what an article should say; an agency or a title may just not be there


@dataclass(frozen=True, slots=True)
class Read:
    """One row: `event` is empty but on the first article of an event."""

    event: str
    outlet: str
    published: Markdown
    title: Markdown
    via: str
    known: str


def reading_rows(view: ReportView) -> list[Read]:
    """Return a row for every article, by event (the largest first), then date."""
    groups: dict[str, list[Article]] = {}
    for article in sorted(view.articles, key=by_date):
        groups.setdefault(view.events.get(article.id, ""), []).append(article)
    ordered = sorted(groups.items(), key=lambda g: (-len(g[1]), by_date(g[1][0])))
    return [
        _row(view, article, view.event_titles.get(event, "") if at == 0 and len(groups) > 1 else "")
        for event, articles in ordered
        for at, article in enumerate(articles)
    ]


def _row(view: ReportView, article: Article, event: str) -> Read:
    root = view.roots.get(article.id)
    title = shorten(article.title or "", 90)
    label = title or article.path
    return Read(
        event=shorten(event, 50),
        outlet=article.source or "unknown",
        published=day(article.published),
        title=link(label if root or not title else f"{title} ({article.path})", root),
        via=article.via or "",
        known=known_from(article),
    )


def known_from(article: Article) -> str:
    """Return where the facts were read: "front matter", or "dateline: outlet, date · text: title"."""
    told = dict(article.known_from)
    places: dict[str, list[str]] = {}
    for name, word in _NAMES:
        where = "unknown" if getattr(article, name) is None else told.get(name, "unknown")
        if where != "unknown" or name in _USUAL:
            places.setdefault(where, []).append(word)
    if len(places) == 1:
        return next(iter(places))
    return " · ".join(f"{where}: {', '.join(words)}" for where, words in places.items())
