"""The bench of annotating: what it measures, what it trains, what it prints."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

from build_tools import bench_annotate
from build_tools.bench_annotate import TEXTS, Pace, report
from build_tools.bench_annotate import bench_annotate as bench
from build_tools.cli import main
from build_tools.errors import BuildToolsError, SeedError
from build_tools.settings import Settings
from tests.project import MINI_SEEDS, make_project


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    return Settings.for_root(make_project(tmp_path / "project", MINI_SEEDS))


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    texts = tmp_path / "corpora" / TEXTS
    texts.mkdir(parents=True)
    for name in ("one", "two"):
        (texts / f"{name}.txt").write_text("Anna Berg said it was over.\n", encoding="utf-8")
    return tmp_path / "corpora"


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    folder = tmp_path / "baseline"
    nlp = spacy.blank("en")
    nlp.meta["performance"] = {"tag_acc": 0.912, "ents_f": 0.5}
    nlp.to_disk(folder)
    return folder


def test_both_pipelines_are_measured(project: Settings, corpora: Path, baseline: Path) -> None:
    told: list[str] = []
    paces = bench(project, corpora, baseline, rounds=1, tell=told.append)
    assert told == [report(paces, "tags 91.2, names 50.0")]
    for (pace,) in paces.values():
        assert pace.words == 12
        assert pace.start > 0
        assert pace.start_wall > 0
        assert pace.cpu > 0
        assert pace.peak > 10_000_000


def test_the_report_gives_medians() -> None:
    ours = [Pace(start, 2.0, 0.5, 2000, 100_000_000) for start in (1.0, 9.0, 3.0)]
    lines = report({"ours": ours}, "not evaluated").splitlines()
    assert lines[0] == "annotating 2,000 words on one core, medians of 3"
    assert lines[2].split() == ["ours", "3.00", "2.00", "4,000", "100"]
    assert lines[3] == "baseline: not evaluated"


def test_a_missing_baseline_is_trained_in_a_process_of_its_own(
    project: Settings, corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []

    def start(command: tuple[str, ...], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(tuple(command[3:]))
        return subprocess.CompletedProcess(command, 1)

    monkeypatch.setattr(bench_annotate.subprocess, "run", start)
    target = tmp_path / "new"
    with pytest.raises(BuildToolsError, match="new: the baseline could not be trained"):
        bench(project, corpora, target, tell=lambda _: None)
    assert started == [("train-baseline", str(corpora), "--into", str(target))]


def test_a_process_that_fails_is_told(project: Settings, corpora: Path, baseline: Path) -> None:
    (corpora / TEXTS / "one.txt").write_bytes(b"caf\xe9")
    with pytest.raises(BuildToolsError, match="annotating with ours failed: .*UnicodeDecodeError|decode"):
        bench(project, corpora, baseline, rounds=1, tell=lambda _: None)


def test_without_texts_nothing_is_measured(project: Settings, tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no texts"):
        bench(project, tmp_path, tmp_path)


def test_the_command_needs_something_to_measure(project: Settings) -> None:
    result = CliRunner().invoke(main, ["--root", str(project.root), "bench"])
    assert result.exit_code == 2
    assert "--corpora, or both" in result.output


def test_the_command_trains_a_baseline(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "build_tools", "train-baseline", str(tmp_path), "--into", str(tmp_path / "b")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "error: " in result.stderr
    assert "the file is missing" in result.stderr or "there is no files.train" in result.stderr
    assert not (tmp_path / "b").exists()
