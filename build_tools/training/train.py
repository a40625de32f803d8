"""Trains the network on the corpora, one run that can be interrupted and taken up again.

The first epochs, the trunk, are trained once; from there a branch for each seed sees the texts in
an order of its own, and the mean of the branches' weights is kept, as in Wortsman et al., "Model
soups" (2022), with the common start of Frankle et al., "Linear mode connectivity" (2020). Each
branch rounds its matrices as they will ship (see `rounding`), and its weights are already a running
mean of the trained ones (an exponential moving average), which is steadier than the last step. All randomness comes from seed, epoch and batch.
"""

from __future__ import annotations

import copy
import logging
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from build_tools.engine.windows import Window, pack, training_windows
from build_tools.engine.wordpiece import WordPiece
from build_tools.training.augment import read_run_in_labels, vary
from build_tools.training.losses import WEIGHTS, batch_losses
from build_tools.training.network import Network, PooledDropout
from build_tools.training.rounding import let_round
from build_tools.training.targets import Text, targets_of

LOG = logging.getLogger(__name__)

ENCODER_RATE, HEAD_RATE = 1e-4, 1e-3
WARM_UP = 100
WINDOWS_AT_ONCE = 8
MEAN_DECAY = 0.998
SPURIOUS_FROM = 0.05
SAVE_EVERY = 400
AfterEpoch = Callable[[str, Network], None]


@dataclass
class Plan:
    """What a run trains on.

    Attributes:
        texts: taken in every epoch; more than once where listed more than once.
        epochs: how many the learning rate falls over; each branch ends with the last.
        trunk: how many of them the branches have in common.
        seeds: one for each branch; the trunk takes the first.
    """

    texts: Sequence[Text]
    epochs: int
    trunk: int
    seeds: Sequence[int]


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
    torch.use_deterministic_algorithms(True)  # else sums over threads differ from run to run
    run = _Run(network, plan.seeds[0], wordpiece)
    trunk = folder / "trunk.pt"
    let_round(network, False)
    _advance(run, plan, plan.trunk, trunk, after_epoch)
    at_once = min(threads, len(plan.seeds))
    if at_once < 2:
        for seed in plan.seeds:
            _branch(run, plan, seed, folder, after_epoch)
    else:
        _branches_at_once(run, plan, folder, after_epoch, at_once, threads // at_once)
    ends = [
        torch.load(folder / f"branch{seed}.pt", weights_only=True)["mean"] for seed in plan.seeds
    ]
    run.mean = {name: torch.stack([end[name] for end in ends]).mean(0) for name in run.mean}
    with run.mean_weights(keep=True) as mean:
        after_epoch("mean of the branches", mean)
        return mean


def _branch(run: _Run, plan: Plan, seed: int, folder: Path, after_epoch: AfterEpoch) -> None:
    """Train a branch from the end of the trunk; its last checkpoint is what it gives."""
    run.load(folder / "trunk.pt")
    run.seed = seed
    let_round(run.network, True)
    _advance(run, plan, plan.epochs, folder / f"branch{seed}.pt", after_epoch)


def _branches_at_once(
    run: _Run, plan: Plan, folder: Path, after_epoch: AfterEpoch, processes: int, threads: int
) -> None:
    """Train the branches in processes of so many threads each."""
    branch = partial(
        _branch_alone, run.network, run.wordpiece, plan, folder, after_epoch, threads,
        logging.getLogger().level,
    )  # fmt: skip
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(branch, plan.seeds))


