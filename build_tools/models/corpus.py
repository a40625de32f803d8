"""All articles together, and the files that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from build_tools.models.annotation import AnnotatedArticle, EventMention
from build_tools.models.article import Basis
from build_tools.models.registry import Registry


@dataclass(frozen=True, slots=True)
class Corpus:
    """All articles together with the registry, in order of date and id."""

    articles: tuple[AnnotatedArticle, ...]
    registry: Registry
    event_mentions: tuple[EventMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step on a statement's way from its source to the page.

    Attributes:
        role: source, speaker (of an outer statement), relay or outlet.
        label: What the page calls it.
        entity: Entity id, None for the unnamed and the unknown.
        basis: Whether the text says so, it was inferred, or nobody knows.
        why: What that rests on.
        certain: False for a step that may not hold for this statement.
        unnamed: The label describes somebody whom the text does not name.
    """

    role: Literal["source", "speaker", "relay", "outlet"]
    label: str
    entity: str | None
    basis: Basis
    why: str = ""
    certain: bool = True
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write: a path with forward slashes under the output folder, and its text."""

    path: str
    text: str
