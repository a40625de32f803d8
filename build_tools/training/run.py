"""Trains everything and writes the weights: what `sourcebook train` does."""

from __future__ import annotations

import hashlib
import json
import logging
import random
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from build_tools.engine.decoding import Settings
from build_tools.engine.runtime import SETTINGS, VOCABULARY, OnnxNetwork
from build_tools.engine.wordpiece import WordPiece
from build_tools.training.brat import GoldArticle
from build_tools.training.card import write_card
from build_tools.training.choose import NO_CONFIDENCE, as_json, choose, decided, fit_confidence
from build_tools.training.encoder import base_folder, load_encoder
from build_tools.training.evaluate_names import evaluate_names
from build_tools.training.export import export
from build_tools.training.judge import name_finder, readings, score, summary
from build_tools.training.network import Network
from build_tools.training.shipped import restore
from build_tools.training.state import Rates
from build_tools.training.texts import Corpora, read_texts
from build_tools.training.torch_network import TorchNetwork
from build_tools.training.train import Plan, begin_process, train

LOG = logging.getLogger(__name__)

EPOCHS = 5
BRANCH = 2  # of the epochs, how many each branch has for itself
SEEDS = (1, 2)
STEPS = "steps.jsonl"  # in the folder of checkpoints: what each step gave on the dev articles
NAMES_OFTEN = 2  # how often an epoch takes each text that has names only
# When a larger network teaches: how often the texts are gone through, how much of them each time.
TAUGHT_EPOCHS, TAUGHT_SHARE = 2, 0.7
TAUGHT_RATES = Rates(encoder=8e-5, heads=8e-4)


def train_all(
    corpora: Path,
    out: Path,
    work: Path,
    seeds: Sequence[int] = SEEDS,
    epochs: int = EPOCHS,
    threads: int = 2,
) -> None:
    """Train the network, choose its settings, and write the weights folder with its card.

    Args:
        corpora: Holds `polnear/`, `uner-ewt/`, `ud-ewt/` and `ud-gum/`.
        out: The weights folder; its files are replaced at the end.
        work: Where checkpoints lie; a run that was interrupted goes on from there.
        seeds: One for each branch, see `train`; the first one also starts the network.

    Raises:
        SeedError: If a corpus or the base model is missing.
    """
    _begin(work, seeds[0], threads)
    base = base_folder()
    wordpiece = WordPiece.read(base / VOCABULARY)
    texts = read_texts(corpora, wordpiece)
    network = Network(load_encoder(base))

    every = texts.each_epoch(NAMES_OFTEN)
    trunk = max(0, epochs - BRANCH)
    plan = Plan(every, epochs, trunk, seeds)
    started = time.time()
    judge = Judge(texts.dev, wordpiece, work / STEPS)
    network = train(network, plan, wordpiece, work, judge, threads)
    LOG.info("trained in %.0f minutes", (time.time() - started) / 60)
    steps = judge.steps()
    told = {"seeds": list(seeds), "epochs": epochs, "trunk": trunk, "rounded": True, "steps": steps}
    finish(network, texts, base / VOCABULARY, corpora, out, told)


def _begin(work: Path, seed: int, threads: int) -> None:
    begin_process(threads)
    torch.manual_seed(seed)
    random.seed(seed)
    work.mkdir(parents=True, exist_ok=True)


