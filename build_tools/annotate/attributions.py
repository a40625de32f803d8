"""Who is made responsible for which words: the statements of an article, found by rule.

The story: cut the text into lines of words, find each cue with its source and content, settle
what overlaps, let quotations without a cue go on with the speaker before, tell who each source
is, and turn word indices into text spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from spacy.tokens import Doc

from build_tools.annotate.attribution_patterns import Patterns
from build_tools.annotate.drafts import Draft
from build_tools.annotate.headlines import find_in_headline
from build_tools.annotate.lines import Line, split_lines
from build_tools.annotate.overlaps import find_parents, kind_of, settle
from build_tools.annotate.quotation_runs import join_quotation_runs
from build_tools.annotate.relays import find_relays
from build_tools.annotate.source_identity import Identifier, Identity
from build_tools.annotate.unnamed_sources import asks_for_anonymity
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
        found = [d for d in found if not asks_for_anonymity(line, d.cue[0], vocabulary)]
        for group in _by_sentence(found):
            settle(patterns.phrases, group)
            drafts += group
    drafts = join_quotation_runs(lines, drafts)
    identifier = Identifier(doc.text, lines, mentions, registry, vocabulary)
    result: list[Attribution] = []
    for group in _by_sentence(drafts):
        result += _described(group, lines, identifier, registry, vocabulary)
    return result


def _by_sentence(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """The drafts of each sentence, in order of the text."""
    ordered = sorted(drafts, key=lambda draft: (draft.line, draft.cue))
    for _, group in groupby(ordered, key=lambda draft: (draft.line, draft.sentence)):
        yield list(group)


def _described(
    drafts: Sequence[Draft],
    lines: Sequence[Line],
    identifier: Identifier,
    registry: Registry,
    vocabulary: Vocabulary,
) -> list[Attribution]:
    """The statements of one sentence as attributions."""
    line = lines[drafts[0].line]
    ids = dict(zip(map(id, drafts), _names(line, drafts), strict=True))
    parents = find_parents(drafts)
    relays = find_relays(line, drafts, registry, vocabulary)
    return [
        _attribution(
            draft,
            lines,
            identifier.identify(draft),
            [inner for inner, outer in zip(drafts, parents, strict=True) if outer is draft],
            name=ids[id(draft)],
            parent=ids[id(parent)] if parent is not None else None,
            relays=relays.get(position, ()),
            registry=registry,
        )
        for position, (draft, parent) in enumerate(zip(drafts, parents, strict=True))
    ]


def _names(line: Line, drafts: Sequence[Draft]) -> list[str]:
    """`s` and the start of each cue; a letter tells cues apart that start together."""
    names: list[str] = []
    for draft in drafts:
        name = f"s{line.starts[draft.cue[0]]}"
        names.append(next(n for n in (name, *(name + x for x in _LETTERS)) if n not in names))
    return names


def _attribution(
    draft: Draft,
    lines: Sequence[Line],
    identity: Identity,
    nested: Sequence[Draft],
    *,
    name: str,
    parent: str | None,
    relays: tuple[str, ...],
    registry: Registry,
) -> Attribution:
    line = lines[draft.line]
    addressee, addressee_entity = _addressee(draft, line, registry)
    return Attribution(
        id=name,
        source=(line.span(draft.source.start, draft.source.end),),
        cue=(line.span(*draft.cue),),
        content=_content(draft, lines),
        kind="indirect" if draft.belief and parent else kind_of(line, draft, nested),
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
        belief=draft.belief,
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
