"""Texts -> unit vectors, by sentence-transformers from a model folder (or any model that it can name).

The same text gives the same vector whatever is beside it in a batch, to within rounding: vectors are cached by
the model's revision and the text, and compared after rounding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crosscheck.records import CrosscheckError, content_id

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]


class Embedder:
    """A sentence encoder by name or folder; nothing is loaded before the first text."""

    def __init__(self, model: str, threads: int = 0) -> None:
        self.model = model
        self.threads = threads

    @cached_property
    def revision(self) -> str:
        """Name what the vectors depend on: the files of the model's folder, or its public name."""
        folder = Path(self.model)
        if not folder.is_dir():
            return content_id("embedder", self.model)
        digest = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix in (".json", ".safetensors", ".txt")):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
        return content_id("embedder", digest.hexdigest())

    @cached_property
    def _encoder(self) -> SentenceTransformer:
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(self.threads or torch.get_num_threads())
        options: dict[str, Any] = {"local_files_only": True} if Path(self.model).is_dir() else {}
        try:
            return SentenceTransformer(self.model, device="cpu", model_kwargs={"dtype": torch.float32}, **options)
        except Exception as error:  # the library raises many kinds, none of them ours to show as a traceback
            first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise CrosscheckError(f"{self.model}: the embedder cannot be loaded ({first}); check 'embedder'") from None

    def encode(self, texts: Sequence[str], batch: int = 64) -> Vectors:
        """Return unit vectors (texts, width) as float32, rounded to six decimals; longest texts share batches."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        found = self._encoder.encode(
            list(texts), batch_size=batch, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.round(np.asarray(found, dtype=np.float32), 6)
