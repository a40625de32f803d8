"""The whole of `sourcebook train`, on an encoder of one small layer and a handful of texts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

from build_tools.engine.reading import read  # noqa: E402
from build_tools.engine.runtime import SETTINGS, VOCABULARY, OnnxNetwork  # noqa: E402
from build_tools.engine.words import split_words  # noqa: E402
from build_tools.errors import SeedError  # noqa: E402
from build_tools.training import encoder, run, teacher, texts  # noqa: E402
from build_tools.training.card import CARD  # noqa: E402
from build_tools.training.larger_encoder import LargerEncoder  # noqa: E402
from tests.engine.pieces import WORDPIECE  # noqa: E402
from tests.project import ROOT  # noqa: E402
from tests.training.corpora import make_brat, make_corpora  # noqa: E402
from tests.training.test_network import CONFIG  # noqa: E402

TEXT = "The mayor said that the bridge was closed."
STATEMENT = (
    "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 15 41\tx\n"
    "E1\tA:T2 Source:T1 Cue:T2 Content:T3\n"
)
MARKED = """\
  - id: text-{number}
    topic: transport
    text: <S1>Berg</S1> <C1>said</C1> <Q1>the ferry would sail at {number}</Q1>.
    statements: {{"1": {{kind: indirect, source_kind: named}}}}
    names: {{person: [Berg]}}
"""


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Corpora of a few texts, and in place of the base model a small one."""
    folder = make_corpora(tmp_path / "corpora")
    for split in ("train", "dev"):
        make_brat(folder / "polnear" / split, TEXT, ab12=STATEMENT)
    data = tmp_path / "data"
    data.mkdir()
    articles = "".join(MARKED.format(number=number) for number in range(texts.KEEP_BACK))
    marked = f"schema_version: 1\narticles:\n{articles}"
    (data / "wire_train.yml").write_text(marked, encoding="utf-8")
    base = tmp_path / "base"
    base.mkdir()
    (base / VOCABULARY).write_text("\n".join(WORDPIECE.ids) + "\n", encoding="utf-8")
    monkeypatch.setattr(texts, "DATA", data)
    monkeypatch.setattr(run, "base_folder", lambda: base)
    monkeypatch.setattr(run, "load_encoder", lambda _: encoder.Encoder(CONFIG))
    return folder


def test_everything_is_written(corpora: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights"
    run.train_all(corpora, out, tmp_path / "work", seeds=(3, 4), epochs=3)
    settings = json.loads((out / SETTINGS).read_text(encoding="utf-8"))
    told = settings["run"]
    assert (told["seeds"], told["epochs"], told["trunk"]) == ([3, 4], 3, 1)
    assert list(told["steps"]) == [
        "seed 3, epoch 1 of 3", "seed 3, epoch 2 of 3", "seed 3, epoch 3 of 3",
        "seed 4, epoch 2 of 3", "seed 4, epoch 3 of 3", "mean of the branches",
    ]  # fmt: skip
    assert len(settings["version"]) == 12
    assert len(settings["calibration"]["weights"]) == 6
    card = (out / CARD).read_text(encoding="utf-8")
    assert f"Weights {settings['version']}: the mean of 2" in card
    assert "seeds 3, 4" in card
    assert "PolNeAR, 1 training articles" in card
    assert f"| {texts.KEEP_BACK - 1} texts of this project's own" in card
    network = OnnxNetwork(out)
    assert network.version == settings["version"]
    read([split_words(TEXT, network.wordpiece)], network, network.wordpiece)
    # Nothing is left to do, and the files come out the same.
    again = tmp_path / "again"
    run.train_all(corpora, again, tmp_path / "work", seeds=(3, 4), epochs=3)
    assert OnnxNetwork(again).version == network.version


def test_a_larger_network_teaches_the_one_that_ships(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, model = tmp_path / "weights", tmp_path / "larger"
    larger = LargerEncoder(CONFIG | {"relative_attention_num_buckets": 8})
    monkeypatch.setattr(teacher, "load_larger_encoder", lambda *_: larger)
    run.train_all(corpora, out, tmp_path / "work", seeds=(3, 4), epochs=4, model=model)
    told = json.loads((out / SETTINGS).read_text(encoding="utf-8"))["run"]
    assert (told["epochs"], told["trunk"]) == (4, 4 - run.TAUGHT_BRANCH)
    assert list(told["steps"]) == [
        "seed 3, epoch 1 of 4", "seed 3, epoch 2 of 4", "seed 3, epoch 3 of 4", "seed 3, epoch 4 of 4",
        "seed 4, epoch 2 of 4", "seed 4, epoch 3 of 4", "seed 4, epoch 4 of 4",
        "teacher, epoch 1 of 2", "teacher, epoch 2 of 2", "mean of the branches",
    ]  # fmt: skip
    card = (out / CARD).read_text(encoding="utf-8")
    assert "They learned from the answers of a larger network, larger, too." in card
    # Nothing is left to do, and the files come out the same.
    again = tmp_path / "again"
    run.train_all(corpora, again, tmp_path / "work", seeds=(3, 4), epochs=4, model=model)
    assert OnnxNetwork(again).version == OnnxNetwork(out).version


def test_weights_that_are_there_are_trained_further(corpora: Path, tmp_path: Path) -> None:
    out = tmp_path / "weights"
    run.train_all(corpora, out, tmp_path / "work", seeds=(3,), epochs=1, threads=1)
    began = OnnxNetwork(out).version
    run.train_all(corpora, out, tmp_path / "more", seeds=(3,), epochs=2, threads=1, further=out)
    assert OnnxNetwork(out).version != began
    told = json.loads((out / SETTINGS).read_text(encoding="utf-8"))["run"]
    assert told["note"] == f"They began with weights {began}."
    assert list(told["steps"]) == [
        "seed 3, epoch 1 of 2", "seed 3, epoch 2 of 2", "mean of the branches",
    ]  # fmt: skip


def test_a_missing_base_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "BASE_PACKAGE", "no_such_package")
    with pytest.raises(SeedError, match="no_such_package, which is not installed"):
        encoder.base_folder()


def test_progress_is_shown_unasked(tmp_path: Path) -> None:
    script = (
        "import logging\n"
        "from build_tools import cli\n"
        "from build_tools.training import run\n"
        "run.train_all = lambda *_, **__: logging.getLogger(run.__name__).info('half done')\n"
        f"cli.main(['train', {str(tmp_path)!r}])\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stderr.endswith(" half done\n")
