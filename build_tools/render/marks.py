"""Which elements the annotations of an article become: one table of layers, tags and classes."""

from __future__ import annotations

import re
from dataclasses import replace

from build_tools.corpus.assemble import View
from build_tools.models import AnnotatedArticle, Attribution, Mention
from build_tools.render.links import Links, mention_anchor
from build_tools.render.markup import Mark

# Outermost first. Content may hold whole sentences; a link holds a name.
_REUSE, _EVENT, _CONTENT, _SOURCE, _CUE, _EPITHET, _DATE, _MENTION = range(8)

_EDTF_IN_HTML = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def article_marks(annotated: AnnotatedArticle, view: View, links: Links) -> dict[int, list[Mark]]:
    """The marks of each paragraph, by its number."""
    marks: list[Mark] = []
    marks += [_reuse(reuse.start, reuse.end, reuse.other_article) for reuse in annotated.reuse]
    marks += [
        Mark(e.start, e.end, _EVENT, "span", {"class": "sb-event", "data-event": e.event})
        for e in view.events_in[annotated.article.id]
    ]
    for statement in view.found[annotated.article.id]:
        marks += _statement(statement.attribution, statement.shown)
    marks += [
        Mark(e.start, e.end, _EPITHET, "span", {"class": "sb-epithet", "data-of": e.entity})
        for e in annotated.epithets
    ]
    for date in annotated.dates:
        attributes = {"class": "sb-date"}
        if date.value:
            if _EDTF_IN_HTML.fullmatch(date.value):
                attributes["datetime"] = date.value
            attributes["title"] = date.value
        # `time` without `datetime` must hold a date by itself, which words are not.
        tag = "time" if "datetime" in attributes else "span"
        marks.append(Mark(date.start, date.end, _DATE, tag, attributes))
    marks += [_mention(m, links) for m in annotated.mentions if m.entity is not None]
    return _by_block(annotated, marks)


def _by_block(annotated: AnnotatedArticle, marks: list[Mark]) -> dict[int, list[Mark]]:
    """Each mark under every paragraph that it touches."""
    result: dict[int, list[Mark]] = {}
    for mark in marks:
        for block in annotated.blocks_touched((mark.start, mark.end)):
            result.setdefault(block.number, []).append(mark)
            if "id" in mark.attributes:
                # An id stands once on a page: on the first paragraph that the mark touches.
                rest = {name: value for name, value in mark.attributes.items() if name != "id"}
                mark = replace(mark, attributes=rest)
    return result


def _statement(attribution: Attribution, shown: bool) -> list[Mark]:
    """The marks of a statement's parts.

    A less certain one has classes of its own, so that what marks a statement leaves it alone.
    """
    parts = [
        *((span, "content", _CONTENT) for span in attribution.content),
        *((span, "source", _SOURCE) for span in attribution.source),
        *((span, "cue", _CUE) for span in attribution.cue),
    ]
    # The anchor stands where the statement begins in the text.
    first = min(parts, key=lambda part: (part[0], part[2]))
    extra = f" sb-{attribution.kind}"
    if attribution.source_kind == "unnamed":
        extra += " sb-unnamed"
    if attribution.belief:
        extra += " sb-belief"
    if attribution.denial:
        extra += " sb-denial"
    marks = []
    for part in parts:
        span, role, layer = part
        classes = f"sb-statement sb-{role}{extra}" if shown else f"sb-uncertain sb-uncertain--{role}"
        attributes = {"class": classes, "data-statement": attribution.id}
        if part is first:
            attributes = {"id": attribution.id, **attributes}
        marks.append(Mark(*span, layer, "span", attributes))
    return marks


def _mention(mention: Mention, links: Links) -> Mark:
    assert mention.entity is not None
    return Mark(
        mention.start,
        mention.end,
        _MENTION,
        "a",
        {
            "class": f"sb-mention sb-mention--{mention.form} sb-kind--{mention.label}",
            "id": mention_anchor(mention),
            "href": links.entity(mention.entity),
            "data-entity": mention.entity,
        },
    )


def _reuse(start: int, end: int, other: str) -> Mark:
    return Mark(start, end, _REUSE, "span", {"class": "sb-reuse", "data-other": other})
