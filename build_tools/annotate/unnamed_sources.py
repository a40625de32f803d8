"""Reads what a text says of an unnamed source: how many, of which body, why unnamed."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.annotate.drafts import Range
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import NounPhrases, Phrase
from build_tools.annotate.vocabulary import Vocabulary
from build_tools.models import Registry

# What a source can belong to.
_BODIES = frozenset(
    ("state", "organization", "armed-group", "government-body", "alliance", "outlet")
)
_STATES = frozenset(("state", "place"))
_PEOPLE = frozenset(("unnamed", "people", "office"))
_LONGEST_GROUP = 6
_STOPS = frozenset((",", ";", ":", "—", "–", "(", ")"))


def count(line: Line, phrase: Phrase, vocabulary: Vocabulary) -> int | None:
    """How many sources a phrase stands for, None where it does not say.

    The numbers of phrases joined by “and” are added up; a singular noun is one.
    """
    for words, value in vocabulary.number_phrases.items():
        if tuple(line.lower[phrase.start : phrase.start + len(words)]) == words:
            return None if phrase.several else value
    total = 0
    for index in range(phrase.start, phrase.end):
        word = line.lower[index]
        opens = index == phrase.start or line.lower[index - 1] in ("and", "least", "than", "all")
        opens = opens or (index == phrase.start + 1 and line.lower[phrase.start] in ("the", "all"))
        if opens and (phrase.several or index <= phrase.head):
            total += vocabulary.numbers.get(word, 0)
            if word.isdigit() and len(word) < 6:
                total += int(word)
    if total:
        return total
    if line.lower[phrase.head] in vocabulary.alone:
        return 1
    noun = vocabulary.nouns.get(line.lower[phrase.head])
    return 1 if noun is not None and not noun.plural and not phrase.several else None


def affiliation(
    line: Line, phrase: Phrase, registry: Registry, vocabulary: Vocabulary
) -> str | None:
    """The one entity that a source is said to belong to, None for none or several.

    It stands before the head (“Hamas official”), in a phrase with “for”, “of” or “at” after it
    (“a spokesman for the ministry”), or heads an apposition (“sources, Iranians …”).
    """
    if phrase.several:
        return None
    before = _entities(line, (phrase.start, phrase.head + 1), registry)
    if before:
        return before[0] if len(before) == 1 else None
    at = phrase.head + 1
    if at + 1 >= phrase.end:
        return None
    after: list[str] = []
    if line.lower[at] in vocabulary.affiliation:
        states = line.lower[at] in ("for", "of", "from")
        ends = vocabulary.words["phrase_ends"]
        end = at + 1
        while end < phrase.end and line.lower[end] not in ends:
            held = line.mention_at(end)
            end = held[0] if held is not None else end + 1
        end = min(end, phrase.end)
        after = _entities(line, (at + 1, end), registry, states=states)
    elif line.lower[at] == ",":
        held = line.mention_at(at + 1)
        after = _entities(line, (at + 1, held[0]), registry) if held is not None else []
    return after[0] if len(after) == 1 else None


def is_some_of_them(line: Line, phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase only picks out of a group that was named before: “one”, “three of them”."""
    word = line.lower[phrase.head]
    return not phrase.several and (
        word in vocabulary.alone or word in vocabulary.numbers or word.isdigit()
    )


def group_before(
    lines: Sequence[Line], number: int, stop: int, vocabulary: Vocabulary
) -> tuple[Line, Phrase] | None:
    """The last group of people before a word: “Two Hamas officials came out. One said …”.

    Args:
        lines: The paragraphs that are searched.
        number: The paragraph of the word; the one before it is searched too.
        stop: The word.
        vocabulary: Tells who can be a source.
    """
    for line, end in ((lines[number], stop), *((one, len(one)) for one in lines[number - 1 : number])):
        for head in range(end - 1, -1, -1):
            noun = vocabulary.nouns.get(line.lower[head])
            if noun is None or not noun.plural or noun.kind not in _PEOPLE or line.quoted[head] >= 0:
                continue
            phrases = NounPhrases(line, vocabulary)
            for start in range(max(0, head - _LONGEST_GROUP), head + 1):
                group = phrases.any_core(start, end)
                if group is not None and group.head == head:
                    return line, group
            return None
    return None


def _entities(
    line: Line, words: Range, registry: Registry, *, states: bool = True
) -> list[str]:
    """The bodies that the outermost mentions in some words stand for, each once."""
    found: list[str] = []
    at = words[0]
    while at < words[1]:
        held = line.mention_at(at)
        if held is None or held[0] > words[1]:
            at += 1
            continue
        at = held[0]
        entity = registry.entities.get(held[1].entity or "")
        if entity is None or entity.kind not in _BODIES | _STATES:
            continue
        if entity.kind == "place" or (entity.kind == "state" and not states):
            continue
        if entity.id not in found:
            found.append(entity.id)
    return found


def asks_for_anonymity(line: Line, index: int, vocabulary: Vocabulary) -> bool:
    """Whether the words from `index` on ask for anonymity: no statement, but a note on its source."""
    return any(
        tuple(line.lower[index : index + len(phrase)]) == phrase for phrase in vocabulary.anonymity
    )


def anonymity_reason(
    line: Line, sentence: Range, vocabulary: Vocabulary, source: Range = (0, 0)
) -> str | None:
    """The reason for anonymity that a sentence gives, as printed; None where it gives none.

    Args:
        line: The paragraph.
        sentence: Its words; what stands in quotation marks does not count.
        vocabulary: The phrases that speak of anonymity.
        source: The words of the source; a reason that begins in them ends with them.
    """
    lower = line.lower
    for index in range(*sentence):
        if line.quoted[index] >= 0:
            continue
        for phrase in vocabulary.anonymity:
            end = index + len(phrase)
            if tuple(lower[index:end]) != phrase:
                continue
            # “not authorized to speak” is a reason by itself.
            start = index if phrase[-1] == "to" else end
            if start == end and (end >= sentence[1] or lower[end] not in vocabulary.reasons):
                continue
            inside = source[0] <= index < source[1]
            stop = _reason_end(line, end, source[1] if inside else sentence[1])
            return " ".join(_text(line, start, stop).split()) if stop > start else None
    return None


def _reason_end(line: Line, start: int, limit: int) -> int:
    for index in range(start, limit):
        if line.lower[index] in _STOPS or line.quoted[index] >= 0:
            return index
    while limit > start and line.lower[limit - 1] in (".", "!", "?"):
        limit -= 1
    return limit


def _text(line: Line, start: int, end: int) -> str:
    """The words with the white space between them; lines hold no other text."""
    parts: list[str] = []
    for index in range(start, end):
        if index > start and line.starts[index] > line.ends[index - 1]:
            parts.append(" ")
        parts.append(line.words[index])
    return "".join(parts)


def shared_reason(line: Line, vocabulary: Vocabulary, sources: int | None = None) -> str | None:
    """A reason that a sentence gives for sources of its paragraph: “All asked …”, “The three …”.

    Args:
        line: The paragraph.
        vocabulary: The phrases that speak of anonymity.
        sources: How many the source is; “The three” are only those who were three.
    """
    for sentence in line.sentences:
        first, second = (*line.lower[sentence[0] : sentence[0] + 2], "")[:2]
        number = vocabulary.numbers.get(second)
        counted = first == "the" and number is not None and number == sources
        if first in vocabulary.everybody or counted:
            reason = anonymity_reason(line, sentence, vocabulary)
            if reason is not None:
                return reason
    return None
