"""Measures what a build costs, stage by stage, on throwaway corpora of three sizes.

Each stage runs in a process of its own, so that its CPU time and memory are its own. Beside each
stands MkDocs with as many pages that hold a title and nothing else: no rendering can cost less.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from build_tools.bench_corpus import CorpusSize, make_project, make_shell
from build_tools.errors import BuildToolsError, SeedError
from build_tools.settings import Settings

# Every fourth text, every second, all: each size has the same mixture.
STEPS = (4, 2, 1)
STAGES = ("annotate", "corpus", "pages", "mkdocs", "search", "shell", "rebuild")
TITLES = {
    "annotate": "annotate",
    "corpus": "corpus",
    "pages": "corpus and pages",
    "mkdocs": "mkdocs",
    "search": "search index",
    "shell": "empty shell",
    "rebuild": "unchanged pages",
}
_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
# `resource` counts in KiB, on macOS in bytes.
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took, with those it waited for.

    Attributes:
        cpu: User and system time in seconds.
        wall: Seconds that passed.
        peak: Largest resident memory of one process, in bytes. It is never less than what the
            bench itself holds, some tens of megabytes, which each new process begins with.
    """

    cpu: float
    wall: float
    peak: int


@dataclass(frozen=True, slots=True)
class Run:
    """A build of one size.

    Attributes:
        pages: Pages that MkDocs rendered, and the shell likewise.
        costs: By stage.
        site_bytes: The built site, its search index included.
        index_bytes: The search index.
        annotated: How many articles were annotated at first; `reannotated`: when the pages were
            written after that, and written once more with nothing changed.
    """

    size: CorpusSize
    pages: int
    costs: dict[str, Cost]
    site_bytes: int
    index_bytes: int
    annotated: int
    reannotated: int


def run_bench(
    settings: Settings,
    folder: Path,
    most: int | None = None,
    tell: Callable[[str], None] = click.echo,
) -> list[Run]:
    """Build throwaway corpora of a quarter, half and all of the texts of a folder.

    Args:
        settings: Of the real project, for its theme and configuration; nothing is written there.
        folder: Holds `*.txt` files in UTF-8; nothing is written there either.
        most: Use only the first so many texts.
        tell: Called with a line as each size begins, and with the report at the end.

    Returns:
        One run a size, the smallest first.

    Raises:
        SeedError: If there are fewer than four texts.
        BuildToolsError: If a stage fails.
    """
    texts = sorted(folder.glob("*.txt"))[:most]
    if len(texts) < max(STEPS):
        raise SeedError(f"bench needs at least {max(STEPS)} texts (*.txt)", file=folder)
    runs = []
    for step in STEPS:
        chosen = texts[::step]
        tell(f"building {len(chosen)} articles")
        with tempfile.TemporaryDirectory(prefix="sourcebook-bench-") as scratch:
            runs.append(_run(chosen, Path(scratch), settings.root))
    tell("\n" + report(runs))
    return runs


def measure(command: Sequence[str], folder: Path) -> tuple[Cost, str]:
    """Run a command in `folder`, with the search index and the pages left to stages of their own.

    Returns:
        Its cost and what it printed.

    Raises:
        BuildToolsError: If it fails.
    """
    environment = os.environ | {"SOURCEBOOK_PAGES_READY": "1", "SOURCEBOOK_NO_INDEX": "1"}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=complaints
        )
        # Not `wait`: only this call tells what this one process took.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        complaints.seek(0)
        if process.returncode != 0:
            told = complaints.read().decode(errors="replace").strip().splitlines()[-5:]
            raise BuildToolsError(f"{' '.join(command)} failed: " + "\n".join(told))
        cost = Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _MAXRSS_UNIT)
        return cost, output.read().decode()


def report(runs: Sequence[Run]) -> str:
    """The figures as text: a table a run, then the growth from size to size."""
    return "\n\n".join([*map(_table, runs), _growth(runs)])


