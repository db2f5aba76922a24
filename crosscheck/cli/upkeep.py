"""doctor, purge: looking after the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscheck.cli.app import (
    STORE,
    ConfigOption,
    StoreOption,
    WaitOption,
    app,
    count,
    one_line_errors,
    say,
    warn,
)

if TYPE_CHECKING:
    from crosscheck.store import Amount
    from crosscheck.upkeep import Health, Purge


@app.command()
def doctor(
    store: StoreOption = STORE,
    config: ConfigOption = None,
    compact: Annotated[
        bool, typer.Option("--compact", help="Delete what is stale and make the file small.")
    ] = False,
    wait: WaitOption = 30.0,
) -> None:
    """Check the store's file, say what is stale in it, and make it small when asked.

    Example: crosscheck doctor --compact
    """
    with one_line_errors():
        from crosscheck.config import read_config
        from crosscheck.upkeep import examine

        settings = read_config(config)
        health = examine(store, settings)
        _tell(store, health)
        if health.faults:
            say(f"To mend it: put back a backup, or delete {store}: the next run makes all but labels anew.")
            raise typer.Exit(1)
        if compact:
            from crosscheck.store import writing
            from crosscheck.upkeep import compact as make_small

            with writing(store, wait, warn):
                amounts, freed = make_small(store, settings)
            rows = sum(a.stale_rows for a in amounts)
            say(f"Deleted {count(rows, 'stale row')}; the file is {_bytes(freed)} smaller.")


def _tell(store: Path, health: Health) -> None:
    log = f", and {_bytes(health.log)} in its write-ahead log" if health.log else ""
    say(f"{store}: version {health.version}, {_bytes(health.size)}{log}")
    for fault in health.faults:
        say(f"  WRONG: {fault}")
    if not health.faults:
        say("  the file is sound")
    if health.waiting:
        say("  it is of an older version; the next run brings it up to date, after a backup")
    say(f"  in use by {health.writer}" if health.writer else "  nobody writes to it")
    for amount in health.amounts:
        say(f"  {_line(amount)}")
    stale = sum(a.stale_size for a in health.amounts)
    if stale:
        say(
            f"  {_bytes(stale)} are stale: another program, model or setting made them; --compact deletes them"
        )
    for backup in health.backups:
        say(f"  backup {backup.name}, {_bytes(backup.stat().st_size)}")


def _line(amount: Amount) -> str:
    line = f"{amount.kind}: {amount.rows:,} ({_bytes(amount.size)})"
    if amount.stale_rows:
        line += f", of these stale {amount.stale_rows:,} ({_bytes(amount.stale_size)})"
    return line


def _bytes(number: int) -> str:
    """Return "812 bytes", "12.3 kB" or "4.0 MB"."""
    size = float(number)
    for unit in ("bytes", "kB", "MB"):
        if abs(size) < 1000:
            break
        size, unit = size / 1000, {"bytes": "kB", "kB": "MB", "MB": "GB"}[unit]
    return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"


@app.command()
def purge(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its file, address, label, or (the start of) its id.")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    labels: Annotated[
        bool, typer.Option("--labels", help="Delete reviewers' decisions on its claims, too.")
    ] = False,
    backups: Annotated[bool, typer.Option("--backups", help="Delete the backups that hold it, too.")] = False,
    store: StoreOption = STORE,
    wait: WaitOption = 30.0,
) -> None:
    """Delete an article with its history, so that no byte of its text stays in the store.

    Example: crosscheck purge articles/herald.md
    """
    with one_line_errors():
        from crosscheck.records import CrosscheckError
        from crosscheck.store import Store, writing
        from crosscheck.upkeep import delete, find

        if not store.exists():
            raise CrosscheckError(f"{store}: there is no store here; name it with --store")
        with writing(store, wait, warn), Store(store) as opened:
            found = find(article, opened, labels)
            if not yes:
                _ask(found, opened.leftovers(found.leaving))
            gone = opened.purge(found.leaving)
            if backups:
                delete(found.backups)
    say(f"Purged {_named(found)}: {_listed(gone)}.")
    _remind(found, backups)


def _ask(found: Purge, counts: dict[str, int]) -> None:
    """Show what would go, and end when that is not wanted."""
    from crosscheck.records import CrosscheckError

    if not sys.stdin.isatty():
        raise CrosscheckError("purge: nobody can be asked here; say --yes to delete without a question")
    say(f"This deletes {_named(found)}: {_listed(counts)}.")
    typer.confirm("There is no way back. Delete?", abort=True)


def _named(found: Purge) -> str:
    ids = sorted(found.leaving.articles)
    names = f" ({', '.join(found.names)})" if found.names else ""
    return (
        f"{count(len(ids), 'version')} of the article{names}" if len(ids) > 1 else f"article {ids[0]}{names}"
    )


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(count(number, kind) for kind, number in counts.items() if number) or "nothing"


def _remind(found: Purge, backups_deleted: bool) -> None:
    """Say where the text may still stand."""
    for backup in found.backups:
        say(f"deleted {backup}" if backups_deleted else f"still in {backup}; --backups deletes it")
    say("Reports written before still quote it, and a file that is still in a folder is read again:")
    say("delete these, then 'crosscheck run' renews the report.")
