"""What the decision on a finding rests on, in lines for a terminal: read from findings.json and the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crosscheck.records import CrosscheckError, Verdict
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
        lines.append("It rests on (effect on the log odds of this relation):")
        lines += [f"  {value:+.2f}  {name}" for name, value in verdict.basis]
    return "\n".join(lines)
