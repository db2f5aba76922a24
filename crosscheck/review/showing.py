"""A pair -> what its page shows, as plain values for the template."""

from __future__ import annotations

from dataclasses import dataclass

from crosscheck.history import NOBODY, Sheet, Version
from crosscheck.records import Verdict
from crosscheck.review.desk import Desk, Work
from crosscheck.review.queue import Item
from crosscheck.review.reading import Piece, Span, pieces, quoted, visible
from crosscheck.review.words import NAMES
from crosscheck.store import Store


@dataclass(frozen=True, slots=True)
class Side:
    """One claim with its article; `text` is empty when the article is not kept any more."""

    name: str
    version: Version
    via: str
    speaker: str
    quote: list[Piece]
    text: list[Piece]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class PairPage:
    """A pair as its page shows it; `verdict` is None while a blind reviewer is still to decide."""

    item: Item
    sides: tuple[Side, Side]
    verdict: Verdict | None
    mine: str
    note: str
    others: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair in a list; `relation` is empty while it is hidden, `mine` while it is not decided."""

    pair: str
    left: str
    right: str
    outlets: tuple[str, str]
    relation: str
    mine: str
    skipped: bool


def pair_page(desk: Desk, store: Store, item: Item) -> PairPage:
    """Collect what the page of a pair shows; what others decided is shown to those who have decided themselves."""
    labels = store.labels_on(*item.keys)
    mine = next((x for x in labels if x.reviewer == desk.reviewer), None)
    open_ = mine is not None or not desk.blind
    others = [
        (x.reviewer or NOBODY, NAMES.get(x.decision, x.decision), x.note)
        for x in labels
        if x is not mine and mine
    ]
    left, right = desk.sheets(store, item)
    words = (item.verdict.left_words, item.verdict.right_words) if open_ else ((), ())
    sides = (_side("left", item.left, left, words[0]), _side("right", item.right, right, words[1]))
    verdict = item.verdict if open_ else None
    return PairPage(item, sides, verdict, mine.decision if mine else "", mine.note if mine else "", others)


def _side(name: str, version: Version, sheet: Sheet | None, words: tuple[Span, ...]) -> Side:
    quote = quoted(version.text, version.start, words)
    if sheet is None:
        return Side(name, version, "", "", quote, [], False, False)
    claim = next((c for c in sheet.claims if c.id == version.claim), None)
    span = (claim.start, claim.end) if claim else (version.start, version.start + len(version.text))
    speaker = (
        f"{claim.speaker}{', in quotation marks' if claim.quoted else ''}" if claim and claim.speaker else ""
    )
    return Side(name, version, sheet.article.via or "", speaker, quote, *pieces(sheet.article, span, words))


def row(desk: Desk, item: Item, work: Work) -> Row:
    """Collect what a list shows of a pair."""
    mine = work.decided.get(item.keys, "")
    relation = NAMES[item.verdict.relation] if mine or not desk.blind else ""
    left, right = (visible(" ".join(v.text.split())) for v in (item.left, item.right))
    return Row(
        item.pair.id, left, right, item.outlets, relation, NAMES.get(mine, mine), item.keys in work.skipped
    )
