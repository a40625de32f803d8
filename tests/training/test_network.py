"""The network, on an encoder of one small layer: its heads, its losses, what is exported."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from torch import nn  # noqa: E402

from build_tools.engine.decoding import Settings  # noqa: E402
from build_tools.engine.labels import (  # noqa: E402
    BOUNDARIES,
    CUE_LABELS,
    FIRST,
    FIRST_NESTED,
    FLAGS,
    LATER,
    NAME_LABELS,
    PART_LABELS,
)
from build_tools.engine.places import describe  # noqa: E402
from build_tools.engine.runtime import OnnxNetwork  # noqa: E402
from build_tools.engine.windows import Batch, pack, reading_windows  # noqa: E402
from build_tools.engine.words import QUOTE_STATES, SHAPES, split_words  # noqa: E402
from build_tools.training import losses as measures  # noqa: E402
from build_tools.training.choose import NO_CONFIDENCE, as_json  # noqa: E402
from build_tools.training.encoder import Encoder, load_encoder  # noqa: E402
from build_tools.training.export import export  # noqa: E402
from build_tools.training.losses import (  # noqa: E402
    allowed_loss,
    as_tensors,
    batch_losses,
)
from build_tools.training.network import Network, PooledDropout  # noqa: E402
from build_tools.training.targets import Text, targets_of  # noqa: E402
from build_tools.training.torch_network import TorchNetwork  # noqa: E402
from tests.engine.pieces import WORDPIECE  # noqa: E402
from tests.training.marked_texts import STATEMENT, text_of, whole  # noqa: E402

CONFIG = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_attention_heads": 4,
    "num_hidden_layers": 1,
    "vocab_size": len(WORDPIECE.ids),
    "max_position_embeddings": 512,
    "layer_norm_eps": 1e-12,
    "hidden_dropout_prob": 0.1,
}
TEXT = "The mayor said\nthe bridge was “shut”, she told Oslo."


def tiny(seed: int = 0) -> Network:
    torch.manual_seed(seed)
    network = Network(Encoder(CONFIG))
    # A fresh network hardly tells one word from another; here the answers must differ.
    nn.init.normal_(network.shapes.weight)
    nn.init.normal_(network.quotes.weight)
    nn.init.zeros_(network.parts.boundary.bias)
    for head in (network.cue[-1], network.name[-1], network.parts.flag[-1]):
        nn.init.normal_(head.weight)
    return network.eval()


def batch_of(*texts: str) -> Batch:
    words = [split_words(text, WORDPIECE) for text in texts]
    return pack([window for one in words for window in reading_windows(one)], WORDPIECE)


# The encoder


def test_a_layer_is_that_of_a_transformer() -> None:
    """The same as torch's own, whose weights have other names."""
    encoder = tiny().encoder
    (ours,) = encoder.layers
    theirs = nn.TransformerEncoderLayer(
        32, 4, 48, activation="gelu", layer_norm_eps=1e-12, batch_first=True
    ).eval()
    pairs = {
        "self_attn.in_proj_": ours.mix,
        "self_attn.out_proj.": ours.out,
        "norm1.": ours.normalise_attention,
        "linear1.": ours.widen,
        "linear2.": ours.narrow,
        "norm2.": ours.normalise,
    }
    theirs.load_state_dict(
        {
            f"{name}{kind}": getattr(module, kind)
            for name, module in pairs.items()
            for kind in ("weight", "bias")
        }
    )
    embedded = torch.randn(2, 9, 32)
    attended = torch.tensor([[1] * 9, [1] * 5 + [0] * 4])
    states = encoder.normalise(embedded + encoder.positions.weight[:9])
    with torch.no_grad():
        wanted = theirs(states, src_key_padding_mask=attended == 0)
        found = encoder(embedded, attended)
    assert torch.allclose(found[0], wanted[0], atol=1e-5)
    assert torch.allclose(found[1, :5], wanted[1, :5], atol=1e-5)


def stored_weights() -> dict[str, torch.Tensor]:
    """Weights as transformers names them, each tensor of numbers of its own."""
    shapes = {
        "embeddings.word_embeddings.weight": (CONFIG["vocab_size"], 32),
        "embeddings.position_embeddings.weight": (512, 32),
        "embeddings.token_type_embeddings.weight": (2, 32),
        "embeddings.LayerNorm.weight": (32,),
        "embeddings.LayerNorm.bias": (32,),
    }
    linear = {
        "attention.self.query": (32, 32), "attention.self.key": (32, 32),
        "attention.self.value": (32, 32), "attention.output.dense": (32, 32),
        "attention.output.LayerNorm": (32,), "intermediate.dense": (48, 32),
        "output.dense": (32, 48), "output.LayerNorm": (32,),
    }  # fmt: skip
    for name, shape in linear.items():
        shapes[f"encoder.layer.0.{name}.weight"] = shape
        shapes[f"encoder.layer.0.{name}.bias"] = shape[:1]
    torch.manual_seed(5)
    return {name: torch.randn(shape) for name, shape in shapes.items()}


