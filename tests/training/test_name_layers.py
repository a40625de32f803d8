"""Names have last layers of their own, which are trained after all else, and alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from build_tools.engine.decoding import Settings  # noqa: E402
from build_tools.engine.runtime import OnnxNetwork  # noqa: E402
from build_tools.engine.windows import pack, reading_windows  # noqa: E402
from build_tools.training.choose import NO_CONFIDENCE, as_json  # noqa: E402
from build_tools.training.encoder import Encoder  # noqa: E402
from build_tools.training.export import export  # noqa: E402
from build_tools.training.losses import as_tensors  # noqa: E402
from build_tools.training.network import Network  # noqa: E402
from build_tools.training.shipped import restore  # noqa: E402
from build_tools.training.state import Rates, TrainingState  # noqa: E402
from build_tools.training.targets import Text  # noqa: E402
from build_tools.training.torch_network import TorchNetwork  # noqa: E402
from tests.engine.pieces import WORDPIECE  # noqa: E402
from tests.training.marked_texts import STATEMENT, text_of, whole  # noqa: E402
from tests.training.test_network import CONFIG  # noqa: E402

TEXT = text_of(STATEMENT)
NAMED = Text("n", TEXT.words, names=np.full(len(TEXT.words), 3))


def network(seed: int = 0) -> Network:
    torch.manual_seed(seed)
    made = Network(Encoder(CONFIG | {"num_hidden_layers": 3})).eval()
    with torch.no_grad():
        for p in made.parameters():
            p.add_(torch.randn_like(p) * 0.1)
    return made


def trained() -> Network:
    made = network()
    made.part_names(2)
    state = TrainingState(made, 1, WORDPIECE, Rates(1e-2, 1e-2))
    for number in range(8):
        state.step([whole(NAMED)], [NAMED], 0.1, number)
    return made.eval()


def test_they_start_as_the_encoders_last_layers() -> None:
    made = network()
    batch = pack([whole(TEXT)], WORDPIECE)
    before = TorchNetwork(made).read(batch)[2]
    made.part_names(2)
    assert len(made.name_layers) == 2
    assert np.allclose(TorchNetwork(made).read(batch)[2], before, atol=1e-6)


def test_only_names_are_trained() -> None:
    before, after = network(), trained()
    moved = {
        name.split(".")[0]
        for name, p in after.named_parameters()
        if name not in dict(before.named_parameters())
        or not torch.equal(p, dict(before.named_parameters())[name])
    }
    assert moved == {"name", "name_layers"}
    for own, shared in zip(after.name_layers, before.encoder.layers[1:], strict=True):
        assert not torch.equal(own.mix.weight, shared.mix.weight)
    batch = pack([whole(TEXT)], WORDPIECE)
    cues = [TorchNetwork(one).read(batch)[1] for one in (before, after)]
    assert np.array_equal(*cues)


def test_they_join_again_and_all_is_trained() -> None:
    made = trained()
    made.join_names()
    fixed = [name for name, p in made.named_parameters() if not p.requires_grad]
    assert fixed == ["encoder.pieces.weight"]
    batch = as_tensors(pack([whole(TEXT)], WORDPIECE))
    encoded = made.encode(batch)
    assert torch.equal(made.names(batch, encoded), made.name(encoded))


def test_they_ship_and_come_back(tmp_path: Path) -> None:
    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("\n".join(WORDPIECE.ids) + "\n", encoding="utf-8")
    settings = {"version": "a", "decoding": as_json(Settings()), "calibration": NO_CONFIDENCE}
    made = trained()
    batch = pack(reading_windows(TEXT.words), WORDPIECE)
    _, cues, names = TorchNetwork(made).read(batch)
    before = {name: p.detach().clone() for name, p in made.named_parameters()}
    export(made, vocabulary, settings, tmp_path / "first")
    _, shipped_cues, shipped_names = OnnxNetwork(tmp_path / "first").read(batch)
    assert np.allclose(cues, shipped_cues, atol=0.05)
    assert np.allclose(names, shipped_names, atol=0.05)
    back = network(4)
    restore(back, tmp_path / "first")
    assert len(back.name_layers) == 2
    for name, p in back.named_parameters():
        assert torch.allclose(p, before[name], atol=float(before[name].abs().max()) / 50), name
