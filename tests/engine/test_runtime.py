"""The weights that ship: they load, they answer with shares, and damage is told."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from build_tools.engine.labels import BOUNDARIES, CUE_LABELS, FLAGS, NAME_LABELS, PART_LABELS
from build_tools.engine.places import describe
from build_tools.engine.runtime import (
    ENCODER,
    PARTS,
    PIECES,
    SCALES,
    SETTINGS,
    VOCABULARY,
    WEIGHTS,
    Calibration,
    OnnxNetwork,
    load_network,
)
from build_tools.engine.windows import LONGEST, pack, reading_windows
from build_tools.engine.words import split_words
from build_tools.errors import BuildToolsError

FILES = (ENCODER, PARTS, PIECES, SCALES, SETTINGS, VOCABULARY)


@pytest.mark.parametrize("text", ["No", "The mayor said the bridge was shut.\n“Why?” 각", "a\n" * 900])
def test_answers_are_shares(text: str) -> None:
    network = load_network()
    for window in reading_windows(split_words(text, network.wordpiece)):
        batch = pack([window], network.wordpiece)
        encoded, cues, names = network.read(batch)
        assert cues.shape == (1, len(window), len(CUE_LABELS))
        assert names.shape == (1, len(window), len(NAME_LABELS))
        asked = np.array([(0, 0, len(window)), (0, len(window) - 1, len(window))])
        labels, boundaries, flags = network.parts(batch, encoded, asked, describe(batch, asked))
        assert labels.shape == (2, len(window), len(PART_LABELS))
        assert boundaries.shape == (2, len(window), len(BOUNDARIES))
        assert flags.shape == (2, len(FLAGS))
        for shares in (cues, names, labels):
            assert shares.sum(-1) == pytest.approx(1, abs=1e-4)
        for shares in (cues, names, labels, boundaries, flags):
            assert ((0 <= shares) & (shares <= 1)).all()


def test_what_ships_is_small_and_no_pickle() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) <= 40_000_000
    assert set(FILES) <= {path.name for path in WEIGHTS.iterdir()}
    np.load(WEIGHTS / PIECES, allow_pickle=False)
    with np.load(WEIGHTS / SCALES, allow_pickle=False) as scales:
        assert {name: scales[name].dtype for name in scales} == {
            "pieces": np.float32, "extra": np.float32,
        }  # fmt: skip


def test_the_longest_window_has_a_position_for_each_piece() -> None:
    """The encoder's positions end somewhere; a full window must not reach over them."""
    network = load_network()
    words = split_words("said " * (2 * LONGEST), network.wordpiece)
    batches = [pack([window], network.wordpiece) for window in reading_windows(words)]
    assert max(batch.attended.sum() for batch in batches) > LONGEST - 2
    assert all(np.isfinite(network.read(batch)[1]).all() for batch in batches)


def test_windows_that_were_filled_up_are_refused() -> None:
    network = load_network()
    windows = [*reading_windows(split_words("The mayor said no.", network.wordpiece)),
               *reading_windows(split_words("No.", network.wordpiece))]  # fmt: skip
    with pytest.raises(ValueError, match="filling"):
        network.read(pack(windows, network.wordpiece))


def test_a_network_is_loaded_once() -> None:
    assert load_network() is load_network()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).symlink_to(WEIGHTS / name)
    return tmp_path


def replaced(folder: Path, name: str, content: bytes | None) -> Path:
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("content", [None, b"", b"no such thing", b"PK\x03\x04 cut off"])
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_told(folder: Path, name: str, content: bytes | None) -> None:
    with pytest.raises(BuildToolsError, match="the weights cannot be read") as told:
        OnnxNetwork(replaced(folder, name, content))
    assert told.value.file == str(folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"decoding": {"no_such_setting": 1}},
        {"decoding": None},
        {"calibration": {"bias": 0.0}},
        {"calibration": {"bias": 0.0, "weights": None}},
    ],
)
def test_settings_must_be_what_they_should_be(folder: Path, changes: dict) -> None:
    settings = json.loads((WEIGHTS / SETTINGS).read_text(encoding="utf-8")) | changes
    with pytest.raises(BuildToolsError, match="the weights cannot be read"):
        OnnxNetwork(replaced(folder, SETTINGS, json.dumps(settings).encode()))


@pytest.mark.parametrize(
    ("bias", "weights", "features", "confidence"),
    [
        (0.0, (0.0, 0.0), (1.0, 1.0), 0.5),
        (1.0, (2.0, -1.0), (0.5, 2.0), 0.5),
        (np.log(3), (0.0,), (0.7,), 0.75),
        (0.0, (np.log(4), 0.0), (2.0, 9.0), 16 / 17),
    ],
)
def test_confidence_is_logistic(
    bias: float, weights: tuple[float, ...], features: tuple[float, ...], confidence: float
) -> None:
    assert Calibration(bias, weights).confidence(features) == pytest.approx(confidence)
