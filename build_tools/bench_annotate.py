"""Measures annotating on one core, beside a small English pipeline of spaCy's own architecture.

Both run over the same texts, in turns, each time in a fresh process that is held to one core and
one thread. Ours does what `sourcebook annotate` does for each text; the other one cuts it into
words, tags and parses them and finds names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from build_tools.errors import BuildToolsError, SeedError
from build_tools.settings import Settings

BASELINE = Path(".cache") / "baseline"
TEXTS = Path("polnear") / "dev" / "text"
ROUNDS = 3
_ONE_THREAD = {
    f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR")
}
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Pace:
    """What a pipeline took in one process.

    Attributes:
        start: User CPU seconds until the first short text was done; `start_wall`: seconds passed.
        cpu: User and system seconds for the texts after that.
        words: Runs of letters and digits in the texts.
        peak: Largest resident memory, in bytes.
    """

    start: float
    start_wall: float
    cpu: float
    words: int
    peak: int


def bench_annotate(
    settings: Settings,
    corpora: Path,
    baseline: Path,
    rounds: int = ROUNDS,
    tell: Callable[[str], None] = click.echo,
) -> dict[str, list[Pace]]:
    """Measure both pipelines on the texts of PolNeAR's dev articles.

    Args:
        settings: Of the project, whose registry is linked against.
        corpora: Holds `polnear/dev/text/*.txt`; the treebanks too, where there is no baseline yet.
        baseline: The folder of spaCy's pipeline. It is trained there if it does not exist.
        rounds: How often each is measured.
        tell: Called with a line now and then, and with the report at the end.

    Returns:
        The measurements of `ours` and `baseline`.

    Raises:
        SeedError: If there are no texts.
        BuildToolsError: If a process fails.
    """
    texts = corpora / TEXTS
    if not any(texts.glob("*.txt")):
        raise SeedError("there are no texts (*.txt) to annotate", file=texts)
    if not (baseline / "config.cfg").is_file():
        tell(f"training spaCy's small pipeline into {baseline}; this is done once")
        _train(corpora, baseline)
    commands = {"ours": str(settings.root), "baseline": str(baseline)}
    paces: dict[str, list[Pace]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, place in commands.items():
            paces[name].append(_measure(name, place, texts))
    tell(report(paces, _scores(baseline)))
    return paces


def report(paces: dict[str, Sequence[Pace]], scores: str) -> str:
    """The medians as a table.

    Args:
        paces: The measurements of each pipeline.
        scores: What the baseline's own evaluation said.
    """
    lines = [
        f"annotating {next(iter(paces.values()))[0].words:,} words on one core, "
        f"medians of {len(next(iter(paces.values())))}",
        f"{'':12}{'start-up s':>12}{'its wall s':>12}{'words a CPU s':>15}{'peak MB':>9}",
    ]
    for name, measured in paces.items():
        start, wall, pace, peak = (
            median(column)
            for column in zip(
                *((one.start, one.start_wall, one.words / one.cpu, one.peak) for one in measured),
                strict=True,
            )
        )
        lines.append(f"{name:12}{start:12.2f}{wall:12.2f}{pace:15,.0f}{peak / _MEGABYTE:9.0f}")
    return "\n".join([*lines, f"baseline: {scores}"])


def _train(corpora: Path, baseline: Path) -> None:
    """Train the baseline in a process of its own: a process begins with its parent's peak memory."""
    command = (sys.executable, "-m", "build_tools", "train-baseline", str(corpora))
    done = subprocess.run(
        [*command, "--into", str(baseline)], env=os.environ | _ONE_THREAD, check=False
    )
    if done.returncode != 0:
        raise BuildToolsError("the baseline could not be trained", file=baseline)


def _measure(name: str, place: str, texts: Path) -> Pace:
    command = [sys.executable, "-m", "build_tools.bench_annotate_stage", name, place, str(texts)]
    done = subprocess.run(
        [*command, str(time.time())],
        env=os.environ | _ONE_THREAD,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        told = "\n".join(done.stderr.strip().splitlines()[-5:])
        raise BuildToolsError(f"annotating with {name} failed: {told}")
    return Pace(**json.loads(done.stdout))


def _scores(baseline: Path) -> str:
    meta = json.loads((baseline / "meta.json").read_text(encoding="utf-8"))
    scores = meta.get("performance", {})
    parts = {"tags": "tag_acc", "dependencies": "dep_las", "names": "ents_f"}
    told = (
        f"{name} {100 * scores[key]:.1f}" for name, key in parts.items() if scores.get(key) is not None
    )
    return ", ".join(told) or "not evaluated"
