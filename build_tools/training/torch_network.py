"""Lets the network in training answer as the shipped one does: the same code measures both."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from build_tools.engine.windows import Batch
from build_tools.training.losses import as_tensors
from build_tools.training.network import Network
from build_tools.training.precision import fast_numbers


class TorchNetwork:
    """A network of torch behind the protocol of `engine.reading.Network`."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    @torch.no_grad()
    def read(self, batch: Batch) -> tuple[Any, np.ndarray, np.ndarray]:
        """See `engine.reading.Network`."""
        arrays = as_tensors(batch)
        with fast_numbers():
            encoded = self.network.encode(arrays)
            cue, name = self.network.cue(encoded), self.network.name(encoded)
        return encoded, cue.float().softmax(-1).numpy(), name.float().softmax(-1).numpy()

    @torch.no_grad()
    def parts(
        self, batch: Batch, encoded: Any, cues: np.ndarray, places: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """See `engine.reading.Network`."""
        window = torch.from_numpy(cues[:, 0])
        with fast_numbers():
            word, gate = self.network.parts.project(encoded)
            labels, boundaries, flags = self.network.parts(
                word[window],
                gate[window],
                encoded[window, torch.from_numpy(cues[:, 1])],
                encoded[window, torch.from_numpy(cues[:, 2] - 1)],
                torch.from_numpy(places),
                torch.from_numpy(batch.present)[window],
            )
        return (
            labels.float().softmax(-1).numpy(),
            boundaries.float().sigmoid().numpy(),
            flags.float().sigmoid().numpy(),
        )
