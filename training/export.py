"""A trained pair network -> a judge's folder: ONNX with 8-bit weights, and the tokenizer."""

from __future__ import annotations

import copy
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import PairNetwork
from training.outliers import KEPT, Batch, part_loud_channels

HEADS = ["relation", "aspect", "entailment"]


def export(network: PairNetwork, tokenizer: Path, target: Path, samples: Sequence[Batch] = ()) -> None:
    """Write `judge.full.onnx` (for comparison; not shipped), `judge.onnx` (8 bits) and the tokenizer.

    Weights are 8-bit by output channel, unsigned: with signed ones the sums of processors without VNNI overflow unless
    a bit is given up, and that bit cost five points of probability. Activations are quantised as they come, by their
    own range; that a pair is always a batch of its own keeps a score from depending on what else is judged. `samples`
    are encoded texts that show which channels are loud; those stay in full precision. The network is left as it is.
    """
    target.mkdir(parents=True, exist_ok=True)
    network = copy.deepcopy(network).eval()
    if samples:
        part_loud_channels(network, samples)
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
    kept = [n.name for n in onnx.load(full).graph.node if f"/{KEPT}/" in n.name]
    quantize_dynamic(
        full,
        target / "judge.onnx",
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=kept,
        weight_type=QuantType.QUInt8,
        per_channel=True,
        reduce_range=False,
    )
    shutil.copyfile(tokenizer, target / "tokenizer.json")
