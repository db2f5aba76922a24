"""How surely two claims speak of one thing: the measure that every comparator scales its word by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from crosscheck.records import Actor, Claim, Difference, Facet, Place

F = TypeVar("F", bound=Facet)

# Words that every second claim of a story has and that say nothing about what is told.
_EMPTY = frozenset(
    "say tell accord report people year day time week month official make take come go give get one two new last first"
    " have be do also still more most other several number part".split()
)


@dataclass(frozen=True, slots=True)
class Side:
    """A claim with the day of its report (None: unknown)."""

    claim: Claim
    published: date | None = None


def facets_of(side: Side, kind: type[F]) -> list[F]:
    """Return the claim's facets of one kind, in order."""
    return [f for f in side.claim.facets if isinstance(f, kind)]


def names_of(side: Side) -> frozenset[str]:
    """Return the words of all names in a claim."""
    return frozenset(
        w for f in side.claim.facets if isinstance(f, (Actor, Place)) for w in f.name.split() if len(w) > 2
    )


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the shared part of the smaller of two sets (0 when one is empty)."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def content(side: Side) -> frozenset[str]:
    """Return the claim's lemmas that can tell one fact from another."""
    return frozenset(side.claim.terms) - _EMPTY


def likeness(left: Side, right: Side) -> float:
    """Return 0..1 by the content lemmas, names and predicate that two claims share."""
    words = overlap(content(left), content(right))
    names = overlap(names_of(left), names_of(right))
    predicate = 1.0 if left.claim.predicate and left.claim.predicate == right.claim.predicate else 0.0
    return round(min(1.0, 0.6 * words + 0.25 * names + 0.15 * predicate), 4)


def shared_count(left: Side, right: Side) -> int:
    """Return how many content lemmas two claims share."""
    return len(content(left) & content(right))


def is_later(left: Side, right: Side) -> bool:
    """Whether the right report is known to be of a later day."""
    return left.published is not None and right.published is not None and right.published > left.published


def order_unknown(left: Side, right: Side) -> bool:
    """Whether it is not known which report came first."""
    return left.published is None or right.published is None


def best(found: list[Difference], many: int = 2) -> list[Difference]:
    """Keep the surest of a comparator's findings."""
    return sorted(found, key=lambda d: (-d.slot, d.left, d.right))[:many]
