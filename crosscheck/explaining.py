"""What a decision rests on, in lines for a terminal: of a finding in findings.json, or of any two claims."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crosscheck.config import Config
from crosscheck.pipeline.tracing import Trace, trace
from crosscheck.records import RELATIONS, CrosscheckError, Verdict
from crosscheck.store import Store


def explain_finding(identifier: str, out: Path, store_path: Path) -> str:
    """Return the explanation of every pair of a finding, or of one pair, by the start of its id."""
    path = out / "findings.json"
    rows = _rows(path)
    if not rows:
        raise CrosscheckError(f"{path}: there are no findings in it, so there is nothing to explain")
    chosen = [r for r in rows if identifier and _starts(r, identifier)]
    if not chosen:
        raise CrosscheckError(
            f"{identifier}: no finding in {path} has this id; take one from there or from the report"
        )
    if not store_path.exists():
        raise CrosscheckError(f"{store_path}: there is no store here; name it with --store")
    with Store(store_path) as store:
        return "\n\n".join(_explained(row, store.verdict_of(row["id"])) for row in chosen)


def explain_pair(left: str, right: str, config: Config, store_path: Path) -> str:
    """Return what became of two claims, each named FILE:LINE: the step at which they fell, or the decision."""
    return _followed(trace(left, right, config, store_path))


def _followed(way: Trace) -> str:
    lines = [f"  {' '.join(c.text.split())}" for c in (way.left, way.right)]
    if way.judged is None:
        return "\n".join([f"Not compared: {way.fell}.", *lines])
    chances = ", ".join(f"{n} {p:.0%}" for n, p in zip(RELATIONS, way.chances, strict=True))
    head = (
        f"Not reported: {way.fell}."
        if way.fell
        else f"Reported as {way.judged.relation}: {way.judged.explanation}"
    )
    compared = [f"  {d.aspect} {d.outcome} ({d.slot:.0%} one slot): {d.reason}" for d in way.found]
    return "\n".join(
        [head, *lines, f"The decision: {chances}; likeness {way.similarity:.2f}.",
         "What was compared:" if compared else "No comparator found a slot that both fill.", *compared,
         *_basis(way.judged)]
    )  # fmt: skip


def _basis(verdict: Verdict) -> list[str]:
    head = f"It rests on (effect on the log odds of '{verdict.relation}'):"
    return [head, *(f"  {value:+.2f}  {name}" for name, value in verdict.basis)]


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["findings"]
        return [row for row in rows if row["id"] and row["claims"]]
    except (OSError, ValueError, KeyError, TypeError):
        raise CrosscheckError(
            f"{path}: no readable findings; run 'crosscheck run' first, or name the folder with --out"
        ) from None


def _starts(row: dict[str, Any], identifier: str) -> bool:
    return any(str(row.get(key) or "").startswith(identifier) for key in ("id", "group"))


def _explained(row: dict[str, Any], verdict: Verdict | None) -> str:
    known = f"(pair {row['id']}, finding {row.get('group') or 'none'})"
    lines = [f"{row['relation']} · {row['aspect']} · {row['confidence']:.0%}  {known}", row["explanation"]]
    for claim in row["claims"]:
        when = claim.get("published") or "undated"
        text = " ".join(claim["text"].split())
        lines.append(f"  {when}  {claim.get('source') or claim['article']}: {text}")
    if verdict is not None:
        lines += _basis(verdict)
    return "\n".join(lines)
