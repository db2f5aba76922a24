"""calibrate: learn from reviewers' labels how sure to be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscheck.cli.app import STORE, StoreOption, app, one_line_errors, say

if TYPE_CHECKING:
    from crosscheck.calibrating import Calibrated
    from crosscheck.calibration import Reliability


@app.command()
def calibrate(
    back: Annotated[
        bool, typer.Option("--back", help="Take the last calibration back; labels stay.")
    ] = False,
    chart: Annotated[
        Path | None,
        typer.Option(
            "--chart", metavar="FILE", help="Where the chart goes (SVG).", show_default="beside the store"
        ),
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Fit confidences to reviewers' labels, and show how far they held before and after; the next run applies it.

    Example: crosscheck calibrate
    """
    with one_line_errors():
        from crosscheck.calibrating import calibrate as fit
        from crosscheck.calibrating import take_back

        if back:
            say(take_back(store))
            return
        done = fit(store)
        path = chart or store.with_name("calibration.svg")
        _write(path, drawn(done))
        say(told(done))
        say(f"  {path}")


def drawn(done: Calibrated) -> str:
    """Return the chart of how far confidences held, as SVG."""
    from jinja2 import Environment, PackageLoader

    templates = Environment(
        loader=PackageLoader("crosscheck"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    lines = (("before", done.before.steps), ("after", done.after.steps))
    return templates.get_template("calibration.svg.j2").render(lines=lines).strip() + "\n"


def told(done: Calibrated) -> str:
    """Say in lines what calibrating gave."""
    head = f"{done.pairs} decided pairs. How far confidences held (said → right):"
    errors = (
        f"Mean squared error {done.before.brier:.3f} before, {done.after.brier:.3f} after; "
        f"log loss {done.before.loss:.3f} before, {done.after.loss:.3f} after (each pair foreseen without itself)."
    )
    end = (
        "Kept: the next 'crosscheck run' applies it; 'crosscheck calibrate --back' takes it back."
        if done.kept
        else "It would not be better, so nothing was changed."
    )
    return "\n".join([head, _table("before", done.before), _table("after", done.after), errors, end])


def _table(name: str, held: Reliability) -> str:
    rows = (
        f"  {name:6}  {s.low:4.0%}–{s.high:4.0%}  {s.pairs:5} pairs  {s.said:4.0%} → {s.right:4.0%}"
        for s in held.steps
    )
    return "\n".join(rows)


def _write(path: Path, text: str) -> None:
    from crosscheck.records import CrosscheckError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CrosscheckError(
            f"{path}: cannot be written ({error.strerror}); the calibration is kept; name another file with --chart"
        ) from None