def refine(
    corpora: Path,
    model: Path,
    out: Path,
    work: Path,
    seeds: Sequence[int] = SEEDS,
    threads: int = 2,
) -> None:
    """Let a larger network teach the one of a weights folder, and write the folder anew.

    The larger network is trained first. An interrupted run goes on from its checkpoints.

    Args:
        corpora: As for `train_all`.
        model: A folder with the files of an MPNet model, see `load_larger_encoder`.
        out: The weights folder: where the network comes from and goes to.
        work: Where checkpoints lie.
        seeds: One for each branch.

    Raises:
        SeedError: If a corpus, the model or the base model is missing, or `out` holds no network.
    """
    from build_tools.training.teacher import train_teacher

    _begin(work, seeds[0], threads)
    wordpiece = WordPiece.read(out / VOCABULARY)
    texts = read_texts(corpora, wordpiece)
    network = Network(load_encoder(base_folder()))
    restore(network, out)
    began = json.loads((out / SETTINGS).read_text("utf-8"))["version"]
    judge = Judge(texts.dev, wordpiece, work / STEPS)
    teacher = train_teacher(model, texts, wordpiece, work, judge)
    every = texts.each_epoch(NAMES_OFTEN)
    plan = Plan(every, TAUGHT_EPOCHS, 0, seeds, TAUGHT_RATES, teacher, TAUGHT_SHARE)
    network = train(network, plan, wordpiece, work, judge, threads)
    told = {
        "seeds": list(seeds),
        "epochs": TAUGHT_EPOCHS,
        "trunk": 0,
        "rounded": True,
        "note": f"They began with weights {began} and learned from a larger network, {model.name}, too.",
        "steps": judge.steps(),
    }
    with tempfile.TemporaryDirectory() as kept:
        vocabulary = Path(shutil.copy(out / VOCABULARY, kept))
        finish(network, texts, vocabulary, corpora, out, told)


@dataclass(frozen=True)
class Judge:
    """Measures a network on the development articles after each epoch, and keeps the figures.

    Attributes:
        log: One JSON object a line; processes that train at the same time add to the same file.
    """

    dev: Sequence[GoldArticle]
    wordpiece: WordPiece
    log: Path

    def __call__(self, name: str, mean: Network) -> None:
        """Measure, tell, and add to the log."""
        found = readings(self.dev, TorchNetwork(mean), self.wordpiece)
        tally = score(self.dev, found, Settings(), nested=False)
        figures = {
            "relation": round(100 * tally.figures()["relation"].f1, 1),
            "alpha": round(100 * tally.alpha(), 1),
            "content exact": round(100 * tally.figures()["content exact"].f1, 1),
            "all exact": round(100 * tally.figures()["all exact"].f1, 1),
        }
        LOG.info("%s: dev %s", name, summary(tally))
        with self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": name} | figures) + "\n")

    def steps(self) -> dict[str, dict[str, float]]:
        """The figures of each step by its name: the trunk, the branches, then their mean."""
        lines = self.log.read_text("utf-8").splitlines()
        steps = {row.pop("step"): row for row in map(json.loads, lines)}
        return dict(sorted(steps.items(), key=lambda one: (one[0].startswith("mean"), one[0])))


def finish(
    network: Network,
    texts: Corpora,
    vocabulary: Path,
    corpora: Path,
    out: Path,
    run: dict[str, Any],
) -> None:
    """Export a trained network, choose and calibrate on what was exported, and write the card."""
    settings: dict[str, Any] = {
        "version": "untried", "decoding": as_json(Settings()), "calibration": NO_CONFIDENCE,
    }  # fmt: skip
    export(network, vocabulary, settings, out)
    shipped = OnnxNetwork(out)
    dev = readings(texts.dev, shipped, shipped.wordpiece)
    marked = readings(texts.marked_dev, shipped, shipped.wordpiece)
    chosen = choose(texts.dev, dev, texts.marked_dev, marked)
    decisions = decided(texts.dev, dev, chosen, nested=False)
    decisions += decided(texts.marked_dev, marked, chosen)
    settings = {
        "version": _version(out),
        "run": run,
        "decoding": as_json(chosen),
        "calibration": fit_confidence(decisions),
    }
    (out / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    LOG.info("settings %s", settings["decoding"])
    on_dev, on_marked = score(texts.dev, dev, chosen), score(texts.marked_dev, marked, chosen)
    LOG.info("dev: %s", summary(on_dev))
    LOG.info("marked texts kept back: %s", summary(on_marked))
    names = evaluate_names(corpora, name_finder(shipped, shipped.wordpiece))
    for row in names:
        LOG.info("names, %s: %s", row["corpus"], row["program"])
    write_card(out, settings, {"PolNeAR dev": on_dev, "Marked texts": on_marked}, names, texts)


def _version(folder: Path) -> str:
    """A short digest of the graphs and tables."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".onnx", ".npy", ".npz", ".txt"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
