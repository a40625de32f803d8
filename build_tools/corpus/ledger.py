"""The ledger of unnamed sources: who they are said to be, how many, and why they are not named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.corpus.assemble import Statement, View
from build_tools.corpus.origins import origins
from build_tools.models import EventMention


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One unnamed source of one article, with its statements.

    Attributes:
        descriptor: As printed where the source appears first.
        also: Other descriptions of the same source, as printed.
        affiliation: Entity id, None where none is given.
        count: How many people, None where not stated.
        reason: Why they are not named, as printed.
        copies: Articles of the same origin that share a passage with one of its statements. They
            confirm nothing.
        echoes: Articles of another origin that share a passage with one of its statements.
        inside: It speaks within what others say alone; the article itself does not use it as a source.
        elsewhere: (event id, articles) for each event that its statements report and that articles of
            another origin report too. Whether these say the same is left to their reader.
    """

    article: str
    descriptor: str
    also: tuple[str, ...]
    affiliation: str | None
    count: int | None
    reason: str | None
    statements: tuple[Statement, ...]
    inside: bool
    copies: tuple[str, ...]
    echoes: tuple[str, ...]
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...]


def ledger(view: View) -> list[LedgerEntry]:
    """All unnamed sources: by affiliation, article and place in the text.

    Those who speak inside others' statements alone come last.
    """
    found = origins(view.articles, view.articles, view.registry)
    origin_of = {article: number for number, one in enumerate(found) for article in one.articles}
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in view.unnamed:
        key = (statement.article, statement.same_source or statement.attribution.id)
        groups.setdefault(key, []).append(statement)
    entries = []
    for (article, _), statements in groups.items():
        notes = [s.attribution for s in statements]
        same_words = sorted({other for s in statements for other in _same_words(s)})
        # "Two officials" and "two officials" are one description.
        printed = [n.descriptor or s.words("source") for n, s in zip(notes, statements, strict=True)]
        spelt: dict[str, str] = {}
        for words in printed:
            spelt.setdefault(words.casefold(), words)
        descriptors = list(spelt.values())
        entries.append(
            LedgerEntry(
                article=article,
                descriptor=descriptors[0],
                also=tuple(descriptors[1:]),
                affiliation=next((n.affiliation for n in notes if n.affiliation), None),
                count=next((n.count for n in notes if n.count), None),
                reason=next((n.anonymity_reason for n in notes if n.anonymity_reason), None),
                statements=tuple(statements),
                inside=all(s.parent is not None for s in statements),
                copies=tuple(o for o in same_words if origin_of[o] == origin_of[article]),
                echoes=tuple(o for o in same_words if origin_of[o] != origin_of[article]),
                elsewhere=_elsewhere(view, article, statements, origin_of),
            )
        )
    position = {identifier: n for n, identifier in enumerate(view.articles)}
    return sorted(
        entries,
        key=lambda e: (
            e.inside,
            e.affiliation or "~",
            position[e.article],
            e.statements[0].attribution.cue,
            e.descriptor,
        ),
    )


def _elsewhere(
    view: View, article: str, statements: Sequence[Statement], origin_of: Mapping[str, int]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The events that the statements are about, each with the articles of other origins that report it.

    A passage that is the lesser part of a statement is not what the statement is about, nor is one
    inside the passage of another event: "called up near the front of the old war".
    """
    reports = view.events_in[article]
    events = dict.fromkeys(
        report.event
        for report in reports
        for statement in statements
        if _covers_half(report, statement) and not any(_in_passing(report, other) for other in reports)
    )
    result = []
    for event in events:
        reporting = dict.fromkeys(report.article for report in view.reports[event])
        others = tuple(one for one in view.articles if one in reporting and origin_of[one] != origin_of[article])
        if others:
            result.append((event, others))
    return tuple(result)


def _in_passing(report: EventMention, other: EventMention) -> bool:
    """Whether a passage is a part of a longer one on another event."""
    inside = other.start <= report.start and report.end <= other.end
    return inside and other.event != report.event and other.end - other.start > report.end - report.start


def _covers_half(report: EventMention, statement: Statement) -> bool:
    """Whether a passage holds half of a statement's content or more."""
    content = statement.attribution.content
    inside = sum(max(0, min(end, report.end) - max(start, report.start)) for start, end in content)
    return inside > 0 and 2 * inside >= sum(end - start for start, end in content)


def _same_words(statement: Statement) -> set[str]:
    """Other articles that share a passage with the content of the statement."""
    return {
        reuse.other_article
        for reuse in statement.annotated.reuse
        if statement.overlaps(reuse.start, reuse.end)
    }
