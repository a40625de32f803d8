"""The model card: every figure comes from what was measured."""

from __future__ import annotations

from pathlib import Path

from build_tools.training.brat import GoldArticle
from build_tools.training.card import CARD, write_card
from build_tools.training.score import Tally
from build_tools.training.texts import Corpora
from tests.marked import read_marks
from tests.training.marked_texts import text_of

MARKED = "<S1>Berg</S1> <C1>said</C1> <Q1>it was over</Q1>. <S2>He</S2> <C2>agreed</C2> <Q2>so</Q2>."
STEPS = {"seed 7, epoch 1 of 3": {"relation": 50, "alpha": 51, "all exact": 52, "content exact": 53}}
RUN = {"seeds": [7, 8], "epochs": 3, "trunk": 1, "steps": STEPS}
SETTINGS = {"version": "0123456789ab", "run": RUN}
KINDS = ("person", "organization", "place", "all")


def card(folder: Path) -> str:
    text, gold = read_marks(MARKED)
    half = Tally()
    half.add(text, gold[:1], gold)
    full = Tally()
    full.add(text, gold, gold)
    names = [
        {"corpus": name, "program": {kind: {"f1": f1 + k} for k, kind in enumerate(KINDS)}}
        for name, f1 in (("uner-ewt dev", 80.25), ("ud-gum dev", 70.0))
    ]
    one = text_of(MARKED)
    article = GoldArticle(Path("a.txt"), text, (tuple(gold),))
    texts = Corpora([one] * 5, [one] * 4, [one] * 3, [article] * 2, [article] * 6)
    write_card(folder, SETTINGS, {"PolNeAR dev": half, "Marked texts": full}, names, texts)
    return (folder / CARD).read_text(encoding="utf-8")


def test_the_figures_of_statements(tmp_path: Path) -> None:
    rows = [line for line in card(tmp_path).splitlines() if line.startswith(("| Pol", "| Marked"))]
    assert rows[-1] == f"| Marked texts |{' 100.0 / 100.0 |' * 4} 100.0 | 100.0 |"
    cells = [cell.strip() for cell in rows[-2].split("|")[1:-1]]
    # One of two found: half the recall. Of the contents' four words three.
    assert cells[:6] == [
        "PolNeAR dev", "66.7 / 66.7", "66.7 / 66.7", "66.7 / 85.7", "66.7 / 76.9", "66.7",
    ]  # fmt: skip


def test_the_figures_of_names(tmp_path: Path) -> None:
    lines = card(tmp_path).splitlines()
    assert "| uner-ewt dev | 80.2 | 81.2 | 82.2 | 83.2 |" in lines
    assert "| ud-gum dev | 70.0 | 71.0 | 72.0 | 73.0 |" in lines


def test_what_it_was_made_of(tmp_path: Path) -> None:
    text = card(tmp_path)
    for part in (
        "Weights 0123456789ab: the mean of 2 branches of 3 epochs (seeds 7, 8)",
        "the first 1 in common",
        "| seed 7, epoch 1 of 3 | 50.0 | 51.0 | 52.0 | 53.0 |",
        "PolNeAR, 5 training articles",
        "| 4 texts of this project's own",
        "on 6 of our own texts",
    ):
        assert part in " ".join(text.split())
    assert "{" not in text


def test_tables_are_whole(tmp_path: Path) -> None:
    """Every row of a table has as many cells as its head."""
    widths: list[int] = []
    for line in card(tmp_path).splitlines():
        if line.startswith("|"):
            widths.append(line.count("|"))
        else:
            assert len(set(widths)) <= 1
            widths = []
    assert not widths


def test_licences_are_told_as_their_sources_state_them(tmp_path: Path) -> None:
    rows = [line for line in card(tmp_path).splitlines() if line.startswith("|")]
    (polnear,) = (row for row in rows if "training articles" in row)
    assert "states none" in polnear
    assert sum("CC BY" in row for row in rows) == 2
