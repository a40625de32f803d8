"""The baseline's training texts, and that it is trained and written whole."""

from __future__ import annotations

import io
from pathlib import Path

import spacy
from spacy.vocab import Vocab

from build_tools.training.baseline import docs, train
from tests.training.corpora import EWT, UNER, make_corpora


def test_paragraphs_carry_tags_trees_and_names(tmp_path: Path) -> None:
    corpora = make_corpora(tmp_path)
    same = UNER.replace("Mister", "Mr.").replace("Norwegian", "Danish")
    (corpora / "uner-ewt" / "train.iob2").write_text(same, encoding="utf-8")
    # The paragraph with "gonna", two words written as one, is left out.
    letter, news = docs(corpora, "train", Vocab())
    assert letter.text == "Anna Berg can't visit Oslo. Mr. Dahl of NATO is Danish."
    assert [(name.text, name.label_) for name in letter.ents] == [
        ("Anna Berg", "person"), ("Oslo", "place"), ("Dahl", "person"), ("NATO", "organization"),
    ]  # fmt: skip
    assert [sent.text for sent in letter.sents][1] == "Mr. Dahl of NATO is Danish."
    assert (letter[0].tag_, letter[0].head.text, letter[4].dep_) == ("NNP", "visit", "ROOT")
    assert news.ents[0].text == "Eva Falk"


def test_texts_that_differ_have_unknown_names(tmp_path: Path) -> None:
    letter, _ = docs(make_corpora(tmp_path), "train", Vocab())
    assert all(token.ent_iob == 0 for token in letter)


def test_a_pipeline_is_trained_and_written(tmp_path: Path) -> None:
    corpora = make_corpora(tmp_path / "corpora")
    file = corpora / "ud-ewt" / "documents" / "letters" / "one.conllu"
    file.write_text(EWT * 40, encoding="utf-8")  # rarer relations are no labels of the parser's
    target = tmp_path / "cache" / "baseline"
    target.mkdir(parents=True)
    (target / "stale").write_text("old", encoding="utf-8")
    progress = io.StringIO()
    train(corpora, target, progress, steps=2)
    assert "TAG_ACC" in progress.getvalue()
    nlp = spacy.load(target)
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "ner"]
    assert [token.text for token in nlp("Anna Berg said no.")][:2] == ["Anna", "Berg"]
    assert not (target / "stale").exists()
    assert list(target.parent.iterdir()) == [target]
