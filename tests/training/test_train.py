"""Training, on an encoder of one small layer: branches, their mean, and runs taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from build_tools.engine.windows import pack  # noqa: E402
from build_tools.training import state  # noqa: E402
from build_tools.training import train as training  # noqa: E402
from build_tools.training.losses import batch_losses  # noqa: E402
from build_tools.training.network import Network, PooledDropout  # noqa: E402
from build_tools.training.state import TrainingState  # noqa: E402
from build_tools.training.targets import Text, targets_of  # noqa: E402
from build_tools.training.train import Plan, train  # noqa: E402
from tests.engine.pieces import WORDPIECE  # noqa: E402
from tests.training.marked_texts import STATEMENT, text_of, whole  # noqa: E402
from tests.training.test_network import tiny  # noqa: E402


def plan(epochs: int = 4) -> Plan:
    short = text_of(STATEMENT)
    texts = [short, text_of(f"It rained.\n{STATEMENT}\n“No,” <C2>said</C2> <Q2>he</Q2>")]
    names = [Text("n", short.words, names=np.zeros(len(short.words), np.int64))]
    return Plan(texts * 6 + names * 2, epochs, min(2, epochs), (1, 2))


class Interrupted(Exception):
    """Stands for a machine that goes off."""


def run(folder: Path, *, until: int | None = None) -> tuple[dict[str, torch.Tensor], list[str]]:
    """Train in what could be a process of its own; `until` is the batch that is never begun."""
    steps: list[str] = []
    begun = 0
    plain = TrainingState.step

    def step(self: TrainingState, *arguments: object) -> dict[str, float]:
        nonlocal begun
        begun += 1
        if begun == until:
            raise Interrupted
        return plain(self, *arguments)

    PooledDropout.pools.clear()
    torch.manual_seed(99 if until is None else until)  # what came before must not matter
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TrainingState, "step", step)
        patch.setattr(training, "SAVE_EVERY", 3)
        folder.mkdir(exist_ok=True)
        trained = train(tiny(), plan(), WORDPIECE, folder, lambda name, _: steps.append(name))
    assert not trained.training
    return {name: value.clone() for name, value in trained.state_dict().items()}, steps


def test_training_that_was_interrupted_ends_where_it_would_have(tmp_path: Path) -> None:
    whole_run, steps = run(tmp_path / "whole")
    done = ((1, 1), (1, 2), (1, 3), (1, 4), (2, 3), (2, 4))
    told = [f"seed {seed}, epoch {epoch} of 4" for seed, epoch in done]
    assert steps == [*told, "mean of the branches"]
    assert [len(training.epoch_batches(plan(), 1, n, WORDPIECE)) for n in range(4)] == [2, 2, 2, 2]
    # Before the first checkpoint, inside an epoch right after one, at an epoch's start, in branches.
    for until in (2, 4, 5, 6, 9, 11):
        folder = tmp_path / f"until-{until}"
        with pytest.raises(Interrupted):
            run(folder, until=until)
        resumed, _ = run(folder)
        assert all(torch.equal(value, resumed[name]) for name, value in whole_run.items())


@pytest.fixture
def _one_thread() -> Iterator[None]:
    """As a process of a branch has it: sums over several threads come out a little different."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    yield
    torch.set_flush_denormal(False)
    torch.set_num_threads(before)


@pytest.mark.usefixtures("_one_thread")
def test_branches_at_once_end_where_they_would_have(tmp_path: Path) -> None:
    one_by_one, _ = run(tmp_path / "one-by-one")
    PooledDropout.pools.clear()
    told = Told(tmp_path / "told.txt")
    folder = tmp_path / "at-once"
    folder.mkdir()
    trained = train(tiny(), plan(), WORDPIECE, folder, told, threads=2)
    assert all(torch.equal(value, one_by_one[name]) for name, value in trained.state_dict().items())
    steps = told.path.read_text().splitlines()
    assert sorted(steps[2:-1]) == [
        f"seed {seed}, epoch {epoch} of 4" for seed in (1, 2) for epoch in (3, 4)
    ]


@dataclass(frozen=True)
class Told:
    """Writes down the steps, in whatever process they are done."""

    path: Path

    def __call__(self, name: str, _: Network) -> None:
        with self.path.open("a") as file:
            file.write(f"{name}\n")


def test_training_learns_and_leaves_the_pieces_alone(tmp_path: Path) -> None:
    before = tiny()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "WARM_UP", 1)
        trained = train(tiny(), plan(8), WORDPIECE, tmp_path, lambda *_: None)
    text = plan().texts[0]
    window = whole(text)

    def loss(network: Network) -> float:
        batch = pack([window], WORDPIECE)
        targets = targets_of([window], [text], batch.edges.shape[1])
        with torch.no_grad():
            found = batch_losses(
                network, batch, targets, [window], [text], False, WORDPIECE.unknown
            )
        return float(found["cue"] + found["parts"])

    assert loss(trained) < 0.8 * loss(before)
    assert torch.equal(trained.encoder.pieces.weight, before.encoder.pieces.weight)


def test_the_mean_of_the_branches_is_kept(tmp_path: Path) -> None:
    mean, _ = run(tmp_path)
    ends = [torch.load(tmp_path / f"branch{seed}.pt")["mean"] for seed in (1, 2)]
    assert any(not torch.equal(ends[0][name], ends[1][name]) for name in ends[0])
    assert all(torch.allclose(mean[name], (ends[0][name] + ends[1][name]) / 2) for name in ends[0])


def test_a_run_that_is_done_trains_no_more(tmp_path: Path) -> None:
    first, _ = run(tmp_path / "a")
    again, steps = run(tmp_path / "a")
    assert steps == ["mean of the branches"]
    assert all(torch.equal(value, again[name]) for name, value in first.items())


def test_epochs_differ_by_seed_and_number_alone() -> None:
    def told(seed: int, epoch: int) -> list[list[tuple[str, ...]]]:
        batches = training.epoch_batches(plan(), seed, epoch, WORDPIECE)
        return [[tuple(text.words.strings) for text in texts] for (_, texts), _ in batches]

    assert told(1, 0) == told(1, 0)
    assert told(1, 0) != told(1, 1)
    assert told(1, 0) != told(2, 0)
