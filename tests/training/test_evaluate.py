"""The evaluation as a whole: what it reads, what it says, what it keeps."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.annotate.pipeline import Annotator
from build_tools.cli import main
from build_tools.errors import SeedError
from build_tools.models import AnnotatedArticle, Article, Registry
from build_tools.training.evaluate import evaluate, read
from build_tools.training.evaluate_names import evaluate_names, score_names
from build_tools.training.names_data import Name, NamedText
from tests.training.corpora import make_brat, make_corpora

TEXT = "The mayor said that the bridge was closed. “It is shut,” an official told him."
MAYOR = "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 15 41\tx\nE1\tA:T2 Source:T1 Cue:T2 Content:T3\n"
OFFICIAL = (
    "T4\tSource 57 68\tx\nT5\tCue 69 73\tx\nT6\tContent 43 56\tx\nE2\tA:T5 Source:T4 Cue:T5 Content:T6\n"
)
MARKED = """schema_version: 1
articles:
  - id: {id}
    topic: transport
    text: |
      <S1>The mayor</S1> <C1>said</C1> <Q1>that the bridge was closed</Q1>.

      <S2>The council</S2> <C2>declined to comment</C2>.
    statements:
      "1": {{kind: indirect, source_kind: named}}
      "2": {{kind: non-response, source_kind: named}}
"""


@pytest.fixture(autouse=True)
def _rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures here must not follow the weights that happen to lie there."""
    plain = Annotator.__init__

    def by_rule(self: Annotator, registry: Registry) -> None:
        plain(self, registry, model=False)

    monkeypatch.setattr(Annotator, "__init__", by_rule)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return make_brat(tmp_path / "press" / "dev", TEXT, ab12=MAYOR + OFFICIAL, cd34=MAYOR)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.yml").write_text(MARKED.format(id=name), encoding="utf-8")
    return folder


def test_kinds_of_a_brat_corpus_with_people_beside_them(corpus: Path) -> None:
    result = evaluate(corpus)
    assert result["corpus"] == "press dev"
    kinds = result["kinds"]
    assert {kind: row["statements"] for kind, row in kinds.items()} == {
        "direct": 1, "indirect": 2, "named": 2, "unnamed": 1,
    }  # fmt: skip
    assert {kind: row["people"] for kind, row in kinds.items()} == {
        "direct": 0.0, "indirect": 100.0, "named": 100.0, "unnamed": 0.0,
    }  # fmt: skip
    assert kinds["indirect"]["recall"] == 100
    assert result["worst"][0]["article"] == "bridge"
    assert result["confidence"] is None


def test_refusals_count_only_where_they_are_marked(corpus: Path, own: Path) -> None:
    result = evaluate(own / "one.yml")
    assert result["kinds"]["non-response"] == {"statements": 1, "recall": 100.0}
    assert result["program"]["relation"]["f1"] == 100
    assert result["people"] == {}
    text = TEXT.replace("“It is shut,” an official told him", "The council declined to comment")
    silent = make_brat(corpus.parent / "silent", text, ab12=MAYOR)
    assert evaluate(silent)["program"]["relation"]["precision"] == 100


NESTED = "The mayor said that experts believe that the bridge was closed."
OUTER = "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 15 62\tx\nE1\tA:T2 Source:T1 Cue:T2 Content:T3\n"
NESTING = """schema_version: 1
articles:
  - id: one
    topic: transport
    text: |
      <S1>The mayor</S1> <C1>said</C1> <Q1>that <S2>experts</S2> <C2>believe</C2> <Q2>that it was closed</Q2></Q1>.
    statements:
      "1": {kind: indirect, source_kind: named}
      "2": {kind: indirect, source_kind: unnamed, parent: 1, belief: true}
"""


