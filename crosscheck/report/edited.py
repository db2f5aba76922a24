"""What outlets changed in their own texts, and what changed in copying -> the rows of two sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscheck.history import Edit, Edited
from crosscheck.records import Article
from crosscheck.report.text import Markdown, day, outlet, quoted
from crosscheck.report.versions import line_link
from crosscheck.report.view import ReportView

_MOST = 12  # sentences of one article that are spelt out


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence before and after, empty where there is none, with the words that differ marked."""

    before: Markdown | str
    after: Markdown | str
    where: Markdown


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that was made from another: who, when, which, the sentences, and how many more."""

    outlet: Markdown
    when: Markdown
    of: Markdown | str
    rows: list[Row]
    more: int


def edited(view: ReportView, kind: str) -> list[Changed]:
    """Return what changed of one kind ("version", "copy", "note"), in order of outlet and day."""
    found = [e for e in view.edited if e.kind == kind and e.old in view.by_id and e.new in view.by_id]
    return sorted((_changed(view, e) for e in found), key=lambda c: (str(c.outlet), str(c.when)))


def _changed(view: ReportView, one: Edited) -> Changed:
    old, new = view.by_id[one.old], view.by_id[one.new]
    rows = list(_rows(view, one.edits, old, new))
    before = f"{outlet(old)}, {day(old.published)}" if one.kind == "copy" else day(old.published)
    return Changed(outlet(new), day(new.published), Markdown(before), rows[:_MOST], max(0, len(rows) - _MOST))


def _rows(view: ReportView, edits: tuple[Edit, ...], old: Article, new: Article) -> Iterator[Row]:
    for edit in edits:
        place = (new, edit.new) if edit.new is not None else (old, edit.old)
        where = line_link(view, place[0], place[1][0]) if place[1] is not None else Markdown("")
        yield Row(_marked(old, edit.old, edit.old_words), _marked(new, edit.new, edit.new_words), where)


def _marked(
    article: Article, span: tuple[int, int] | None, words: tuple[tuple[int, int], ...]
) -> Markdown | str:
    if span is None:
        return "–"
    start, end = span
    return quoted(article.text[start:end], [(a - start, b - start) for a, b in words])
