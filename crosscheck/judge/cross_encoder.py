"""Two texts -> probabilities of the five relations and nine aspects, by an ONNX model from a folder.

The scores of a pair do not depend on what else is in its batch: a batch holds only pairs of one length, so that
nothing is padded, the weights alone are quantised, and scores are rounded to four decimals.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crosscheck.judge.inputs import later_side
from crosscheck.records import CrosscheckError, content_id

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

LONGEST = 160  # tokens; news sentences pairs of more are cut, the longer text first
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Question:
    """One pair to be judged: the earlier claim's text, the later one's, and the days between (None: unknown)."""

    left: str
    right: str
    days: int | None


class CrossEncoder:
    """The shipped pair judge; nothing is loaded before the first question."""

    def __init__(self, folder: str | Path, threads: int = 0) -> None:
        self.folder = Path(folder)
        self.threads = threads

    @cached_property
    def revision(self) -> str:
        """Name what the scores depend on: the bytes of the model and its tokenizer."""
        digest = hashlib.sha256()
        for name in ("judge.onnx", "tokenizer.json"):
            try:
                digest.update((self.folder / name).read_bytes())
            except OSError:
                raise CrosscheckError(f"{self.folder}: holds no {name}; check 'judge' in the configuration") from None
        return content_id("judge", digest.hexdigest(), LONGEST)

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(self.folder / "judge.onnx", options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST, strategy="longest_first")
        return tokenizer

    def score(
        self, questions: Sequence[Question], progress: Callable[[int], None] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return probabilities (questions, 5) and (questions, 9) in the order of RELATIONS and ASPECTS.

        Each pair is read in both orders and the two are averaged; for `update` only the given order counts.
        """
        forward = self._run([(q.left, later_side(q.right, q.days)) for q in questions], progress)
        back = self._run([(q.right, later_side(q.left, q.days)) for q in questions], progress)
        relation = (forward[0] + back[0]) / 2
        return np.round(relation, 4), np.round((forward[1] + back[1]) / 2, 4)

    def _run(
        self, texts: Sequence[tuple[str, str]], progress: Callable[[int], None] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        relation = np.zeros((len(texts), 5), dtype=np.float32)
        aspect = np.zeros((len(texts), 9), dtype=np.float32)
        if not texts:
            return relation, aspect
        coded = self._tokenizer.encode_batch(list(texts))
        of_length: dict[int, list[int]] = defaultdict(list)
        for number, encoding in enumerate(coded):
            of_length[len(encoding.ids)].append(number)
        for length in sorted(of_length, reverse=True):
            for start in range(0, len(of_length[length]), _BATCH):
                rows = of_length[length][start : start + _BATCH]
                relation[rows], aspect[rows] = self._logits([coded[r] for r in rows])
                if progress is not None:
                    progress(len(rows))
        return _softmax(relation), _softmax(aspect)

    def _logits(self, coded: Sequence[Encoding]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        ids = np.array([c.ids for c in coded], dtype=np.int64)
        types = np.array([c.type_ids for c in coded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        wanted = {i.name for i in self._session.get_inputs()}
        relation, aspect = self._session.run(["relation", "aspect"], {k: v for k, v in given.items() if k in wanted})
        return np.asarray(relation), np.asarray(aspect)


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)
