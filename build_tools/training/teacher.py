"""Trains the larger network whose answers teach the one that ships.

It has the same heads on a larger encoder and learns from the same texts. It is too large and too
slow to ship; what it knows better passes on by its answers (see `losses`).
"""

from __future__ import annotations

from pathlib import Path

from build_tools.engine.wordpiece import WordPiece
from build_tools.training.larger_encoder import load_larger_encoder
from build_tools.training.network import Network
from build_tools.training.state import Rates, TrainingState
from build_tools.training.texts import Corpora
from build_tools.training.train import AfterEpoch, Plan, advance

EPOCHS = 2
SEED = 1
RATES = Rates(encoder=5e-5, heads=8e-4, by_layer=0.93)


def train_teacher(
    model: Path, texts: Corpora, wordpiece: WordPiece, folder: Path, after_epoch: AfterEpoch
) -> Network:
    """Train the larger network; go on from its checkpoint in the folder where there is one.

    Args:
        model: A folder with MPNet's files, see `load_larger_encoder`.

    Returns:
        The network with its mean weights, in evaluation mode.

    Raises:
        SeedError: If a file of the model is missing.
    """
    network = Network(load_larger_encoder(model, list(wordpiece.ids)))
    every = texts.each_epoch()
    plan = Plan(every, EPOCHS, EPOCHS, (SEED,), RATES)
    state = TrainingState(network, SEED, wordpiece, RATES)
    advance(
        state, plan, EPOCHS, folder / "teacher.pt",
        lambda name, mean: after_epoch(f"teacher{name[name.index(','):]}", mean),
    )  # fmt: skip
    with state.mean_weights(keep=True) as mean:
        return mean
