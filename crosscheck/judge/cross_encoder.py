"""Two texts -> probabilities of the five relations and nine aspects, by an ONNX model from a folder.

The scores of a pair are the same, to the last bit, whatever else is judged: each pair is a batch of its own and runs
on one thread, several of them at a time. Sums in another order round differently, and scores are kept by pair.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from crosscheck.judge.inputs import Question, Scores, later_side
from crosscheck.records import ASPECTS, FLAGGED, RELATIONS, CrosscheckError, content_id

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

# What a first reading must give to conflict, update and reconciled together: most pairs in use stay far below.
_WORTH_A_SECOND_READING = 0.2
LONGEST = 160  # tokens; pairs of news sentences that are longer are cut, the longer text first
_FILES = ("judge.onnx", "tokenizer.json")
_HEADS = ("relation", "aspect")
_CLASSES = {"relation": len(RELATIONS), "aspect": len(ASPECTS), "entailment": 3}


class CrossEncoder:
    """The shipped pair judge; nothing is loaded before the first question. `threads` 0 is one for each processor."""

    def __init__(self, folder: str | Path, threads: int = 0) -> None:
        self.folder = Path(folder)
        self.threads = threads or os.cpu_count() or 1

    @cached_property
    def revision(self) -> str:
        """Name what the scores depend on: the bytes of the model and its tokenizer."""
        digest = hashlib.sha256()
        for name in _FILES:
            try:
                digest.update((self.folder / name).read_bytes())
            except OSError:
                raise CrosscheckError(
                    f"{self.folder}: holds no readable {name}; check 'judge' in the configuration"
                ) from None
        return content_id("judge", digest.hexdigest(), LONGEST)

    def _unusable(self, name: str, error: Exception) -> CrosscheckError:
        why = (str(error).strip() or type(error).__name__).splitlines()[0]
        return CrosscheckError(
            f"{self.folder / name}: cannot be used ({why[:200]}); check 'judge' in the configuration"
        )

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        path = self.folder / "judge.onnx"
        try:
            return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library's errors share no class
            raise self._unusable(path.name, error) from None

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        path = self.folder / "tokenizer.json"
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises nothing narrower
            raise self._unusable(path.name, error) from None
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST, strategy="longest_first")
        return tokenizer

    def score(self, questions: Sequence[Question]) -> tuple[Scores, Scores]:
        """Return probabilities (questions, 5) and (questions, 9) in the order of RELATIONS and ASPECTS.

        A pair is read in order of time; if that reading finds anything to flag, it is read the other way round
        too and the two are averaged. The result is rounded to four decimals.
        """
        relation, aspect = self.read([(q.left, later_side(q.right, q.days)) for q in questions])
        flagged = np.flatnonzero(relation[:, : len(FLAGGED)].sum(axis=1) >= _WORTH_A_SECOND_READING)
        again = [questions[int(row)] for row in flagged]
        back = self.read([(q.right, later_side(q.left, q.days)) for q in again])
        relation[flagged] = (relation[flagged] + back[0]) / 2
        aspect[flagged] = (aspect[flagged] + back[1]) / 2
        return np.round(relation, 4), np.round(aspect, 4)

    def read(self, texts: Sequence[tuple[str, str]], heads: Sequence[str] = _HEADS) -> tuple[Scores, ...]:
        """Return for each head of the model the probabilities (texts, classes) of pairs as they are written down."""
        if not texts:
            return tuple(np.zeros((0, _CLASSES[head]), dtype=np.float32) for head in heads)
        coded = self._tokenizer.encode_batch(list(texts))
        wanted = frozenset(i.name for i in self._session.get_inputs())
        with ThreadPoolExecutor(self.threads) as pool:
            rows = list(pool.map(lambda c: self._logits(c, wanted, heads), coded))
        return tuple(_softmax(np.stack(logits)) for logits in zip(*rows, strict=True))

    def _logits(self, coded: Encoding, wanted: frozenset[str], heads: Sequence[str]) -> list[Scores]:
        ids, types = np.array([coded.ids], dtype=np.int64), np.array([coded.type_ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        try:
            found = self._session.run(list(heads), {k: v for k, v in given.items() if k in wanted})
        except Exception as error:  # the library's errors share no class; a model of another form ends here
            raise self._unusable("judge.onnx", error) from None
        return [np.asarray(logits, dtype=np.float32)[0] for logits in found]


def _softmax(logits: Scores) -> Scores:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)
