"""Fits the weights by which pronouns are resolved to annotated texts.

Run as `python -m build_tools.training.coreference_fit CORPORA`, where CORPORA holds `ud-gum/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from build_tools.annotate.coreference_ranking import CLASSES, WEIGHTS, weight_class
from build_tools.annotate.coreference_types import Markable
from build_tools.training.coreference_texts import TRAIN, ChainText, GoldText, reading_pipeline, word_texts
from build_tools.training.gum import read_gum

# The genres of written English, and interviews as they are printed.
GENRES = frozenset(
    ("academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage")
)
# How often a text of our own counts beside one of GUM: it is written as news is.
OWN_OFTEN = 3
STRENGTH = 4.0
_STEPS = 400
_RATE = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """A pronoun of an annotated text.

    Attributes:
        group: The class of pronouns whose weights it is for.
        options: The features of each candidate; the last one is “none of them”.
        right: Which of them are right; the last one where no other is.
    """

    group: str
    options: list[list[str]]
    right: list[int]


def examples(text: GoldText) -> Iterator[Example]:
    """What can be learnt from a text; pronouns seen before count as resolved rightly."""
    for step in text.discourse.walk():
        if isinstance(step, Markable):
            text.discourse.add(step)
            continue
        candidates = text.discourse.candidates(step)
        right = [
            number for number, candidate in enumerate(candidates)
            if candidate.cluster is not None and text.right(step, candidate.cluster)
        ]
        if right and (cluster := candidates[right[0]].cluster) is not None:
            text.discourse.settle(step, cluster)
        options = [candidate.features for candidate in candidates]
        yield Example(weight_class(step), options, right or [len(candidates) - 1])


def fit(samples: Sequence[Example], strength: float = STRENGTH) -> dict[str, float]:
    """Weights that make the right options likely: a log-linear model with a quadratic penalty.

    The gradient is followed with Adam (Kingma and Ba, 2015) for a fixed number of steps.

    Args:
        samples: Of one class of pronouns.
        strength: Of the penalty.

    Returns:
        Feature -> weight, without those that hardly weigh.
    """
    names = sorted({name for one in samples for option in one.options for name in option})
    index = {name: number for number, name in enumerate(names)}
    options = [(number, option) for number, one in enumerate(samples) for option in one.options]
    owner = np.array([number for number, _ in options])
    good = np.array([n in one.right for one in samples for n in range(len(one.options))])
    row = np.array([r for r, (_, option) in enumerate(options) for _ in option])
    column = np.array([index[name] for _, option in options for name in option])
    weights, mean, square = np.zeros((3, len(names)))
    for step in range(1, _STEPS + 1):
        scores = np.bincount(row, weights[column], minlength=len(options))
        powers = np.exp(scores - scores.max())
        share = powers / np.bincount(owner, powers)[owner]
        among = np.where(good, powers, 0.0)
        wanted = among / np.bincount(owner, among)[owner]
        gradient = np.bincount(column, (share - wanted)[row], minlength=len(names)) + strength * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        slope = np.sqrt(square / (1 - 0.999**step)) + 1e-9
        weights = weights - _RATE * (mean / (1 - 0.9**step)) / slope
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= 0.005
    }


def fit_all(samples: Iterable[Example], strength: float = STRENGTH) -> dict[str, dict[str, float]]:
    """The weights of each class of pronouns."""
    grouped: dict[str, list[Example]] = {name: [] for name in CLASSES}
    for sample in samples:
        grouped[sample.group].append(sample)
    return {name: fit(group, strength) for name, group in grouped.items() if group}


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpora: Path) -> None:
    """Fit the weights to GUM's training documents and to our own texts, and keep them."""
    nlp = reading_pipeline()
    gum = [one for document in read_gum(corpora / "ud-gum", "train", GENRES) for one in examples(ChainText(document, nlp))]
    own = [one for text in word_texts(TRAIN, nlp) for one in examples(text)]
    content = {
        "schema_version": 1,
        "pronouns": {"ud-gum": len(gum), TRAIN: len(own)},
        "weights": fit_all([*gum, *own * OWN_OFTEN]),
    }
    WEIGHTS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    click.echo(f"{len(gum)} pronouns of GUM and {len(own)} of our own: {WEIGHTS.name} is written")


if __name__ == "__main__":
    main()
