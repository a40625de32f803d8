"""Takes the network that ships back into torch, to train it further; the reverse of `export`.

Its matrices come back as the eight bits have them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from build_tools.engine.runtime import ENCODER, PARTS, PIECES, SCALES
from build_tools.errors import SeedError
from build_tools.training.network import Network

_QUANTIZED, _SCALE = "_quantized", "_scale"
_STEPS = 5  # words that a convolution sees; in the graph it is a matrix product


def restore(network: Network, folder: Path) -> None:
    """Give a network, in place, the values of a weights folder; what never ships stays as it is.

    Raises:
        SeedError: If the folder holds another network than this one, or none.
    """
    try:
        values = list(_values(folder, network.shapes.num_embeddings))
    except (OSError, KeyError, ValueError) as error:
        raise SeedError(f"the weights cannot be read: {error}", file=folder) from error
    live = dict(network.named_parameters())
    left = {name for name in live if not name.startswith("likened.")}
    for name, value in values:
        if name not in live or live[name].shape != value.shape:
            raise SeedError(f"the weights are of another network: {name}", file=folder)
        with torch.no_grad():
            live[name].copy_(torch.from_numpy(np.array(value)))
        left.discard(name)
    if left:
        raise SeedError(f"the weights lack {min(left)}", file=folder)


def _values(folder: Path, shapes: int) -> Iterator[tuple[str, np.ndarray]]:
    import onnx
    from onnx import numpy_helper

    with np.load(folder / SCALES, allow_pickle=False) as scales:
        table = np.load(folder / PIECES, allow_pickle=False)
        yield "encoder.pieces.weight", table * scales["pieces"]
        yield "shapes.weight", scales["extra"][:shapes]
        yield "quotes.weight", scales["extra"][shapes:]
    for graph in (ENCODER, PARTS):
        model = onnx.load(folder / graph).graph
        stored = {one.name: numpy_helper.to_array(one) for one in model.initializer}
        for name, value in stored.items():
            plain = name.removeprefix("network.")
            if name.endswith(f".weight{_QUANTIZED}"):
                yield plain.removesuffix(_QUANTIZED), _matrix(stored, name)
            elif name.endswith((".weight", ".bias")):
                yield _convolution(plain), value
        for node in model.node:
            # A matrix of its own name is had above; the others are named after their place.
            if node.op_type == "MatMulInteger" and node.input[1].startswith("onnx::"):
                yield _named(node.name, _matrix(stored, node.input[1]))


def _matrix(stored: dict[str, Any], name: str) -> np.ndarray:
    """A matrix in 32 bits, shape (out, in)."""
    scale = stored[name.removesuffix(_QUANTIZED) + _SCALE]
    return (stored[name].astype(np.float32) * scale).T


def _named(node: str, matrix: np.ndarray) -> tuple[str, np.ndarray]:
    """“/encoder/layers.0/mix/MatMul_quant” is the weight of `encoder.layers.0.mix`."""
    *path, _ = node.strip("/").split("/")
    if path[-1].startswith(f"{path[-2]}." if len(path) > 1 else " "):
        del path[-2]  # “/cue/cue.0/…”
    name = ".".join(path)
    if name in ("word", "gate"):
        name = f"parts.{name}"
    if name.endswith(("near.mix", "far.mix")):
        matrix = matrix.reshape(len(matrix), _STEPS, -1).transpose(0, 2, 1)
    return _convolution(f"{name}.weight"), matrix


def _convolution(name: str) -> str:
    for layer in ("near", "far"):
        name = name.replace(f"{layer}.mix.", f"{layer}.convolve.")
    return name
