"""What is passed from room to room: plain, frozen values, and the one error that people see.

Every offset (`start`, `end`) is a half-open span of characters in the text of the claim's article.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Relation = Literal["conflict", "update", "reconciled", "agree", "unrelated"]
Aspect = Literal["number", "date", "place", "actor", "polarity", "status", "attribution", "cause", "other"]
Outcome = Literal["same", "differs", "reconciled", "moved"]

RELATIONS: tuple[Relation, ...] = ("conflict", "update", "reconciled", "agree", "unrelated")
FLAGGED: tuple[Relation, ...] = ("conflict", "update", "reconciled")
ASPECTS: tuple[Aspect, ...] = (
    "number",
    "date",
    "place",
    "actor",
    "polarity",
    "status",
    "attribution",
    "cause",
    "other",
)


class CrosscheckError(Exception):
    """Say in one line what is wrong, naming the file, and what to do about it."""


def content_id(*parts: object) -> str:
    """Return 16 hex digits of the SHA-256 of the parts; equal parts give equal ids on every machine."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one source.

    `text` is the whole decoded file as it came, front matter included; `masked` are the spans of it that are
    not the article's own prose (front matter, dateline header, boilerplate). `title_span` is where the
    headline stands in `text`, when it does. `known_from` says for each of source, published, via, author and
    title where it was read: "front matter", "dateline", "byline", "text" or "unknown".
    """

    id: str
    path: str
    text: str
    source: str | None = None
    published: date | None = None
    via: str | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None
    title_span: tuple[int, int] | None = None
    masked: tuple[tuple[int, int], ...] = ()
    known_from: tuple[tuple[str, str], ...] = ()

    def line_of(self, offset: int) -> int:
        """Return the line (from 1) of the file on which the character at `offset` stands."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that could not be read: which, why, and what to do, in one line each."""

    path: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds: `low <= value <= high` in `unit`, of the thing in `counted` (lower-case lemmas).

    `hedge` is "exact", "about", "at least", "at most", "more than", "less than", "nearly" or "range"; `unit` is
    "count", "percent", "share" (0..1), "change" (a factor: "dropped by half" is 0.5 to the base), an ISO currency
    code, or an SI-like name ("metre", "kilogram", "second", "celsius", "hectare", …); values are in that unit.
    `per` is the period or thing a rate is given for ("day", "year", "person"), else "". `role` is "former" (the 41
    of "rose from 41 to 57"), "difference" ("four more bodies", "rose by 5,000"; negative when it fell), "whole"
    (the 94 of "31 of the 94") or "" for a plain figure: figures of different roles do not answer each other.
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    unit: str
    counted: tuple[str, ...] = ()
    hedge: str = "exact"
    per: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """How many times something has happened, this time included: "his second visit" is 2, "once before" is 1 earlier.

    `number` is the ordinal or count; `before` says that the occasion told of is not counted in it ("visited once
    before"); `counted` are the lemmas of what happened ("visit", "border").
    """

    start: int
    end: int
    text: str
    number: int
    before: bool
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A resolved time: the first and last day it can mean (None: open), to what grain, and minutes of the day if told.

    `grain` is "minute", "part" (of a day), "day", "week", "month", "quarter", "season", "year" or "decade".
    `kind` is "at" (a point or span), "since", "until", "before", "after", "duration". For a duration the days are
    None and `days` holds its length. `minute` is minutes after midnight, local time, else None; `minutes` are the
    first and last minute of the day it can mean ("shortly after 9 p.m.", "before dawn"), None when not told.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    grain: str
    kind: str = "at"
    minute: int | None = None
    days: float | None = None
    minutes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name as written and its normal form; `within` lists what a gazetteer knows it lies in.

    `known`: the gazetteer has it; a known place that lies in nothing is a country.
    """

    start: int
    end: int
    text: str
    name: str
    within: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or an organisation: `name` is the fullest name in the article, `role` its part in the clause.

    `kind` is "person", "organisation" or "group"; `role` is "agent", "patient", "speaker" or "other".
    """

    start: int
    end: int
    text: str
    name: str
    kind: str
    role: str = "other"


@dataclass(frozen=True, slots=True)
class Status:
    """At what stage a thing is: "considered", "planned", "expected", "under way", "done" or "dropped"."""

    start: int
    end: int
    text: str
    stage: str
    thing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Polarity:
    """Whether the claim's main predicate (`predicate`, a lemma) is said to hold; `cue` words made it negative."""

    start: int
    end: int
    text: str
    predicate: str
    positive: bool


Facet = Quantity | Occasion | Time | Place | Actor | Status | Polarity


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of an article, as an exact span of its text.

    `kind` is "title", "sentence" or "clause". `speaker` is who said it when it is not the outlet itself, `verb` the
    reporting verb as written. `context` is the text before it that a reader needs (the sentence before, of a later
    clause its sentence so far, else the title). `about` is the main subject as written, a pronoun replaced by what it
    stands for; `subject` and `terms` are lower-case lemmas: of that subject, and of all content words. `doer` and `thing`
    are the lemmas of who does the deed (`predicate`) and of what it is done to, in the active voice as in the passive.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    kind: str
    speaker: str | None = None
    verb: str | None = None
    quoted: bool = False
    context: str = ""
    predicate: str = ""
    subject: tuple[str, ...] = ()
    about: str = ""
    doer: tuple[str, ...] = ()
    thing: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of different origins worth judging, the earlier (by date, then id) on the left.

    `keys` say in words what brought them together; `order` is "known", "same day" or "unknown". `ranks` count from 1:
    how near the right claim is to the left one among the claims of its article, and the other way round; `among` is
    how many pairs of claims the two articles have.
    """

    id: str
    left: str
    right: str
    similarity: float
    keys: tuple[str, ...]
    order: str
    same_event: bool = True
    ranks: tuple[int, int] = (1, 1)
    among: int = 1


@dataclass(frozen=True, slots=True)
class Difference:
    """What a comparator found in one slot that both claims fill.

    `outcome` "same": both say one thing; "differs": both cannot be true; "reconciled": looks different, fits, and
    `reason` says how; "moved": the thing moves and the later report differs. `slot` (0..1) is how surely both speak
    of one thing. `left` and `right` are the spans of the words compared, in their own article's text.
    """

    aspect: Aspect
    outcome: Outcome
    slot: float
    reason: str
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided on a pair; `basis` lists the named figures that the decision rests on."""

    pair: str
    relation: Relation
    aspect: Aspect
    confidence: float
    explanation: str
    left_words: tuple[tuple[int, int], ...] = ()
    right_words: tuple[tuple[int, int], ...] = ()
    basis: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Pairs about one fact put together: every source's version of it, in order of date."""

    id: str
    relation: Relation
    aspect: Aspect
    confidence: float
    fact: str
    explanation: str
    event: str
    claims: tuple[str, ...]
    pairs: tuple[str, ...]
    outlets: int = 0
    origins: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A reviewer's decision on a pair, keyed by the texts and sources of its claims; a run never changes it."""

    left_key: str
    right_key: str
    decision: str
    reviewer: str = ""
    note: str = ""
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What reading gave: articles in order of path, what could not be read, and remarks on what was read, but."""

    articles: tuple[Article, ...] = ()
    unread: tuple[Unread, ...] = field(default=())
    notes: tuple[Unread, ...] = ()
