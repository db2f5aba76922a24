"""review: the page on which flagged pairs are decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscheck.cli.app import STORE, StoreOption, app, one_line_errors, say, warn

PORT = 8471


@app.command()
def review(
    store: StoreOption = STORE,
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="N", min=0, max=65535, help="Where the page listens; 0 is any free port."
        ),
    ] = PORT,
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who decides.")] = "",
    blind: Annotated[
        bool, typer.Option("--blind", help="Hide what crosscheck says of a pair until you have decided.")
    ] = False,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="Listen to other machines too; anyone who reaches it can decide.",
        ),
    ] = "127.0.0.1",
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
) -> None:
    """Open a page on which to decide on the pairs of the last run, the most uncertain first.

    Example: crosscheck review --as Ann
    """
    with one_line_errors():
        from crosscheck.review import Desk, address, application, listen, serve
        from crosscheck.review.serving import is_loopback

        desk = Desk(Path(store), name, blind)
        with desk.opened() as opened:
            pairs = len(desk.queue(opened).items)
        taken = listen(host, port)
        at = taken.getsockname()[1]
        if not is_loopback(host):
            warn(
                f"{host}: anyone who reaches this address can read the articles and decide; end the page when you are done"
            )

        def ready() -> None:
            say(
                f"{pairs} pairs to review at {address(host, at)} (Ctrl-C ends; every decision is kept at once)"
            )
            if not no_open:
                import webbrowser

                webbrowser.open(address(host, at))

        serve(application(desk, host, at), taken, ready)
