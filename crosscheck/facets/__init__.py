"""Claims -> their typed pieces: quantities, occasions, times, places, actors, status and polarity.

Comes in: an article, its sentences (span and parse) and its claims. Goes out: the claims with their facets, each
facet an exact span of the article's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from crosscheck.facets.names import NameTable, find_names, name_table
from crosscheck.facets.occasions import find_occasions
from crosscheck.facets.quantities import find_quantities
from crosscheck.facets.stages import find_polarity, find_status
from crosscheck.facets.times import find_times
from crosscheck.records import Claim, Facet

if TYPE_CHECKING:
    from spacy.tokens import Doc


__all__ = ["annotate", "extract"]


def extract(doc: Doc, offset: int, published: date | None, table: NameTable) -> list[Facet]:
    """Return all facets of one sentence, in order of place; `offset` is where it starts in the article."""
    times = find_times(doc, offset, published)
    occasions = find_occasions(doc, offset)
    dated = [t for t in times if t.days is None]  # "48 hours" is a quantity too
    taken = [(t.start, t.end) for t in dated] + [(o.start, o.end) for o in occasions]
    quantities = [q for q in find_quantities(doc, offset) if not _inside(q.start, q.end, taken)]
    found: list[Facet] = [*quantities, *occasions, *times, *find_names(doc, offset, table)]
    found += [*find_status(doc, offset), *find_polarity(doc, offset)]
    return sorted(found, key=lambda f: (f.start, f.end, type(f).__name__))


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def annotate(
    claims: Sequence[Claim], starts: Sequence[int], docs: Sequence[Doc], published: date | None
) -> list[Claim]:
    """Give each claim of an article the facets that stand inside it; `starts` are the offsets of the parsed sentences."""
    table = name_table(docs)
    facets = [
        f for start, doc in zip(starts, docs, strict=True) for f in extract(doc, start, published, table)
    ]
    return [
        replace(c, facets=tuple(f for f in facets if c.start <= f.start and f.end <= c.end)) for c in claims
    ]
