"""A trained pair network -> `models/judge`: ONNX with 8-bit weights (activations stay float), tokenizer, model card data."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
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


def export(network: PairNetwork, tokenizer: Path, target: Path, bits: int = 8) -> None:
    """Write `judge.full.onnx` (float, for comparison; not shipped), `judge.onnx` (weights of `bits`) and the tokenizer."""
    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    names = ["input_ids", "attention_mask", "token_type_ids"]
    sample = tuple(torch.ones(2, 12, dtype=torch.long) for _ in names)
    full = target / "judge.full.onnx"
    axes = {name: {0: "pairs", 1: "tokens"} for name in names}
    torch.onnx.export(
        _Shipped(network),
        sample,
        str(full),
        input_names=names,
        output_names=["relation", "aspect"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantise(full, target / "judge.onnx", bits)
    shutil.copyfile(tokenizer, target / "tokenizer.json")


def quantise(full: Path, target: Path, bits: int) -> None:
    """Quantise weights only, in blocks of 32: no score depends on what else is in its batch."""
    config = DefaultWeightOnlyQuantConfig(
        block_size=32, is_symmetric=True, accuracy_level=4, bits=bits, op_types_to_quantize=("MatMul",)
    )
    logging.getLogger("onnxruntime.quantization.matmul_nbits_quantizer").setLevel(logging.WARNING)
    quantizer = MatMulNBitsQuantizer(onnx.load(full), algo_config=config)
    quantizer.process()
    model = quantizer.model.model
    halve_embeddings(model)
    onnx.save(model, target)


def halve_embeddings(model: onnx.ModelProto) -> None:
    """Store the tables that `Gather` reads in half precision, and widen what was read: half the size, no speed lost."""
    tables = {i.name: i for i in model.graph.initializer if len(i.dims) == 2 and i.dims[0] > 100}
    nodes = list(model.graph.node)
    for place, node in reversed(list(enumerate(nodes))):
        if node.op_type != "Gather" or node.input[0] not in tables:
            continue
        table = tables[node.input[0]]
        if table.data_type == onnx.TensorProto.FLOAT:
            table.CopyFrom(
                onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(table).astype(np.float16), table.name)
            )
        wide, node.output[0] = node.output[0], node.output[0] + "_half"
        cast = onnx.helper.make_node("Cast", [node.output[0]], [wide], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(place + 1, cast)
