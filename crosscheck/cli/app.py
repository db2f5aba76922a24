"""What all commands share: the typer app, options, printing, errors in one line, progress.

Exit codes: 0 done, 1 what --fail-on names was found, 2 usage or nothing to read, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscheck import __version__
from crosscheck.records import CrosscheckError

if TYPE_CHECKING:
    from crosscheck.pipeline import Progress

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Find where news articles of several outlets do not say the same, and why.",
)

STORE = Path(".crosscheck/store.db")

Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files or folders of .txt and .md articles.", show_default="corpus/"),
]
StoreOption = Annotated[
    Path, typer.Option("--store", metavar="FILE", help="The file that keeps everything between runs.")
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings; see docs/command-line.md.")
]
WaitOption = Annotated[
    float,
    typer.Option(
        "--wait",
        metavar="SECONDS",
        min=0,
        help="How long to wait for another program that writes to the store.",
    ),
]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"crosscheck {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Find where news articles of several outlets do not say the same, and why."""


def count(number: int, one: str) -> str:
    """Return "1 article" or "3 articles"."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def say(text: str, err: bool = False) -> None:
    """Print what may hold words of an article or a file's name: a mark that would steer the terminal is spelt out."""
    plain = (c if c.isprintable() or c == "\n" else " " if c.isspace() else f"⟨U+{ord(c):04X}⟩" for c in text)
    typer.echo("".join(plain), err=err)


def warn(line: str) -> None:
    """Print a line that is no result: on the error output, with the program's name."""
    say(f"crosscheck: {line}", err=True)


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn an error that the user can mend into one line and exit code 2."""
    try:
        yield
    except CrosscheckError as error:
        say(f"crosscheck: {error}", err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo(
            "crosscheck: stopped; what was finished is kept, the next run goes on from there", err=True
        )
        raise typer.Exit(130) from None


@contextmanager
def progress_of(quiet: bool) -> Iterator[Progress]:
    """Give a progress function: bars with stage, count and rate on a terminal, none elsewhere."""
    from crosscheck.pipeline import silent

    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:18}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total, rate="")
            speed = bars.tasks[tasks[stage]].speed
            bars.update(tasks[stage], completed=done, total=total, rate=f"{speed:,.0f}/s" if speed else "")

        yield show
