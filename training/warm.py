"""A judge as it is shipped -> the weights of a `PairNetwork`, so that training can go on from it and not from the start.

What 8 bits have lost is lost: each weight comes back to within half a step of its row's scale.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.network import PairNetwork
from training.outliers import KEPT


def warm_start(network: PairNetwork, judge: Path) -> None:
    """Load the weights of `judge` (an exported `judge.onnx`) in place; ValueError when they are of another network."""
    known = network.state_dict()
    found = shipped_weights(judge)
    strange = sorted(n for n, v in found.items() if n not in known or tuple(known[n].shape) != v.shape)
    missing = sorted(n for n in known if n not in found and not n.startswith("encoder.pooler."))  # not called
    if strange or missing:
        raise ValueError(f"{judge}: other weights than the network's: {(strange + missing)[:3]}")
    network.load_state_dict({n: torch.from_numpy(v.copy()) for n, v in found.items()}, strict=False)


def shipped_weights(judge: Path) -> dict[str, NDArray[np.float32]]:
    """Return the weights of an exported judge by their names in the network, as float32."""
    graph = onnx.load(judge).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {n: v for n, v in stored.items() if n.endswith((".weight", ".bias"))}
    for name in [n for n in stored if n.endswith(".weight_quantized")]:
        base = name.removesuffix("_quantized")
        found[base] = _restored(stored[name], stored[f"{base}_scale"], stored[f"{base}_zero_point"])
    for node in graph.node:
        # A linear layer's weight was transposed for the product and lost its name; the node kept the layer's path.
        if node.op_type == "MatMulInteger" and node.input[1].endswith("_quantized"):
            inner = node.input[1].removesuffix("_quantized")
            values, scale, zero = (
                stored[n] for n in (node.input[1], f"{inner}_scale", f"{inner}_zero_point")
            )
            found[_layer(node.name) + ".weight"] = _restored(values, scale, zero).T
        elif node.op_type == "MatMul" and f"/{KEPT}/" in node.name:
            found[_layer(node.name) + ".weight"] = stored[node.input[1]].T
    found = _joined(found, stored)
    return {n: np.ascontiguousarray(v, dtype=np.float32) for n, v in found.items()}


def _joined(
    found: dict[str, NDArray[np.float32]], stored: dict[str, NDArray[np.float32]]
) -> dict[str, NDArray[np.float32]]:
    """Put layers that were parted together again: the loud channels back into the places that they were taken from."""
    whole = dict(found)
    for name in [n for n in found if n.endswith(f".{KEPT}.weight")]:
        layer = name.removesuffix(f".{KEPT}.weight")
        weight = whole.pop(f"{layer}.rest.weight").copy()
        weight[:, stored[f"{layer}.places"]] = whole.pop(name)
        whole[f"{layer}.weight"], whole[f"{layer}.bias"] = weight, whole.pop(f"{layer}.rest.bias")
    return whole


def _restored(
    values: NDArray[np.int8], scale: NDArray[np.float32], zero: NDArray[np.int8]
) -> NDArray[np.float32]:
    return (values.astype(np.float32) - zero.astype(np.float32)) * scale.astype(np.float32)


def _layer(node: str) -> str:
    """Return the layer's name in the network: "/encoder/encoder/layer.0/…/q/MatMul_quant" is "encoder.encoder.layer.0.….q"."""
    return ".".join(node.strip("/").split("/")[:-1])
