"""runs, changes, report: what earlier runs found, and what changed since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscheck.cli.app import STORE, StoreOption, app, count, one_line_errors, say

if TYPE_CHECKING:
    from crosscheck.history import Change, Changes
    from crosscheck.store import RunRecord, Store


def _open(path: Path) -> Store:
    """Open a store that must be there already."""
    from crosscheck.records import CrosscheckError
    from crosscheck.store import Store

    if not path.exists():
        raise CrosscheckError(f"{path}: there is no store here; name it with --store")
    return Store(path)


@app.command()
def runs(store: StoreOption = STORE) -> None:
    """List the runs that changed anything: when (UTC), what was read, found and changed.

    Example: crosscheck runs
    """
    with one_line_errors():
        from crosscheck.past import runs_of

        with _open(store) as opened:
            found = runs_of(opened)
    for run in found:
        say(_line(run))
    if not found:
        say("No runs yet; 'crosscheck run' makes one.")


def _line(run: RunRecord) -> str:
    from crosscheck.history import counted

    relations = {"conflict": "conflict", "update": "update", "reconciled": "that fits"}
    parts = []
    for relation, word in relations.items():
        number = run.counts.get(relation, 0)
        parts.append(
            f"{number} that fit" if relation == "reconciled" and number != 1 else count(number, word)
        )
    changed = f"; {counted(dict(run.changes), 1)}" if run.changes else "; the first"
    return f"{run.id:>4}  {run.finished[:16]}  {count(run.articles, 'article')}: {', '.join(parts)}{changed}"


@app.command()
def changes(
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="RUN|DATE", help="Compare with this run, or the last before this day (UTC)."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    store: StoreOption = STORE,
) -> None:
    """Say what the last run changed: findings that are new, changed or resolved, and why.

    Example: crosscheck changes --since 2026-05-03
    """
    with one_line_errors():
        from crosscheck.past import changes_since

        with _open(store) as opened:
            run, found = changes_since(opened, since)
    say(_json(run, found) if as_json else _text(run, found))


def _json(run: int, found: Changes | None) -> str:
    """Return the changes for machines; without an earlier run `since` is null and the lists are empty."""
    from crosscheck.history import KIND_WORDS

    lists = {
        words.replace(" ", "_"): [_row(c) for c in found.of(kind)] if found else []
        for kind, words in KIND_WORDS.items()
    }
    return json.dumps(
        {"run": run, "since": found.since if found else None, **lists}, ensure_ascii=False, indent=1
    )


def _row(change: Change) -> dict[str, str | None]:
    return {
        "id": change.finding,
        "relation": change.relation or None,
        "was": change.was or None,
        "fact": change.fact,
        "why": change.why or None,
    }


def _text(run: int, found: Changes | None) -> str:
    from crosscheck.history import KIND_WORDS, counted

    if found is None:
        return f"Run {run} is the first; there is none to compare it with."
    lines = [f"Run {run} since run {found.since}: {counted(found.counts(), found.since)}."]
    for change in found.listed:
        if change.kind != "same":
            moved = " → ".join(dict.fromkeys(r for r in (change.was, change.relation) if r))
            lines.append(
                f"{KIND_WORDS[change.kind]}  {change.finding}  {moved}: {change.fact}\n    {change.why}"
            )
    return "\n".join(lines)


@app.command()
def report(
    run: Annotated[
        int | None, typer.Option("--run", metavar="N", help="Which run; the last one when left out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where it goes.", show_default="reports-run-N")
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Write the report of an earlier run again, without any model.

    Example: crosscheck report --run 3 --out reports-run-3
    """
    with one_line_errors():
        from crosscheck.past import last_run, view_of
        from crosscheck.report import write

        with _open(store) as opened:
            number = last_run(opened) if run is None else run
            folder = out or Path(f"reports-run-{number}")
            view = view_of(opened, number, folder)
        for path in write(view, folder):
            say(f"  {path}")
