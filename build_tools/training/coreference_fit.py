"""Fits the weights by which pronouns are resolved to the chains of GUM."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language

from build_tools.annotate.attributions import extract_attributions
from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.coreference_discourse import Discourse
from build_tools.annotate.coreference_markables import Markable
from build_tools.annotate.coreference_ranking import Cluster, Pronoun, Ranker, weight_class
from build_tools.annotate.lines import split_lines
from build_tools.annotate.sentences import build_pipeline
from build_tools.annotate.vocabulary import load_vocabulary
from build_tools.models import Span
from build_tools.training.conllu import Document
from build_tools.training.gum import gold_names, gold_phrases

_STEPS = 400
_RATE = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun of an annotated text.

    Attributes:
        options: The features of each candidate; the last one is “none of them”.
        right: Which of them are right; the last one where no other is.
    """

    group: str
    options: list[list[str]]
    right: list[int]


class GoldText:
    """A document of GUM with the names given, the statements found, and the chains to learn from."""

    def __init__(self, document: Document, nlp: Language) -> None:
        phrases = gold_phrases(document)
        mentions, registry = gold_names(phrases)
        doc = nlp(document.text)
        blocks = split_blocks(document.text)
        vocabulary = load_vocabulary()
        attributions = extract_attributions(doc, blocks, mentions, registry)
        self.id = document.id
        self.text = document.text
        self.discourse = Discourse(split_lines(doc, blocks, mentions), attributions, vocabulary)
        self.named = set(registry.entities)
        self._spans: dict[Span, str] = {(p.start, p.end): p.chain for p in phrases}
        self._heads: dict[int, str] = {}
        for phrase in phrases:  # inner ones are shorter and come later
            self._heads.setdefault(phrase.head[1], phrase.chain)

    def chain(self, start: int, end: int) -> str | None:
        """The chain of the phrase at a span, or else of the one whose head ends there."""
        return self._spans.get((start, end)) or self._heads.get(end)

    def right_for(self, cluster: Cluster, chain: str | None) -> bool:
        """Whether a cluster stands for a chain, by the last phrase of it that is no pronoun."""
        if chain is None:
            return False
        last = next((m for m in reversed(cluster.markables) if not m.pronoun), cluster.markables[-1])
        return cluster.key == chain or self.chain(last.start, last.end) == chain


def examples(text: GoldText) -> Iterator[Example]:
    """What can be learnt from a text; pronouns seen before count as resolved rightly."""
    for step in text.discourse.walk():
        if isinstance(step, Markable):
            text.discourse.add(step)
            continue
        chain = text.chain(step.start, step.end)
        candidates = text.discourse.candidates(step)
        right = [
            number for number, candidate in enumerate(candidates)
            if candidate.cluster is not None and text.right_for(candidate.cluster, chain)
        ]
        if right:
            cluster = candidates[right[0]].cluster
            assert cluster is not None
            text.discourse.settle(step, cluster)
        yield Example(weight_class(step), [c.features for c in candidates], right or [len(candidates) - 1])


def fit(samples: Sequence[Example], strength: float = 1.0) -> dict[str, float]:
    """Weights that make the right options likely: a log-linear model with a quadratic penalty.

    Args:
        samples: Of one class of pronouns.
        strength: Of the penalty.
    """
    names = sorted({name for one in samples for option in one.options for name in option})
    index = {name: number for number, name in enumerate(names)}
    owners, columns, rows = [], [], []
    right = []
    row = 0
    for number, one in enumerate(samples):
        for position, option in enumerate(one.options):
            owners.append(number)
            right.append(position in one.right)
            for name in option:
                rows.append(row)
                columns.append(index[name])
            row += 1
    owner, good = np.array(owners), np.array(right)
    r, c = np.array(rows), np.array(columns)
    weights = np.zeros(len(names))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        scores = np.bincount(r, weights[c], minlength=row)
        powers = np.exp(scores - scores.max())
        share = powers / np.bincount(owner, powers)[owner]
        among = np.where(good, powers, 0.0)
        target = among / np.bincount(owner, among)[owner]
        gradient = np.bincount(c, (share - target)[r], minlength=len(names)) + strength * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        change = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
        weights -= _RATE * change
    return {name: round(float(weight), 3) for name, weight in zip(names, weights) if abs(weight) >= 0.005}
