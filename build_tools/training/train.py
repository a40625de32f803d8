"""Trains the network on the corpora, one run that can be interrupted and taken up again.

The first epochs, the trunk, are trained once; from there a branch for each seed sees the texts in
an order of its own, and the mean of the branches' weights is kept, as in Wortsman et al., "Model
soups" (2022), with the common start of Frankle et al., "Linear mode connectivity" (2020). Each
branch rounds its matrices as they will ship (see `rounding`), and its weights are already a running
mean of the trained ones (an exponential moving average), which is steadier than the last step. All
randomness comes from seed, epoch and batch.
"""

from __future__ import annotations

import copy
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from build_tools.engine.wordpiece import WordPiece
from build_tools.training.batches import Batch, cut_batches
from build_tools.training.lessons import Lessons
from build_tools.training.losses import WEIGHTS, Answers
from build_tools.training.network import Network
from build_tools.training.process import at_once
from build_tools.training.rounding import let_round
from build_tools.training.state import Rates, TrainingState
from build_tools.training.targets import Text

LOG = logging.getLogger(__name__)

SAVE_EVERY = 400
AfterEpoch = Callable[[str, Network], None]


@dataclass
class Plan:
    """What a run trains on.

    Attributes:
        texts: taken in every epoch; more than once where listed more than once.
        epochs: how many the learning rate falls over; each branch ends with the last.
        trunk: how many of them the branches have in common; branches round, the trunk does not.
        seeds: one for each branch; the trunk takes the first.
        rates: how fast it learns.
        lessons: a teacher's answers to the same texts, learned from as well.
    """

    texts: Sequence[Text]
    epochs: int
    trunk: int
    seeds: Sequence[int]
    rates: Rates = Rates()
    lessons: Lessons | None = None


def train(
    network: Network,
    plan: Plan,
    wordpiece: WordPiece,
    folder: Path,
    after_epoch: AfterEpoch,
    threads: int = 1,
) -> Network:
    """Train the network; go on from the checkpoints in the folder where there are some.

    Args:
        after_epoch: called with a name such as "seed 1, epoch 3 of 5" and the mean network, and
            at the end with "mean of the branches". Where branches have processes of their own it is
            copied to them.
        threads: where there are several, branches are trained at the same time: two processes of
            one thread go through more texts than one process of two.

    Returns:
        The network with the mean weights of the branches, in evaluation mode.
    """
    run = TrainingState(network, plan.seeds[0], wordpiece, plan.rates)
    trunk = folder / "trunk.pt"
    let_round(network, False)
    advance(run, plan, plan.trunk, trunk, after_epoch)
    if not trunk.is_file():
        run.save(trunk)  # without a trunk, branches start from the network as it came
    processes = min(threads, len(plan.seeds))
    if processes > 1:
        branch = partial(_branch_alone, run.network, run.wordpiece, plan, folder, after_epoch)
        at_once(branch, plan.seeds, processes, threads // processes)
    else:
        for seed in plan.seeds:
            _branch(run, plan, seed, folder, after_epoch)
    ends = [
        torch.load(folder / f"branch{seed}.pt", weights_only=True)["mean"] for seed in plan.seeds
    ]
    run.mean = {name: torch.stack([end[name] for end in ends]).mean(0) for name in run.mean}
    with run.mean_weights(keep=True) as mean:
        after_epoch("mean of the branches", mean)
        return mean


def _branch(
    run: TrainingState, plan: Plan, seed: int, folder: Path, after_epoch: AfterEpoch
) -> None:
    """Train a branch from the end of the trunk; its last checkpoint is what it gives."""
    run.load(folder / "trunk.pt")
    run.seed = seed
    let_round(run.network, True)
    advance(run, plan, plan.epochs, folder / f"branch{seed}.pt", after_epoch)


def _branch_alone(
    network: Network,
    wordpiece: WordPiece,
    plan: Plan,
    folder: Path,
    after_epoch: AfterEpoch,
    seed: int,
) -> None:
    """Train a branch in a process that does nothing else."""
    # Processes are handed the same memory for a tensor, and would train one network together.
    own = copy.deepcopy(network)
    _branch(TrainingState(own, seed, wordpiece, plan.rates), plan, seed, folder, after_epoch)


def advance(
    run: TrainingState, plan: Plan, until: int, checkpoint: Path, after_epoch: AfterEpoch
) -> None:
    """Train until so many epochs are done, from the checkpoint where there is one."""
    if checkpoint.is_file():
        run.load(checkpoint)
        LOG.info("%s: going on from epoch %d, batch %d", checkpoint.name, run.epoch, run.batch)
    while run.epoch < until:
        batches = epoch_batches(plan, run.seed, run.epoch, run.wordpiece)
        started, done, totals = time.time(), 0, {name: 0.0 for name in WEIGHTS}
        for number in range(run.batch, len(batches)):
            (windows, texts), answers = batches[number]
            progress = (run.epoch + number / len(batches)) / plan.epochs
            for name, value in run.step(windows, texts, progress, number, answers).items():
                totals[name] += value
            done += 1
            run.batch = number + 1
            if run.steps % SAVE_EVERY == 0:
                run.save(checkpoint)
            if done % 100 == 0:
                told = " ".join(f"{name} {value / done:.4f}" for name, value in totals.items())
                LOG.info(
                    "seed %d epoch %d batch %d/%d %s, %.2f s a batch",
                    run.seed, run.epoch + 1, number + 1, len(batches), told,
                    (time.time() - started) / done,
                )  # fmt: skip
        run.epoch, run.batch = run.epoch + 1, 0
        run.save(checkpoint)
        with run.mean_weights() as mean:
            after_epoch(f"seed {run.seed}, epoch {run.epoch} of {plan.epochs}", mean)


def epoch_batches(
    plan: Plan, seed: int, epoch: int, wordpiece: WordPiece
) -> Sequence[tuple[Batch, Answers | None]]:
    """The batches of one epoch, with a teacher's answers where the plan has lessons."""
    if plan.lessons is not None:
        return plan.lessons.epoch(seed, epoch)
    rng = random.Random(f"{seed} {epoch}")
    return [(batch, None) for batch in cut_batches(plan.texts, rng, wordpiece)]
