"""Which texts the network learns from, and what is kept from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import SeedError
from build_tools.training.brat import GoldArticle
from build_tools.training.inline import read_marked
from build_tools.training.texts import (
    DATA,
    KEEP_BACK,
    Corpora,
    marked_articles,
    marked_files,
    read_texts,
)
from tests.engine.pieces import WORDPIECE
from tests.training.corpora import make_brat, make_corpora

TEXT = "The mayor said no."
STATEMENT = (
    "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 15 17\tx\n"
    "E1\tA:T2 Source:T1 Cue:T2 Content:T3\nT4\tCue 10 14\tx\nE2\tA:T4 Cue:T4\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_corpora(tmp_path_factory.mktemp("corpora"))
    for split in ("train", "dev"):
        make_brat(folder / "polnear" / split, TEXT, ab12=STATEMENT, cd34="")
    return folder


@pytest.fixture(scope="module")
def corpora(folder: Path) -> Corpora:
    return read_texts(folder, WORDPIECE)


@pytest.fixture(scope="module")
def marked() -> tuple[list[GoldArticle], list[GoldArticle]]:
    return marked_articles()


def test_a_flat_corpus(corpora: Corpora) -> None:
    (text,) = corpora.statements
    (statement,) = text.statements  # the cue without a content teaches nothing
    assert (text.id, text.flat, text.names) == ("bridge", True, None)
    assert statement.cue == (2, 3)
    assert (statement.source.tolist(), statement.content.tolist()) == ([0, 1], [3])
    assert [one.text for one in corpora.dev] == [TEXT]


def test_texts_with_names_alone(corpora: Corpora) -> None:
    assert {text.statements for text in corpora.names} == {None}
    by_name = {text.id: text for text in corpora.names}
    ewt, gum = by_name["letter-one"], by_name["GUM_news_bridge"]
    assert (ewt.other_names, gum.other_names) == (False, True)
    assert [ewt.words.strings[n] for n in ewt.names.nonzero()[0]] == [
        "Anna", "Berg", "Oslo", "Dahl", "NATO", "Anna",
    ]  # fmt: skip


def test_marked_texts_know_all(
    corpora: Corpora, marked: tuple[list[GoldArticle], list[GoldArticle]]
) -> None:
    train, kept = marked
    assert [text.id for text in corpora.marked] == [article.id for article in train]
    assert [article.id for article in corpora.marked_dev] == [article.id for article in kept]
    assert not any(text.flat for text in corpora.marked)
    for text, article in zip(corpora.marked, train, strict=True):
        gold = [one for one in article.versions[0] if one.cue and one.content]
        assert len(text.statements) == len(gold)
        for statement, one in zip(text.statements, gold, strict=True):
            assert statement.nested == one.nested
            assert statement.flags == (one.belief, one.denial)
            start = int(text.words.starts[statement.cue[0]])
            assert one.cue[0][0] == start
            assert all(len(part) for part in (statement.cue, statement.content))
            assert bool(one.source) == bool(len(statement.source))


def test_every_twelfth_is_kept_back(
    marked: tuple[list[GoldArticle], list[GoldArticle]]
) -> None:
    train, kept = marked
    by_file = {path: [article.id for article in read_marked(path)] for path in marked_files()}
    assert [article.id for article in kept] == [
        identifier for ids in by_file.values() for identifier in ids[KEEP_BACK - 1 :: KEEP_BACK]
    ]
    learned, tried = ({article.text for article in articles} for articles in marked)
    assert len(learned) + len(tried) == len(train) + len(kept) == sum(map(len, by_file.values()))
    assert not learned & tried


def test_the_test_texts_are_never_read(
    marked: tuple[list[GoldArticle], list[GoldArticle]]
) -> None:
    held_out = DATA / "wire_test.yml"
    assert held_out.is_file()
    assert not [path for path in marked_files() if "test" in path.stem]
    seen = {article.text for articles in marked for article in articles}
    assert not seen & {article.text for article in read_marked(held_out)}


def test_a_missing_corpus_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="polnear"):
        make_corpora(tmp_path)
        read_texts(tmp_path, WORDPIECE)
    with pytest.raises(SeedError):
        read_texts(folder / "polnear", WORDPIECE)
