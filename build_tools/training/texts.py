"""Gathers the annotated texts that the network learns from and is chosen on.

Statements come from PolNeAR's training articles and from the marked texts of `training/data`; names
from Universal NER, from GUM, and from those marked texts. A share of the marked texts is kept back
for choosing thresholds and for calibration. The held-out test file is never read here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from build_tools.engine.words import split_words
from build_tools.engine.wordpiece import WordPiece
from build_tools.training.brat import GoldArticle, read_corpus
from build_tools.training.inline import read_marked
from build_tools.training.names_data import NamedText, read_gum_names, read_uner
from build_tools.training.targets import Text, name_labels, statements_of

DATA = Path(__file__).parent / "data"
KEEP_BACK = 12  # every twelfth marked text is not trained on
MARKED_OFTEN = 2  # marked texts are few: each is taken so often in an epoch


@dataclass
class Corpora:
    """Texts by use; `dev` and `marked_dev` keep their gold articles beside."""

    statements: list[Text] = field(default_factory=list)
    marked: list[Text] = field(default_factory=list)
    names: list[Text] = field(default_factory=list)
    dev: list[GoldArticle] = field(default_factory=list)
    marked_dev: list[GoldArticle] = field(default_factory=list)

    def each_epoch(self, names_often: int = 1) -> list[Text]:
        """What an epoch takes, a text more than once where it counts more.

        Args:
            names_often: How often it takes each text that has names only.
        """
        return self.statements + self.marked * MARKED_OFTEN + self.names * names_often


def marked_files() -> list[Path]:
    """The files of marked texts that may be trained on, in order of name."""
    return sorted(DATA.glob("wire_train*.yml"))


def marked_articles() -> tuple[list[GoldArticle], list[GoldArticle]]:
    """The marked texts to train on, and those kept back."""
    train: list[GoldArticle] = []
    kept: list[GoldArticle] = []
    for path in marked_files():
        for number, article in enumerate(read_marked(path)):
            (kept if number % KEEP_BACK == KEEP_BACK - 1 else train).append(article)
    return train, kept


def read_texts(corpora: Path, wordpiece: WordPiece) -> Corpora:
    """Everything below a folder that holds `polnear/`, `uner-ewt/`, `ud-ewt/` and `ud-gum/`.

    Raises:
        SeedError: If one of them is missing or not of its format.
    """
    marked, kept = marked_articles()
    named = [_named(one, wordpiece, False) for one in read_uner(corpora, "train")]
    named += [_named(one, wordpiece, True) for one in read_gum_names(corpora, "train")]
    return Corpora(
        [_flat(article, wordpiece) for article in read_corpus(corpora / "polnear" / "train")],
        [_marked(article, wordpiece) for article in marked],
        named,
        read_corpus(corpora / "polnear" / "dev"),
        kept,
    )


def _flat(article: GoldArticle, wordpiece: WordPiece) -> Text:
    words = split_words(article.text, wordpiece)
    statements = statements_of(words, article.versions[0], True)
    return Text(article.path.stem, words, statements, flat=True)


def _marked(article: GoldArticle, wordpiece: WordPiece) -> Text:
    words = split_words(article.text, wordpiece)
    names = None if article.names is None else name_labels(words, article.names)
    return Text(article.id, words, statements_of(words, article.versions[0], False), names=names)


def _named(one: NamedText, wordpiece: WordPiece, other: bool) -> Text:
    words = split_words(one.text, wordpiece)
    labels: np.ndarray = name_labels(words, one.names)
    return Text(one.id, words, names=labels, other_names=other)
