"""Two claims' facets -> what differs between them, and whether arithmetic, bounds, time or detail reconcile it.

Each comparator speaks only when both claims fill the same slot (the same counted thing, the same happening), and
says in one sentence what it compared. `differences` asks them all; the surest comes first.
"""

from __future__ import annotations

from crosscheck.compare.actors import compare_actors
from crosscheck.compare.amounts import compare_quantities
from crosscheck.compare.attribution import compare_speakers
from crosscheck.compare.cause import compare_causes
from crosscheck.compare.occasions import compare_occasions
from crosscheck.compare.order import compare_order
from crosscheck.compare.places import compare_places
from crosscheck.compare.polarity import compare_polarity
from crosscheck.compare.slots import Side
from crosscheck.compare.stages import compare_stages
from crosscheck.compare.times import compare_times
from crosscheck.records import Difference

__all__ = ["Side", "differences"]

_COMPARATORS = (
    compare_quantities,
    compare_occasions,
    compare_times,
    compare_order,
    compare_places,
    compare_actors,
    compare_stages,
    compare_polarity,
    compare_speakers,
    compare_causes,
)


def differences(left: Side, right: Side) -> list[Difference]:
    """Return what the comparators found, the surest slot first; `left` is the earlier report when that is known."""
    found = [d for comparator in _COMPARATORS for d in comparator(left, right)]
    return sorted(found, key=lambda d: (-d.slot, d.aspect, d.outcome, d.left, d.right))
