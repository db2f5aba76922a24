"""Make `models/embedder`: the MiniLM sentence encoder, weights in half precision, in the sentence-transformers layout."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from training.bases import minilm_folder

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


def make(target: Path) -> None:
    """Write the half-precision copy into `target`; same input, same bytes."""
    base = minilm_folder()
    (target / "1_Pooling").mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        (target / name).write_bytes((base / name).read_bytes())
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    config["_name_or_path"] = "sentence-transformers/all-MiniLM-L6-v2"
    (target / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    weights = {
        k: v.to(torch.float16) if v.is_floating_point() else v
        for k, v in load_file(base / "model.safetensors").items()
    }
    save_file(weights, target / "model.safetensors", metadata={"format": "pt"})
