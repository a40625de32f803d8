"""Who is quoted on an event, in which outlet's articles, and which of its participants are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.corpus.assemble import Statement
from build_tools.models import AnnotatedArticle, Relation, RelationType

# Whoever stands in one of these to an actor speaks from among its own ranks.
_OWN: frozenset[RelationType] = frozenset(
    {"leads", "member-of", "part-of", "speaks-for", "works-for"}
)


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """A row of the matrix: an actor speaking by name, unnamed sources of it, or nobody known.

    Attributes:
        entity: Entity id; empty for sources whose actor the registry does not know, or nobody told.
        named: False for unnamed sources, whose `entity` is their affiliation.
        label: As printed, for a named source that has no entity; else empty.
    """

    entity: str
    named: bool
    label: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The statements on an event by voice and outlet.

    Attributes:
        outlets: Outlet ids in order of their first article; None for articles whose outlet nobody
            could establish.
        cells: (voice, outlet) -> statements, in order of article and text.
        voices: The rows: the participants, then the others, those who are quoted most first.
        silent: Participants by whom there is no statement.
        through: Participant -> entities of its own ranks that are quoted, or unnamed sources of it.
        together: Participant -> rows of sources that are several entities at once, it among them.
    """

    outlets: tuple[str | None, ...]
    cells: Mapping[tuple[Voice, str | None], tuple[Statement, ...]]
    voices: tuple[Voice, ...]
    silent: tuple[str, ...]
    through: Mapping[str, tuple[Voice, ...]]
    together: Mapping[str, tuple[Voice, ...]]


def voice_of(statement: Statement) -> Voice:
    """The row that a statement belongs to; each belongs to exactly one."""
    one = statement.attribution
    if one.source_kind == "unnamed":
        return Voice(one.affiliation or "", False)
    if one.source_entity:
        return Voice(one.source_entity, True)
    return Voice("", True, statement.words("source") if one.source else "")


def who_is_quoted(
    statements: Mapping[str, Sequence[Statement]],
    articles: Mapping[str, AnnotatedArticle],
    participants: Sequence[str],
    related_to: Mapping[str, Sequence[tuple[str, Relation]]],
) -> Quoted:
    """The matrix of an event.

    Args:
        statements: Article id -> its statements on the event; an article without any counts too.
        articles: Article id -> every article that is named there.
        related_to: Entity id -> (other id, relation) that point to it.
    """
    outlets = tuple(dict.fromkeys(_outlet(articles[article]) for article in statements))
    cells: dict[tuple[Voice, str | None], list[Statement]] = {}
    totals: dict[Voice, int] = {}
    together: dict[str, dict[Voice, None]] = {}
    for article, found in statements.items():
        for statement in found:
            voice = voice_of(statement)
            cells.setdefault((voice, _outlet(articles[article])), []).append(statement)
            totals[voice] = totals.get(voice, 0) + 1
            for entity in statement.joint:
                together.setdefault(entity, {})[voice] = None
    rows = sorted(totals, key=lambda voice: (-totals[voice], voice))
    quoted = {voice.entity for voice in rows if voice.named} | together.keys()
    own = {entity: _ranks(entity, related_to) for entity in participants}
    through = {
        entity: tuple(
            voice
            for voice in rows
            if voice.entity in own[entity] or (voice.entity == entity and not voice.named)
        )
        for entity in participants
    }
    first = [Voice(entity, True) for entity in participants]
    return Quoted(
        outlets=outlets,
        cells={key: tuple(found) for key, found in cells.items()},
        voices=tuple(dict.fromkeys([*first, *rows])),
        silent=tuple(entity for entity in participants if entity not in quoted),
        through={entity: voices for entity, voices in through.items() if voices},
        together={entity: tuple(voices) for entity, voices in together.items()},
    )


def _outlet(annotated: AnnotatedArticle) -> str | None:
    return annotated.article.outlet.value


def _ranks(entity: str, related_to: Mapping[str, Sequence[tuple[str, Relation]]]) -> set[str]:
    """Whoever leads, belongs to, works or speaks for an entity, or for one of those in turn."""
    found: set[str] = set()
    todo = [entity]
    while todo:
        for other, relation in related_to.get(todo.pop(), ()):
            if relation.type in _OWN and other != entity and other not in found:
                found.add(other)
                todo.append(other)
    return found
