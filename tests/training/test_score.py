"""The scorer, on attributions small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.errors import SeedError
from build_tools.training.brat import GoldAttribution, read_attributions, read_corpus
from build_tools.training.evaluate import evaluate, write_measured
from build_tools.training.inline import read_marked
from build_tools.training.score import Tally

TEXT = "The mayor said that the bridge was closed. Nobody else spoke at all."
GOLD = GoldAttribution(source=((0, 9),), cue=((10, 14),), content=((15, 41),))


def score(*found: GoldAttribution, gold: tuple[GoldAttribution, ...] = (GOLD,)) -> Tally:
    tally = Tally()
    tally.add(TEXT, found, gold)
    return tally


def test_full_agreement() -> None:
    tally = score(GOLD)
    assert all(figure.f1 == 1 for figure in tally.figures().values())
    assert tally.alpha() == 1


def test_punctuation_and_space_at_the_edges_do_not_count() -> None:
    wider = GoldAttribution(source=((0, 10),), cue=((9, 15),), content=((15, 42),))
    assert score(wider).figures()["all exact"].f1 == 1


def test_a_short_content_overlaps_and_is_not_exact() -> None:
    short = GoldAttribution(source=((0, 9),), cue=((10, 14),), content=((20, 41),))
    figures = score(short).figures()
    assert figures["content exact"].f1 == 0
    assert figures["content overlap"].precision == 1
    assert figures["content overlap"].recall == 4 / 5
    assert figures["relation"].f1 == 1
    assert 0 < score(short).alpha() < 1


def test_less_than_half_is_no_pair() -> None:
    tiny = GoldAttribution(source=((0, 9),), cue=((10, 14),), content=((15, 23),))
    assert score(tiny).figures()["relation"].f1 == 0


def test_a_wrong_source_is_no_pair_and_a_missing_gold_source_asks_for_none() -> None:
    other = GoldAttribution(source=((43, 49),), cue=((10, 14),), content=((15, 41),))
    assert score(other).figures()["relation"].f1 == 0
    sourceless = GoldAttribution(cue=GOLD.cue, content=GOLD.content)
    assert score(other, gold=(sourceless,)).figures()["relation"].f1 == 1


def test_one_gold_pairs_once() -> None:
    figure = score(GOLD, GOLD).figures()["relation"]
    assert (figure.precision, figure.recall) == (0.5, 1)


def test_nothing_found() -> None:
    tally = score()
    assert tally.figures()["relation"].f1 == 0
    assert tally.alpha() < 0.1


BRAT = (
    "T1\tSource 0 9\tThe mayor\nT2\tCue 10 14\tsaid\n"
    "E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3 Content2:T4 Source2:T8\n"
    "T3\tContent 15 23;24 30\tthat the\nThe words of a span may go on\nT4\tContent 31 34\twas\n"
)


def write(folder: Path, annotations: str = BRAT) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    for annotator in ("a1b2", "c3d4"):
        (folder / "attributions" / f"one_{annotator}.ann").write_text(annotations, encoding="utf-8")
    return folder


def test_standoff_files_are_read(tmp_path: Path) -> None:
    (article,) = read_corpus(write(tmp_path))
    (one,), _ = article.versions
    assert one.content == ((15, 23), (24, 30), (31, 34))
    assert one.source == ((0, 9),)


@pytest.mark.parametrize(("line", "number"), [("T5\tSource x y\tz", 7), ("E2\tSource", 7), ("T6\tCue", 7)])
def test_a_bad_line_is_named(tmp_path: Path, line: str, number: int) -> None:
    folder = write(tmp_path, BRAT + line + "\n")
    with pytest.raises(SeedError, match=f"c3d4.ann:{number}: not a line|a1b2.ann:{number}: not a line"):
        read_corpus(folder)


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no attributions"):
        read_corpus(tmp_path)


def test_evaluate_scores_the_program_and_people(tmp_path: Path) -> None:
    result = evaluate(write(tmp_path))
    assert result["people"]["relation"]["f1"] == 100
    assert result["people_articles"] == 1
    assert result["program"]["source exact"]["f1"] == 100
    assert read_attributions(tmp_path / "attributions" / "one_a1b2.ann")


MARKED = """schema_version: 1
articles:
  - id: bridge
    topic: transport
    text: |
      <Q1>“Shut it,”</Q1> <S1>one aide</S1> <C1>said</C1> <S2>the mayor</S2> <C2>told</C2> <A2>him</A2>.
    statements:
      "1": {kind: direct, source_kind: unnamed}
      "2": {kind: indirect, source_kind: named, parent: 1}
"""


def test_marked_texts_are_read(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(MARKED, encoding="utf-8")
    (article,) = read_marked(path)
    assert article.text == "“Shut it,” one aide said the mayor told him.\n"
    first, second = article.versions[0]
    assert [article.text[slice(*span)] for span in (*first.content, *first.source, *second.cue)] == [
        "“Shut it,”", "one aide", "told",
    ]  # fmt: skip
    result = evaluate(path)
    assert (result["corpus"], result["statements"], result["people_articles"]) == ("own", 2, 0)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("</C1>", "", "<C1> is never closed"),
        ("<C1>", "", "</C1> closes nothing"),
        ('"2": {', '"3": {', "marks and entries differ: ['2', '3']"),
        ("parent: 1", "parent: 7", "unknown parent 7"),
        ("<C2>told</C2>", "told", "statement 2 has no cue"),
        ("<S1>", "<S1><S1>", "<S1> is open already"),
    ],
)
def test_bad_marks_are_told(tmp_path: Path, old: str, new: str, part: str) -> None:
    path = tmp_path / "own.yml"
    path.write_text(MARKED.replace(old, new), encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        read_marked(path)
    assert "own.yml:3" in str(caught.value)
    assert "bridge: " in str(caught.value)
    assert part in str(caught.value)


def test_figures_of_several_corpora_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "measured.json"
    for name, score in (("b", 1), ("a", 2), ("b", 3)):
        write_measured({"corpus": name, "score": score}, path)
    kept = json.loads(path.read_text(encoding="utf-8"))["measured"]
    assert kept == [{"corpus": "a", "score": 2}, {"corpus": "b", "score": 3}]
