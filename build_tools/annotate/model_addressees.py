"""Puts right whom the statements of the network were said to, where the words around a cue tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from build_tools.annotate.addressees import Addressees
from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import Line
from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.source_phrases import SourcePhrases
from build_tools.annotate.vocabulary import Vocabulary


def told_whom(
    line: Line, here: list[Range], cue: Range, sentence: Range, vocabulary: Vocabulary
) -> tuple[list[Range], Phrase | None]:
    """“assured A B would come”: whom a content after such a verb begins with is told, not said."""
    at = next((i for i, (start, _) in enumerate(here) if start == cue[1]), None)
    forms = (vocabulary.verb_at(line.lower, index) for index in range(cue[1] - 1, cue[0] - 1, -1))
    form = next((one for one in forms if one is not None), None)
    if at is None or form is None or form.verb.addressee == "never":
        return here, None
    start, end = here[at]
    addressees = Addressees(SourcePhrases(line, vocabulary))
    if form.verb.addressee == "must":
        found = addressees.find(form, start, sentence[1])
    else:
        found = addressees.first_object(start, end)
    if found is None or found.start != start or found.end >= end:
        return here, None
    return [*here[:at], (found.end, end), *here[at + 1 :]], found


def without_inner_addressee(
    here: list[Range], cue: Range, addressee: Phrase | None
) -> tuple[list[Range], Phrase | None]:
    """Whoever is told something in the middle of a content is not told it by the source."""
    if addressee is None:
        return here, None
    for at, (before, after) in enumerate(pairwise(here)):
        if cue[1] <= before[0] and (before[1], after[0]) == (addressee.start, addressee.end):
            return [*here[:at], (before[0], after[1]), *here[at + 2 :]], None
    return here, addressee


def between(
    line: Line, here: list[Range], cue: Range, source: Phrase | None, vocabulary: Vocabulary
) -> Phrase | None:
    """“pressed A to leave”: what alone stands between such a verb and the content, or a colon, is told."""
    form = vocabulary.verb_at(line.lower, cue[1] - 1)
    start = min((start for start, _ in here if start > cue[1]), default=cue[1])
    if start == cue[1] and line.lower[-1] == ":" and not any(end > start for _, end in here):
        start = len(line) - 1  # “told reporters:” before a quotation of its own paragraph
    if form is None or form.verb.addressee == "never" or start == cue[1]:
        return None
    if source is not None and cue[1] <= source.start < start:
        return None
    phrases = SourcePhrases(line, vocabulary)
    core = phrases.any_core(cue[1], start)
    return core if core is not None and core.end == start and line.quoted[start - 1] < 0 else None


def told_by(
    line: Line,
    cue: Range,
    sentence: Range,
    parts: tuple[Phrase | None, Phrase | None],
    vocabulary: Vocabulary,
) -> tuple[Phrase | None, Phrase | None]:
    """The source and the addressee of “A was told by S that C” or “A was told that C”; else as they came."""
    form = vocabulary.verb_at(line.lower, cue[1] - 1)
    passive = (
        form is not None
        and form.verb.addressee == "must"
        and line.lower[cue[0]] in vocabulary.words["be"]
    )
    if not passive:
        return parts
    phrases = SourcePhrases(line, vocabulary)
    if line.lower[cue[1] : cue[1] + 1] != ["by"]:
        return parts if any(parts) else (None, phrases.before(cue[0], sentence[0]))
    source = phrases.after(cue[1] + 1, sentence[1], appositions=False)
    addressee = phrases.before(cue[0], sentence[0])
    return parts if source is None or addressee is None else (source, addressee)


def not_addressed(drafts: Sequence[Draft]) -> None:
    """“S said A told B that C”: A, who speaks in what S said, is not told it by S; changed in place."""
    speakers = {(one.line, one.source.start): one for one in drafts if one.source is not None}
    for draft in drafts:
        addressee = draft.addressee
        if addressee is None or addressee.start != draft.cue[1] or not draft.content:
            continue
        if draft.content[-1][1] <= addressee.start:
            continue  # “C,” S told A
        inner = speakers.get((draft.line, addressee.start))
        if inner is not None and inner is not draft and inner.cue[0] >= addressee.end:
            draft.addressee = None
            draft.content = [(addressee.start, draft.content[-1][1])]
            draft.clause = (draft.clause[0], draft.cue[1])
