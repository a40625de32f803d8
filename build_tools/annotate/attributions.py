"""Who is made responsible for which words: the statements of an article.

The story: cut the text into lines of words; take each statement that the network found, and by rule
those it was not taught (refusals to comment, headlines that speak by punctuation alone); without a
network find all by rule. Then let quotations without a cue go on with the speaker before, tell who
each source is, and turn word indices into text spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from spacy.tokens import Doc

from build_tools.annotate.as_saying import settle_as_saying
from build_tools.annotate.attribution_patterns import Patterns
from build_tools.annotate.citing import settle_citing
from build_tools.annotate.coordination import end_before_clauses
from build_tools.annotate.drafts import Draft, apart
from build_tools.annotate.headlines import find_in_headline
from build_tools.annotate.lines import Line, cut_lines, with_mentions
from build_tools.annotate.model_drafts import merge, model_drafts
from build_tools.annotate.nested_by_rule import find_nested
from build_tools.annotate.overlaps import find_parents, kind_of, settle
from build_tools.annotate.quotation_runs import join_quotation_runs
from build_tools.annotate.reader import statements_of, was_read
from build_tools.annotate.relays import find_relays
from build_tools.annotate.sentences import text_of
from build_tools.annotate.source_identity import Identifier, Identity
from build_tools.annotate.unnamed_sources import asks_for_anonymity
from build_tools.annotate.vocabulary import Vocabulary, load_vocabulary
from build_tools.models import Attribution, Block, Mention, Provenance, Registry, Span

VERSION = 2
_LETTERS = "bcdefghijklmnopqrstuvwxyz"


def extract_attributions(
    doc: Doc,
    blocks: Sequence[Block],
    mentions: Sequence[Mention],
    registry: Registry,
    vocabulary: Vocabulary | None = None,
    lines: Sequence[Line] | None = None,
) -> list[Attribution]:
    """The statements of an article, in order of their cues.

    Args:
        doc: The article's words with sentence starts set; its text is the article's text.
        blocks: The article's lines in order. Only titles, headings and body are searched.
        mentions: Sorted by start; they may nest.
        registry: The entities that mentions point to.
        vocabulary: The word lists; those that ship with the program by default.
        lines: The article's lines, where they have been cut already.

    Returns:
        Attributions whose spans are indices into the article's text.
    """
    vocabulary = vocabulary or load_vocabulary()
    lines = with_mentions(cut_lines(doc, blocks) if lines is None else lines, mentions)
    drafts = _rule_drafts(lines, vocabulary, refusals_only=was_read(doc))
    if was_read(doc):
        read = model_drafts(statements_of(doc), lines, vocabulary)
        read = settle_as_saying(settle_citing(read, lines, registry, vocabulary), lines, vocabulary)
        drafts = merge(read, drafts)
        drafts += find_nested(lines, drafts, vocabulary)
        drafts.sort(key=lambda draft: (draft.line, draft.cue))
        end_before_clauses(drafts, lines, vocabulary)
    drafts = join_quotation_runs(lines, drafts)
    return _described(drafts, lines, Identifier(text_of(doc), lines, registry, vocabulary))


def _rule_drafts(
    lines: Sequence[Line], vocabulary: Vocabulary, *, refusals_only: bool
) -> list[Draft]:
    """What the patterns find, in order of line and cue.

    Args:
        refusals_only: Whether headlines are searched for all, other lines for refusals alone.
    """
    drafts: list[Draft] = []
    for number, line in enumerate(lines):
        patterns = Patterns(line, number, vocabulary)
        if refusals_only and line.block.kind == "body":
            found = patterns.refusals()
        else:
            found = patterns.find()
            found += find_in_headline(line, number, vocabulary, found)
        found = [d for d in found if not asks_for_anonymity(line, d.cue[0], vocabulary)]
        for group in _by_sentence(found):
            settle(patterns.phrases, group)
            drafts += group
    return drafts


def _by_sentence(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """The drafts of each sentence, in order of the text."""
    ordered = sorted(drafts, key=lambda draft: (draft.line, draft.cue))
    for _, group in groupby(ordered, key=lambda draft: (draft.line, draft.sentence)):
        yield list(group)


def _described(
    drafts: Sequence[Draft], lines: Sequence[Line], identifier: Identifier
) -> list[Attribution]:
    """The drafts, in order of line and cue, as attributions."""
    names = _names(lines, drafts)
    ids = dict(zip(map(id, drafts), names, strict=True))
    relays: dict[int, tuple[str, ...]] = {}
    for group in _by_sentence(drafts):
        found = find_relays(
            lines[group[0].line], group, identifier.registry, identifier.vocabulary
        )
        relays.update({id(group[position]): names for position, names in found.items()})
    parents = find_parents(drafts)
    held: dict[int, list[Draft]] = {}
    around: dict[int, Draft] = {}
    for draft, parent in zip(drafts, parents, strict=True):
        if parent is not None:
            around[id(draft)] = parent
            held.setdefault(id(parent), []).append(draft)
    return [
        _attribution(
            draft,
            lines,
            identifier.identify(draft) if draft.source is not None else None,
            held.get(id(draft), ()),
            name=ids[id(draft)],
            parent=ids[id(parent)] if parent is not None else None,
            relays=tuple(
                dict.fromkeys((*relays.get(id(draft), ()), *_reporters(draft, around, identifier)))
            ),
            registry=identifier.registry,
            vocabulary=identifier.vocabulary,
        )
        for draft, parent in zip(drafts, parents, strict=True)
    ]


def _reporters(
    draft: Draft, around: dict[int, Draft], identifier: Identifier
) -> Iterator[str]:
    """The outlets that report a statement by one of their own around it, the inner ones first."""
    while (outer := around.get(id(draft))) is not None:
        identity = identifier.identify(outer) if outer.source is not None else None
        if identity is not None and identity.kind == "outlet" and identity.entity is not None:
            yield identity.entity
        draft = outer


def _names(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[str]:
    """`s` and the start of each cue; a letter tells cues apart that start together."""
    names: dict[str, None] = {}
    for draft in drafts:
        name = f"s{lines[draft.line].starts[draft.cue[0]]}"
        names[next(n for n in (name, *(name + x for x in _LETTERS)) if n not in names)] = None
    return list(names)


def _attribution(
    draft: Draft,
    lines: Sequence[Line],
    identity: Identity | None,
    nested: Sequence[Draft],
    *,
    name: str,
    parent: str | None,
    relays: tuple[str, ...],
    registry: Registry,
    vocabulary: Vocabulary,
) -> Attribution:
    line = lines[draft.line]
    addressee, addressee_entity = _addressee(draft, line, registry)
    source, who = draft.source, identity or Identity(None)
    by = "rule" if draft.found is None else "model"
    return Attribution(
        id=name,
        source=() if source is None else (line.span(source.start, source.end),),
        cue=(line.span(*draft.cue),),
        content=_content(draft, lines),
        kind="indirect" if draft.belief and parent else kind_of(lines, draft, nested),
        source_kind=who.kind,
        provenance=Provenance(by, f"attributions.{draft.pattern}", VERSION),
        source_entity=who.entity,
        descriptor=who.descriptor,
        count=who.count,
        affiliation=who.affiliation,
        anonymity_reason=who.reason,
        addressee=addressee,
        addressee_entity=addressee_entity,
        relays=relays,
        parent=parent,
        belief=draft.belief,
        denial=draft.denial and not _is_negated(line, draft, vocabulary),
        confidence=None if draft.found is None else round(draft.found.confidence, 3),
    )


def _is_negated(line: Line, draft: Draft, vocabulary: Vocabulary) -> bool:
    """Whether a cue says that it was not done: whoever “did not deny” denied nothing."""
    return not vocabulary.words["negations"].isdisjoint(line.lower[slice(*draft.cue)])


def _content(draft: Draft, lines: Sequence[Line]) -> tuple[Span, ...]:
    line = lines[draft.line]
    spans = [line.span(start, end) for start, end in draft.content if start < end]
    spans += [lines[number].span(start, end) for number, start, end in draft.continued]
    return tuple(apart(spans))  # a quotation may go on with what the network saw a part of


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
