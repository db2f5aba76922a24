"""Texts -> unit vectors, by sentence-transformers from a model folder (or any model that it can name).

The same text gives the same vector, to the last bit, whatever else is encoded: each is encoded by itself and on one
thread, because sums in another order round differently, and vectors are cached by model and text.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crosscheck.config import files_digest, is_public_name
from crosscheck.records import CrosscheckError, content_id

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]


class Embedder:
    """A sentence encoder by name or folder; nothing is loaded before the first text."""

    def __init__(self, model: str) -> None:
        self.model = model

    @cached_property
    def revision(self) -> str:
        """Name what the vectors depend on: all files of the model's folder, or its public name."""
        folder = Path(self.model)
        if not folder.is_dir():
            self._check_name()
            return content_id("embedder", self.model)
        try:
            return content_id("embedder", files_digest(folder))
        except OSError as error:
            raise self._unusable(f"{error.filename}: {error.strerror}") from None

    def _check_name(self) -> None:
        """Refuse what is meant as a path: a folder that is missing must not be looked for on the network."""
        if not is_public_name(self.model):
            raise self._unusable("there is no such folder")

    def _unusable(self, why: str) -> CrosscheckError:
        return CrosscheckError(
            f"{self.model}: the embedder cannot be loaded ({why}); check 'embedder' in the configuration"
        )

    @cached_property
    def _encoder(self) -> SentenceTransformer:
        local = Path(self.model).is_dir()
        if not local:
            self._check_name()
        # The libraries draw bars of their own, also where the output is not a terminal; read when they are imported.
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as notices

        notices.disable_progress_bar()
        try:
            return SentenceTransformer(
                self.model, device="cpu", model_kwargs={"dtype": torch.float32}, local_files_only=local
            )
        except Exception as error:  # the library raises many kinds, none of them ours to show as a traceback
            first = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise self._unusable(first) from None

    def encode(self, texts: Sequence[str], batch: int = 1) -> Vectors:
        """Return unit vectors (texts, width) as float32.

        Only with a `batch` of 1 are they exactly independent of each other; larger ones are quicker.
        """
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        encoder = self._encoder
        with _one_thread():
            found = encoder.encode(
                list(texts),
                batch_size=batch,
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(found, dtype=np.float32)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch work on one thread meanwhile: quicker for one short text, and the same on every machine."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
