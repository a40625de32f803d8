"""Makes drafts of the network's statements: spans of characters to words of the article's lines.

Lines that are no prose (captions, bylines, credits) are not among those searched, so whatever the
network sees there falls away here. Edges are put right where marks decide them: a quotation keeps
both its marks, and no piece begins or ends with a comma.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from build_tools.annotate.drafts import Draft, Range, apart
from build_tools.annotate.lines import MARKS, Line, is_opening
from build_tools.annotate.model_addressees import (
    between, not_addressed, told_by, told_whom, without_inner_addressee,
)
from build_tools.annotate.model_sources import whole_source
from build_tools.annotate.noun_phrases import BREAKS, COMMAS, Phrase, PhraseKind
from build_tools.annotate.other_senses import is_other_sense
from build_tools.annotate.reader import ModelStatement
from build_tools.annotate.sentence_edges import first_word
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.unnamed_sources import asks_for_anonymity
from build_tools.annotate.vocabulary import Verb, Vocabulary
from build_tools.annotate.word_tests import POSSESSIVES
from build_tools.models import Span

PATTERN = "model"
# Fewer words before a content are an adverb or a link: “Still”, “In fact”.
_SHORTEST_CUT = 3
_EDGES = frozenset((",", ";", ":", "—", "–", "-", "…"))
_STOPS = frozenset((".", "!", "?"))


def model_drafts(
    statements: Sequence[ModelStatement], lines: Sequence[Line], vocabulary: Vocabulary
) -> list[Draft]:
    """The statements whose cue stands in one of the lines, in order of their cues.

    Args:
        statements: As the network found them.
        lines: The paragraphs that are searched, in order.
        vocabulary: Tells nouns apart.
    """
    starts = [line.block.start for line in lines]
    drafts: list[Draft] = []
    for statement in statements:
        number = _line_at(statement.cue[0], starts, lines)
        if number is not None:
            draft = _draft(statement, number, starts, lines, vocabulary)
            if draft is not None:
                drafts.append(draft)
    drafts.sort(key=lambda draft: (draft.line, draft.cue))
    _share_sources(drafts, lines)
    not_addressed(drafts)
    return drafts


def _share_sources(drafts: Sequence[Draft], lines: Sequence[Line]) -> None:
    """“S said A, adding B”: a participle without a source has that of the statement before it."""
    for before, draft in pairwise(drafts):
        same = (before.line, before.sentence) == (draft.line, draft.sentence)
        word = lines[draft.line].lower[draft.cue[0]]
        if draft.source is None and same and word.endswith("ing") and not before.belief:
            draft.source, draft.link = before.source, draft.cue[0]


def merge(found: Sequence[Draft], by_rule: Sequence[Draft]) -> list[Draft]:
    """The network's statements, and those by rule that the network was not taught.

    These are refusals to comment and what a headline says by punctuation; a rule's statement gives
    way where the network has one with a cue in the same words. The network's gives way where its cue
    is in a refusal's, or in the source of a headline ("Bridge shut, report").
    """
    taken = {(draft.line, index) for draft in found for index in range(*draft.cue)}
    kept = [
        draft
        for draft in by_rule
        if draft.silent
        or (
            draft.pattern == "headline"
            and not any((draft.line, index) in taken for index in range(*draft.cue))
        )
    ]
    given = {(draft.line, index) for draft in kept for index in _by_which(draft)}
    spoken = [
        draft
        for draft in found
        if not any((draft.line, index) in given for index in range(*draft.cue))
    ]
    return sorted([*spoken, *kept], key=lambda draft: (draft.line, draft.cue))


def _by_which(draft: Draft) -> range:
    """The words by which a rule's statement is known: a refusal's cue, a headline's source."""
    if draft.silent or draft.source is None:
        return range(*draft.cue)
    return range(draft.source.start, draft.source.end)


def _line_at(offset: int, starts: Sequence[int], lines: Sequence[Line]) -> int | None:
    number = bisect_right(starts, offset) - 1
    return number if number >= 0 and offset < lines[number].block.end else None


