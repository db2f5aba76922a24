"""The command line: parses, calls, prints.

Exit codes: 0 done, 1 what --fail-on names was found, 2 usage or nothing to read, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscheck import __version__
from crosscheck.records import CrosscheckError

if TYPE_CHECKING:
    from crosscheck.pipeline import Outcome, Progress

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Find where news articles of several outlets do not say the same, and why.",
)

STORE = Path(".crosscheck/store.db")
_FLAGS = ("conflict", "update", "reconciled")

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


@app.command()
def run(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the reports go.")] = Path(
        "reports"
    ),
    store: StoreOption = STORE,
    config: ConfigOption = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="RELATION", help="Exit with 1 when there are such findings."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
) -> None:
    """Read articles, compare what they say, write reports/report.md and findings.json.

    Example: crosscheck run articles/ --out reports --fail-on conflict
    """
    if fail_on is not None and fail_on not in _FLAGS:
        raise typer.BadParameter(f"'{fail_on}' is none of {', '.join(_FLAGS)}", param_hint="--fail-on")
    with _one_line_errors():
        from crosscheck.config import read_config
        from crosscheck.pipeline import run as run_pipeline

        settings = read_config(config)
        with _progress(quiet) as progress:
            outcome = run_pipeline(paths or [Path("corpus")], out, store, settings, progress)
        if not quiet:
            _tell(outcome)
    if fail_on is not None and outcome.counts.get(fail_on, 0):
        raise typer.Exit(1)


def _tell(outcome: Outcome) -> None:
    """Say what was found and where the report is."""
    read = _count(outcome.articles, "article") + " read"
    if outcome.unread:
        read += f", {outcome.unread} not read (the report says why)"
    _print(read if outcome.changed else f"{read}; nothing has changed since the last run")
    conflicts, updates, fitting = (outcome.counts.get(name, 0) for name in _FLAGS)
    looks = "that looks different and fits" if fitting == 1 else "that look different and fit"
    _print(f"{_count(conflicts, 'conflict')}, {_count(updates, 'update')}, {fitting} {looks} together")
    for path in outcome.reports:
        _print(f"  {path}")


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _print(text: str, err: bool = False) -> None:
    """Print what may hold words of an article or a file's name: a mark that would steer the terminal is spelt out."""
    plain = (c if c.isprintable() or c == "\n" else " " if c.isspace() else f"⟨U+{ord(c):04X}⟩" for c in text)
    typer.echo("".join(plain), err=err)


@app.command()
def claims(file: Annotated[Path, typer.Argument(help="One article.")]) -> None:
    """Show the claims of one article: where, who says it, what was read in it.

    Example: crosscheck claims corpus/border-trip/a-capital-ledger.md
    """
    with _one_line_errors():
        from crosscheck.pipeline import claims_of_file

        article, found = claims_of_file(file)
    known = dict(article.known_from)
    for name in ("source", "published", "via", "author", "title"):
        value = getattr(article, name)
        _print(f"{name}: {value if value is not None else 'unknown'} ({known.get(name, 'unknown')})")
    for claim in found:
        said = f"  [{claim.speaker} {claim.verb or ''}]".rstrip() if claim.speaker else ""
        where = f"{article.line_of(claim.start)}:{claim.start}-{claim.end}"
        _print(f"\n{where} {claim.kind}{said}\n  {' '.join(claim.text.split())}")
        for facet in claim.facets:
            _print(f"    {_describe(facet)}")


def _describe(facet: object) -> str:
    """Write a facet in one line: its kind, its words, and every value that is not empty."""
    from dataclasses import fields, is_dataclass

    if not is_dataclass(facet):
        return str(facet)
    values = {f.name: getattr(facet, f.name) for f in fields(facet)}
    rest = (
        f"{k}={v if not isinstance(v, tuple) else ' '.join(map(str, v))}"
        for k, v in values.items()
        if k not in ("start", "end", "text")
    )
    shown = " ".join(part for part in rest if not part.endswith(("=", "=None")))
    return f"{type(facet).__name__.lower()} “{values['text']}” {shown}"


@app.command()
def explain(
    identifier: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A finding's or pair's id from findings.json (its start will do), or a claim."
        ),
    ],
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLAIM]", help="With a second claim: both named FILE:LINE, as 'claims' prints."
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the reports are.")] = Path(
        "reports"
    ),
    store: StoreOption = STORE,
    config: ConfigOption = None,
) -> None:
    """Say what a decision rests on, or why two claims were not reported.

    Example: crosscheck explain 3f2a

    Example: crosscheck explain articles/herald.md:14 articles/wire.txt:9
    """
    with _one_line_errors():
        if other is None:
            from crosscheck.explaining import explain_finding

            _print(explain_finding(identifier, out, store))
        else:
            from crosscheck.config import read_config
            from crosscheck.explaining import explain_pair

            _print(explain_pair(identifier, other, read_config(config), store))


@contextmanager
def _one_line_errors() -> Iterator[None]:
    """Turn an error that the user can mend into one line and exit code 2."""
    try:
        yield
    except CrosscheckError as error:
        _print(f"crosscheck: {error}", err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo(
            "crosscheck: stopped; what was finished is kept, the next run goes on from there", err=True
        )
        raise typer.Exit(130) from None


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
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


def main() -> None:
    """Run the command line; a character that the output cannot show never ends it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()
