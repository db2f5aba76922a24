"""Whether the same thing is said to have happened: the predicate holds on one side and not on the other."""

from __future__ import annotations

from crosscheck.compare.slots import Side, best, facets_of, likeness
from crosscheck.records import Difference, Polarity


def compare_polarity(left: Side, right: Side) -> list[Difference]:
    """Compare the predicates that both claims have; different ones say little, and are weighed so."""
    context = likeness(left, right)
    found = []
    for one in facets_of(left, Polarity):
        for other in facets_of(right, Polarity):
            if one.positive == other.positive:
                continue
            same = one.predicate == other.predicate and one.predicate not in ("be", "have", "do", "say")
            slot = round(context * (1.0 if same else 0.5), 4)
            negative = other if one.positive else one
            positive = one if one.positive else other
            reason = f"“{positive.text}” holds on one side, “{negative.text}” is denied on the other"
            spans = (one.start, one.end), (other.start, other.end)
            found.append(Difference("polarity", "differs", slot, reason, *spans))
    return best(found, 1)
