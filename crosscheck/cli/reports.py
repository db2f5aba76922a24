"""run, claims, explain: reports, and what they rest on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscheck.cli.app import (
    STORE,
    ConfigOption,
    Paths,
    StoreOption,
    WaitOption,
    app,
    count,
    one_line_errors,
    progress_of,
    say,
    warn,
)

if TYPE_CHECKING:
    from crosscheck.pipeline import Outcome

_FLAGS = ("conflict", "update", "reconciled")


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
    wait: WaitOption = 30.0,
) -> None:
    """Read articles, compare what they say, write reports/report.md and findings.json.

    Example: crosscheck run articles/ --out reports --fail-on conflict
    """
    if fail_on is not None and fail_on not in _FLAGS:
        raise typer.BadParameter(f"'{fail_on}' is none of {', '.join(_FLAGS)}", param_hint="--fail-on")
    with one_line_errors():
        from crosscheck.config import read_config
        from crosscheck.pipeline import run as run_pipeline
        from crosscheck.store import unheard

        settings = read_config(config)
        with progress_of(quiet) as progress:
            told = unheard if quiet else warn
            outcome = run_pipeline(paths or known_paths(store), out, store, settings, progress, wait, told)
        if not quiet:
            tell(outcome)
    if fail_on is not None and outcome.counts.get(fail_on, 0):
        raise typer.Exit(1)


def known_paths(store: Path) -> list[Path]:
    """Return the paths that were run before and are there; none when only additions are known, else `corpus`."""
    from crosscheck.store import ADDED, Store

    if not store.exists():
        return [Path("corpus")]
    with Store(store) as opened:
        roots = [Path(os.path.relpath(store.parent / root)) for root in opened.roots()]
        added = any(root == ADDED for _, root, _ in opened.present())
    there = [root for root in roots if root.exists()]
    return there or ([] if added else [Path("corpus")])


def tell(outcome: Outcome) -> None:
    """Say what was found and where the report is."""
    kept = sum(outcome.kept.values())
    read = count(outcome.articles - kept, "article") + " read"
    if kept:
        read += f", {kept} kept from before ({_where(outcome.kept)})"
    if outcome.unread:
        read += f", {outcome.unread} not read (the report says why)"
    say(read if outcome.changed else f"{read}; nothing has changed since the last run")
    conflicts, updates, fitting = (outcome.counts.get(name, 0) for name in _FLAGS)
    looks = "that looks different and fits" if fitting == 1 else "that look different and fit"
    say(f"{count(conflicts, 'conflict')}, {count(updates, 'update')}, {fitting} {looks} together")
    if outcome.changed and outcome.changes:
        from crosscheck.history import counted

        say(f"since the run before: {counted(dict(outcome.changes), 1)}")
    for path in outcome.reports:
        say(f"  {path}")


def _where(kept: Mapping[str, int]) -> str:
    """Name where articles came from that no named path holds."""
    return ", ".join(
        f"{many} added" if root == "added" else f"{many} of {Path(root).name}" for root, many in kept.items()
    )


@app.command()
def claims(file: Annotated[Path, typer.Argument(help="One article.")]) -> None:
    """Show the claims of one article: where, who says it, what was read in it.

    Example: crosscheck claims corpus/border-trip/a-capital-ledger.md
    """
    with one_line_errors():
        from crosscheck.pipeline import claims_of_file

        article, found = claims_of_file(file)
    known = dict(article.known_from)
    for name in ("source", "published", "via", "author", "title"):
        value = getattr(article, name)
        say(f"{name}: {value if value is not None else 'unknown'} ({known.get(name, 'unknown')})")
    for claim in found:
        said = f"  [{claim.speaker} {claim.verb or ''}]".rstrip() if claim.speaker else ""
        where = f"{article.line_of(claim.start)}:{claim.start}-{claim.end}"
        say(f"\n{where} {claim.kind}{said}\n  {' '.join(claim.text.split())}")
        if claim.about:
            say(f"    about “{claim.about}”: {claim.predicate}")
        for facet in claim.facets:
            say(f"    {_describe(facet)}")


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
    with one_line_errors():
        if other is None:
            from crosscheck.explaining import explain_finding

            say(explain_finding(identifier, out, store))
        else:
            from crosscheck.config import read_config
            from crosscheck.explaining import explain_pair

            say(explain_pair(identifier, other, read_config(config), store))
