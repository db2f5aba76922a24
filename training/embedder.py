"""Make `models/embedder`: the MiniLM sentence encoder, weights in half precision, in the sentence-transformers layout.

`tuned` goes on training it: claims of one fact near each other, whether they agree on it or not, and other facts of
the same event away.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from torch.nn.functional import cross_entropy

from training.bases import minilm_folder
from training.examples import read_lines
from training.stories import LabelledPair

COPIED = (
    "config.json",
    "modules.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.txt",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
    "1_Pooling/config.json",
)
_TEMPERATURE = 0.05


def make(target: Path, weights: dict[str, torch.Tensor] | None = None) -> None:
    """Write the half-precision copy of these weights, or of the base, into `target`; same input, same bytes."""
    base = minilm_folder()
    (target / "1_Pooling").mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        (target / name).write_bytes((base / name).read_bytes())
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    config["_name_or_path"] = "sentence-transformers/all-MiniLM-L6-v2"
    (target / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    full = load_file(base / "model.safetensors") if weights is None else weights
    halved = {
        k: v.to(torch.float16).contiguous() if v.is_floating_point() else v.contiguous()
        for k, v in full.items()
    }
    save_file(halved, target / "model.safetensors", metadata={"format": "pt"})


@dataclass(frozen=True, slots=True)
class SameFact:
    """Two texts on one fact, one that is near it and on another fact, and the group that all stand in.

    `fact` names the fact where other pairs tell of the same one (a family); else it is empty.
    """

    left: str
    right: str
    away: str
    group: str
    fact: str = ""


def from_families(paths: Sequence[Path], seed: int = 1) -> list[SameFact]:
    """Return each family's base beside what it gives on the same fact, with one of its unrelated texts."""
    made = []
    for path in sorted(paths):
        for row in read_lines(path):
            dice = random.Random(f"{seed}-{row['id']}")
            near = [*row["agree"], *(i["text"] for k in ("conflict", "update", "reconciled") for i in row[k])]
            for text in near:
                left = dice.choice([row["base"], *row["agree"]])
                if left != text:
                    made.append(SameFact(left, text, dice.choice(row["unrelated"]), row["id"], row["id"]))
    return made


def from_stories(pairs: Sequence[LabelledPair], seed: int = 1) -> list[SameFact]:
    """Return the labelled pairs on one fact, each with a claim of the same story that no label sets beside it."""
    dice = random.Random(seed)
    made = []
    for story in sorted({p.story for p in pairs}):
        mine = [p for p in pairs if p.story == story]
        told = [p for p in mine if p.listed and p.relation != "unrelated"]
        beside = {(p.left.text, p.right.text) for p in told}
        others = sorted({p.right.text for p in mine})
        for pair in told:
            away = [t for t in others if (pair.left.text, t) not in beside]
            if away:
                made.append(SameFact(pair.left.text, pair.right.text, dice.choice(away), story))
    return made


def tuned(
    facts: Sequence[SameFact], rate: float = 3e-5, batch: int = 32, seed: int = 1
) -> dict[str, torch.Tensor]:
    """Train one pass with in-batch negatives (InfoNCE, van den Oord et al. 2018) and return the weights."""
    torch.manual_seed(seed)
    model = SentenceTransformer(str(minilm_folder()), device="cpu")
    encoder: Any = model[0].auto_model
    encoder.embeddings.requires_grad_(False)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=0.01)
    steps = list(_batches(facts, batch, random.Random(seed)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / 20, 1 - n / len(steps)))
    model.eval()  # without dropout
    for some in steps:
        loss = _loss(model, some)
        loss.backward()
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
    return {k: v.detach().clone() for k, v in encoder.state_dict().items()}


def _batches(facts: Sequence[SameFact], size: int, dice: random.Random) -> Iterator[list[SameFact]]:
    """Yield batches in which pairs of one group stand together: their other facts are the hard negatives."""
    order = list(facts)
    dice.shuffle(order)
    pools = [sorted(order[n : n + size * 30], key=lambda f: f.group) for n in range(0, len(order), size * 30)]
    found = [pool[n : n + size] for pool in pools for n in range(0, len(pool), size)]
    dice.shuffle(found)
    yield from found


def _loss(model: SentenceTransformer, some: Sequence[SameFact]) -> torch.Tensor:
    texts = [t for side in ("left", "right", "away") for t in (getattr(f, side) for f in some)]
    vectors = model(model.tokenize(texts))["sentence_embedding"]
    many = len(some)
    scores = vectors[:many] @ vectors[many:].T / _TEMPERATURE
    # What another pair of the batch says of the same fact is no negative; of stories, only what is the same text.
    known = torch.tensor([[a is not b and _same(a, b) for b in some] for a in some])
    apart = torch.cat([known, torch.zeros_like(known)], dim=1)
    return cross_entropy(scores.masked_fill(apart, -1e4), torch.arange(many))


def _same(one: SameFact, other: SameFact) -> bool:
    return one.left == other.left or one.right == other.right or one.fact == other.fact != ""
