"""Reads a corpus of attributions in brat's standoff format, laid out as PolNeAR is.

A folder holds `text/<article>.txt` and `attributions/<article>_<annotator>.ann`. T lines give the
spans of Source, Cue and Content, E lines join them to attributions. Offsets are Python string
indices into the text as it lies on disk, line ends included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import SeedError
from build_tools.models import Span
from build_tools.seeds import read_text

ROLES = ("source", "cue", "content")
_ANNOTATOR = re.compile(r"_[0-9a-z]{4}$")
_LINE = re.compile(r"([TE])\d+\t")
_ROLE = re.compile(r"(Source|Cue|Content)\d*")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One annotated attribution; a role that it lacks is empty.

    Attributes:
        kind, source_kind, belief, denial, nested: what our own marked texts know besides; a brat
            corpus knows nothing of it, and leaves `kind` out.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    kind: str | None = None
    source_kind: str | None = None
    belief: bool = False
    denial: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text with what each of its annotators marked.

    Attributes:
        path: The text file.
        versions: One list of attributions for each annotator.
        id: The text's name, where a file holds several.
        names: Where names stand and of what type they are, sorted; none where nobody marked any.
    """

    path: Path
    text: str
    versions: tuple[tuple[GoldAttribution, ...], ...] = ()
    id: str = ""
    names: tuple[tuple[int, int, str], ...] | None = None


def read_corpus(folder: Path) -> list[GoldArticle]:
    """All annotated articles of a folder, in order of name.

    Raises:
        SeedError: If the folder is not laid out so, or a file cannot be read.
    """
    annotations = sorted((folder / "attributions").glob("*.ann"))
    if not annotations:
        raise SeedError("there are no attributions/*.ann in this folder", file=folder)
    by_article: dict[str, list[Path]] = {}
    for path in annotations:
        by_article.setdefault(_ANNOTATOR.sub("", path.stem), []).append(path)
    articles = []
    for name, paths in by_article.items():
        text_file = folder / "text" / f"{name}.txt"
        text, _ = read_text(text_file)
        articles.append(GoldArticle(text_file, text, tuple(map(read_attributions, paths))))
    return articles


def read_attributions(path: Path) -> tuple[GoldAttribution, ...]:
    """The attributions of one annotation file.

    Raises:
        SeedError: If a line is not of the format.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    joins: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        # Any other line goes on with the words of the span before it.
        kind = _LINE.match(line)
        if kind and kind.group(1) == "E":
            joins.append((number, line))
        elif kind:
            with _faults_told(path, number):
                name, middle = line.split("\t")[:2]
                spans[name] = tuple(_span(part) for part in middle.split(" ", 1)[1].split(";"))
    found: list[GoldAttribution] = []
    for number, line in joins:  # an E line may name a T line behind it
        with _faults_told(path, number):
            roles: dict[str, list[Span]] = {role: [] for role in ROLES}
            for part in line.split("\t")[1].split():
                role, target = part.split(":")
                match = _ROLE.fullmatch(role)
                if match:
                    # Some relations name a span that the file does not hold; the rest of them stands.
                    roles[match.group(1).lower()] += spans.get(target, ())
            found.append(GoldAttribution(**{role: tuple(s) for role, s in roles.items()}))
    return tuple(one for one in found if one.source or one.cue or one.content)


@contextmanager
def _faults_told(path: Path, number: int) -> Iterator[None]:
    """Turn what goes wrong in a line into an error that names it."""
    try:
        yield
    except (IndexError, KeyError, ValueError):
        raise SeedError("not a line of brat's standoff format", file=path, line=number) from None


def _span(text: str) -> Span:
    start, end = text.split()
    return int(start), int(end)
