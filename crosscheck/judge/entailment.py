"""Any entailment model of the Hugging Face kind as the judge: a folder or a name, three labels or two.

For people who have a network and a model that they trust. It knows neither updates nor aspects: a contradiction is
a conflict, an entailment agrees, what is neutral is about something else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from crosscheck.config import files_digest
from crosscheck.judge.inputs import Question, Scores
from crosscheck.records import ASPECTS, RELATIONS, CrosscheckError, Relation, content_id

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder as Reader

_MEANINGS: dict[str, Relation] = {
    "contradiction": "conflict",
    "contradicts": "conflict",
    "contradict": "conflict",
    "refutes": "conflict",
    "refuted": "conflict",
    "inconsistent": "conflict",
    "entailment": "agree",
    "entails": "agree",
    "supports": "agree",
    "supported": "agree",
    "consistent": "agree",
    "neutral": "unrelated",
    "not_enough_info": "unrelated",
    "not_entailment": "unrelated",
    "not_contradiction": "unrelated",
    "no_contradiction": "unrelated",
}


class EntailmentJudge:
    """A sequence classifier with entailment labels, read in both orders; nothing is loaded before the first question."""

    def __init__(self, model: str) -> None:
        self.model = model

    @cached_property
    def revision(self) -> str:
        """Name what the scores depend on: all files of the model's folder, or its public name."""
        folder = Path(self.model)
        if not folder.is_dir():
            return content_id("entailment", self.model)
        try:
            return content_id("entailment", files_digest(folder))
        except OSError as error:
            raise self._unusable(f"{error.filename}: {error.strerror}") from None

    def _unusable(self, why: str) -> CrosscheckError:
        return CrosscheckError(
            f"{self.model}: cannot be used as the judge ({why}); check 'judge' in the configuration"
        )

    @cached_property
    def _reader(self) -> Reader:
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        import torch
        from sentence_transformers import CrossEncoder as Reader
        from transformers.utils import logging as notices

        notices.disable_progress_bar()
        try:
            reader: Reader = Reader(
                self.model,
                device="cpu",
                activation_fn=torch.nn.Identity(),
                local_files_only=Path(self.model).is_dir(),
            )
            return reader
        except Exception as error:  # the library raises many kinds, none of them ours to show as a traceback
            first = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise self._unusable(first[:200]) from None

    @cached_property
    def _relations(self) -> tuple[int, ...]:
        """The place in RELATIONS of each of the model's labels."""
        named: Mapping[Any, Any] = getattr(self._reader.config, "id2label", None) or {}
        labels = [str(named[n]) for n in sorted(named)]
        plain = [label.strip().lower().replace("-", "_").replace(" ", "_") for label in labels]
        meant = [_MEANINGS.get(label) for label in plain]
        if len(labels) < 2 or None in meant or "conflict" not in meant and "agree" not in meant:
            raise self._unusable(
                f"its labels are {', '.join(labels)}, not entailment, neutral and contradiction or two of them"
            )
        return tuple(RELATIONS.index(name) for name in meant if name is not None)

    def score(self, questions: Sequence[Question]) -> tuple[Scores, Scores]:
        """Return probabilities (questions, 5) and (questions, 9), the mean of both orders; all aspects are "other"."""
        relation = np.zeros((len(questions), len(RELATIONS)), dtype=np.float32)
        aspect = np.zeros((len(questions), len(ASPECTS)), dtype=np.float32)
        aspect[:, ASPECTS.index("other")] = 1
        if questions:
            places = self._relations
            for texts in ([(q.left, q.right) for q in questions], [(q.right, q.left) for q in questions]):
                # One pair a batch: a score must not depend on what else is judged.
                logits = self._reader.predict(
                    texts, batch_size=1, show_progress_bar=False, convert_to_numpy=True
                )
                raised = np.exp(logits - logits.max(axis=1, keepdims=True))
                chances = raised / raised.sum(axis=1, keepdims=True)
                for column, place in enumerate(places):
                    relation[:, place] += chances[:, column] / 2
        return np.round(relation, 4), np.round(aspect, 4)