def _run(texts: Sequence[Path], scratch: Path, project: Path) -> Run:
    root, shell = scratch / "project", scratch / "shell"
    size = make_project(texts, root, project)
    costs: dict[str, Cost] = {}
    costs["annotate"], annotated = _stage("annotate", root)
    costs["corpus"], _ = _stage("corpus", root)
    costs["pages"], again = _stage("pages", root)
    costs["mkdocs"], _ = measure(_MKDOCS, root)
    costs["search"], _ = _stage("search", root)
    costs["rebuild"], and_again = _stage("pages", root)
    settings = Settings.for_root(root)
    make_shell(shell, project)
    pages = 0
    for page in settings.docs.rglob("*.md"):
        pages += 1
        target = shell / "docs" / page.relative_to(settings.docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"# Page {pages}\n", encoding="utf-8")
    costs["shell"], _ = measure(_MKDOCS, shell)
    return Run(
        size=size,
        pages=pages,
        costs=costs,
        site_bytes=_bytes_under(settings.site),
        index_bytes=_bytes_under(settings.site / "pagefind"),
        annotated=annotated,
        reannotated=again + and_again,
    )


def _stage(name: str, root: Path) -> tuple[Cost, int]:
    """The cost of a stage, and how many articles it annotated."""
    command = (sys.executable, "-m", "build_tools.bench_stage", name, str(root))
    cost, told = measure(command, root)
    return cost, json.loads(told)["annotated"]


def _bytes_under(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _table(run: Run) -> str:
    size = run.size
    lines = [
        f"{size.articles:,} articles, {size.words:,} words, {size.actors:,} actors, "
        f"{run.pages:,} pages" + (f"; texts left out: {size.left_out:,}" if size.left_out else ""),
        f"{'':16}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'articles':>10}{'words':>11}{'pages':>8}"
        "  a CPU second",
    ]
    for stage in STAGES:
        cost = run.costs[stage]
        rates = (amount / cost.cpu for amount in (size.articles, size.words, run.pages))
        articles, words, pages = rates
        lines.append(
            f"{TITLES[stage]:16}{cost.cpu:9.1f}{cost.wall:9.1f}{cost.peak / _MEGABYTE:9.0f}"
            f"{articles:10,.0f}{words:11,.0f}{pages:8,.0f}"
        )
    shell, mkdocs = run.costs["shell"].cpu, run.costs["mkdocs"].cpu
    # The pages stage puts the corpus together first, which is no rendering.
    rendering = mkdocs + run.costs["pages"].cpu - run.costs["corpus"].cpu
    return "\n".join(
        [
            *lines,
            f"site {run.site_bytes / _MEGABYTE:.1f} MB, of it search index "
            f"{run.index_bytes / _MEGABYTE:.1f} MB",
            f"mkdocs / empty shell: {mkdocs / shell:.2f}; "
            f"pages and mkdocs / empty shell: {rendering / shell:.2f}",
            f"annotated: {run.annotated:,} articles at first, {run.reannotated:,} after that",
        ]
    )


def _growth(runs: Sequence[Run]) -> str:
    """What one more article costs, from each size to the next; the same everywhere is linear."""
    steps = list(zip(runs, runs[1:], strict=False))
    heads = (f"{a.size.articles:,} to {b.size.articles:,}" for a, b in steps)
    lines = ["CPU milliseconds for one more article", f"{'':16}" + "".join(f"{h:>16}" for h in heads)]
    for stage in STAGES:
        lines.append(f"{TITLES[stage]:16}" + "".join(f"{ms:16.1f}" for ms in _marginal(steps, stage)))
    return "\n".join(lines)


def _marginal(steps: Sequence[tuple[Run, Run]], stage: str) -> Iterator[float]:
    for small, large in steps:
        more = large.size.articles - small.size.articles
        yield 1000 * (large.costs[stage].cpu - small.costs[stage].cpu) / more
