"""Which article took the place of which between two runs, and what its outlet changed in a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from crosscheck.history import Sheet, claim_key
from crosscheck.records import Article

_MOST_WORDS = 6
_ALIKE = 0.6
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Lineage:
    """The articles that left and arrived, each paired with the one of the same outlet that it replaced."""

    def __init__(self, left: Sequence[Article], arrived: Sequence[Sheet]) -> None:
        self.left = {a.id: a for a in left}
        self.arrived = {s.article.id: s for s in arrived}
        self.next: dict[str, Sheet] = {}
        self.last: dict[str, Article] = {}
        for sheet in sorted(arrived, key=lambda s: (s.article.path, s.article.id)):
            older = [a for a in left if a.id not in self.next and _one_report(a, sheet.article)]
            if older:
                article = min(older, key=lambda a: (a.path != sheet.article.path, a.path, a.id))
                self.next[article.id] = sheet
                self.last[sheet.article.id] = article


def _one_report(old: Article, new: Article) -> bool:
    """Whether an article stands where another of the same outlet stood: in its file, at its address, under its title."""
    if (old.source or "").casefold() != (new.source or "").casefold() and old.path != new.path:
        return False
    return bool(
        old.path == new.path or (old.url and old.url == new.url) or (old.title and old.title == new.title)
    )


def successor(text: str, source: str | None, sheet: Sheet) -> str | None:
    """Return the text of the claim in the new article that took the place of this one; None when there is none like it."""
    wanted = claim_key(source, text)
    texts = [c.text for c in sheet.claims]
    if any(claim_key(source, t) == wanted for t in texts):
        return text
    best = max(texts, key=lambda t: (alike(text, t), t), default="")
    return best if best and alike(text, best) >= _ALIKE else None


def alike(one: str, other: str) -> float:
    """Return the share (0..1) of the words of two texts that they have in common, in order."""
    return SequenceMatcher(None, _words(one.casefold()), _words(other.casefold()), autojunk=False).ratio()


def change_of(old: str, new: str) -> str:
    """Say what changed from one text to the other: “12” to “14”; empty when it is too much for a few words."""
    mine, theirs = _words(old), _words(new)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    spans = [(a, b, c, d) for tag, a, b, c, d in blocks if tag != "equal"]
    if not spans:
        return ""
    was, now = mine[spans[0][0] : spans[-1][1]], theirs[spans[0][2] : spans[-1][3]]
    if max(len(was), len(now)) > _MOST_WORDS:
        return ""
    if not was or not now:
        return f"added “{' '.join(now)}”" if now else f"took out “{' '.join(was)}”"
    return f"changed “{' '.join(was)}” to “{' '.join(now)}”"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.,:'’-]\w+)*|[$€£%]", text)


def report_of(article: Article) -> str:
    """Name an article: "Skerry Herald’s report of 3 May 2026"."""
    if article.published is None:
        return f"{outlet(article)} undated report"
    return f"{outlet(article)} report of {day(article.published)}"


def dated_anew(old: Article, new: Article) -> str:
    """Say that an outlet's report has another date than before."""
    return f"the date of {outlet(new)} report is now {day(new.published)}, not {day(old.published)}"


def day(published: date | None) -> str:
    """Return a date as "3 May 2026", or "unknown"."""
    if published is None:
        return "unknown"
    return f"{published.day} {_MONTHS[published.month - 1]} {published.year}"


def outlet(article: Article) -> str:
    """Return the outlet as an owner: "Skerry Herald's"; an unknown one by its file."""
    name = article.source or article.path.rpartition("/")[2]
    return f"{name}’" if name.endswith("s") else f"{name}’s"
