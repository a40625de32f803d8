"""Runs the shipped network: the files of a weights folder, on onnxruntime, one thread.

The files are `encoder.onnx` (embedded word pieces to encoded words and the shares of cues and
names), `parts.onnx` (a cue's words to their parts), the word piece table in eight bits with its
scales, the vocabulary, and `settings.json` (how to decode, and how scores become confidence).
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
)

from build_tools.engine.decoding import Settings
from build_tools.engine.windows import Batch
from build_tools.engine.wordpiece import WordPiece
from build_tools.engine.words import SHAPES
from build_tools.errors import BuildToolsError

WEIGHTS = Path(__file__).parent.parent / "weights"
ENCODER, PARTS = "encoder.onnx", "parts.onnx"
PIECES, SCALES, VOCABULARY, SETTINGS = "pieces.npy", "scales.npz", "vocab.txt", "settings.json"
_UNREADABLE = (
    OSError, EOFError, KeyError, TypeError, ValueError, zipfile.BadZipFile,
    Fail, InvalidArgument, InvalidGraph, InvalidProtobuf,
)  # fmt: skip


@dataclass(frozen=True)
class Calibration:
    """Turns what a statement's decoding saw into how often such a statement is right.

    A logistic function of the features, fitted on the development articles.
    """

    bias: float
    weights: tuple[float, ...]

    def confidence(self, features: tuple[float, ...]) -> float:
        """Between 0 and 1."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return float(1 / (1 + np.exp(-total)))


class OnnxNetwork:
    """The shipped network behind the protocol of `engine.reading.Network`."""

    def __init__(self, folder: Path) -> None:
        """Load the files of a folder.

        Raises:
            BuildToolsError: If one is missing or is not what it should be.
        """
        try:
            self.wordpiece = WordPiece.read(folder / VOCABULARY)
            self._pieces = np.load(folder / PIECES, mmap_mode="r", allow_pickle=False)
            with np.load(folder / SCALES, allow_pickle=False) as scales:
                self._scales, extra = scales["pieces"], scales["extra"]
            self._shapes, self._quotes = extra[:SHAPES], extra[SHAPES:]
            settings: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
            self.settings = Settings(**settings["decoding"])
            calibration = settings["calibration"]
            self.calibration = Calibration(calibration["bias"], tuple(calibration["weights"]))
            self.version = str(settings["version"])
            self._encoder = _session(folder / ENCODER)
            self._parts = _session(folder / PARTS)
        except _UNREADABLE as error:
            raise BuildToolsError(f"the weights cannot be read: {error}", file=folder) from error

    def read(self, batch: Batch) -> tuple[Any, np.ndarray, np.ndarray]:
        """See `engine.reading.Network`.

        Raises:
            ValueError: If a window was filled up: nothing tells filling from pieces here.
        """
        if not batch.attended.all():
            raise ValueError("windows must be read without filling")
        embedded = self._pieces[batch.pieces] * self._scales[batch.pieces]
        embedded += self._shapes[batch.piece_shapes]
        embedded += self._quotes[batch.piece_quotes]
        words, word, gate, cues, names = self._encoder.run(
            None,
            {"embedded": embedded, "first_pieces": batch.first_pieces},
        )
        return (words, word, gate), cues, names

    def parts(
        self, batch: Batch, encoded: Any, cues: np.ndarray, places: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """See `engine.reading.Network`."""
        words, word, gate = encoded
        window = cues[:, 0]
        labels, boundaries, flags = self._parts.run(
            None,
            {
                "word": word[window],
                "gate": gate[window],
                "first": words[window, cues[:, 1]],
                "last": words[window, cues[:, 2] - 1],
                "places": places,
                "present": batch.present[window],
            },
        )
        return labels, boundaries, flags


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # articles are spread over processes instead
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"]
    )


@lru_cache(maxsize=2)
def load_network(folder: Path = WEIGHTS) -> OnnxNetwork:
    """The network of a folder, loaded once a process."""
    return OnnxNetwork(folder)
