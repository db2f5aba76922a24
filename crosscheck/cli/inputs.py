"""add, sources, remove, watch: what is read, beside the folders that are named to run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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


@app.command()
def add(
    things: Annotated[list[str], typer.Argument(metavar="FILE|FOLDER|URL...", help="What to add.")],
    feed: Annotated[
        bool, typer.Option("--feed", help="The addresses are feeds: add their articles.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from this machine and its network, too.")
    ] = False,
    store: StoreOption = STORE,
    wait: WaitOption = 30.0,
) -> None:
    """Add articles that stay until 'crosscheck remove': files, folders, pages, PDFs, the articles of a feed.

    Example: crosscheck add saved/page.html https://example.org/news/ferry
    """
    with one_line_errors():
        from crosscheck.fetching import Limits
        from crosscheck.pipeline.adding import add as keep
        from crosscheck.store import Store, writing

        with writing(store, wait, warn), Store(store) as opened:
            limits = Limits(private=allow_private)
            done = keep(things, opened, feed, limits, lambda url: say(f"fetching {url}"))
    for found, word in (
        (done.new, "added"),
        (done.renewed, "a new version of"),
        (done.same, "here already:"),
    ):
        for article in found:
            known = [str(part) for part in (article.source, article.published) if part]
            say(f"{word} {article.path}" + (f" ({', '.join(known)})" if known else ""))
    for line in done.unread:
        say(f"not read: {line.path}: {line.why}; {line.remedy}", err=True)
    if done.new or done.renewed:
        say("'crosscheck run' compares them.")
    if not (done.new or done.renewed or done.same):
        raise typer.Exit(2)


@app.command()
def sources(store: StoreOption = STORE) -> None:
    """List the articles that are compared: outlet, day, where each came from.

    Example: crosscheck sources
    """
    with one_line_errors():
        from crosscheck.store import Store

        with Store(store) as opened:
            found = opened.sources()
    for source in found:
        article = source.article
        where = "added" if source.root == "added" else f"of {source.root}"
        say(
            f"{article.id[:8]}  {article.published or 'no date  '}  {article.source or 'unknown outlet'}: {source.name} ({where})"
        )
    if not found:
        say("No articles yet; 'crosscheck run FOLDER' or 'crosscheck add' brings them.")


@app.command()
def remove(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="A file, folder, address, or the start of an id.")
    ],
    store: StoreOption = STORE,
    wait: WaitOption = 30.0,
) -> None:
    """Take articles out that were added or run; 'crosscheck run' then says what that resolved.

    Example: crosscheck remove https://example.org/news/ferry
    """
    with one_line_errors():
        from crosscheck.pipeline.adding import remove as take_out
        from crosscheck.store import Store, writing

        with writing(store, wait, warn), Store(store) as opened:
            gone = take_out(names, opened)
    for source in gone:
        say(f"removed {source.name}")
    say(f"{count(len(gone), 'article')} taken out; 'crosscheck run' renews the report.")


@app.command()
def watch(
    paths: Paths = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the reports go.")] = Path(
        "reports"
    ),
    settle: Annotated[
        float,
        typer.Option(
            "--settle", metavar="SECONDS", min=0.1, help="Wait until nothing has changed for so long."
        ),
    ] = 2.0,
    store: StoreOption = STORE,
    config: ConfigOption = None,
) -> None:
    """Run now, and again whenever files in the folders change; Ctrl-C ends it.

    Example: crosscheck watch articles/
    """
    with one_line_errors():
        from crosscheck.cli.reports import known_paths, tell
        from crosscheck.config import read_config
        from crosscheck.pipeline import run
        from crosscheck.records import CrosscheckError
        from crosscheck.watching import changes

        settings, named = read_config(config), paths or known_paths(store)
        for _ in changes(named, out, settle):
            try:
                with progress_of(False) as progress:
                    tell(run(named, out, store, settings, progress, say=warn))
            except CrosscheckError as error:
                say(f"crosscheck: {error}", err=True)
            say(f"watching {', '.join(map(str, named))}; Ctrl-C ends it")