@pytest.mark.parametrize("prefix", ["", "bert."])
def test_weights_of_the_base_model_find_their_places(tmp_path: Path, prefix: str) -> None:
    save = pytest.importorskip("safetensors.torch").save_file
    stored = stored_weights()
    (tmp_path / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    save({prefix + name: value for name, value in stored.items()}, tmp_path / "model.safetensors")
    encoder = load_encoder(tmp_path)
    (layer,) = encoder.layers
    start = "encoder.layer.0."
    queries, keys, values = layer.mix.weight.split(32)
    assert torch.equal(queries, stored[f"{start}attention.self.query.weight"])
    assert torch.equal(keys, stored[f"{start}attention.self.key.weight"])
    assert torch.equal(values, stored[f"{start}attention.self.value.weight"])
    assert torch.equal(layer.narrow.weight, stored[f"{start}output.dense.weight"])
    assert torch.equal(layer.normalise.bias, stored[f"{start}output.LayerNorm.bias"])
    kinds = stored["embeddings.token_type_embeddings.weight"]
    wanted = stored["embeddings.position_embeddings.weight"] + kinds[0]
    assert torch.equal(encoder.positions.weight, wanted)


# The network


def test_the_heads_are_as_wide_as_their_labels() -> None:
    network = tiny()
    batch = batch_of(TEXT)
    arrays = as_tensors(batch)
    cues = np.array([[0, 2, 3], [0, 9, 11]])
    window = torch.from_numpy(cues[:, 0])
    with torch.no_grad():
        words = network.encode(arrays)
        word, gate = network.parts.project(words)
        labels, boundaries, flags = network.parts(
            word[window], gate[window], words[window, cues[:, 1]], words[window, cues[:, 2] - 1],
            torch.from_numpy(describe(batch, cues)), arrays["present"][window],
        )  # fmt: skip
    width = batch.edges.shape[1]
    assert words.shape == (1, width, 32)
    assert network.cue(words).shape == (1, width, len(CUE_LABELS))
    assert network.name(words).shape == (1, width, len(NAME_LABELS))
    assert labels.shape == (2, width, len(PART_LABELS))
    assert boundaries.shape == (2, width, len(BOUNDARIES))
    assert flags.shape == (2, len(FLAGS))
    assert network.shapes.num_embeddings == SHAPES
    assert network.quotes.num_embeddings == QUOTE_STATES


def test_filling_changes_nothing() -> None:
    """A short window says the same alone and beside a long one."""
    network = TorchNetwork(tiny())
    alone, together = batch_of(TEXT), batch_of(TEXT, "the " * 200)
    cues = np.array([[0, 2, 3]])
    size = int(alone.present.sum())
    pairs = zip(answers(network, alone, cues), answers(network, together, cues), strict=True)
    for one, other in pairs:
        rows = slice(0, size) if one.ndim == 3 else slice(None)
        assert one[0][rows] == pytest.approx(other[0][rows], abs=0.05)


def answers(
    network: TorchNetwork | OnnxNetwork, batch: Batch, cues: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Shares of cues, names, part labels, boundaries and flags."""
    encoded, cue, name = network.read(batch)
    return cue, name, *network.parts(batch, encoded, cues, describe(batch, cues))


def test_dropout_from_a_pool() -> None:
    random.seed(0)
    drop = PooledDropout(0.25)
    x = torch.ones(40, 50)
    kept = drop.train()(x)
    assert kept.unique().tolist() == pytest.approx([0, 4 / 3])
    assert (kept == 0).float().mean() == pytest.approx(0.25, abs=0.05)
    assert torch.equal(drop.eval()(x), x)
    assert all(not isinstance(module, nn.Dropout) for module in tiny().modules())


# Losses


def test_allowed_loss() -> None:
    shares = torch.tensor([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8], [0.6, 0.2, 0.2]])
    allowed = torch.tensor([[True, False, False], [False, True, True], [False, False, False]])
    wanted = -(np.log(0.5) + np.log(0.9)) / 2  # the last word has no target
    assert float(allowed_loss(shares.log(), allowed)) == pytest.approx(wanted)
    everything = torch.ones(3, 3, dtype=torch.bool)
    assert float(allowed_loss(shares.log(), everything)) == pytest.approx(0, abs=1e-6)
    assert float(allowed_loss(shares.log(), ~everything)) == 0
    assert float(allowed_loss(torch.tensor([[0.0, 40.0]]), torch.tensor([[True, False]]))) == (
        pytest.approx(40)
    )


def test_boundaries_of_a_statement() -> None:
    """Summed over a word's marks, mean over the words; filling does not count."""
    marks = torch.tensor([[[1.0, 0.0], [0.0, 0.0], [-1.0, -1.0]]])
    logits = torch.tensor([[[0.0, 0.0], [2.0, -2.0], [9.0, 9.0]]])
    wanted = (2 * np.log(2) + np.log1p(np.exp(2)) + np.log1p(np.exp(-2))) / 2
    assert float(measures._binary_loss(logits, marks)) == pytest.approx(wanted)
    assert float(measures._binary_loss(logits, torch.full_like(marks, -1))) == 0


def losses(text: Text, *, spurious: bool) -> tuple[dict[str, float], int]:
    network, window = tiny(), whole(text)
    with torch.no_grad():
        network.cue[-1].weight.zero_()
        network.cue[-1].bias.copy_(torch.tensor([0.0, 9.0, 0.0, 0.0, 0.0]))  # all words are cues
    batch = pack([window], WORDPIECE)
    targets = targets_of([window], [text], batch.edges.shape[1])
    found = batch_losses(network, batch, targets, [window], [text], spurious, WORDPIECE.unknown)
    return {name: float(loss.detach()) for name, loss in found.items()}, len(targets.cues)


def test_cues_found_where_there_are_none() -> None:
    text = text_of(STATEMENT)
    assert losses(text, spurious=False)[1] == 1
    found, count = losses(text, spurious=True)
    assert count == 6  # the marked one, and each word outside it
    assert found.keys() == measures.WEIGHTS.keys() - {"words"}  # no teacher was asked
    assert all(np.isfinite(value) for value in found.values())
    # Inside another statement's content a corpus without nested ones says nothing.
    assert losses(text_of(STATEMENT, flat=True), spurious=True)[1] == 4
    names_only = Text("a", text.words, names=np.zeros(len(text.words), np.int64))
    found, count = losses(names_only, spurious=True)
    assert (count, found.keys()) == (0, {"cue", "name"})
    assert found["cue"] == 0


def test_a_later_word_follows_its_first() -> None:
    assert measures._GOES_ON == {FIRST: LATER, FIRST_NESTED: FIRST_NESTED + 1}


# Export


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[TorchNetwork, OnnxNetwork]:
    folder = tmp_path_factory.mktemp("weights")
    vocabulary = folder / "base.txt"
    vocabulary.write_text("\n".join(WORDPIECE.ids) + "\n", encoding="utf-8")
    decoding = as_json(Settings(gap=1))
    settings = {"version": "tiny", "decoding": decoding, "calibration": NO_CONFIDENCE}
    export(tiny(), vocabulary, settings, folder / "out")
    return TorchNetwork(tiny()), OnnxNetwork(folder / "out")


@pytest.mark.parametrize("text", ["No", TEXT, "said " * 250])
def test_what_ships_answers_as_what_was_trained(
    exported: tuple[TorchNetwork, OnnxNetwork], text: str
) -> None:
    batch = batch_of(text)
    rows = np.arange(len(batch.edges)).repeat(2)
    ends = batch.present.sum(1)[rows]
    cues = np.stack([rows, ends - 1, ends], 1)
    cues[::2] = [[row, 0, 1] for row in cues[::2, 0]]
    words, of_cues = batch.present, batch.present[rows]
    seen = (words, words, of_cues, of_cues, slice(None))
    trained, shipped = (answers(network, batch, cues) for network in exported)
    for one, other, where in zip(trained, shipped, seen, strict=True):
        assert one.shape == other.shape
        assert np.abs(one[where] - other[where]).max() < 0.1
        assert one[where].std() > 0.01  # shares that are all alike would agree too


def test_what_ships_knows_its_settings(exported: tuple[TorchNetwork, OnnxNetwork]) -> None:
    shipped = exported[1]
    assert shipped.settings == Settings(gap=1)
    assert shipped.version == "tiny"
    assert shipped.wordpiece.ids == WORDPIECE.ids
    assert shipped.calibration.confidence((1.0,) * 6) == 0.5
