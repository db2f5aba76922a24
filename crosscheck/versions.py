"""Articles of one outlet -> which is a newer version of which; two texts -> which sentences were changed.

An article with the address of an earlier one, or its outlet and title and most of its words, is the same article
corrected: the newer speaks, the older is set aside. Notes of correction are read, so that the error that they take
back is no voice of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from crosscheck.history import Edit, Edited
from crosscheck.records import Article

Span = tuple[int, int]
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][\"”’)]*(?=\s|$)|(?=\n)|$)")
_WORD = re.compile(r"[\w’'-]+(?:[.,:]\d+)*")
_NEARLY = 0.5  # of the words of the shorter: a corrected article keeps most of them, a follow-up does not
_ALIKE = 0.6  # two sentences of which one was made from the other
NOTE = re.compile(
    r"\b(?:(?:an?|the) (?:earlier|previous) version of (?:this|the|our) (?:article|story|report|text|headline)"
    r"|this (?:article|story|report|post|headline) (?:was|has been|is) (?:updated|corrected|amended|revised|changed)"
    r"|(?:corrections?|clarification|editor['’]s note|update[d]?)\s*[:—–-]\s"
    r"|we (?:had )?(?:wrongly|incorrectly|mistakenly) (?:reported|stated|said|wrote)"
    r"|corrected to\b)",
    re.IGNORECASE,
)


def superseded(articles: Sequence[Article]) -> dict[str, str]:
    """Return the newest version's id of each article that has a newer one, by the older one's id.

    The newest is the one of the latest day (of one day, and without a day: the longer one, then by path and id), so
    that the order of arrival cannot matter.
    """
    found: dict[str, str] = {}
    for group in _groups(articles):
        ordered = sorted(group, key=_age)
        for number, article in enumerate(ordered):
            newer = [b for b in ordered[number + 1 :] if _is_version(article, b)]
            if newer:
                found[article.id] = newer[-1].id
    return found


def _age(article: Article) -> tuple[int, int, str, str]:
    return (
        article.published.toordinal() if article.published else 0,
        len(article.text),
        article.path,
        article.id,
    )


def _groups(articles: Sequence[Article]) -> list[list[Article]]:
    """Return the articles that share an address, or outlet and title."""
    groups: dict[tuple[str, ...], list[Article]] = defaultdict(list)
    for article in articles:
        if article.url:
            groups["url", article.url.split("#")[0].rstrip("/")].append(article)
        if article.source and article.title:
            groups["title", article.source.lower(), *_words(article.title)].append(article)
    return [group for group in groups.values() if len(group) > 1]


def _is_version(old: Article, new: Article) -> bool:
    if old.source and new.source and old.source.lower() != new.source.lower():
        return False
    mine, theirs = set(_words(_body(old))), set(_words(_body(new)))
    return len(mine & theirs) >= _NEARLY * max(1, min(len(mine), len(theirs))) and bool(
        _shared_sentences(old, new)
    )


def _shared_sentences(old: Article, new: Article) -> set[str]:
    return {_plain(old.text[a:b]) for a, b in sentences(old)} & {
        _plain(new.text[a:b]) for a, b in sentences(new)
    }


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _body(article: Article) -> str:
    return " ".join(article.text[a:b] for a, b in sentences(article))


def sentences(article: Article) -> list[Span]:
    """Return the spans of an article's sentences, roughly: what is masked left out."""
    masked = article.masked
    found = (m.span() for m in _SENTENCE.finditer(article.text))
    return [(a, b) for a, b in found if not any(first < b and a < last for first, last in masked)]


def notes(article: Article) -> list[Span]:
    """Return the spans of the sentences in which an outlet says that it corrected or updated its text."""
    return [(a, b) for a, b in sentences(article) if NOTE.search(article.text, a, b)]


def what_changed(old: Article, new: Article) -> list[Edit]:
    """Return the sentences that were removed, added or changed, in the order of the newer text."""
    mine, theirs = sentences(old), sentences(new)
    told = [_plain(old.text[a:b]) for a, b in mine], [_plain(new.text[a:b]) for a, b in theirs]
    found: list[Edit] = []
    for tag, a, b, c, d in SequenceMatcher(None, *told, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _paired(old, new, mine[a:b], theirs[c:d])
    return found


def _paired(old: Article, new: Article, mine: Sequence[Span], theirs: Sequence[Span]) -> list[Edit]:
    """Set each new sentence beside the old one that it was made from, if any."""
    left = list(mine)
    found: list[Edit] = []
    for span in theirs:
        text = new.text[slice(*span)]
        best = max(left, key=lambda s: _ratio(old.text[slice(*s)], text), default=None)
        if best is not None and _ratio(old.text[slice(*best)], text) >= _ALIKE:
            left.remove(best)
            found.append(Edit(best, span, *differing(old.text, best, new.text, span)))
        else:
            found.append(Edit(None, span))
    return [*(Edit(span, None) for span in left), *found]


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def differing(old: str, one: Span, new: str, other: Span) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the spans of the words that differ between two sentences, neighbours put together."""
    mine = [m.span() for m in _WORD.finditer(old, *one)]
    theirs = [m.span() for m in _WORD.finditer(new, *other)]
    told = [old[a:b].lower() for a, b in mine], [new[a:b].lower() for a, b in theirs]
    spans: tuple[list[Span], list[Span]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, *told, autojunk=False).get_opcodes():
        if tag != "equal":
            for side, words, first, last in ((0, mine, a, b), (1, theirs, c, d)):
                if first < last:
                    spans[side].append((words[first][0], words[last - 1][1]))
    return tuple(spans[0]), tuple(spans[1])


_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|half"
    r"|first|second|third|no|not|never|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b",
    re.IGNORECASE,
)


def telling(edit: Edit, old: Article, new: Article) -> bool:
    """Whether a changed sentence differs in a figure, a day, a name or a denial, and not only in its wording."""
    if edit.old is None or edit.new is None:
        return False
    words = [old.text[a:b] for a, b in edit.old_words] + [new.text[a:b] for a, b in edit.new_words]
    starts = {edit.old[0], edit.new[0]}
    names = [
        (a, text)
        for spans, text in ((edit.old_words, old.text), (edit.new_words, new.text))
        for a, b in spans
        if text[a].isupper() and a not in starts
    ]
    return any(_FIGURE.search(w) for w in words) or bool(names)


def edited(articles: Sequence[Article], origins: Mapping[str, str]) -> tuple[Edited, ...]:
    """Return what outlets changed in their own articles, and where copies of one text differ in what matters."""
    older = superseded(articles)
    by_id = {a.id: a for a in articles}
    found = [
        Edited("version", a, b, tuple(what_changed(by_id[a], by_id[b]))) for a, b in sorted(older.items())
    ]
    noted = [Edited("note", a.id, a.id, tuple(Edit(None, span) for span in notes(a))) for a in articles]
    found += [n for n in noted if n.edits and n.new not in older]
    by_origin: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=_age):
        if article.id not in older:
            by_origin[origins.get(article.id, article.id)].append(article)
    for copies in by_origin.values():
        for copy in copies[1:]:
            edits = [e for e in what_changed(copies[0], copy) if telling(e, copies[0], copy)]
            if edits:
                found.append(Edited("copy", copies[0].id, copy.id, tuple(edits)))
    return tuple(found)
