"""Measures the names that are found in texts against those that people marked in two treebanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from build_tools.errors import SeedError
from build_tools.models import Registry
from build_tools.training.evaluate import figure
from build_tools.training.names_data import LABELS, NamedText, read_gum_names, read_uner
from build_tools.training.score import Figure

Finder = Callable[[str], Iterable[tuple[int, int, str]]]
# What both treebanks mark; "all" sums these up.
TYPES = ("person", "organization", "place")
_CORPORA: dict[str, Callable[[Path, str], Iterable[NamedText]]] = {
    "uner-ewt": read_uner,
    "ud-gum": read_gum_names,
}


def evaluate_names(corpora: Path, find: Finder, split: str = "dev") -> list[dict[str, Any]]:
    """Score names on Universal NER's EWT and on GUM, as far as the folder holds them.

    Args:
        corpora: Holds `uner-ewt/` with `ud-ewt/`, `ud-gum/`, or both.
        find: Gives the start, end and label of each name in a text.
        split: "train" or "dev".

    Returns:
        A row for each corpus: `corpus`, `documents`, `names`, and under `program` precision,
        recall and F1 in percent for each type and for `all`, which leaves "other" out.

    Raises:
        SeedError: If the folder holds neither, or a file is not of its format.
    """
    present = [name for name in _CORPORA if (corpora / name).is_dir()]
    if not present:
        raise SeedError(f"there is no {' and no '.join(_CORPORA)} in this folder", file=corpora)
    results = []
    for name in present:
        texts = list(_CORPORA[name](corpora, split))
        results.append({"corpus": f"{name} {split}", **score_names(texts, find)})
    return results


def score_names(texts: Sequence[NamedText], find: Finder) -> dict[str, Any]:
    """Count a name as right where start, end and type are just those of a marked one.

    What is found of a type that is marked nowhere in `texts` does not count.
    """
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    marked = Counter(name.label for text in texts for name in text.names)
    for text in texts:
        gold = set(map(tuple, text.names))
        for name in set(map(tuple, find(text.text))):
            found[name[2]] += 1
            right[name[2]] += name in gold
    rows = {}
    for label in LABELS:
        if marked[label]:
            rows[label] = _row(right[label], found[label], marked[label])
    sums = (sum(counter[label] for label in TYPES) for counter in (right, found, marked))
    rows["all"] = _row(*sums)
    return {"documents": len(texts), "names": sum(marked[label] for label in TYPES), "program": rows}


def own_finder() -> Finder:
    """The names that our own pipeline finds, without a registry."""
    from build_tools.annotate.pipeline import Annotator

    return names_of(Annotator(Registry()).nlp)


def names_of(nlp: Language) -> Finder:
    """The names that a pipeline leaves in `doc.ents`."""

    def find(text: str) -> list[tuple[int, int, str]]:
        return [(name.start_char, name.end_char, name.label_) for name in nlp(text).ents]

    return find


def _row(right: int, found: int, marked: int) -> dict[str, float]:
    precision = right / found if found else 0.0
    return {"names": marked} | figure(Figure(precision, right / marked if marked else 0.0))
