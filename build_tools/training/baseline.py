"""Trains a small English pipeline of spaCy's own architecture, to measure ours beside it.

The settings are those that `spacy init config` gives for English, efficiency and no GPU; only the
length of the training and the corpora are ours. Tags and dependencies come from the treebanks EWT
and GUM, names from Universal NER and GUM.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from spacy.cli.init_config import init_config
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import DIR_MODEL_BEST
from spacy.training.loop import train as run_loop
from spacy.util import load_config
from spacy.vocab import Vocab
from thinc.api import Config

from build_tools.training.conllu import Document, Sentence, read_treebank
from build_tools.training.names_data import NamedText, read_gum_names, read_uner

COMPONENTS = ("tagger", "parser", "ner")
# Two rounds of the training texts, some seven minutes on one core.
STEPS = 2000
_TREEBANKS = (("ud-ewt", read_uner), ("ud-gum", read_gum_names))
_EVALUATIONS = 4
# Enough to choose the best of four by.
_DEV_PARAGRAPHS = 300


def train(corpora: Path, target: Path, progress: TextIO, steps: int = STEPS) -> Language:
    """Train the pipeline and write it to a folder, which then holds nothing else.

    Args:
        corpora: Holds `ud-ewt/`, `ud-gum/` and `uner-ewt/`.
        target: Where the pipeline goes, once it is whole.
        progress: Told a line at each evaluation on the dev texts.
        steps: How many batches to train on.

    Raises:
        SeedError: If a corpus is missing or not of its format.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".training-") as scratch:
        folder = Path(scratch)
        for split in ("train", "dev"):
            DocBin(docs=docs(corpora, split, Vocab())).to_disk(folder / f"{split}.spacy")
        nlp = init_nlp(_config(folder, steps))
        run_loop(nlp, folder, stdout=progress)
        shutil.rmtree(target, ignore_errors=True)
        (folder / DIR_MODEL_BEST).rename(target)
    return nlp


def docs(corpora: Path, split: str, vocab: Vocab) -> Iterator[Doc]:
    """The paragraphs of both treebanks with tags, dependencies and names.

    The few documents whose text differs between EWT and Universal NER have no names. Paragraphs
    with two words written as one that cannot be split are left out.
    """
    for treebank, names in _TREEBANKS:
        named = {text.id: text for text in names(corpora, split)}
        for document in read_treebank(corpora / treebank, split):
            known = named.get(document.id)
            if known is not None and known.text != document.text:
                known = None
            for sentences in _paragraphs(document):
                doc = _doc(document, sentences, known, vocab)
                if doc.text == document.text[sentences[0].start : sentences[-1].end]:
                    yield doc


def _config(folder: Path, steps: int) -> Config:
    made = folder / "config.cfg"
    init_config(
        lang="en", pipeline=list(COMPONENTS), optimize="efficiency", gpu=False, silent=True
    ).to_disk(made)
    return load_config(
        made,
        overrides={
            "paths.train": str(folder / "train.spacy"),
            "paths.dev": str(folder / "dev.spacy"),
            "training.max_steps": steps,
            "training.patience": 0,
            "training.eval_frequency": max(1, steps // _EVALUATIONS),
            "corpora.dev.limit": _DEV_PARAGRAPHS,
        },
        interpolate=False,
    )


def _paragraphs(document: Document) -> Iterator[list[Sentence]]:
    """The sentences between two line ends of the text."""
    gathered: list[Sentence] = []
    for sentence in document.sentences:
        if gathered and document.text[gathered[-1].end : sentence.start] == "\n":
            yield gathered
            gathered = []
        gathered.append(sentence)
    if gathered:
        yield gathered


def _doc(document: Document, sentences: list[Sentence], known: NamedText | None, vocab: Vocab) -> Doc:
    words = [word for sentence in sentences for word in sentence.words]
    heads: list[int] = []
    for sentence in sentences:
        first = len(heads)
        heads += (
            first + (number if word.head < 0 else word.head)
            for number, word in enumerate(sentence.words)
        )
    doc = Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[
            word.end < after.start for word, after in zip(words, words[1:], strict=False)
        ] + [False],
        tags=[word.xpos for word in words],
        heads=heads,
        deps=["ROOT" if word.head < 0 else word.deprel for word in words],
    )
    if known is None:
        doc.set_ents([], missing=[doc[:]])
        return doc
    start, end = sentences[0].start, sentences[-1].end
    found = (
        doc.char_span(name.start - start, name.end - start, name.label)
        for name in known.names
        if start <= name.start and name.end <= end
    )
    doc.set_ents([name for name in found if name is not None])
    return doc
