"""What a larger network says of the texts: asked once, kept, and learned from by every branch.

A lesson is all texts, each written and cut in one way, in batches, with the answers to each batch.
To ask takes longer than to learn, so the few lessons are gone through several times, in another
order each time.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

import torch

from build_tools.engine.windows import pack
from build_tools.engine.wordpiece import WordPiece
from build_tools.training.batches import Batch, cut_batches
from build_tools.training.losses import Answers, ask
from build_tools.training.network import Network
from build_tools.training.process import at_once
from build_tools.training.targets import Text, targets_of

LOG = logging.getLogger(__name__)

COUNT = 2


@dataclass(frozen=True)
class Lessons:
    """The texts of all lessons, and the folder that the answers lie in once `prepare` is done."""

    folder: Path
    texts: Sequence[Text]
    wordpiece: WordPiece

    def prepare(self, teacher: Network, processes: int = 1) -> None:
        """Ask a network in evaluation mode what the folder does not hold yet.

        Args:
            processes: Where there are several, lessons are asked at the same time.
        """
        missing = [number for number in range(COUNT) if not self._file(number).is_file()]
        processes = min(processes, len(missing))
        if processes > 1:
            at_once(partial(self._ask, teacher), missing, processes, 1)
        else:
            for number in missing:
                self._ask(teacher, number)

    def epoch(self, seed: int, epoch: int) -> list[tuple[Batch, Answers]]:
        """The batches of an epoch with the answers to each; the lessons take turns."""
        number = (seed + epoch) % COUNT
        # Mapped: what is on the disk is read when a batch is looked at, and forgotten again.
        stored = torch.load(self._file(number), weights_only=True, mmap=True)
        pairs = [
            (batch, Answers(*answers))
            for batch, answers in zip(self._batches(number), stored, strict=True)
        ]
        random.Random(f"{seed} {epoch}").shuffle(pairs)
        return pairs

    def _batches(self, number: int) -> list[Batch]:
        rng = random.Random(f"lesson {number}")
        return cut_batches(self.texts, rng, self.wordpiece)

    def _file(self, number: int) -> Path:
        return self.folder / f"lesson{number + 1}.pt"

    def _ask(self, teacher: Network, number: int) -> None:
        batches, stored, started = self._batches(number), [], time.time()
        for windows, texts in batches:
            batch = pack(windows, self.wordpiece)
            targets = targets_of(windows, texts, batch.edges.shape[1])
            answers = ask(teacher, batch, targets, windows, texts)
            stored.append(tuple(getattr(answers, one.name) for one in fields(Answers)))
            if len(stored) % 100 == 0:
                LOG.info(
                    "lesson %d, batch %d/%d, %.2f s a batch",
                    number + 1, len(stored), len(batches), (time.time() - started) / len(stored),
                )  # fmt: skip
        fresh = self._file(number).with_suffix(".new")
        torch.save(stored, fresh)
        fresh.replace(self._file(number))
