"""What outlasts a run, as plain records: a finding as it stood, how reviewers decided, what changed since.

A claim is known again by its words and its outlet (`claim_key`), whatever became of its article's date, name or file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from crosscheck.records import Article, Claim, Finding, Pair, Verdict, content_id

DECISIONS = ("conflict", "update", "reconciled", "agree", "unrelated", "unsure")
DISMISSING = ("agree", "unrelated")
NOBODY = "a reviewer"

Says = Literal["confirmed", "decided", "dismissed", "unsure", "differ", "earlier", "turned"]
Kind = Literal["new", "changed", "resolved", "same"]
KINDS: tuple[Kind, ...] = ("new", "changed", "resolved", "same")
KIND_WORDS: dict[Kind, str] = {
    "new": "new",
    "changed": "changed",
    "resolved": "resolved",
    "same": "carried forward",
}


def claim_key(source: str | None, text: str) -> str:
    """Return the key of a claim for labels and identity: the same for the same words of the same outlet."""
    return content_id("claim", (source or "").casefold().strip(), " ".join(text.casefold().split()))


def pair_key(one: str, other: str) -> str:
    """Return the key of two claims, by their keys, in whichever order they come."""
    return content_id("said", *sorted((one, other)))


@dataclass(frozen=True, slots=True)
class Version:
    """A claim as a finding or a label remembers it, with what tells its article."""

    key: str
    claim: str
    article: str
    path: str
    outlet: str | None
    published: date | None
    title: str | None
    url: str | None
    start: int
    text: str

    def said(self, spans: tuple[tuple[int, int], ...]) -> list[str]:
        """Return the words of the claim at these spans of its article, in lower case."""
        cut = (self.text[max(0, a - self.start) : max(0, b - self.start)] for a, b in spans)
        return [" ".join(words.casefold().split()) for words in cut if words.strip()]


def version_of(claim: Claim, article: Article) -> Version:
    """Return what is remembered of a claim."""
    key = claim_key(article.source, claim.text)
    return Version(
        key, claim.id, article.id, article.path, article.source, article.published, article.title, article.url,
        claim.start, claim.text,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What reviewers said of a pair: `votes` are (reviewer, decision), `tool` the relation that crosscheck gave.

    `says` is "confirmed" (as the tool), "decided" (otherwise), "dismissed", "unsure", "differ" (the reviewers do),
    "earlier" (words have changed since) or "turned" (an update, and the dates now stand the other way round).
    """

    says: Says
    votes: tuple[tuple[str, str], ...]
    tool: str

    def words(self) -> str:
        """Return the mark in a few words: "confirmed by Ann"."""
        sure = [name for name, decision in self.votes if decision != "unsure"]
        unsure = [name for name, decision in self.votes if decision == "unsure"]
        said = ", ".join(f"{name} said {decision}" for name, decision in self.votes)
        doubt = f"; {_listed(unsure)} {'is' if len(unsure) == 1 else 'are'} unsure" if unsure else ""
        match self.says:
            case "confirmed":
                return f"confirmed by {_listed(sure)}{doubt}"
            case "decided":
                return f"decided by {_listed(sure)}; crosscheck said {self.tool}{doubt}"
            case "dismissed":
                return f"dismissed by {_listed(sure)}{doubt}"
            case "unsure":
                return doubt.removeprefix("; ")
            case "differ":
                return f"reviewers differ: {said}"
            case "earlier":
                return f"decided on an earlier wording: {said}"
            case "turned":
                return f"decided when the dates stood the other way round: {said}"


def _listed(names: list[str]) -> str:
    return " and ".join(n for n in (", ".join(names[:-1]), names[-1]) if n) if names else NOBODY


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the log odds of a confidence are stretched and moved; fitted to `pairs` decided pairs, of which `right` were right."""

    slope: float
    offset: float
    pairs: int
    right: int
    made: str = ""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A pair that would be shown, had reviewers not dismissed it; `verdict` is what crosscheck said."""

    pair: Pair
    verdict: Verdict
    mark: Mark
    left: Version
    right: Version


@dataclass(frozen=True, slots=True)
class State:
    """A finding as it stood after a run, with all that its part of the report was made of, articles aside."""

    finding: Finding
    pairs: tuple[Pair, ...]
    verdicts: tuple[Verdict, ...]
    marks: tuple[tuple[str, Mark], ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article with its claims, as a run read it."""

    article: Article
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What a run found, for comparing with another: `settings` is a hash of models, settings and code."""

    number: int
    settings: str
    findings: tuple[State, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one finding between two runs, and why, in one sentence; `was` is its relation before."""

    kind: Kind
    finding: str
    fact: str
    relation: str
    was: str
    why: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the run `since`, in the order of the report; what is gone in the order of the older one."""

    since: int
    listed: tuple[Change, ...] = ()

    def of(self, kind: Kind) -> list[Change]:
        """Return the changes of one kind."""
        return [c for c in self.listed if c.kind == kind]

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind."""
        return {kind: len(self.of(kind)) for kind in KINDS}


def counted(counts: dict[str, int], since: int = 0) -> str:
    """Return counts in words: "2 new, 1 resolved, 9 carried forward"."""
    told = [f"{counts[kind]} {KIND_WORDS[kind]}" for kind in KINDS if counts.get(kind)]
    return ", ".join(told) if told else "no findings before or after" if since else "no findings"


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence that one text has otherwise than another: spans in both (None: it has none), and the words that differ."""

    old: tuple[int, int] | None
    new: tuple[int, int] | None
    old_words: tuple[tuple[int, int], ...] = ()
    new_words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """Two articles of which one was made from the other, by id, and the sentences that differ.

    `kind` is "version" (an outlet's own newer text), "copy" (of one origin, another outlet's), or "note": what an outlet
    says of its own corrections, the sentences in `new`.
    """

    kind: Literal["version", "copy", "note"]
    old: str
    new: str
    edits: tuple[Edit, ...]
