"""The pair judge as a torch module: an encoder with heads for relation, aspect and (in pre-training) entailment."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from crosscheck.records import ASPECTS, RELATIONS


class PairNetwork(nn.Module):
    """Encode `[CLS] left [SEP] right [SEP]`; return logits (batch, 5), (batch, 9), (batch, 3)."""

    def __init__(self, base: Path, layers: int | None = None) -> None:
        """Start from the encoder in `base`, of which the first `layers` are kept (None: all).

        Top layers of a sentence encoder are its pooling's: without the upper quarter little is lost (Sajjad et al.
        2023, "On the effect of dropping layers"). Without dropout a step costs a quarter less on a processor, and
        one pass over the data overfits nothing.
        """
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        if layers is not None:
            self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        width = self.encoder.config.hidden_size
        self.mix = nn.Linear(2 * width, width)
        self.relation = nn.Linear(width, len(RELATIONS))
        self.aspect = nn.Linear(width, len(ASPECTS))
        self.entailment = nn.Linear(width, 3)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Score token ids (batch, length); the types tell the first text from the second."""
        known = {"input_ids": input_ids, "attention_mask": attention_mask}
        if getattr(self.encoder.config, "type_vocab_size", 0) > 1:
            known["token_type_ids"] = token_type_ids
        states = self.encoder(**known).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        pooled = torch.tanh(self.mix(torch.cat([states[:, 0], mean], dim=-1)))
        return self.relation(pooled), self.aspect(pooled), self.entailment(pooled)
