"""A trained network -> the same network, its loud channels parted from the rest, so that 8 bits lose little.

A few inputs of a transformer's linear layers are ten to fifty times as large as all others. One scale for a whole
activation then leaves the others a handful of steps. Those few are multiplied in full precision and added (Dettmers et
al. 2022, "LLM.int8()"); which they are is read off sample texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn

from training.network import PairNetwork

Batch = tuple[Tensor, Tensor, Tensor]
LOUD = 16  # channels of a layer; of MPNet's 3,072 with 16 parted the error of a score falls to a thirteenth
KEPT = "loud"  # the name of the part in full precision, by which the quantiser leaves it out


class PartedLinear(nn.Module):
    """A linear layer as the sum of two: its loud input channels, and all others."""

    quiet: Tensor
    places: Tensor

    def __init__(self, whole: nn.Linear, loud: Tensor) -> None:
        """`loud` (channels,) numbers the inputs that go the other way."""
        super().__init__()
        quiet = torch.ones(whole.in_features)
        quiet[loud] = 0.0
        self.register_buffer("quiet", quiet)
        self.register_buffer("places", loud)
        self.rest = nn.Linear(whole.in_features, whole.out_features)
        self.loud = nn.Linear(len(loud), whole.out_features, bias=False)
        with torch.no_grad():
            self.rest.weight.copy_(whole.weight * quiet)
            self.rest.bias.copy_(whole.bias)
            self.loud.weight.copy_(whole.weight[:, loud])

    def forward(self, states: Tensor) -> Tensor:
        """Map (…, in) to (…, out), as the whole layer does."""
        loud: Tensor = self.loud(states.index_select(-1, self.places))
        rest: Tensor = self.rest(states * self.quiet)
        return loud + rest


def part_loud_channels(network: PairNetwork, samples: Iterable[Batch], channels: int = LOUD) -> None:
    """Replace the encoder's feed-forward layers in place by `PartedLinear`, by what `samples` make them see."""
    layers = {
        name: module
        for name, module in network.encoder.encoder.named_modules()
        if isinstance(module, nn.Linear)
        and name.endswith((".intermediate.dense", ".output.dense"))
        and module.in_features > 4 * channels
    }
    loudest: dict[str, Tensor] = {}

    def heard(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def listen(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            most = inputs[0].detach().abs().flatten(0, -2).amax(0)
            loudest[name] = torch.maximum(loudest[name], most) if name in loudest else most

        return listen

    hooks = [module.register_forward_pre_hook(heard(name)) for name, module in layers.items()]
    network.eval()
    with torch.no_grad():
        for batch in samples:
            network(*batch)
    for hook in hooks:
        hook.remove()
    for name, module in layers.items():
        owner, _, last = name.rpartition(".")
        loud = loudest[name].topk(channels).indices.sort().values
        setattr(network.encoder.encoder.get_submodule(owner), last, PartedLinear(module, loud))
