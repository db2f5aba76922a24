"""One order of sums: products of matrices on one thread give the same last bit whatever the machine has to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Let numpy multiply on one thread meanwhile.

    With several, the same two articles give other last bits with another number of threads, and so other ranks; and for
    matrices of the size of an article, waiting for each other costs ten times what they save.
    """
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> Any:
    """Find the libraries once: looking for them takes longer than most products."""
    import numpy  # noqa: F401 - the library must be loaded to be found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
