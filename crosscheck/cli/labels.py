"""label, labels, labels export, labels import: what reviewers decide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscheck.cli.app import STORE, StoreOption, app, count, one_line_errors, say


@app.command()
def label(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A pair or finding of the last report; the start of its id will do."
        ),
    ],
    decision: Annotated[
        str,
        typer.Argument(
            metavar="DECISION",
            help="conflict, update, reconciled (or fits), agree (or same), unrelated, unsure.",
        ),
    ],
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who decides.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for other reviewers.")] = "",
    store: StoreOption = STORE,
) -> None:
    """Decide on a pair, or on all pairs of a finding; the next run applies it, and no run changes it.

    Example: crosscheck label 3f2a update --as Ann --note "the toll rose overnight"
    """
    with one_line_errors():
        from crosscheck.labelling import label as keep

        say(keep(identifier, decision, store, name, note))


labels_app = typer.Typer(help="List, export and import labels.", no_args_is_help=False)
app.add_typer(labels_app, name="labels", invoke_without_command=True)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .jsonl file.")]


@labels_app.callback(invoke_without_command=True)
def labels(context: typer.Context, store: StoreOption = STORE) -> None:
    """List all labels, the newest first, with their claims and what the last report makes of them.

    Example: crosscheck labels
    """
    if context.invoked_subcommand is not None:
        context.obj = store
        return
    with one_line_errors():
        from crosscheck.labelling import listed

        say(listed(store))


@labels_app.command("export")
def export(context: typer.Context, file: FileArgument, store: StoreOption = STORE) -> None:
    """Write all labels with their claims to a file: CSV or JSON Lines, as its name ends.

    Example: crosscheck labels export labels.csv
    """
    with one_line_errors():
        from crosscheck.labelfiles import export_labels

        many = export_labels(file, _store(context, store))
        say(f"{count(many, 'label')} written to {file}")


@labels_app.command("import")
def import_(context: typer.Context, file: FileArgument, store: StoreOption = STORE) -> None:
    """Take labels from a file; of a reviewer's two decisions on the same claims the newer one stays.

    Example: crosscheck labels import labels.csv
    """
    with one_line_errors():
        from crosscheck.labelfiles import import_labels

        new, old = import_labels(file, _store(context, store))
        rest = f"; {old} not newer than those that are here" if old else ""
        say(f"{count(new, 'label')} taken from {file}{rest}. The next 'crosscheck run' applies them.")


def _store(context: typer.Context, store: Path) -> Path:
    """Return the store that was named, be it before or behind the word `export`."""
    before: Path | None = context.obj
    return before if before is not None and store == STORE else store
