"""Compares what stands at the spans of an article: mentions, dates and epithets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from build_tools.changes.data import listed, told
from build_tools.changes.quoting import quote
from build_tools.changes.rows import Facts, Kind, Row, change_of, differences
from build_tools.checking.published import Entry
from build_tools.models import Span

# Kind -> the list in the annotation file.
SECTIONS: dict[Kind, str] = {"mention": "mentions", "date": "dates", "epithet": "epithets"}

_BySpan = dict[Span, list[Entry]]


def annotation_rows(
    kind: Kind, article: str, text: str | None, before: Entry | None, after: Entry | None
) -> Iterator[Row]:
    """A row for each span of which the two say different things, in order of the text.

    Args:
        kind: mention, date or epithet.
        text: The article's, where the seeds hold it.
        before, after: The annotation files of one text; None where there is no such article.
    """
    was, now = _by_span(before, SECTIONS[kind]), _by_span(after, SECTIONS[kind])
    facts = _FACTS[kind]
    for span in sorted(was.keys() | now.keys()):
        old, new = was.get(span), now.get(span)
        found = differences(facts(old) if old else None, facts(new) if new else None)
        if old is None or new is None or found:
            words = (new or old or [])[0]["text"]
            quotation = quote(text, span, words)
            yield Row(kind, change_of(old, new), words, found, article, quotation)


def _by_span(annotations: Entry | None, section: str) -> _BySpan:
    """The annotations at each span: a pronoun may stand for several, each a mention of its own."""
    found: _BySpan = {}
    for one in (annotations or {}).get(section, ()):
        found.setdefault((one["start"], one["end"]), []).append(one)
    return found


def _mention(found: list[Entry]) -> Facts:
    entities = tuple(one["entity"] for one in found if told(one.get("entity")))
    candidates = tuple(entity for one in found for entity in listed(one.get("candidates")))
    return {
        "entity": entities or "unknown",
        "may be": candidates,
        "label": _joined(found, "label"),
        "form": _joined(found, "form"),
        "method": _joined(found, "method"),
    }


def _date(found: list[Entry]) -> Facts:
    return {"value": _joined(found, "value") or "open"}


def _epithet(found: list[Entry]) -> Facts:
    quoted = any(told(one.get("attribution")) for one in found)
    return {"of": _joined(found, "entity"), "words of": "a source" if quoted else "the outlet"}


def _joined(found: list[Entry], key: str) -> str | None:
    """What the annotations at one span say, each once."""
    said = dict.fromkeys(words for one in found if (words := told(one.get(key))))
    return " and ".join(said) or None


_FACTS: dict[Kind, Callable[[list[Entry]], Facts]] = {
    "mention": _mention,
    "date": _date,
    "epithet": _epithet,
}