def _draft(
    statement: ModelStatement,
    number: int,
    starts: Sequence[int],
    lines: Sequence[Line],
    vocabulary: Vocabulary,
) -> Draft | None:
    line = lines[number]
    cue = line.word_range(*statement.cue)
    if cue[0] >= cue[1] or line.lower[slice(*cue)] == ["to"]:
        return None  # “to” alone says nothing
    if _is_hearsay(line, cue, vocabulary):
        return None
    sentence = line.sentence_of(cue[0])
    here, elsewhere = _contents(statement.content, number, cue, starts, lines)
    if not here and not elsewhere:
        return None
    verb = _verb(line, cue, vocabulary)
    if is_other_sense(line, cue, here, verb, vocabulary):
        return None
    if any(asks_for_anonymity(line, index, vocabulary) for index in range(*cue)):
        return None
    if verb is not None and "after" in verb.frames:
        here = _from_the_start(line, here, cue, sentence, vocabulary)
    source = _phrase(statement.source, line, vocabulary)
    if source is not None:
        source = whole_source(line, cue, sentence, source, vocabulary)
    addressee = _phrase(statement.addressee, line, vocabulary)
    here = _without_antecedent(line, here, cue, vocabulary)
    here, addressee = without_inner_addressee(here, cue, addressee)
    if addressee is None:
        here, addressee = told_whom(line, here, cue, sentence, vocabulary)
        here = [trimmed(line, piece) for piece in here] if addressee is not None else here
    if addressee is None:
        addressee = between(line, here, cue, source, vocabulary)
    source, addressee = told_by(line, cue, sentence, (source, addressee), vocabulary)
    if _is_measure(line, cue, source):
        return None
    around = [cue, *((p.start, p.end) for p in (source, addressee) if p is not None)]
    # The clause that says who speaks stands on one side of the content, or inside it.
    clause = (min(start for start, _ in around), max(end for _, end in around))
    if any(start < cue[0] and clause[0] < end <= cue[0] for start, end in here):
        clause = (cue[0], clause[1])
    return Draft(
        number,
        sentence,
        PATTERN,
        cue,
        source,
        here,
        clause,
        verb=verb,
        before=bool(here) and here[0][0] < cue[0],
        addressee=addressee,
        continued=elsewhere,
        found=statement,
    )


def _is_measure(line: Line, cue: Range, source: Phrase | None) -> bool:
    """“Seated according to height”: one plain word that no list knows is nobody's."""
    if source is None or source.kind != "other" or line.lower[slice(*cue)] != ["according", "to"]:
        return False
    word = line.words[source.start]
    return source.end - source.start == 1 and word.islower() and not word.endswith("s")


def _is_hearsay(line: Line, cue: Range, vocabulary: Vocabulary) -> bool:
    """“A coin said to be gold”: nobody says it who is named, least of all the coin."""
    words = vocabulary.words
    infinitive = line.lower[cue[1] : cue[1] + 1] == ["to"] and (
        line.lower[cue[1] + 1 : cue[1] + 2] in (["be"], ["have"])
    )
    return infinitive and cue[1] - cue[0] == 1 and line.lower[cue[0]] in words["hearsay"]


def _verb(line: Line, cue: Range, vocabulary: Vocabulary) -> Verb | None:
    """The reporting verb that a cue ends with or holds, where a list knows it."""
    for index in range(cue[1] - 1, cue[0] - 1, -1):
        form = vocabulary.verb_at(line.lower, index)
        if form is not None:
            return form.verb
    return None


def _contents(
    spans: Sequence[Span],
    number: int,
    cue: Range,
    starts: Sequence[int],
    lines: Sequence[Line],
) -> tuple[list[Range], list[tuple[int, int, int]]]:
    """The pieces of a content in the cue's line, and those in other lines of prose."""
    pieces: dict[int, list[Range]] = {}
    for start, end in spans:
        first = max(bisect_right(starts, start) - 1, 0)
        for at in range(first, len(lines)):
            line = lines[at]
            if line.block.start >= end:
                break
            piece = line.word_range(max(start, line.block.start), min(end, line.block.end))
            piece = _with_marks(line, trimmed(line, piece), cue if at == number else None)
            if piece[0] >= piece[1]:
                continue
            if at == number or line.block.kind == "body":
                pieces.setdefault(at, []).append(piece)
    # Two pieces may share a word, for a word here may be several of the network's.
    here = apart(pieces.pop(number, []))
    elsewhere = [(at, *piece) for at in sorted(pieces) for piece in apart(pieces[at])]
    return here, elsewhere


def _from_the_start(
    line: Line, here: list[Range], cue: Range, sentence: Range, vocabulary: Vocabulary
) -> list[Range]:
    """A content before its cue that is cut off in the middle of a sentence has all of it.

    That is where it begins inside a phrase, or with “but”: “A did this, but B did that, S said”.
    """
    if len(here) != 1 or here[0][1] > cue[0] or here[0][0] <= sentence[0]:
        return here
    start, end = here[0]
    first = first_word(line, sentence, vocabulary)
    if start <= first or line.quoted[start] >= 0:
        return here
    before = line.lower[start - 1]
    joined = line.lower[start] in vocabulary.words["conjunctions"] and before in COMMAS
    inside = (
        start - first >= _SHORTEST_CUT
        and before[0].isalnum()
        and vocabulary.verb_at(line.lower, start - 1) is None
    )
    return [(first, end)] if joined or inside else here


