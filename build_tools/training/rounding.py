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
        # Window by window: over one axis of several, torch looks for the two ten times as slowly.
        low, high = torch.stack([torch.stack(window.aminmax()) for window in x]).unbind(1)
        scale = (high.clamp(min=0) - low.clamp(max=0)).float() / _INPUT_STEPS
        scale = scale.clamp(min=1e-8).to(x.dtype).view(-1, *[1] * (x.dim() - 1))
        return (x / scale).round_().mul_(scale)

    @staticmethod
    def backward(_: Any, slope: Tensor) -> Tensor:
        return slope


class _RoundedWeight(torch.autograd.Function):
    """Each output's weights on whole steps, the greatest of them on the last step."""

    @staticmethod
    def forward(_: Any, weight: Tensor) -> Tensor:
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / _WEIGHT_STEPS
        return (weight / scale).round_().mul_(scale)

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
        return F.linear(_RoundedInput.apply(x), _RoundedWeight.apply(self.weight), self.bias)


def let_round(network: nn.Module, rounds: bool) -> None:
    """Make all linear layers of a network that can do it round, or none."""
    for module in network.modules():
        if isinstance(module, RoundedLinear):
            module.rounds = rounds
