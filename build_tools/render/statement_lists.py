"""Long lists of statements: further pages that hold them, and on which page each list begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.corpus.assemble import Statement
from build_tools.models import Entity, OutputFile
from build_tools.render.links import entity_path, page
from build_tools.render.site import Site

_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class StatementList:
    """Statements under one heading.

    Attributes:
        anchor: The id of the heading, on every page that a part of the list stands on.
    """

    heading: str
    anchor: str
    statements: Sequence[Statement]


def paged(base: str, lists: Sequence[StatementList]) -> dict[str, str]:
    """Anchor -> the path of the page on which the list begins.

    Args:
        base: The path of the pages, without their numbers.
    """
    where: dict[str, str] = {}
    before = 0
    for one in lists:
        where[one.anchor] = f"{base}-{before // _PER_PAGE + 1}"
        before += len(one.statements)
    return where


def statement_pages(
    site: Site, entity: Entity, base: str, what: str, lists: Sequence[StatementList]
) -> Iterator[OutputFile]:
    """As many pages as the lists need, one after the other.

    Args:
        base: As for `paged`.
        what: What the statements are to the entity ("statements").
    """
    flat = [(one, statement) for one in lists for statement in one.statements]
    count = -(-len(flat) // _PER_PAGE)
    for number in range(1, count + 1):
        start = (number - 1) * _PER_PAGE
        part = flat[start : start + _PER_PAGE]
        groups: dict[tuple[str, str], list[Statement]] = {}
        for one, statement in part:
            groups.setdefault((one.heading, one.anchor), []).append(statement)
        yield site.render(
            page(f"{base}-{number}"),
            "entity_statements.html",
            f"{entity.name}: {what}, page {number}",
            entity=entity,
            base=base,
            home=entity_path(site.view.registry, entity.id),
            what=what,
            groups=[(heading, anchor, found) for (heading, anchor), found in groups.items()],
            first=start + 1,
            last=start + len(part),
            total=len(flat),
            pages=count,
        )
