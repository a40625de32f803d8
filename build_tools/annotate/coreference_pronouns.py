"""Finds the pronouns of an article, each with what its neighbours tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from build_tools.annotate.coreference_phrases import FreePhrases
from build_tools.annotate.coreference_statements import Statements
from build_tools.annotate.coreference_types import Pronoun, PronounClass, PronounForm, Role
from build_tools.annotate.quotations import find_quotations
from build_tools.lexicon import load_lexicon
from build_tools.models import Attribution, Span

# How many words behind a pronoun may tell what it is.
_BEHIND = 11


class Pronouns:
    """Finds the pronouns of one article."""

    def __init__(
        self,
        text: str,
        readers: Sequence[FreePhrases],
        statements: Statements,
        sentence_of: Callable[[int, int], int],
    ) -> None:
        """Args:
            text: The article's text.
            readers: A reader of noun phrases for each paragraph that is read.
            statements: Who speaks where.
            sentence_of: Paragraph and word -> the number of the sentence.
        """
        self._text = text
        self._readers = readers
        self._statements = statements
        self._sentence_of = sentence_of

    def third_persons(self) -> Iterator[Pronoun]:
        """“he”, “she”, “it”, “they” and their forms, in order of the text."""
        for number, reader in enumerate(self._readers):
            line = reader.line
            for index, word in enumerate(line.lower):
                known = _third_persons().get(word)
                # “US” is no pronoun.
                if known is not None and index not in line.mentions and not (
                    line.words[index].isupper() and len(word) > 1
                ):
                    yield self._pronoun(number, index, *known)

    def _pronoun(
        self, number: int, index: int, name: PronounClass, form: PronounForm
    ) -> Pronoun:
        reader = self._readers[number]
        line, quoted = reader.line, reader.quoted
        start, end = line.span(index, index + 1)
        if line.lower[index] == "her" and self._owns(reader, index + 1):
            form = "owner"
        at = index + 1
        while at < len(line) and reader.is_adverb(at):
            at += 1
        holder = self._statements.holder(start)
        return Pronoun(
            name, form, self._role(reader, index, at, form), number, index, start, end,
            self._sentence_of(number, index),
            before=line.lower[index - 1] if index else "",
            following=tuple(line.lower[index + 1 : index + 1 + _BEHIND]),
            quoted=quoted[index],
            direct=quoted[index] >= 0 and holder is not None and holder.kind != "indirect",
            reports=self._statements.is_source((start, end)),
            first_said=holder is not None and self._opens(holder, start),
            opens=index in line.openings or quoted[index - 1] != quoted[index],
            does=self._does(reader, at, form),
        )  # fmt: skip

    def _role(self, reader: FreePhrases, index: int, at: int, form: PronounForm) -> Role:
        """What a pronoun is in its clause, where `at` is the word after it and its adverbs."""
        line = reader.line
        if form == "owner":
            return "owner"
        acts = at < len(line) and (reader.is_verbal(at) or line.lower[at].startswith("'"))
        if (form == "subject" and acts) or line.lower[index + 1 : index + 2] == ["to"]:
            return "subject"
        return "object"

    def _owns(self, reader: FreePhrases, at: int) -> bool:
        """Whether a noun phrase goes on at a word, so that “her” before it is no object."""
        return at < len(reader.line) and reader.in_phrase(at, at - 1) and not reader.is_adverb(at)

    def _opens(self, statement: Attribution, offset: int) -> bool:
        """Whether a statement's content begins at an offset, “that” apart."""
        return any(
            start == offset or (start < offset < end and self._text[start:offset].strip() == "that")
            for start, end in statement.content
        )

    def _does(self, reader: FreePhrases, at: int, form: PronounForm) -> str:
        """What the words from `at` on tell of whom a pronoun before them stands for."""
        line, vocabulary = reader.line, reader.vocabulary
        if at >= len(line):
            return ""
        if form != "owner":
            speaks = form == "subject" and vocabulary.verb_at(line.lower, at) is not None
            return "speaks" if speaks else ""
        phrase = reader.any_core(at - 1, len(line))
        noun = vocabulary.nouns.get(line.lower[phrase.head]) if phrase is not None else None
        return f"has {noun.kind}" if noun is not None else ""

    def first_persons(self) -> Iterator[tuple[Span, bool, Attribution]]:
        """“I” and “we” in quotations: where, whether it is “we”, and the statement they stand in.

        In a quotation inside another one they count only where that has a statement of its own.
        """
        blocks = [(reader.line.block.start, reader.line.block.end) for reader in self._readers]
        nested = [quotation for quotation in find_quotations(self._text, blocks) if quotation.nested]
        for reader in self._readers:
            line = reader.line
            for index, word in enumerate(line.lower):
                several = _first_persons().get(word)
                if several is None or reader.quoted[index] < 0:
                    continue
                if line.words[index].isupper() and word != "i":
                    continue
                start, end = line.span(index, index + 1)
                statement = self._statements.holder(start)
                if statement is None or statement.kind not in ("direct", "mixed"):
                    continue
                inner = max((q.start for q in nested if q.start < start < q.end), default=0)
                if any(inner - 1 <= a <= start < b for a, b in statement.content):
                    yield (start, end), several, statement


@cache
def _first_persons() -> dict[str, bool]:
    """The pronouns of the first person, and whether each is for several."""
    lexicon = load_lexicon("coreference")["pronouns"]
    return {word: name == "we" for name in ("i", "we") for word in lexicon[name]}


@cache
def _third_persons() -> dict[str, tuple[PronounClass, PronounForm]]:
    lexicon = load_lexicon("coreference")["pronouns"]
    return {
        word: (name, form) for name in ("he", "she", "it", "they") for word, form in lexicon[name].items()
    }