def _without_antecedent(
    line: Line, here: list[Range], cue: Range, vocabulary: Vocabulary
) -> list[Range]:
    """“A sale that, two bankers said, the city wanted”: the bankers speak of what “that” opens."""
    behind = [piece for piece in here if piece[0] >= cue[1]]
    before = [piece for piece in here if piece[1] <= cue[0]]
    if not behind or len(behind) + len(before) < len(here) or not before:
        return here
    last = before[-1][1] - 1
    if len(before) == 1 and before[0][0] == last:
        return here  # “which, two bankers said, …”: what it stands for is theirs
    relative = line.lower[last] in vocabulary.words["relatives"] | {"that"}
    return behind if relative and line.quoted[last] < 0 else here


def trimmed(line: Line, piece: Range) -> Range:
    """A piece without commas, full stops and the like at its edges, those in quotations apart."""
    start, end = piece
    while start < end and line.lower[start] in _EDGES | _STOPS and line.quoted[start] < 0:
        start += 1
    while end > start and line.quoted[end - 1] < 0 and line.lower[end - 1] in _EDGES | {"."}:
        end -= 1
    return start, end


def _with_marks(line: Line, piece: Range, cue: Range | None) -> Range:
    """A piece that ends just short of a quotation's mark takes the mark in."""
    start, end = piece
    if start >= end:
        return piece
    if start and is_opening(line, start - 1) and line.lower[start - 1] in MARKS:
        start -= 1
    if line.quoted[end - 1] >= 0:
        opening, close = line.quotations[line.quoted[end - 1]]
        if opening < start:
            # A part of a quotation has none of its marks.
            while end > start and not line.words[end - 1][0].isalnum():
                end -= 1
        elif not any(line.words[index][0].isalnum() for index in range(end, close)):
            end = close
    if cue is not None and start < end:
        touches = start < cue[1] and cue[0] < end
        if touches and not (start <= cue[0] and cue[1] <= end):
            return piece
    return start, end


def _phrase(spans: Sequence[Span], line: Line, vocabulary: Vocabulary) -> Phrase | None:
    """The noun phrase of a source or addressee that stands in the cue's line."""
    if not spans:
        return None
    start, end = line.word_range(*spans[0])
    while start < end and (line.lower[start] in BREAKS or line.lower[start] == "."):
        start += 1
    while end > start and line.lower[end - 1] in _EDGES | _STOPS:
        end -= 1
    if start >= end or line.starts[start] < spans[0][0] - 1:
        return None
    phrases = SourcePhrases(line, vocabulary)
    first = start
    while first < end and line.quoted[first] >= 0 and line.lower[first] in MARKS:
        first += 1
    # “Holm’s claim that”: whose words they are is Holm.
    owner = end - (end > first + 1 and line.lower[end - 1] in POSSESSIVES)
    core = phrases.any_core(first, owner) if first < owner else None
    if core is None:
        return _named(line, start, end) or Phrase(start, end, *_head(line, start, end, vocabulary))
    several = core.several or _joins(phrases, core, end)
    return replace(core, start=start, end=end, several=several)


def _named(line: Line, start: int, end: int) -> Phrase | None:
    """A phrase that is a name, perhaps with a title: the rules read no phrases in quotations."""
    for first in range(start, end):
        for last, mention in line.mentions.get(first, ()):
            if last == end and mention.form == "name":
                return Phrase(start, end, end - 1, "name", mention=mention)
        if not line.words[first][0].isupper():
            return None
    return None


def _head(line: Line, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, PhraseKind]:
    """The last word before a comma or preposition, where the reader of phrases refuses a phrase."""
    head = start
    for index in range(start, end):
        word = line.lower[index]
        if index > start and (word in BREAKS or word in vocabulary.words["prepositions"]):
            break
        if line.words[index][0].isalnum():
            head = index
    word = line.lower[head]
    noun = vocabulary.nouns.get(word)
    words = vocabulary.words
    if word in words["subject_pronouns"] | words["object_pronouns"] | words["relatives"]:
        return head, "pronoun"
    if noun is not None:
        return head, noun.kind
    if word in vocabulary.alone or word in vocabulary.numbers or word.isdigit():
        return head, "unnamed"  # “another”, “three of them”
    return head, "name" if line.capitalized(head) and not line.titled else "other"


def _joins(phrases: SourcePhrases, core: Phrase, end: int) -> bool:
    """Whether “and” joins a second source to the first."""
    at, _ = phrases.after_head(core, end)
    lower = phrases.line.lower
    return any(lower[index] == "and" for index in range(core.end, min(at, end))) and (
        "," not in lower[core.end : at]
    )
