"""A trained pair network -> `models/judge`: ONNX with weights in half precision, and the tokenizer."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from training.network import PairNetwork


class _Shipped(nn.Module):
    """The network without its pre-training head: the two outputs that judging needs."""

    def __init__(self, network: PairNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor]:
        relation, aspect, _ = self.network(input_ids, attention_mask, token_type_ids)
        return relation, aspect


def export(network: PairNetwork, tokenizer: Path, target: Path) -> None:
    """Write `judge.full.onnx` (for comparison; not shipped), `judge.onnx` (half-precision weights) and the tokenizer."""
    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    names = ["input_ids", "attention_mask", "token_type_ids"]
    sample = tuple(torch.ones(2, 12, dtype=torch.long) for _ in names)
    full = target / "judge.full.onnx"
    torch.onnx.export(
        _Shipped(network),
        sample,
        str(full),
        input_names=names,
        output_names=["relation", "aspect"],
        dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in names},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(full)
    halve_weights(model)
    onnx.save(model, target / "judge.onnx")
    shutil.copyfile(tokenizer, target / "tokenizer.json")


def halve_weights(model: onnx.ModelProto) -> None:
    """Store the large tables in half precision and widen them when the model is loaded: half the size, no speed lost.

    8-bit weights (MatMulNBits) were a third slower than this on a processor without VNNI.
    """
    casts = []
    for table in model.graph.initializer:
        if table.data_type != onnx.TensorProto.FLOAT or np.prod(table.dims) < 1000:
            continue
        wide, name = table.name, f"{table.name}_half"
        table.CopyFrom(
            onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(table).astype(np.float16), name)
        )
        casts.append(onnx.helper.make_node("Cast", [name], [wide], to=onnx.TensorProto.FLOAT))
    for node in reversed(casts):
        model.graph.node.insert(0, node)
