"""The training loop: length buckets, fixed seeds, a checkpoint every few minutes, a log of loss and tune figures."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import log_softmax

from crosscheck.records import ASPECTS, RELATIONS
from training.examples import ENTAILMENT, Example
from training.network import PairNetwork


@dataclass(frozen=True, slots=True)
class Plan:
    """One stage of training; `rate` is the peak learning rate, warmed up over 6 % and then lowered to `end` of it.

    `last_step` is where to end with the rate still on its way down (None: at the end of the schedule). The lowest
    `frozen_layers` are not trained: leaving out a third of them saves a quarter of the time.
    """

    name: str
    epochs: float = 1.0
    rate: float = 5e-5
    batch: int = 32
    longest: int = 128
    seed: int = 1
    checkpoint_seconds: int = 300
    frozen_embeddings: bool = True
    last_step: int | None = None
    frozen_layers: int = 0
    end: float = 0.0


def batches(examples: list[Example], size: int, dice: random.Random) -> Iterator[list[Example]]:
    """Yield shuffled batches of examples of like length: sort inside pools of 40 batches, then shuffle the batches."""
    order = examples[:]
    dice.shuffle(order)
    made: list[list[Example]] = []
    for start in range(0, len(order), size * 40):
        pool = sorted(order[start : start + size * 40], key=lambda e: len(e.left) + len(e.right))
        made += [pool[i : i + size] for i in range(0, len(pool), size)]
    dice.shuffle(made)
    yield from made


def encode(tokenizer: Tokenizer, examples: list[Example], longest: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, mask and types (batch, length), padded to the longest of the batch."""
    tokenizer.enable_truncation(longest, strategy="longest_first")
    tokenizer.enable_padding(
        pad_id=tokenizer.token_to_id("[PAD]") if tokenizer.token_to_id("[PAD]") is not None else 1
    )
    coded = tokenizer.encode_batch([(e.left, e.right) for e in examples])
    return (
        torch.tensor([c.ids for c in coded]),
        torch.tensor([c.attention_mask for c in coded]),
        torch.tensor([c.type_ids for c in coded]),
    )


def loss_of(
    outputs: tuple[Tensor, Tensor, Tensor], examples: list[Example], aspect_share: float = 0.3
) -> Tensor:
    """Add up the heads' losses over the examples that have a label for them.

    A label of several names ("agree|unrelated") asks only for one of them: the loss is of their summed probability.
    """
    total = outputs[0].new_zeros(())
    for logits, names, labels, share in (
        (outputs[0], RELATIONS, [e.relation for e in examples], 1.0),
        (outputs[1], ASPECTS, [e.aspect for e in examples], aspect_share),
        (outputs[2], ENTAILMENT, [e.entailment for e in examples], 1.0),
    ):
        rows = [i for i, label in enumerate(labels) if label is not None]
        if rows:
            allowed = torch.tensor([[name in str(labels[i]).split("|") for name in names] for i in rows])
            chosen = log_softmax(logits[rows], dim=1).masked_fill(~allowed, float("-inf")).logsumexp(dim=1)
            weights = torch.tensor([examples[i].weight for i in rows])
            total = total - share * (chosen * weights).sum() / len(examples)
    return total


def fit(
    network: PairNetwork,
    tokenizer: Tokenizer,
    examples: list[Example],
    plan: Plan,
    folder: Path,
    look: Callable[[PairNetwork], dict[str, float]] | None = None,
) -> None:
    """Train in place; go on from `folder/<name>.pt` when a stopped run left one; log to `folder/<name>.log.jsonl`."""
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint, log = folder / f"{plan.name}.pt", folder / f"{plan.name}.log.jsonl"
    torch.manual_seed(plan.seed)
    network.encoder.embeddings.requires_grad_(not plan.frozen_embeddings)
    for number, layer in enumerate(network.encoder.encoder.layer):
        layer.requires_grad_(number >= plan.frozen_layers)
    steps = [
        b
        for n in range(int(plan.epochs) + 1)
        for b in batches(examples, plan.batch, random.Random(plan.seed + n))
    ]
    steps = steps[: int(plan.epochs * (len(examples) // plan.batch + 1))]
    trained = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=plan.rate, weight_decay=0.01, fused=True)
    warm = max(1, int(0.06 * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda n: min(
            (n + 1) / warm,
            plan.end + (1 - plan.end) * max(0.0, (len(steps) - n) / max(1, len(steps) - warm)),
        ),
    )
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        done = state["done"]
    began = saved = time.monotonic()
    running: list[float] = []
    network.train()
    until = len(steps) if plan.last_step is None else min(plan.last_step, len(steps))
    for number in range(done, until):
        chosen = steps[number]
        loss = loss_of(network(*encode(tokenizer, chosen, plan.longest)), chosen)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        running.append(loss.item())
        last = number + 1 == until
        if last or len(running) == 100:
            _write(
                log,
                {
                    "step": number + 1,
                    "of": len(steps),
                    "loss": sum(running) / len(running),
                    "pairs_per_second": (number + 1 - done) * plan.batch / (time.monotonic() - began),
                },
            )
            running = []
        if last or time.monotonic() - saved > plan.checkpoint_seconds:
            torch.save(
                {
                    "network": network.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "done": number + 1,
                },
                checkpoint,
            )
            saved = time.monotonic()
            if look is not None:
                network.eval()
                _write(log, {"step": number + 1, **look(network)})
                network.train()
    network.eval()


def _write(log: Path, row: dict[str, object]) -> None:
    with log.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
