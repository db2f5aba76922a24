"""The command line: parses, calls, prints. A module of this package has the commands of one task."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from crosscheck.cli import calibrate, history, inputs, labels, reports, review, upkeep
from crosscheck.cli.app import app

__all__ = ["app", "calibrate", "history", "inputs", "labels", "main", "reports", "review", "upkeep"]


def main() -> None:
    """Run the command line; a character that the output cannot show never ends it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()
