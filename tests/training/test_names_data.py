"""Names are read from both treebanks with exact offsets, and only names."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import SeedError
from build_tools.training.names_data import NamedText, read_gum_names, read_uner
from tests.training.corpora import UNER, make_corpora


def named(text: NamedText) -> list[tuple[str, str]]:
    return [(text.text[name.start : name.end], name.label) for name in text.names]


@pytest.mark.parametrize("split", ["train", "dev"])
def test_universal_ner(tmp_path: Path, split: str) -> None:
    (text,) = read_uner(make_corpora(tmp_path), split)
    assert text.id == "letter-one"
    # The second sentence has other words in EWT, so it keeps its own text.
    assert text.text == (
        "Anna Berg can't visit Oslo. Mister Dahl of NATO is Norwegian.\nNo #1 fan is gonna ask Anna"
    )
    assert named(text) == [
        ("Anna Berg", "person"),
        ("Oslo", "place"),
        ("Dahl", "person"),
        ("NATO", "organization"),
        ("Anna", "person"),
    ]


def test_gum_names_are_the_names_among_the_mentions(tmp_path: Path) -> None:
    (text,) = read_gum_names(make_corpora(tmp_path), "dev")
    assert named(text) == [
        ("Eva Falk", "person"),
        ("Sund", "place"),
        ("University of Sund", "organization"),
        ("Aker", "person"),
        ("Lakes", "place"),
        ("Sund", "place"),
        ("Falk", "person"),
        ("Berg", "person"),
        ("Hope", "other"),
        ("Sund Cup", "other"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("2\tBerg\tI-PER", "2\tBurg\tI-PER", "dev.iob2:4: the words are not those"),
        ("2\tBerg\tI-PER\t-\tab", "2\tBerg", "dev.iob2:5: a word without an IOB2 tag"),
        ("# text = Anna Berg ca n't visit Oslo.\n", "", "dev.iob2:3: a sentence without `# text =`"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, old: str, new: str, part: str) -> None:
    corpora = make_corpora(tmp_path)
    (corpora / "uner-ewt" / "dev.iob2").write_text(UNER.replace(old, new), encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        list(read_uner(corpora, "dev"))
    assert part in str(caught.value)


def test_a_missing_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="ud-ewt: there is no files.dev"):
        list(read_uner(tmp_path, "dev"))
