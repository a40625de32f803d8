"""Writes the model card beside the weights: what they are, what taught them, how good they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from build_tools.training.score import Tally
from build_tools.training.texts import Corpora

CARD = "README.md"

_HEAD = """\
# The network that reads statements and names

Written by `sourcebook train`; do not edit. Weights {version}: {branches}
of {epochs} epochs ({seeds}){trunk}.{note}

## What it is

One encoder with several heads: where a statement's cue stands, whether it stands inside another
statement, which words are its source, content and addressee, whether it is a belief or a denial, and
names of persons, organizations, places and other things. It reads English news. The encoder starts
from all-MiniLM-L6-v2 (six layers of 384, Apache-2.0). Matrices are kept in eight bits{rounded}; the
files hold no pickled code.

## What it learned from

| data | used for | licence, as its source states it |
| --- | --- | --- |
| PolNeAR, {flat} training articles of US political news | statements | its repository states none; the texts are their publishers' and are not part of this project |
| {marked} texts of this project's own (`build_tools/training/data`) | statements, also nested ones, addressees, beliefs, denials; names | this project's, Apache-2.0 |
| Universal NER on the English Web Treebank | names | CC BY-SA 4.0 |
| GUM, its genres with open texts | names | annotation CC BY 4.0, texts as its LICENSE.txt states |
| GUM's chains of mentions, and the pronouns of our own texts | references (`coreference.json`) | as above |

Thresholds and confidence were chosen on PolNeAR's development articles and on {kept} of our own texts
that were kept back. No test set was used.

## How good it is

F1 in percent, exact / overlap, with the weights as they are here, before the rules that the program
puts around them.

| texts | source | cue | content | all | relation | alpha |
| --- | --- | --- | --- | --- | --- | --- |
"""

_STEPS = """\
F1 on PolNeAR dev after each step of the training, as torch computes it, before the weights were put
into eight bits, and without statements inside others, which PolNeAR does not mark; thresholds as at
the start.

| step | relation | alpha | all exact | content exact |
| --- | --- | --- | --- | --- |"""

_TAIL = """
The method page shows the figures of the whole program beside those of people.

## Where it fails, and what it is not for

- It was taught on news in English. On other texts, and on other languages, its confidence means little.
- Statements inside statements were taught by our own texts only, some hundreds of them.
- It says who a text makes responsible for words, never whether they are true.
- A statement it does not find was not thereby not made. Whoever quotes should read the article.
- It is not for judging people by what is ascribed to them, and not for decisions about anybody.
"""


def write_card(
    folder: Path,
    settings: Mapping[str, Any],
    tallies: Mapping[str, Tally],
    names: Sequence[Mapping[str, Any]],
    texts: Corpora,
) -> None:
    """Write the card into the weights folder.

    Args:
        settings: As in `settings.json`; its run may have a `note` on how it differs from the command.
        tallies: By the name of the texts that were scored.
        names: The rows of `evaluate_names`.
    """
    run = settings["run"]
    alone = len(run["seeds"]) == 1
    head = _HEAD.format(
        version=settings["version"],
        branches="one branch" if alone else f"the mean of {len(run['seeds'])} branches",
        seeds=f"seed {run['seeds'][0]}" if alone else f"seeds {', '.join(map(str, run['seeds']))}",
        epochs=run["epochs"],
        trunk=f", of which they have the first {run['trunk']} in common" if run["trunk"] else "",
        note=f" {run['note']}" if run.get("note") else "",
        rounded=", and the branches were trained with matrices rounded so" if run.get("rounded") else "",
        flat=len(texts.statements),
        marked=len(texts.marked),
        kept=len(texts.marked_dev),
    )
    rows = "\n".join(_statement_row(name, tally) for name, tally in tallies.items())
    table = "\n".join(_name_rows(names))
    steps = "\n".join(_step_rows(run["steps"]))
    (folder / CARD).write_text(
        f"{head}{rows}\n\n{table}\n\n{_STEPS}\n{steps}\n{_TAIL}", encoding="utf-8"
    )


def _statement_row(name: str, tally: Tally) -> str:
    figures = tally.figures()
    cells = [
        f"{100 * figures[f'{role} exact'].f1:.1f} / {100 * figures[f'{role} overlap'].f1:.1f}"
        for role in ("source", "cue", "content", "all")
    ]
    cells += [f"{100 * figures['relation'].f1:.1f}", f"{100 * tally.alpha():.1f}"]
    return f"| {name} | {' | '.join(cells)} |"


def _step_rows(steps: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    for name, row in steps.items():
        cells = [f"{row[kind]:.1f}" for kind in ("relation", "alpha", "all exact", "content exact")]
        yield f"| {name} | {' | '.join(cells)} |"


def _name_rows(names: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "| names, F1 | person | organization | place | all three |"
    yield "| --- | --- | --- | --- | --- |"
    for row in names:
        kinds = row["program"]
        cells = [f"{kinds[kind]['f1']:.1f}" for kind in ("person", "organization", "place", "all")]
        yield f"| {row['corpus']} | {' | '.join(cells)} |"
