"""Who is made responsible for which words: the statements of an article, found by rule.

The story: cut the text into lines of words, find each cue with its source and content, settle
what overlaps, let quotations without a cue go on with the speaker before, tell who each source
is, and turn word indices into text spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from spacy.tokens import Doc

from build_tools.annotate.attribution_patterns import Patterns
from build_tools.annotate.drafts import Draft
from build_tools.annotate.headlines import find_in_headline
from build_tools.annotate.lines import Line, split_lines
from build_tools.annotate.overlaps import kind_of, parents, settle
from build_tools.annotate.quotation_runs import join_quotation_runs
from build_tools.annotate.relays import find_relays
from build_tools.annotate.source_identity import Identifier, Identity
from build_tools.annotate.vocabulary import Vocabulary, load_vocabulary
from build_tools.models import Attribution, Block, Mention, Provenance, Registry, Span

VERSION = 1
_LETTERS = "bcdefghijklmnopqrstuvwxyz"


def extract_attributions(
    doc: Doc,
    blocks: Sequence[Block],
    mentions: Sequence[Mention],
    registry: Registry,
    vocabulary: Vocabulary | None = None,
) -> list[Attribution]:
    """The statements of an article, in order of their cues.

    Args:
        doc: The article's words with sentence starts set; its text is the article's text.
        blocks: The article's lines in order. Only titles, headings and body are searched.
        mentions: Sorted by start; they may nest.
        registry: The entities that mentions point to.
        vocabulary: The word lists; those that ship with the program by default.

    Returns:
        Attributions whose spans are indices into the article's text.
    """
    vocabulary = vocabulary or load_vocabulary()
    lines = split_lines(doc, blocks, mentions)
    drafts: list[Draft] = []
    for number, line in enumerate(lines):
        patterns = Patterns(line, number, vocabulary)
        found = patterns.find()
        found += find_in_headline(line, number, vocabulary, found)
        settle(patterns.phrases, found)
        drafts += sorted(found, key=lambda draft: draft.cue)
    drafts = join_quotation_runs(lines, drafts)
    identifier = Identifier(doc.text, lines, mentions, registry, vocabulary)
    return _described(drafts, lines, identifier, registry, vocabulary)


def _described(
    drafts: list[Draft],
    lines: Sequence[Line],
    identifier: Identifier,
    registry: Registry,
    vocabulary: Vocabulary,
) -> list[Attribution]:
    """The drafts of all lines as attributions."""
    result: list[Attribution] = []
    for number, group in groupby(drafts, key=lambda draft: draft.line):
        line, found = lines[number], list(group)
        ids = _ids(line, found)
        holders = parents(found)
        relays = find_relays(line, found, registry, vocabulary)
        for position, draft in enumerate(found):
            nested = [found[inner] for inner, outer in holders.items() if outer is draft]
            parent = holders.get(position)
            result.append(
                _attribution(
                    draft,
                    lines,
                    identifier.identify(draft),
                    nested,
                    id=ids[position],
                    parent=ids[found.index(parent)] if parent is not None else None,
                    relays=relays.get(position, ()),
                    registry=registry,
                )
            )
    return result


def _ids(line: Line, drafts: Sequence[Draft]) -> list[str]:
    """`s` and the start of each cue; a letter tells cues apart that start together."""
    ids: list[str] = []
    for draft in drafts:
        name = f"s{line.starts[draft.cue[0]]}"
        ids.append(next(i for i in (name, *(name + x for x in _LETTERS)) if i not in ids))
    return ids


def _attribution(
    draft: Draft,
    lines: Sequence[Line],
    identity: Identity,
    nested: Sequence[Draft],
    *,
    id: str,
    parent: str | None,
    relays: tuple[str, ...],
    registry: Registry,
) -> Attribution:
    line = lines[draft.line]
    addressee, addressee_entity = _addressee(draft, line, registry)
    return Attribution(
        id=id,
        source=(line.span(draft.source.start, draft.source.end),),
        cue=(line.span(*draft.cue),),
        content=_content(draft, lines),
        kind=kind_of(line, draft, nested),
        source_kind=identity.kind,
        provenance=Provenance("rule", f"attributions.{draft.pattern}", VERSION),
        source_entity=identity.entity,
        descriptor=identity.descriptor,
        count=identity.count,
        affiliation=identity.affiliation,
        anonymity_reason=identity.reason,
        addressee=addressee,
        addressee_entity=addressee_entity,
        relays=relays,
        parent=parent,
        belief=draft.verb is not None and draft.verb.type == "belief",
        denial=draft.verb is not None and draft.verb.denial,
    )


def _content(draft: Draft, lines: Sequence[Line]) -> tuple[Span, ...]:
    line = lines[draft.line]
    spans = {line.span(start, end) for start, end in draft.content if start < end}
    spans.update(lines[number].span(start, end) for number, start, end in draft.continued)
    return tuple(sorted(spans))


def _addressee(
    draft: Draft, line: Line, registry: Registry
) -> tuple[Span | None, str | None]:
    """Whom the words were said to, and which entity that is; an outlet is a relay instead."""
    phrase = draft.addressee
    if phrase is None:
        return None, None
    entity = registry.entities.get(phrase.mention.entity or "") if phrase.mention else None
    if entity is not None and entity.kind == "outlet":
        return None, None
    known = entity.id if entity is not None and not phrase.several else None
    return line.span(phrase.start, phrase.end), known
