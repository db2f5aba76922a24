"""Folders in, a signal out whenever their articles have changed and nothing has for a while."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from crosscheck.records import CrosscheckError


def changes(paths: Sequence[Path], out: Path, settle: float) -> Iterator[None]:
    """Yield at once, and then after each change below the paths; return on SIGTERM or Ctrl-C.

    `settle` is how many seconds must pass without a change; files below `out` are not looked at.
    """
    from watchfiles import watch

    missing = next((p for p in paths if not p.exists()), None)
    if missing is not None or not paths:
        raise CrosscheckError(f"{missing or 'watch'}: there is no such folder; name one that exists")
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        if stopped.is_set():  # asked twice: do not wait for the run to end
            raise KeyboardInterrupt
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    own = os.path.join(os.path.abspath(out), "")
    try:
        yield
        if stopped.is_set():
            return
        wait = int(settle * 1000)
        for found in watch(
            *paths,
            debounce=max(wait * 10, 1600),
            step=wait,
            stop_event=stopped,
            rust_timeout=200,
            raise_interrupt=False,
        ):
            if stopped.is_set():
                return
            if any(not os.path.abspath(path).startswith(own) for _, path in found):
                yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
