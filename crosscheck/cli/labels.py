"""label, labels: what reviewers decide."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscheck.cli.app import STORE, StoreOption, app, one_line_errors, say


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


@app.command()
def labels(store: StoreOption = STORE) -> None:
    """List all labels, the newest first, with their claims and what the last report makes of them.

    Example: crosscheck labels
    """
    with one_line_errors():
        from crosscheck.labelling import listed

        say(listed(store))
