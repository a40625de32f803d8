"""Lets the network feel in training that its matrices will be kept and multiplied in eight bits.

Weights and what is multiplied with them are rounded on the way forward as onnxruntime's dynamic
quantization rounds them; gradients pass as if nothing was (Bengio et al. 2013, "Estimating or
Propagating Gradients Through Stochastic Neurons"; Jacob et al. 2018, "Quantization and Training of
Neural Networks for Efficient Integer-Arithmetic-Only Inference").
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

# As the weights ship: seven bits and a sign, see `export`.
_WEIGHT_STEPS = 64
_INPUT_STEPS = 255


class _RoundedInput(torch.autograd.Function):
    """Each window's values on 256 steps between its least and its greatest one, zero among them."""

    @staticmethod
    def forward(_: Any, x: Tensor) -> Tensor:
        low, high = x.flatten(1).aminmax(dim=1)
        scale = (high.clamp(min=0) - low.clamp(max=0)).float() / _INPUT_STEPS
        scale = scale.clamp(min=1e-8).to(x.dtype).view(-1, *[1] * (x.dim() - 1))
        return (x / scale).round_().mul_(scale)

    @staticmethod
    def backward(_: Any, slope: Tensor) -> Tensor:
        return slope


class RoundedLinear(nn.Linear):
    """A linear layer that rounds its matrix and its input where `rounds` says so.

    Attributes:
        rounds: off at first; see `let_round`.
    """

    rounds = False

    def forward(self, x: Tensor) -> Tensor:
        """x: shape (b, p, inputs), b windows."""
        if not self.rounds:
            return F.linear(x, self.weight, self.bias)
        with torch.no_grad():
            scale = self.weight.abs().amax(1).clamp(min=1e-8) / _WEIGHT_STEPS
            zero = torch.zeros_like(scale, dtype=torch.int32)
        weight = torch.fake_quantize_per_channel_affine(
            self.weight, scale, zero, 0, -_WEIGHT_STEPS, _WEIGHT_STEPS
        )
        return F.linear(_RoundedInput.apply(x), weight, self.bias)


def let_round(network: nn.Module, rounds: bool) -> None:
    """Make all linear layers of a network that can do it round, or none."""
    for module in network.modules():
        if isinstance(module, RoundedLinear):
            module.rounds = rounds
