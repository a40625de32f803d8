"""Trains everything and writes the weights: what `sourcebook train` does."""

from __future__ import annotations

import hashlib
import json
import logging
import random
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
from build_tools.training.lessons import Lessons
from build_tools.training.network import Network
from build_tools.training.process import begin_process
from build_tools.training.shipped import restore
from build_tools.training.state import Rates
from build_tools.training.teacher import train_teacher
from build_tools.training.texts import Corpora, read_texts
from build_tools.training.torch_network import TorchNetwork
from build_tools.training.train import Plan, train

LOG = logging.getLogger(__name__)

EPOCHS = 5
BRANCH = 2  # of the epochs, how many each branch has for itself
SEEDS = (1, 2)
STEPS = "steps.jsonl"  # in the folder of checkpoints: what each step gave on the dev articles
NAMES_OFTEN = 2  # how often an epoch takes each text that has names only
TAUGHT_EPOCHS, TAUGHT_BRANCH = 5, 3  # the same where a larger network teaches
FURTHER_EPOCHS, FURTHER_RATES = 3, Rates(encoder=8e-5, heads=8e-4)  # with weights that are there


def train_all(
    corpora: Path,
    out: Path,
    work: Path,
    seeds: Sequence[int] = SEEDS,
    epochs: int | None = None,
    threads: int = 2,
    model: Path | None = None,
    further: Path | None = None,
) -> None:
    """Train the network, choose its settings, and write the weights folder with its card.

    Args:
        corpora: Holds `polnear/`, `uner-ewt/`, `ud-ewt/` and `ud-gum/`.
        out: The weights folder; its files are replaced at the end.
        work: Where checkpoints lie; a run that was interrupted goes on from there.
        seeds: One for each branch, see `train`; the first one also starts the network.
        epochs: Where it is not given, `EPOCHS`, `TAUGHT_EPOCHS` with a teacher, or `FURTHER_EPOCHS`.
        model: A folder with the files of an MPNet model, see `load_larger_encoder`. Where it is
            given, a larger network is trained first and teaches the one that ships.
        further: A weights folder to begin with, in place of the base model; its network is trained
            further, more slowly, and without a trunk.

    Raises:
        SeedError: If a corpus, the base model or the larger model is missing, or `further` holds no
            network.
    """
    work.mkdir(parents=True, exist_ok=True)
    begin_process(threads)
    started = time.time()
    base = base_folder()
    wordpiece = WordPiece.read(base / VOCABULARY)
    texts = read_texts(corpora, wordpiece)
    judge = Judge(texts.dev, wordpiece, work / STEPS)
    every = texts.each_epoch(NAMES_OFTEN)
    lessons = width = None
    if model is not None:
        lessons = Lessons(work, every, wordpiece)
        width = _ask(lessons, train_teacher(model, texts, wordpiece, work, judge), threads)
        LOG.info("trained and asked a teacher in %.0f minutes", (time.time() - started) / 60)
    torch.manual_seed(seeds[0])
    random.seed(seeds[0])
    network = Network(load_encoder(base), width)
    if further is None:
        epochs = epochs or (EPOCHS if model is None else TAUGHT_EPOCHS)
        trunk = max(0, epochs - (BRANCH if model is None else TAUGHT_BRANCH))
        plan = Plan(every, epochs, trunk, seeds, lessons=lessons)
    else:
        restore(network, further)
        plan = Plan(every, epochs or FURTHER_EPOCHS, 0, seeds, FURTHER_RATES, lessons)
    note = _note(model, further)
    network = train(network, plan, wordpiece, work, judge, threads)
    LOG.info("trained in %.0f minutes", (time.time() - started) / 60)
    told = {
        "seeds": list(seeds), "epochs": plan.epochs, "trunk": plan.trunk, "rounded": True,
        "note": note, "steps": judge.steps(),
    }  # fmt: skip
    finish(network, texts, base / VOCABULARY, corpora, out, told)


def _note(model: Path | None, further: Path | None) -> str:
    """What the card says of a run that had a teacher or began with other weights."""
    began = learned = ""
    if further is not None:
        began = f" began with weights {json.loads((further / SETTINGS).read_text('utf-8'))['version']}"
    if model is not None:
        learned = f" learned from the answers of a larger network, {model.name}, too"
    return f"They{' and'.join(filter(None, (began, learned)))}." if began or learned else ""


def _ask(lessons: Lessons, teacher: Network, threads: int) -> int:
    """Prepare lessons, and forget the teacher; returns how wide its encoded words are."""
    lessons.prepare(teacher, threads)
    return teacher.encoder.hidden


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
