"""Which elements the annotations of an article become: one table of layers, tags and classes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from build_tools.corpus.assemble import Statement, View
from build_tools.lexicon import load_lexicon
from build_tools.models import AnnotatedArticle, Mention, Span
from build_tools.render.links import Links, mention_anchor
from build_tools.render.markup import Mark

# Outermost first. Content may hold whole sentences; a link holds a name.
_REUSE, _EVENT, _CONTENT, _SOURCE, _CUE, _EPITHET, _DATE, _MENTION = range(8)

_EDTF_IN_HTML = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def article_marks(
    annotated: AnnotatedArticle, view: View, links: Links, numbers: Mapping[str, int]
) -> dict[int, list[Mark]]:
    """The marks of each paragraph, by its number.

    Args:
        numbers: Statement id -> its number among the endnotes of a printed page.
    """
    marks: list[Mark] = []
    marks += [_reuse(reuse.start, reuse.end, reuse.other_article) for reuse in annotated.reuse]
    marks += [
        Mark(e.start, e.end, _EVENT, "span", {"class": "sb-event", "data-event": e.event})
        for e in view.events_in[annotated.article.id]
    ]
    for statement in view.found[annotated.article.id]:
        marks += _statement(statement, numbers.get(statement.attribution.id))
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
    known = [m for m in annotated.mentions if m.entity is not None]
    of_several: dict[Span, list[Mention]] = {}
    for mention in known:
        of_several.setdefault((mention.start, mention.end), []).append(mention)
    for together in of_several.values():
        if len({mention.entity for mention in together}) > 1:
            marks.append(_joint_mention(together, view))
        else:
            end = _link_end(annotated.article.text, together[0], known)
            marks.append(_mention(together[0], links, end))
    return _by_block(annotated, marks)


def _by_block(annotated: AnnotatedArticle, marks: list[Mark]) -> dict[int, list[Mark]]:
    """Each mark under every paragraph that it touches, its ends on the first and the last of them."""
    result: dict[int, list[Mark]] = {}
    for mark in marks:
        blocks = annotated.blocks_touched((mark.start, mark.end))
        for position, block in enumerate(blocks):
            part = mark
            if position > 0:
                part = replace(part, first={})
            if position < len(blocks) - 1:
                part = replace(part, last={})
            result.setdefault(block.number, []).append(part)
    return result


def _statement(statement: Statement, number: int | None) -> list[Mark]:
    """The marks of a statement's parts.

    A less certain one has classes of its own, so that what marks a statement leaves it alone.
    """
    one = statement.attribution
    parts = [
        *((span, "content", _CONTENT) for span in one.content),
        *((span, "source", _SOURCE) for span in one.source),
        *((span, "cue", _CUE) for span in one.cue),
    ]
    # The anchor stands where the statement begins in the text.
    anchor = min(parts, key=lambda part: (part[0], part[2]))
    numbered = max((part for part in parts if part[1] == "cue"), default=anchor)
    extra = f" sb-{one.kind}"
    if one.source_kind == "unnamed":
        extra += " sb-unnamed"
    if one.belief:
        extra += " sb-belief"
    if one.denial:
        extra += " sb-denial"
    marks = []
    for part in parts:
        span, role, layer = part
        classes = f"sb-statement sb-{role}{extra}"
        if not statement.shown:
            classes = f"sb-uncertain sb-uncertain--{role}"
        first = {"id": one.id} if part is anchor else {}
        last = {}
        if role == "content":
            first["data-opens"] = _opening(statement, span)
            last["data-closes"] = ""
        if part is numbered and number is not None:
            last["data-number"] = str(number)
        attributes = {"class": classes, "data-statement": one.id}
        marks.append(Mark(*span, layer, "span", attributes, first, last))
    return marks


def _opening(statement: Statement, span: Span) -> str:
    """What a screen reader says where words of a statement begin; the style sheet has it said."""
    one = statement.attribution
    what, by = ("denial", "by") if one.denial else ("belief", "of") if one.belief else ("statement", "by")
    if span != one.content[0]:
        return f"{what} goes on"
    if one.source_kind is None:
        return f"{what} begins, no source named"
    source = statement.chain[0]
    return f"{what} {by} {source.label}{', unnamed,' if source.unnamed else ''} begins"


def _link_end(text: str, mention: Mention, mentions: Sequence[Mention]) -> int:
    """Where the link of a mention ends.

    In "an adviser to Norland's leader Ada Holm" the words behind "to" are another's. Inner links cut
    the outer one there, and "leader" alone would lead to the adviser. So the link ends before the
    first inner mention of somebody else that a preposition brings in.

    Args:
        mentions: Those of the article that have an entity, in order.
    """
    for at in range(bisect_left(mentions, mention.start, key=lambda one: one.start), len(mentions)):
        other = mentions[at]
        if other.start >= mention.end:
            break
        if other.start > mention.start and other.end <= mention.end and other.entity != mention.entity:
            before = text[mention.start : other.start].split()
            if before and before[-1].casefold() in load_lexicon("function_words")["prepositions"]:
                return other.start
    return mention.end


def _mention(mention: Mention, links: Links, end: int) -> Mark:
    assert mention.entity is not None
    return Mark(
        mention.start,
        end,
        _MENTION,
        "a",
        {
            "class": f"sb-mention sb-mention--{mention.form}",
            "href": links.entity(mention.entity),
        },
        {"id": mention_anchor(mention)},
    )


def _joint_mention(together: list[Mention], view: View) -> Mark:
    """A mention of several entities ("they"): it names them all and leads to none of them."""
    entities = list(dict.fromkeys(m.entity for m in together if m.entity is not None))
    names = " and ".join(view.registry.entities[entity].name for entity in entities)
    first = together[0]
    return Mark(
        first.start,
        first.end,
        _MENTION,
        "span",
        {
            "class": f"sb-mention sb-mention--{first.form} sb-mention--joint",
            "data-entity": " ".join(entities),
            "title": names,
        },
        {"id": mention_anchor(first)},
    )


def _reuse(start: int, end: int, other: str) -> Mark:
    return Mark(start, end, _REUSE, "span", {"class": "sb-reuse", "data-other": other})
