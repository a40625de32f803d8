"""Tells what kinds of statements people annotated: quoted or not, named or not, nested or not.

Our own marked texts say so themselves. A corpus of bare spans does not: there the program's own
functions read it off the spans, so that what is counted apart means the same as on the site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.drafts import Draft, Range
from build_tools.annotate.lines import Line, split_lines
from build_tools.annotate.noun_phrases import COMMAS, NounPhrases, Phrase
from build_tools.annotate.overlaps import find_parents, kind_of
from build_tools.annotate.source_identity import Identifier
from build_tools.annotate.vocabulary import load_vocabulary
from build_tools.models import Registry, Span
from build_tools.training.brat import GoldAttribution

WORDING = ("direct", "mixed", "indirect", "non-response")
SOURCES = ("named", "unnamed", "document or outlet", "no source")
PLACES = ("nested", "not nested")
KINDS = (*WORDING, *SOURCES, *PLACES)

_PRINTED = ("document", "outlet")


@dataclass(frozen=True, slots=True)
class Kind:
    """One of WORDING, of SOURCES and of PLACES."""

    wording: str
    source: str
    place: str

    @property
    def all(self) -> tuple[str, str, str]:
        return self.wording, self.source, self.place


def kinds_of(doc: Doc, gold: Sequence[GoldAttribution]) -> list[Kind]:
    """The kind of each annotated statement of a text.

    Args:
        doc: The text's words with sentence starts set.
        gold: Its statements; they keep their own kinds where they all know them.
    """
    if all(one.kind is not None for one in gold):
        return [
            Kind(one.kind or "", _source_kind(one, one.source_kind), PLACES[not one.nested])
            for one in gold
        ]
    return _Reader(doc).kinds(gold)


def _source_kind(one: GoldAttribution, kind: str | None) -> str:
    if not one.source:
        return "no source"
    return "document or outlet" if kind in _PRINTED else kind or "named"


class _Reader:
    """Reads kinds off the spans of one text."""

    def __init__(self, doc: Doc) -> None:
        vocabulary = load_vocabulary()
        # Whatever people annotated counts, be it in a caption.
        blocks = [replace(block, kind="body") for block in split_blocks(doc.text, None)]
        self._lines = split_lines(doc, blocks, ())
        self._relatives = vocabulary.words["relatives"]
        self._phrases = [NounPhrases(line, vocabulary) for line in self._lines]
        self._identifier = Identifier(doc.text, self._lines, Registry(), vocabulary)

    def kinds(self, gold: Sequence[GoldAttribution]) -> list[Kind]:
        drafts = [self._drafts(one) for one in gold]
        everything = [draft for group in drafts for draft in group]
        parents = dict(zip(map(id, everything), find_parents(everything), strict=True))
        inner: dict[int, list[Draft]] = {}
        for draft in everything:
            if (parent := parents[id(draft)]) is not None:
                inner.setdefault(id(parent), []).append(draft)
        # A pronoun is who was named before it, so sources are looked at in order of the text.
        order = sorted(range(len(gold)), key=lambda at: [(d.line, d.cue) for d in drafts[at][:1]])
        sources = {at: self._source(gold[at], drafts[at]) for at in order}
        return [
            Kind(
                self._wording([(draft, inner.get(id(draft), ())) for draft in group]),
                sources[at],
                PLACES[not group or parents[id(group[0])] is None],
            )
            for at, group in enumerate(drafts)
        ]

    def _drafts(self, one: GoldAttribution) -> list[Draft]:
        """A statement as the program has it, one for each line that it touches, its cue's first."""
        parts = {role: self._ranges(getattr(one, role)) for role in ("cue", "source", "content")}
        home = next((line for role in parts for line in parts[role]), None)
        if home is None:
            return []
        found = []
        for number in (home, *(line for line in parts["content"] if line != home)):
            content = parts["content"].get(number, [])
            told = [*parts["cue"].get(number, []), *parts["source"].get(number, [])]
            told = told or content[:1]
            cue = parts["cue"].get(number, told)[0]
            found.append(
                Draft(
                    line=number,
                    sentence=self._lines[number].sentence_of(cue[0]),
                    pattern="annotated",
                    cue=cue,
                    source=self._phrase(number, parts["source"].get(number, told)[0]),
                    content=content,
                    clause=(min(start for start, _ in told), max(end for _, end in told)),
                )
            )
        return found

    def _ranges(self, spans: Sequence[Span]) -> dict[int, list[Range]]:
        """The words of spans, by line."""
        found: dict[int, list[Range]] = {}
        for number, line in enumerate(self._lines):
            for start, end in spans:
                first, last = line.word_range(start, end)
                if first < last and start < line.block.end and line.block.start < end:
                    found.setdefault(number, []).append((first, last))
        return found

    def _phrase(self, number: int, words: Range) -> Phrase:
        """The source phrase; what people marked may hold a name that the program would not see."""
        line, (start, end) = self._lines[number], words
        if line.lower[start] in self._relatives:
            return self._antecedent(line, start, end)
        phrase = self._phrases[number].any_core(start, end)
        if phrase is None:
            named = any(self._is_capital(line, at) for at in range(start, end))
            return Phrase(start, end, end - 1, "name" if named else "unnamed")
        if phrase.kind in ("name", "pronoun"):
            return phrase
        head = phrase.head
        apposed = any(
            line.lower[at] == "," and line.capitalized(at + 1) for at in range(head + 1, end - 1)
        )
        capitals = head > start and self._is_capital(line, head) and line.capitalized(head - 1)
        return replace(phrase, kind="name") if apposed or capitals else phrase

    def _antecedent(self, line: Line, start: int, end: int) -> Phrase:
        """“Who” and “which” stand for the words before them, which are a name or are not."""
        before = start - 1
        while before > 0 and line.lower[before] in COMMAS:
            before -= 1
        named = before >= 0 and self._is_capital(line, before)
        return Phrase(start, end, start, "name" if named else "unnamed")

    @staticmethod
    def _is_capital(line: Line, at: int) -> bool:
        """Whether a word has a capital that neither a sentence nor a headline gave it."""
        return line.capitalized(at) and not line.titled and at not in line.openings

    def _source(self, one: GoldAttribution, drafts: Sequence[Draft]) -> str:
        known = self._identifier.identify(drafts[0]).kind if drafts and one.source else None
        return _source_kind(one, known)

    def _wording(self, parts: Sequence[tuple[Draft, Sequence[Draft]]]) -> str:
        found = {kind_of(self._lines, draft, nested) for draft, nested in parts if draft.content}
        return found.pop() if len(found) == 1 else "mixed" if found else "non-response"