def _branch_alone(
    network: Network,
    wordpiece: WordPiece,
    plan: Plan,
    folder: Path,
    after_epoch: AfterEpoch,
    threads: int,
    told: int,
    seed: int,
) -> None:
    """Train a branch in a process that does nothing else.

    Args:
        told: the level from which on messages are shown.
    """
    logging.basicConfig(level=told, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    torch.use_deterministic_algorithms(True)
    # Processes are handed the same memory for a tensor, and would train one network together.
    own = copy.deepcopy(network)
    _branch(_Run(own, seed, wordpiece), plan, seed, folder, after_epoch)


def _advance(
    run: _Run, plan: Plan, until: int, checkpoint: Path, after_epoch: AfterEpoch
) -> None:
    """Train until so many epochs are done, from the checkpoint where there is one."""
    if checkpoint.is_file():
        run.load(checkpoint)
        LOG.info("%s: going on from epoch %d, batch %d", checkpoint.name, run.epoch, run.batch)
    labels = read_run_in_labels()
    while run.epoch < until:
        batches = _batches(plan, run.seed, run.epoch, run.wordpiece, labels)
        started, done, totals = time.time(), 0, {name: 0.0 for name in WEIGHTS}
        for number in range(run.batch, len(batches)):
            windows, texts = batches[number]
            progress = (run.epoch + number / len(batches)) / plan.epochs
            for name, value in run.step(windows, texts, progress, number).items():
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


def _batches(
    plan: Plan, seed: int, epoch: int, wordpiece: WordPiece, labels: list[list[str]]
) -> list[tuple[list[Window], list[Text]]]:
    """The windows of one epoch in batches, like lengths together, with the text of each window."""
    rng = random.Random(f"{seed} {epoch}")
    pairs = []
    for text in plan.texts:
        varied = vary(text, rng, wordpiece, labels)
        if len(varied.words):
            pairs += [(window, varied) for window in training_windows(varied.words, rng)]
    pairs.sort(key=lambda pair: pair[0].pieces() + 12 * rng.random())
    groups = [pairs[at : at + WINDOWS_AT_ONCE] for at in range(0, len(pairs), WINDOWS_AT_ONCE)]
    rng.shuffle(groups)
    return [([w for w, _ in group], [t for _, t in group]) for group in groups]


class _Run:
    """A network in training: its optimiser, the mean of its weights, and how far it has come."""

    def __init__(self, network: Network, seed: int, wordpiece: WordPiece) -> None:
        self.network, self.wordpiece, self.seed = network, wordpiece, seed
        self.epoch = self.batch = self.steps = 0
        groups = list(_parameter_groups(network))
        self.parameters = [p for group in groups for p in group["params"]]
        self.optimiser = torch.optim.AdamW(groups, fused=True)
        self.rates = [group["lr"] for group in groups]
        self.mean = {
            name: p.detach().clone() for name, p in network.named_parameters() if p.requires_grad
        }
        PooledDropout.pools.clear()  # another run's masks would be carried into this one

    def step(
        self, windows: Sequence[Window], texts: Sequence[Text], progress: float, number: int
    ) -> dict[str, float]:
        """One batch; returns its losses."""
        random.seed(f"{self.seed} {self.epoch} {number}")
        torch.manual_seed(random.randrange(1 << 30))
        self.network.train()
        factor = min(1.0, (self.steps + 1) / WARM_UP) * max(0.0, 1 - progress)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        batch = pack(windows, self.wordpiece)
        targets = targets_of(windows, texts, batch.edges.shape[1])
        spurious, unknown = progress >= SPURIOUS_FROM, self.wordpiece.unknown
        losses = batch_losses(self.network, batch, targets, windows, texts, spurious, unknown)
        total = sum((WEIGHTS[name] * loss for name, loss in losses.items()), torch.zeros(()))
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.steps += 1
        self._average()
        return {name: float(loss.detach()) for name, loss in losses.items()}

    def _average(self) -> None:
        if self.steps % 4:
            return
        decay = min(MEAN_DECAY**4, self.steps / (self.steps + 40))
        live = dict(self.network.named_parameters())
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self.mean.values()), [live[name] for name in self.mean], 1 - decay
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
                "mean": self.mean,
                "masks": PooledDropout.pools,
                "optimiser": self.optimiser.state_dict(),
                "at": (self.epoch, self.batch, self.steps),
            },
            fresh,
        )
        fresh.replace(path)

    def load(self, path: Path) -> None:
        """Go on where `save` left off."""
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.mean = state["mean"]
        PooledDropout.pools.update(state.get("masks", {}))
        self.optimiser.load_state_dict(state["optimiser"])
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


def _parameter_groups(network: Network) -> Iterator[dict]:
    for in_encoder, rate in ((True, ENCODER_RATE), (False, HEAD_RATE)):
        for matrix, decay in ((True, 0.01), (False, 0.0)):
            chosen = [
                p
                for name, p in network.named_parameters()
                if p.requires_grad
                and name.startswith("encoder.") == in_encoder
                and (p.dim() > 1) == matrix
            ]
            yield {"params": chosen, "lr": rate, "weight_decay": decay}
