"""Compares the statements of an article: a statement whose cue has moved is not a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from build_tools.changes.data import told
from build_tools.changes.quoting import quote
from build_tools.changes.rows import Change, Difference, Facts, Row, change_of, differences
from build_tools.checking.published import Entry
from build_tools.models import Span

# Statement id -> the spans of its cue.
_Cues = dict[str, list[Span]]


def statement_rows(
    article: str,
    text: str | None,
    before: tuple[Mapping[str, Entry], Entry | None],
    after: tuple[Mapping[str, Entry], Entry | None],
) -> Iterator[Row]:
    """A row for each statement that is new, gone, moved or not what it was.

    Args:
        text: The article's, where the seeds hold it.
        before, after: The entries of `statements.json` by id, and the annotation file; the latter
            is None where there is no such article.
    """
    old, new = before[0], after[0]
    was, now = _cues(before[1]), _cues(after[1])
    moved = _moved(old, new, was, now)
    come_from = {target: source for source, target in moved.items()}
    for identifier in new:
        source = come_from.get(identifier, identifier)
        previous = _facts(old[source], moved) if source in old else None
        found = differences(previous, _facts(new[identifier], {}))
        change = change_of(previous, new)
        if source != identifier:
            change, found = "moved", (Difference("id", source, identifier), *found)
        if found or change == "new":
            yield _row(change, article, text, new[identifier], now, found)
    for identifier, entry in old.items():
        if identifier not in new and identifier not in moved:
            found = differences(_facts(entry, {}), None)
            yield _row("gone", article, text, entry, was, found)


def _row(
    change: Change,
    article: str,
    text: str | None,
    entry: Entry,
    cues: _Cues,
    found: tuple[Difference, ...],
) -> Row:
    spans = cues.get(entry["id"])
    span = spans[0] if spans else None
    # The data join the parts of a cue by an ellipsis; the first is what the statement is known by.
    words = text[slice(*span)] if text is not None and span else told(entry.get("cue")) or ""
    number = entry.get("paragraph")
    paragraph = number if isinstance(number, int) else None
    return Row(
        "statement", change, entry["id"], found, article, quote(text, span, words, paragraph)
    )


def _cues(annotations: Entry | None) -> _Cues:
    found = (annotations or {}).get("attributions", ())
    return {one["id"]: [(start, end) for start, end in one["cue"]] for one in found}


def _moved(
    old: Mapping[str, Entry], new: Mapping[str, Entry], was: _Cues, now: _Cues
) -> dict[str, str]:
    """The former id and the present one of each statement whose cue shares words with the former."""
    moved: dict[str, str] = {}
    fresh = [identifier for identifier in new if identifier not in old]
    for identifier in old:
        if identifier in new:
            continue
        same = (one for one in fresh if _overlap(was.get(identifier, []), now.get(one, [])))
        target = next(same, None)
        if target is not None:
            moved[identifier] = target
            fresh.remove(target)
    return moved


def _overlap(some: list[Span], others: list[Span]) -> bool:
    return any(one[0] < other[1] and other[0] < one[1] for one in some for other in others)


def _facts(entry: Entry, moved: Mapping[str, str]) -> Facts:
    """What a statement says of itself.

    Args:
        moved: The present ids of former ones: a statement is not changed by the id of its parent.
    """
    parent = told(entry.get("parent"))
    return {
        "speaker": told(entry.get("source_entity")),
        "source": told(entry.get("source")),
        "cue": told(entry.get("cue")),
        "content": told(entry.get("content")),
        "method": told(entry.get("method")),
        "kind": told(entry.get("kind")),
        "source kind": told(entry.get("source_kind")),
        "addressee": told(entry.get("addressee_entity")),
        "inside": moved.get(parent, parent) if parent else None,
        "belief": told(entry.get("belief")),
        "denial": told(entry.get("denial")),
        "left out by default": "yes" if entry.get("shown") is False else None,
    }