def test_statements_inside_others_are_left_out_beside_where_none_are_marked(tmp_path: Path) -> None:
    flat = evaluate(make_brat(tmp_path / "flat", NESTED, ab12=OUTER))
    assert flat["program"]["relation"] == {"precision": 50.0, "recall": 100.0, "f1": 66.7}
    assert flat["outermost"]["relation"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0}
    nesting = tmp_path / "nesting.yml"
    nesting.write_text(NESTING, encoding="utf-8")
    result = evaluate(nesting)
    assert result["program"]["relation"]["f1"] == 100
    assert result["outermost"] == {}


def test_a_folder_of_marked_texts_is_one_corpus(own: Path) -> None:
    result = evaluate(own)
    assert (result["articles"], result["statements"]) == (2, 4)
    assert [row["article"] for row in evaluate(own, count=1)["worst"]] == ["one"]


def test_a_folder_of_neither_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no attributions"):
        read(tmp_path)


def test_confidence_is_set_against_what_is_right(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Annotator.annotate

    def sure(self: Annotator, article: Article) -> AnnotatedArticle:
        annotated = plain(self, article)
        given = (replace(one, confidence=0.9 if one.kind == "indirect" else 0.3) for one in annotated.attributions)
        return replace(annotated, attributions=tuple(given))

    monkeypatch.setattr(Annotator, "annotate", sure)
    confidence = evaluate(corpus, threshold=0.8)["confidence"]
    assert [(row["from"], row["statements"]) for row in confidence["bins"]] == [(0.3, 2), (0.9, 2)]
    assert confidence["threshold"] == 0.8
    assert confidence["shown"] == {"precision": 100.0, "recall": 66.7, "f1": 80.0}


def test_names_are_right_only_with_bounds_and_type() -> None:
    text = NamedText("a", "Anna Berg of Oslo", [Name(0, 9, "person"), Name(13, 17, "place")])
    found = [(0, 9, "person"), (13, 17, "organization"), (0, 4, "person"), (0, 17, "other")]
    rows = score_names([text], lambda _: found)["program"]
    assert rows["person"] == {"names": 1, "precision": 50.0, "recall": 100.0, "f1": 66.7}
    assert rows["place"] == {"names": 1, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert rows["all"] == {"names": 2, "precision": 33.3, "recall": 50.0, "f1": 40.0}
    assert "other" not in rows


def test_names_of_both_treebanks(tmp_path: Path) -> None:
    ewt, gum = evaluate_names(make_corpora(tmp_path), lambda text: [(0, 9, "person")])
    assert (ewt["corpus"], ewt["names"], ewt["program"]["person"]["recall"]) == ("uner-ewt dev", 5, 33.3)
    assert (gum["corpus"], gum["names"], gum["program"]["other"]["names"]) == ("ud-gum dev", 8, 2)
    with pytest.raises(SeedError, match="no uner-ewt and no ud-gum"):
        evaluate_names(tmp_path / "ud-ewt", lambda text: [])


def run(root: Path, *arguments: str | Path):  # noqa: ANN201
    return CliRunner().invoke(main, ["--root", str(root), "evaluate", *map(str, arguments)])


def test_the_command_prints_and_keeps_every_corpus(corpus: Path, own: Path, tmp_path: Path) -> None:
    (tmp_path / "docs" / "data").mkdir(parents=True)
    names = make_corpora(tmp_path / "corpora")
    result = run(tmp_path, "--corpus", corpus, "--corpus", own, "--names", names, "--worst", "1", "--write")
    assert result.exit_code == 0, result.output
    for part in ("press dev: program on 1 articles", "recall by kind", "worst articles", "ud-gum dev: 8 names"):
        assert part in result.output
    kept = json.loads((tmp_path / "docs" / "data" / "measured.json").read_text(encoding="utf-8"))
    assert [entry["corpus"] for entry in kept["measured"]] == ["press dev", f"{tmp_path.name} own"]
    assert [entry["corpus"] for entry in kept["names"]] == ["ud-gum dev", "uner-ewt dev"]


def test_the_command_needs_something_to_measure(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "--corpus, --names, or both" in result.output
