"""Compares the names that no entity is known for: which have come, and what became of those that went."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.changes.data import Data, told
from build_tools.changes.quoting import Texts, quote
from build_tools.changes.rows import Change, Row, differences
from build_tools.checking.published import Entry
from build_tools.names import fold

# A name in one form -> its mentions, each with the id of the article it stands in.
_Unknown = dict[str, list[tuple[str, Entry]]]


def name_rows(before: Data, after: Data, texts: Texts) -> Iterator[Row]:
    """A row for each name that is unknown in one corpus only, in order of the articles."""
    was, now = unknown_names(before), unknown_names(after)
    for key, mentions in now.items():
        if key not in was:
            yield _row("new", mentions, after, texts)
    for key, mentions in was.items():
        if key not in now:
            yield _row("known", mentions, before, texts, _became(mentions, after))


def unknown_names(data: Data) -> _Unknown:
    """The names without an entity over a corpus; a short form counts as its full one."""
    found: _Unknown = {}
    for article in sorted(data.annotations):
        for one in data.annotations[article]["mentions"]:
            if one.get("entity") is None and one.get("form") == "name":
                name = told(one.get("full_name")) or one["text"]
                found.setdefault(fold(name), []).append((article, one))
    return found


def _row(
    change: Change, mentions: list[tuple[str, Entry]], data: Data, texts: Texts, note: str = ""
) -> Row:
    article, first = mentions[0]
    text = texts.get(data.articles[article].get("text_sha256", ""))
    facts = {
        "label": told(first.get("label")),
        "mentions": str(len(mentions)),
        "articles": str(len({one for one, _ in mentions})),
    }
    found = differences(None, facts) if change == "new" else differences(facts, None)
    name = told(first.get("full_name")) or first["text"]
    quotation = quote(text, (first["start"], first["end"]), first["text"])
    return Row("name", change, name, found, article, quotation, note)


def _became(mentions: list[tuple[str, Entry]], after: Data) -> str:
    """What stands now where the name stood."""
    entities: dict[str, None] = {}
    gone = True
    for article, one in mentions:
        if article in after.annotations:
            gone = False
            for other in after.annotations[article]["mentions"]:
                if (other["start"], other["end"]) == (one["start"], one["end"]) and told(other.get("entity")):
                    entities[other["entity"]] = None
    if gone:
        return "No article has it any more."
    return f"It is {' or '.join(entities)} now." if entities else "It is not taken for a name any more."
