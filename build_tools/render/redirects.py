"""Where the pages of former ids stood, and which pages stand for them now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.models import Registry
from build_tools.render.links import SECTIONS, Page, entity_path, page

_ENTITY_SECTIONS = tuple(dict.fromkeys(SECTIONS.values()))


@dataclass(frozen=True, slots=True)
class Redirect:
    """The page of a former id.

    Attributes:
        id: The former id.
        page: Where it stood.
        target: The path, without extension, of the page that stands for it now.
        name: The name of what has that page.
    """

    id: str
    page: Page
    target: str
    name: str


def redirects(registry: Registry) -> Iterator[Redirect]:
    """The redirect of each former id, in order of the registry.

    Nothing tells which kind an entity was of under its former id, so each kind's section has one.
    """
    for entity in registry.entities.values():
        target = entity_path(registry, entity.id)
        for former in entity.former_ids:
            for section in _ENTITY_SECTIONS:
                yield Redirect(former, page(f"{section}/{former}"), target, entity.name)
    for event in registry.events.values():
        for former in event.former_ids:
            yield Redirect(former, page(f"events/{former}"), f"events/{event.id}", event.name)
