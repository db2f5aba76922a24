"""A trained pair network -> a judge's folder: ONNX with 8-bit weights, and the tokenizer."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import PairNetwork

HEADS = ["relation", "aspect", "entailment"]


def export(network: PairNetwork, tokenizer: Path, target: Path) -> None:
    """Write `judge.full.onnx` (for comparison; not shipped), `judge.onnx` (8 bits) and the tokenizer.

    Weights are 8-bit by output channel, of a reduced range: with all 8 bits the sums of processors without VNNI
    overflow. Activations are quantised as they come, by their own range; that a pair is always a batch of its own
    keeps a score from depending on what else is judged.
    """
    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    names = ["input_ids", "attention_mask", "token_type_ids"]
    sample = tuple(torch.ones(2, 12, dtype=torch.long) for _ in names)
    full = target / "judge.full.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the older exporter is meant: the newer one needs another library
        torch.onnx.export(
            network,
            sample,
            str(full),
            input_names=names,
            output_names=HEADS,
            dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in names},
            opset_version=17,
            dynamo=False,
        )
    quantize_dynamic(
        full,
        target / "judge.onnx",
        op_types_to_quantize=["MatMul", "Gather"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    shutil.copyfile(tokenizer, target / "tokenizer.json")
