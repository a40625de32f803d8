"""Measures how often a pronoun is resolved to a name, and how often that is right.

Run as `python -m build_tools.training.coreference_score CORPORA`, where CORPORA holds `ud-gum/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from build_tools.annotate.coreference import choose, is_actor, is_sure
from build_tools.annotate.coreference_ranking import CLASSES, Ranker, load_ranker, weight_class
from build_tools.annotate.coreference_types import Markable
from build_tools.training.coreference_fit import GENRES
from build_tools.training.coreference_texts import TEST, ChainText, GoldText, reading_pipeline, word_texts
from build_tools.training.gum import read_gum


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one pronoun.

    Attributes:
        group: The class of pronouns.
        named: Whether it stands for something that the text names.
        resolved: Whether it was resolved, to an actor or as an unnamed source that speaks.
        right: Whether the pronoun stands for the best candidate.
    """

    group: str
    named: bool
    resolved: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How a class of pronouns was resolved.

    Attributes:
        pronouns, named: How many there are, and how many stand for a name.
        resolved, right: How many were resolved, and how many of these rightly.
    """

    pronouns: int
    named: int
    resolved: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the resolved ones that are right, in percent; 0 for none."""
        return 100 * self.right / self.resolved if self.resolved else 0.0


def decisions(text: GoldText, ranker: Ranker) -> Iterator[Decision]:
    """What is decided of the pronouns of a text, each with what was decided before."""
    for step in text.discourse.walk():
        if isinstance(step, Markable):
            text.discourse.add(step)
            continue
        best, confidence = choose(text.discourse, ranker, step)
        cluster = best.cluster
        group, named = weight_class(step), text.is_named(step)
        if cluster is None:
            yield Decision(group, named, resolved=False, right=False)
            continue
        shown = is_actor(cluster, text.registry) or (cluster.source is not None and step.reports)
        resolved = shown and is_sure(step, best, confidence)
        yield Decision(group, named, resolved, text.right(step, cluster))
        text.discourse.settle(step, cluster, confidence)


def figures(decided: Iterable[Decision]) -> dict[str, Figures]:
    """The figures of each class of pronouns, and of all."""
    counts = {name: [0, 0, 0, 0] for name in (*CLASSES, "all")}
    for one in decided:
        for name in (one.group, "all"):
            row = counts[name]
            row[0] += 1
            row[1] += one.named
            row[2] += one.resolved
            row[3] += one.resolved and one.right
    return {name: Figures(*row) for name, row in counts.items()}


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--split", type=click.Choice(["dev", "train"]), default="dev", show_default=True)
@click.option("--genres", default=",".join(sorted(GENRES)), show_default=True)
def main(corpora: Path, split: str, genres: str) -> None:
    """Print how the pronouns of GUM, and of our own test texts, are resolved."""
    nlp, ranker = reading_pipeline(), load_ranker()
    documents = read_gum(corpora / "ud-gum", split, frozenset(genres.split(",")))
    texts: dict[str, Iterable[GoldText]] = {
        f"ud-gum {split}": (ChainText(document, nlp) for document in documents),
        TEST: word_texts(TEST, nlp),
    }
    for name, group in texts.items():
        decided = [one for text in group for one in decisions(text, ranker)]
        click.echo(f"{name}\n  {'':8}{'all':>6}{'names':>7}{'resolved':>10}{'right':>7}{'precision':>11}")
        for kind, row in figures(decided).items():
            click.echo(
                f"  {kind:8}{row.pronouns:6}{row.named:7}{row.resolved:10}{row.right:7}{row.precision:10.1f}%"
            )


if __name__ == "__main__":
    main()
