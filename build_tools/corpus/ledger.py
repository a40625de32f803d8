"""The ledger of unnamed sources: who they are said to be, how many, and why they are not named."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.corpus.assemble import Statement, View


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One unnamed source of one article, with its statements.

    Attributes:
        descriptor: As printed where the source appears first.
        also: Other descriptions of the same source, as printed.
        affiliation: Entity id, None where none is given.
        count: How many people, None where not stated.
        reason: Why they are not named, as printed.
        echoed: Articles of another outlet that share a passage with one of its statements.
    """

    article: str
    descriptor: str
    also: tuple[str, ...]
    affiliation: str | None
    count: int | None
    reason: str | None
    statements: tuple[Statement, ...]
    echoed: tuple[str, ...]


def ledger(view: View) -> list[LedgerEntry]:
    """All unnamed sources: by affiliation, article and place in the text."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in view.unnamed:
        key = (statement.article, statement.same_source or statement.attribution.id)
        groups.setdefault(key, []).append(statement)
    entries = []
    for (article, _), statements in groups.items():
        notes = [s.attribution for s in statements]
        descriptors = list(dict.fromkeys(n.descriptor or s.words("source") for n, s in zip(notes, statements)))
        entries.append(
            LedgerEntry(
                article=article,
                descriptor=descriptors[0],
                also=tuple(descriptors[1:]),
                affiliation=next((n.affiliation for n in notes if n.affiliation), None),
                count=next((n.count for n in notes if n.count), None),
                reason=next((n.anonymity_reason for n in notes if n.anonymity_reason), None),
                statements=tuple(statements),
                echoed=tuple(sorted({e for s in statements for e in _echoes(s)})),
            )
        )
    position = {identifier: n for n, identifier in enumerate(view.articles)}
    return sorted(
        entries,
        key=lambda e: (
            e.affiliation or "~",
            position[e.article],
            e.statements[0].attribution.cue,
            e.descriptor,
        ),
    )


def _echoes(statement: Statement) -> set[str]:
    """Other articles that share a passage with the content of the statement."""
    return {
        reuse.other_article
        for reuse in statement.annotated.reuse
        if statement.overlaps(reuse.start, reuse.end)
    }
