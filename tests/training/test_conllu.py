"""Treebanks are read with each word where it stands in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import SeedError
from build_tools.training.conllu import locate, read_documents, read_treebank
from tests.training.corpora import EWT, make_corpora


@pytest.mark.parametrize(("treebank", "split"), [("ud-ewt", "train"), ("ud-ewt", "dev"), ("ud-gum", "dev")])
def test_every_word_stands_where_its_offsets_say(tmp_path: Path, treebank: str, split: str) -> None:
    (document,) = read_treebank(make_corpora(tmp_path) / treebank, split)
    for sentence in document.sentences:
        end = sentence.start
        for word in sentence.words:
            written = document.text[word.start : word.end]
            assert written == word.form or (written == "gonna" and word.form in ("going", "to"))
            assert document.text[end : word.start].strip() == ""
            end = word.end
        assert sentence.words[0].start == sentence.start
        assert sentence.words[-1].end == sentence.end


def test_sentences_are_joined_as_the_paragraphs_are(tmp_path: Path) -> None:
    (document,) = read_treebank(make_corpora(tmp_path) / "ud-ewt", "dev")
    assert document.id == "letter-one"
    assert document.text == (
        "Anna Berg can't visit Oslo. Mr. Dahl of NATO is Danish.\nNo #1 fan is gonna ask Anna"
    )
    third = document.sentences[2]
    assert [word.head for word in third.words] == [2, 2, 4, 4, -1, 6, 4, 6]
    assert document.sentences[0].words[5].misc == {"SpaceAfter": "No"}


def test_documents_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "two.conllu"
    file.write_text(EWT + EWT.replace("letter-one", "letter-two"), encoding="utf-8")
    assert [document.id for document in read_documents(file)] == ["letter-one", "letter-two"]
    file.write_text(EWT.replace("# newdoc id = letter-one\n", ""), encoding="utf-8")
    assert [document.id for document in read_documents(file)] == ["two"]


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("2\tBerg\tBerg", "2\tBurg\tBerg", "one.conllu:5: not CoNLL-U: the words are not those"),
        ("7\t.\t.\tPUNCT\t.\t_\t5", "7\t.\t.\tPUNCT\t.\t_\tx", "one.conllu:12: not CoNLL-U: a word's number"),
        ("PROPN\tNNP\t_\t1\tflat\t_\t_", "PROPN", "one.conllu:6: not CoNLL-U: a line of 4 columns"),
        ("# sent_id = letter-one-1\n", "", "one.conllu:4: a sentence without `# sent_id =`"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, old: str, new: str, part: str) -> None:
    file = tmp_path / "one.conllu"
    file.write_text(EWT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        list(read_documents(file))
    assert part in str(caught.value)


def test_a_split_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no files.dev and no"):
        list(read_treebank(tmp_path, "dev"))


@pytest.mark.parametrize(
    ("forms", "text", "spans"),
    [
        (["a", "b"], "a b", [(0, 1), (2, 3)]),
        (["a", "b"], "ab", [(0, 1), (1, 2)]),
        (["10 000", "x"], "10 000 x", [(0, 6), (7, 8)]),
        (["a"], "a b", None),
        (["a", ""], "a", None),
        ([], "", []),
    ],
)
def test_locate(forms: list[str], text: str, spans: list[tuple[int, int]] | None) -> None:
    assert locate(forms, text) == spans
