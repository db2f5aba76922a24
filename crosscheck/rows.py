"""Records to JSON text and back, for the store: dates as ISO text, facets with their kind."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from crosscheck import history, records
from crosscheck.records import Actor, Claim, Facet, Occasion, Place, Polarity, Quantity, Status, Time, Verdict

_FACETS = {kind.__name__: kind for kind in (Quantity, Occasion, Time, Place, Actor, Status, Polarity)}


def _plain(record: Any) -> dict[str, Any]:
    values = {f.name: getattr(record, f.name) for f in fields(record)}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def claim_to_json(claim: Claim) -> str:
    """Write a claim with its facets as one line of JSON."""
    values = _plain(claim)
    values["facets"] = [{"kind": type(f).__name__, **_plain(f)} for f in claim.facets] if claim.facets else []
    for facet, row in zip(claim.facets, values["facets"], strict=True):
        if isinstance(facet, Actor):
            row["actor_kind"] = facet.kind
            row["kind"] = "Actor"
        elif isinstance(facet, Time):
            row["time_kind"] = facet.kind
            row["kind"] = "Time"
    return json.dumps(values)


def claim_from_json(text: str) -> Claim:
    """Read what `claim_to_json` wrote; the result equals the claim that was written."""
    values = json.loads(text)
    facets = tuple(_facet(row) for row in values.pop("facets"))
    return Claim(**_tupled(values), facets=facets)


def _facet(row: dict[str, Any]) -> Facet:
    kind = row.pop("kind")
    for name in ("actor_kind", "time_kind"):
        if name in row:
            row["kind"] = row.pop(name)
    for key in ("first", "last"):
        if row.get(key):
            row[key] = date.fromisoformat(row[key])
    facet: Facet = _FACETS[kind](**_tupled(row))
    return facet


def _tupled(row: dict[str, Any]) -> dict[str, Any]:
    """Make tuples of the lists that JSON knows, inside of lists too."""

    def tupled(value: Any) -> Any:
        return tuple(tupled(item) for item in value) if isinstance(value, list) else value

    return {key: tupled(value) for key, value in row.items()}


def verdict_to_json(verdict: Verdict) -> str:
    """Write a verdict as one line of JSON."""
    return json.dumps(_plain(verdict))


def verdict_from_json(text: str) -> Verdict:
    """Read what `verdict_to_json` wrote."""
    row = json.loads(text)
    for name in ("left_words", "right_words", "basis"):  # a run reads many: no look at what holds no lists
        row[name] = tuple(map(tuple, row[name]))
    return Verdict(**row)


_RECORDS = {
    kind.__name__: kind
    for room in (records, history)
    for kind in vars(room).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


def pack(value: Any) -> Any:
    """Return a record, with all records, tuples and dates in it, as what JSON can hold; `unpack` reads it."""
    if isinstance(value, (tuple, list)):
        return [pack(item) for item in value]
    if isinstance(value, date):
        return {"is": "date", "day": value.isoformat()}
    if is_dataclass(value):
        # A default is left out: it costs space, and what has none yet can be read all the same.
        kept = ((f.name, getattr(value, f.name), f.default) for f in fields(value) if f.init)
        return {"is": type(value).__name__, **{n: pack(v) for n, v, default in kept if v != default}}
    return value


def unpack(value: Any) -> Any:
    """Return what `pack` was given: sequences as tuples; a field that is not known any more is left out."""
    if isinstance(value, list):
        return tuple(unpack(item) for item in value)
    if not isinstance(value, dict):
        return value
    if value["is"] == "date":
        return date.fromisoformat(value["day"])
    kind = _RECORDS[value["is"]]
    known = {f.name for f in fields(kind)}
    return kind(**{name: unpack(item) for name, item in value.items() if name in known})
