"""How surely two claims speak of one thing: the measure that every comparator scales its word by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import TypeVar

from crosscheck.compare.families import families
from crosscheck.records import Claim, Difference, Facet

F = TypeVar("F", bound=Facet)

# Two short claims that share three words of four are less surely of one fact than two long ones that share ten of
# fifteen: this many words that they do not share are added to both. Chosen on the training stories.
_DOUBT = 5.0
# A word that one claim shares only with the sentence before the other counts this much.
_BESIDE = 0.12
_SCALE = 2.2


@dataclass(frozen=True, slots=True)
class Side:
    """A claim with the day of its report (None: unknown)."""

    claim: Claim
    published: date | None = None


def facets_of(side: Side, kind: type[F]) -> list[F]:
    """Return the claim's facets of one kind, in order."""
    return [f for f in side.claim.facets if isinstance(f, kind)]


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the shared part of the smaller of two sets (0 when one is empty)."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def alike(left: frozenset[str], right: frozenset[str], doubt: float = _DOUBT) -> float:
    """Return the cosine of two sets of words, drawn towards 0 when they are small."""
    shared = len(left & right)
    return shared / (sqrt(len(left) * len(right)) + doubt) if shared else 0.0


def likeness(left: Side, right: Side) -> float:
    """Return 0..1 by the families of words that two claims share, with a little for those of the sentence before."""
    mine, theirs = families(left.claim.text), families(right.claim.text)
    shared = float(len(mine & theirs))
    shared += _BESIDE * len(mine & (families(right.claim.context) - theirs))
    shared += _BESIDE * len(theirs & (families(left.claim.context) - mine))
    return round(min(1.0, _SCALE * shared / (sqrt(len(mine) * len(theirs)) + _DOUBT)), 4)


def around(side: Side, start: int, end: int, reach: int = 45) -> frozenset[str]:
    """Return the families of the words within `reach` characters of a span, the span itself left out."""
    text, first = side.claim.text, side.claim.start
    before, after = (
        text[max(0, start - first - reach) : start - first],
        text[end - first : end - first + reach],
    )
    return families(_after_stop(before)) | families(_before_stop(after))


def _after_stop(text: str) -> str:
    """Cut a word that the reach cut in two, and what stands before a semicolon."""
    return text.rsplit(";", 1)[-1].partition(" ")[2] if ";" not in text else text.rsplit(";", 1)[-1]


def _before_stop(text: str) -> str:
    return text.split(";", 1)[0]


def shared_count(left: Side, right: Side) -> int:
    """Return how many families of words two claims share."""
    return len(families(left.claim.text) & families(right.claim.text))


def is_later(left: Side, right: Side) -> bool:
    """Whether the right report is known to be of a later day."""
    return left.published is not None and right.published is not None and right.published > left.published


def order_unknown(left: Side, right: Side) -> bool:
    """Whether it is not known which report came first."""
    return left.published is None or right.published is None


def best(found: list[Difference], many: int = 2) -> list[Difference]:
    """Keep the surest of a comparator's findings; a slot of nothing is no finding."""
    spoken = [d for d in found if d.slot > 0]
    return sorted(spoken, key=lambda d: (-d.slot, d.left, d.right))[:many]
