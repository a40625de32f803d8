"""A network in training: its optimiser, the mean of its weights, how far it has come; one step."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from build_tools.engine.windows import Window, pack
from build_tools.engine.wordpiece import WordPiece
from build_tools.training.losses import WEIGHTS, Answers, batch_losses
from build_tools.training.network import Network, PooledDropout
from build_tools.training.targets import Text, targets_of

WARM_UP = 100
MEAN_DECAY = 0.998
SPURIOUS_FROM = 0.05
_DECAY = 0.01


@dataclass(frozen=True)
class Rates:
    """How fast a network learns at first; the rate falls to nothing over the run.

    Attributes:
        encoder: of the encoder's last layer.
        heads: of all that stands on the encoder.
        by_layer: what share of a layer's rate the layer below it has (as in Howard and Ruder 2018).
    """

    encoder: float = 1e-4
    heads: float = 1e-3
    by_layer: float = 1.0

    def of(self, name: str, layers: int) -> float:
        """The rate of a parameter by its name, in an encoder of so many layers."""
        if not name.startswith("encoder."):
            return self.heads
        parts = name.split(".")
        layer = int(parts[2]) if parts[1] == "layers" else 0
        return self.encoder * self.by_layer ** (layers - 1 - layer)


class TrainingState:
    """A network in training.

    Attributes:
        network: It computes with the weights; those in fewer than 32 bits have their exact values
            beside.
        mean: The running mean of the exact values by name.
        epoch, batch, steps: What is done: whole epochs, batches of the next one, steps in all.
    """

    def __init__(
        self, network: Network, seed: int, wordpiece: WordPiece, rates: Rates = Rates()  # noqa: B008
    ) -> None:
        self.network, self.wordpiece, self.seed = network, wordpiece, seed
        self.epoch = self.batch = self.steps = 0
        self._live = {name: p for name, p in network.named_parameters() if p.requires_grad}
        self._exact = {
            name: p if p.dtype == torch.float32 else p.detach().float()
            for name, p in self._live.items()
        }
        groups: dict[tuple[float, float], list[Tensor]] = {}
        for name, exact in self._exact.items():
            decay = _DECAY if exact.dim() > 1 else 0.0
            rate = rates.of(name, len(network.encoder.layers))
            groups.setdefault((rate, decay), []).append(exact)
        self._optimiser = torch.optim.AdamW(
            [{"params": g, "lr": r, "weight_decay": d} for (r, d), g in groups.items()], fused=True
        )
        self._rates = [rate for rate, _ in groups]
        self.mean = {name: exact.detach().clone() for name, exact in self._exact.items()}
        PooledDropout.pools.clear()  # another run's masks would be carried into this one

    def step(
        self,
        windows: Sequence[Window],
        texts: Sequence[Text],
        progress: float,
        number: int,
        answers: Answers | None = None,
    ) -> dict[str, float]:
        """One batch; returns its losses.

        Args:
            progress: How much of the run is done, 0 to 1.
            number: Which batch of the epoch this is.
            answers: A teacher's, which are learned from as well.
        """
        random.seed(f"{self.seed} {self.epoch} {number}")
        torch.manual_seed(random.randrange(1 << 30))
        self.network.train()
        batch = pack(windows, self.wordpiece)
        targets = targets_of(windows, texts, batch.edges.shape[1])
        spurious, unknown = progress >= SPURIOUS_FROM, self.wordpiece.unknown
        losses = batch_losses(
            self.network, batch, targets, windows, texts, spurious, unknown, answers
        )
        total = sum((WEIGHTS[name] * loss for name, loss in losses.items()), torch.zeros(()))
        total.backward()
        self._apply(min(1.0, (self.steps + 1) / WARM_UP) * max(0.0, 1 - progress))
        return {name: float(loss.detach()) for name, loss in losses.items()}

    def _apply(self, factor: float) -> None:
        """Move the exact weights along the slopes, and the network's after them."""
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * factor
        rounded = [name for name, p in self._live.items() if p is not self._exact[name]]
        for name in rounded:
            slope, self._live[name].grad = self._live[name].grad, None
            self._exact[name].grad = None if slope is None else slope.float()
        torch.nn.utils.clip_grad_norm_(self._exact.values(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad()
        with torch.no_grad():
            for name in rounded:
                self._live[name].copy_(self._exact[name])
        self.steps += 1
        self._average()

    def _average(self) -> None:
        if self.steps % 4:
            return
        decay = min(MEAN_DECAY**4, self.steps / (self.steps + 40))
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self.mean.values()), [self._exact[name] for name in self.mean], 1 - decay
            )

    def mean_weights(self, keep: bool = False) -> _Swapped:
        """A context in which the network has the mean weights; they stay where `keep` says so."""
        return _Swapped(self.network, self.mean, keep)

    def save(self, path: Path) -> None:
        """Write the whole state beside the old one, then put it in its place."""
        fresh = path.with_suffix(".new")
        torch.save(
            {
                "network": self.network.state_dict(),
                "exact": {k: v for k, v in self._exact.items() if v is not self._live[k]},
                "mean": self.mean,
                "masks": PooledDropout.pools,
                "optimiser": self._optimiser.state_dict(),
                "at": (self.epoch, self.batch, self.steps),
            },
            fresh,
        )
        fresh.replace(path)

    def load(self, path: Path) -> None:
        """Go on where `save` left off."""
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        for name, value in state["exact"].items():
            self._exact[name].copy_(value)
        self.mean = state["mean"]
        PooledDropout.pools.update(state["masks"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.batch, self.steps = state["at"]


class _Swapped:
    """Puts the mean weights into the network for a while, or for good."""

    def __init__(self, network: Network, mean: dict[str, Tensor], keep: bool) -> None:
        self.network, self.mean, self.keep = network, mean, keep

    def __enter__(self) -> Network:
        live = dict(self.network.named_parameters())
        self.trained = {name: live[name].detach().clone() for name in self.mean}
        with torch.no_grad():
            for name, value in self.mean.items():
                live[name].copy_(value)
        self.network.eval()
        return self.network

    def __exit__(self, *_: object) -> None:
        if self.keep:
            return
        live = dict(self.network.named_parameters())
        with torch.no_grad():
            for name, value in self.trained.items():
                live[name].copy_(value)
