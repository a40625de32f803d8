"""A larger network that teaches: its encoder, its exact weights, what is learned from its answers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from build_tools.engine.decoding import Settings  # noqa: E402
from build_tools.engine.runtime import OnnxNetwork  # noqa: E402
from build_tools.engine.windows import pack, reading_windows  # noqa: E402
from build_tools.errors import SeedError  # noqa: E402
from build_tools.training import larger_encoder, losses, state  # noqa: E402
from build_tools.training.choose import NO_CONFIDENCE, as_json  # noqa: E402
from build_tools.training.encoder import Encoder  # noqa: E402
from build_tools.training.export import export  # noqa: E402
from build_tools.training.larger_encoder import LargerEncoder, load_larger_encoder  # noqa: E402
from build_tools.training.lessons import Lessons  # noqa: E402
from build_tools.training.network import Network  # noqa: E402
from build_tools.training.shipped import restore  # noqa: E402
from build_tools.training.state import Rates, TrainingState  # noqa: E402
from build_tools.training.targets import Text, targets_of  # noqa: E402
from build_tools.training.train import Plan, train  # noqa: E402
from tests.engine.pieces import WORDPIECE  # noqa: E402
from tests.training.marked_texts import STATEMENT, text_of, whole  # noqa: E402
from tests.training.test_network import CONFIG, tiny  # noqa: E402

LARGER = CONFIG | {"relative_attention_num_buckets": 8}


def larger(seed: int = 7) -> Network:
    torch.manual_seed(seed)
    return Network(LargerEncoder(LARGER))


def test_near_distances_have_a_bias_each_and_far_ones_share() -> None:
    steps = larger_encoder._steps(200, 8)
    assert steps[100, 100] == 0
    assert steps[100, 99] == 1  # what stands before
    assert steps[100, 101] == 5  # what stands after
    assert steps[100, 0] == steps[150, 20] == 3
    assert steps[0, 199] == steps[10, 140] == 7
    assert sorted(set(steps.flatten().tolist())) == [0, 1, 2, 3, 5, 6, 7]


def test_attention_is_that_of_the_formula() -> None:
    encoder = LargerEncoder(LARGER).eval()
    mixed = torch.randn(2, 6, 3 * 32)
    mask = torch.randn(1, 4, 6, 6)
    query, key, value = mixed.view(2, 6, 3, 4, 8).permute(2, 0, 3, 1, 4)
    shares = (query @ key.transpose(-1, -2) / 8**0.5 + mask).softmax(-1)
    expected = (shares @ value).transpose(1, 2).reshape(2, 6, 32)
    assert torch.allclose(encoder.layers[0].attend(mixed, mask), expected, atol=1e-5)


def test_filling_is_not_attended_to() -> None:
    encoder = LargerEncoder(LARGER).eval()
    embedded = torch.randn(1, 5, 32)
    filled = torch.cat([embedded, torch.randn(1, 3, 32)], 1)
    attended = torch.tensor([[1] * 5 + [0] * 3])
    alone, beside = encoder(embedded), encoder(filled, attended)[:, :5]
    assert torch.allclose(alone.float(), beside.float(), atol=0.05)


def write_model(folder: Path, encoder: LargerEncoder) -> Path:
    """An MPNet folder with an encoder's weights, its vocabulary backwards."""
    from safetensors.torch import save_file

    folder.mkdir()
    state = {name: value.float() for name, value in encoder.state_dict().items()}
    pieces = [{"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}.get(p, p) for p in WORDPIECE.ids]
    stored = {
        "embeddings.word_embeddings.weight": state["pieces.weight"].flip(0),
        "embeddings.position_embeddings.weight": torch.cat(
            [torch.zeros(2, 32), state["positions.weight"]]
        ),
        "encoder.relative_attention_bias.weight": state["distances.weight"],
        "embeddings.LayerNorm.weight": state["normalise.weight"],
        "embeddings.LayerNorm.bias": state["normalise.bias"],
    }
    for kind in ("weight", "bias"):
        for role, part in zip("qkv", state[f"layers.0.mix.{kind}"].chunk(3), strict=True):
            stored[f"encoder.layer.0.attention.attn.{role}.{kind}"] = part
        for ours, theirs in larger_encoder._NAMES.items():
            if ours == "mix":
                continue  # above, in three
            stored[f"encoder.layer.0.{theirs}.{kind}"] = state[f"layers.0.{ours}.{kind}"]
    save_file({k: v.contiguous() for k, v in stored.items()}, folder / "model.safetensors")
    (folder / "vocab.txt").write_text("\n".join(pieces[::-1]) + "\n", encoding="utf-8")
    config = LARGER | {"max_position_embeddings": 514}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def test_a_model_is_loaded_with_our_order_of_pieces(tmp_path: Path) -> None:
    encoder = larger().encoder.eval()
    model = write_model(tmp_path / "model", encoder)
    loaded = load_larger_encoder(model, list(WORDPIECE.ids)).eval()
    assert torch.equal(loaded.pieces.weight, encoder.pieces.weight)
    embedded = torch.randn(1, 5, 32)
    assert torch.equal(loaded(embedded), encoder(embedded))
    with pytest.raises(SeedError, match="does not have the word piece 'zebra'"):
        load_larger_encoder(model, [*WORDPIECE.ids, "zebra"])
    with pytest.raises(SeedError, match="no folder of an MPNet model"):
        load_larger_encoder(tmp_path, [])


def test_steps_too_small_for_sixteen_bits_add_up() -> None:
    network = larger()
    state = TrainingState(network, 1, WORDPIECE, Rates(1e-6, 1e-6))
    text = text_of(STATEMENT)
    name = "encoder.layers.0.widen.weight"
    weight = dict(network.named_parameters())[name]
    before, exact = weight.detach().clone(), state._exact[name].clone()
    for number in range(3):
        state.step([whole(text)], [text], 0.0, number)
    moved = (state._exact[name] - exact).abs()
    assert weight.dtype == torch.bfloat16
    assert 0 < moved.max() < 1e-5
    assert (weight == before).float().mean() > 0.9
    assert torch.equal(weight, state._exact[name].bfloat16())


def test_a_larger_network_goes_on_where_it_was(tmp_path: Path) -> None:
    text = text_of(STATEMENT)
    first = TrainingState(larger(), 1, WORDPIECE)
    first.step([whole(text)], [text], 0.0, 0)
    first.save(tmp_path / "state.pt")
    second = TrainingState(larger(8), 1, WORDPIECE)
    second.load(tmp_path / "state.pt")
    for state in (first, second):
        state.step([whole(text)], [text], 0.0, 1)
    ends = [one.network.state_dict() for one in (first, second)]
    assert all(torch.equal(value, ends[1][name]) for name, value in ends[0].items())
    assert all(torch.equal(v, second._exact[n]) for n, v in first._exact.items())


def test_lower_layers_learn_more_slowly() -> None:
    rates = Rates(1.0, 3.0, 0.5)
    assert rates.of("cue.0.weight", 3) == 3.0
    assert [rates.of(f"encoder.layers.{n}.mix.bias", 3) for n in range(3)] == [0.25, 0.5, 1.0]
    assert rates.of("encoder.positions.weight", 3) == 0.25


def test_nothing_is_to_be_learned_from_equal_answers() -> None:
    logits = torch.randn(2, 5, 4)
    present = torch.ones(2, 5, dtype=torch.bool)
    assert float(losses.taught_loss(logits, logits + 3, present)) == pytest.approx(0, abs=1e-6)
    other = logits.clone()
    other[0, 0, 1] += 2
    assert float(losses.taught_loss(other, logits, present)) > 0
    present[0, 0] = False
    assert float(losses.taught_loss(other, logits, present)) == pytest.approx(0, abs=1e-6)


def test_branches_come_nearer_to_their_teacher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "WARM_UP", 1)
    text = text_of(STATEMENT)
    teacher = larger().eval()
    lessons = Lessons(tmp_path, [text] * 16, WORDPIECE)
    lessons.prepare(teacher)
    batch = pack([whole(text)], WORDPIECE)

    targets = targets_of([whole(text)], [text], batch.edges.shape[1])

    def asked(network: Network) -> losses.Answers:
        return losses.ask(network.eval(), batch, targets, [whole(text)], [text])

    wanted = asked(teacher)
    assert wanted.parts is not None
    assert wanted.parts.shape[0] == len(targets.cues)
    present = torch.from_numpy(batch.present)

    def unlike(network: Network) -> float:
        likened = network.likened(asked(network).words.float())
        return float(losses._unlike(likened.detach(), wanted.words.float(), present))

    torch.manual_seed(5)
    before = unlike(Network(Encoder(CONFIG), 32))
    ends = []
    for folder, given in (("alone", None), ("taught", lessons)):
        (tmp_path / folder).mkdir()
        plan = Plan([text] * 16, 12, 4, (1,), Rates(3e-3, 3e-3), given)
        network = tiny() if given is None else Network(Encoder(CONFIG), 32)
        trained = train(network, plan, WORDPIECE, tmp_path / folder, lambda *_: None)
        theirs = asked(trained)
        ends.append(float(losses.taught_loss(theirs.name.float(), wanted.name, present)))
    assert ends[1] < 0.7 * ends[0]
    assert unlike(trained) < 0.9 * before


def test_lessons_are_asked_once_and_take_turns(tmp_path: Path) -> None:
    text = text_of(STATEMENT)
    lessons = Lessons(tmp_path, [text] * 20, WORDPIECE)
    lessons.prepare(larger().eval())
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["lesson1.pt", "lesson2.pt"]
    written = [file.stat().st_mtime_ns for file in files]
    lessons.prepare(larger(8).eval())
    assert [file.stat().st_mtime_ns for file in files] == written
    first, second = lessons.epoch(1, 0), lessons.epoch(1, 1)

    def printed(epoch: list) -> list[list[tuple[str, ...]]]:
        return [[tuple(one.words.strings) for one in texts] for (_, texts), _ in epoch]

    assert len(first) == 3
    assert sorted(printed(first)) != sorted(printed(second))
    assert sorted(printed(first)) == sorted(printed(lessons.epoch(1, 2)))
    for (windows, texts), answers in first:
        batch = pack(windows, WORDPIECE)
        targets = targets_of(windows, texts, batch.edges.shape[1])
        again = losses.ask(larger().eval(), batch, targets, windows, texts)
        assert torch.equal(answers.words, again.words)
        assert torch.equal(answers.parts, again.parts)


def test_lessons_asked_at_once_are_the_same(tmp_path: Path) -> None:
    folders = [tmp_path / "one-by-one", tmp_path / "at-once"]
    stored = []
    for processes, folder in enumerate(folders, 1):
        folder.mkdir()
        lessons = Lessons(folder, [text_of(STATEMENT)] * 10, WORDPIECE)
        lessons.prepare(larger().eval(), processes)
        stored.append([answers.cue for _, answers in lessons.epoch(1, 0)])
    assert all(torch.allclose(a.float(), b.float(), atol=0.05) for a, b in zip(*stored, strict=True))


def test_where_nothing_is_marked_the_teacher_marks_cues() -> None:
    text = text_of(STATEMENT)
    plain = Text("n", text.words, names=np.zeros(len(text.words), np.int64))
    batch = pack([whole(plain)], WORDPIECE)
    targets = targets_of([whole(plain)], [plain], batch.edges.shape[1])
    teacher = larger().eval()
    with torch.no_grad():
        teacher.cue[-1].bias.copy_(torch.tensor([0.0, 9.0, 0.0, 0.0, 0.0]))
    answers = losses.ask(teacher, batch, targets, [whole(plain)], [plain])
    assert targets.cues == [(0, word, word + 1) for word in range(len(text.words))]
    assert answers.parts is not None
    targets = targets_of([whole(plain)], [plain], batch.edges.shape[1])
    found = losses.batch_losses(
        tiny(), batch, targets, [whole(plain)], [plain], True, WORDPIECE.unknown, answers
    )
    assert len(targets.cues) == len(text.words)  # none of them is spurious
    assert found["parts"] > 0
    assert found["boundaries"] > 0
    assert found["flags"] == 0


def test_what_ships_comes_back_and_ships_the_same(tmp_path: Path) -> None:
    vocabulary = tmp_path / "vocab.txt"
    vocabulary.write_text("\n".join(WORDPIECE.ids) + "\n", encoding="utf-8")
    settings = {"version": "a", "decoding": as_json(Settings()), "calibration": NO_CONFIDENCE}
    network, back = tiny(3), tiny(4)
    with torch.no_grad():
        for p in network.parameters():
            p.add_(torch.randn_like(p) * 0.05)  # as after training, no two arrays are the same
    before = {name: p.detach().clone() for name, p in network.named_parameters()}
    export(network, vocabulary, settings, tmp_path / "first")
    restore(back, tmp_path / "first")
    for name, p in back.named_parameters():
        assert torch.allclose(p, before[name], atol=float(before[name].abs().max()) / 100), name
    export(back, vocabulary, settings, tmp_path / "second")
    batch = pack(reading_windows(text_of(STATEMENT).words), WORDPIECE)
    first, second = (OnnxNetwork(tmp_path / name).read(batch) for name in ("first", "second"))
    assert np.allclose(first[1], second[1], atol=1e-6)
    assert np.allclose(first[2], second[2], atol=1e-6)
    with pytest.raises(SeedError, match="cannot be read"):
        restore(back, tmp_path)
