"""The review list: names that the registry does not know or cannot decide, over all articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.models import AnnotatedArticle, Label


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name without an entity.

    Attributes:
        candidates: Entities between which it was not decided.
        places: Article ids and paragraph numbers, one for each mention.
    """

    text: str
    label: Label
    candidates: tuple[str, ...]
    places: tuple[tuple[str, int], ...]


def open_names(articles: Iterable[AnnotatedArticle]) -> list[OpenName]:
    """Names without an entity, the most frequent first."""
    groups: dict[tuple[str, Label, tuple[str, ...]], list[tuple[str, int]]] = {}
    for annotated in articles:
        for mention in annotated.mentions:
            if mention.entity is None:
                text = annotated.article.text[mention.start : mention.end]
                key = (text, mention.label, mention.candidates)
                place = (annotated.article.id, annotated.paragraph_at(mention.start))
                groups.setdefault(key, []).append(place)
    names = [OpenName(*key, places=tuple(places)) for key, places in groups.items()]
    return sorted(names, key=lambda name: (-len(name.places), name.text))
