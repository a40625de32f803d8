"""Sets sentence starts by rule: never across lines, with quotations and abbreviations in mind."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from build_tools.annotate.quotations import Quotation, find_quotations
from build_tools.annotate.vocabulary import Vocabulary, load_vocabulary
from build_tools.lexicon import load_lexicon
from build_tools.paragraphs import paragraph_spans

COMPONENT = "sourcebook_sentences"
_TEXT = "sourcebook_text"

_TERMINATORS = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!", "??"))
_CLOSERS = frozenset("”\"’'»)]}") | {"''"}
_QUOTE_CLOSERS = frozenset("”\"’'»") | {"''"}
# How many words a speech tag may take: “…?” the newly elected deputy mayor of Lyon asked.
_TAG_LENGTH = 9
# What parts two words that no space parts: `"Ada Lind"<lind@…>`.
_MARKS_INSIDE = re.compile(r'["“”<>]')
_LONGEST_WORD = 200
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1}}}")
# Text up to a long word, or a part of one.
_PIECE = re.compile(rf"\S{{1,{_LONGEST_WORD}}}\s*|\s+")


def build_pipeline() -> Language:
    """A blank English pipeline that sets sentence starts; it takes text of any length."""
    nlp = spacy.blank("en")
    nlp.max_length = 2**31  # spaCy's limit is there for its parser
    infixes = compile_infix_regex([*nlp.Defaults.infixes, _MARKS_INSIDE.pattern])
    nlp.tokenizer.infix_finditer = infixes.finditer
    is_address = nlp.tokenizer.url_match
    nlp.tokenizer.url_match = lambda word: None if _MARKS_INSIDE.search(word) else is_address(word)
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    nlp.add_pipe(COMPONENT)
    return nlp


class BoundedTokenizer:
    """A tokenizer that never sees a word longer than `_LONGEST_WORD` characters.

    spaCy peels punctuation off a word one character at a time, which is quadratic in the length
    of the word: a hundred thousand brackets in a row would take it minutes.
    """

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """The words of `text`, which the document gives back letter for letter."""
        doc = self._words(text)
        doc.user_data[_TEXT] = text
        return doc

    def _words(self, text: str) -> Doc:
        if _LONG_WORD.search(text) is None:
            return self._tokenizer(text)
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECE.findall(text):
            doc = self._tokenizer(piece)
            words += [token.text for token in doc]
            spaces += [bool(token.whitespace_) for token in doc]
        return Doc(doc.vocab, words=words, spaces=spaces)


def text_of(doc: Doc) -> str:
    """A document's text, which spaCy would put together anew from its words at each call."""
    return doc.user_data.get(_TEXT) or doc.text


@Language.component(COMPONENT)
def set_sentence_starts(doc: Doc) -> Doc:
    """Set `is_sent_start` on every token. The first word of a line always starts a sentence.

    White space before a sentence belongs to the one before it.
    """
    if len(doc) == 0:
        return doc
    starts = _starts(doc)
    doc.from_array("SENT_START", _flags(len(doc), starts))
    return doc


def _flags(length: int, starts: set[int]) -> numpy.ndarray:
    """One value a token, as spaCy wants it: 1 where a sentence starts, -1 elsewhere."""
    flags = numpy.full(length, -1, dtype="int64")
    flags[[0, *starts]] = 1
    return flags.astype("uint64")


def _starts(doc: Doc) -> set[int]:
    """The indices of the tokens that start a sentence."""
    text = text_of(doc)
    lines = paragraph_spans(text)
    words = [(token.i, token.idx, token.text) for token in doc if not token.is_space]
    quotations = find_quotations(text, lines)
    starts: set[int] = set()
    at = 0
    quoted = _Cursor([quotation for quotation in quotations if not quotation.nested])
    for _, line_end in lines:
        first = at
        while at < len(words) and words[at][1] < line_end:
            at += 1
        if at > first:
            starts.add(words[first][0])
            line = [word for _, _, word in words[first:at]]
            offsets = [offset for _, offset, _ in words[first:at]]
            for index in _inner_starts(text, line, offsets, quoted):
                starts.add(words[first + index][0])
    return starts


class _Cursor:
    """Tells which outer quotation holds an offset; offsets are asked for in rising order."""

    def __init__(self, quotations: list[Quotation]) -> None:
        self._quotations = quotations
        self._at = 0

    def holding(self, offset: int) -> Quotation | None:
        """The quotation that began before `offset` and holds it."""
        while self._at < len(self._quotations) and self._quotations[self._at].end <= offset:
            self._at += 1
        if self._at < len(self._quotations) and self._quotations[self._at].start < offset:
            return self._quotations[self._at]
        return None


def _inner_starts(text: str, line: list[str], offsets: list[int], quoted: _Cursor) -> list[int]:
    """The indices of the words of a line, other than its first, that start a sentence."""
    abbreviations, vocabulary = _abbreviations(), load_vocabulary()
    brackets = _bracketed(line)
    found: list[int] = []
    ended: str | None = None  # the word that may have ended a sentence
    closed = False  # whether a quotation closed after it
    for index, word in enumerate(line):
        if ended is not None and word in _CLOSERS and not _opening(text, offsets[index]):
            closed = closed or word in _QUOTE_CLOSERS
            continue
        if ended is not None and index not in brackets:
            quotation = quoted.holding(offsets[index])
            if (
                _can_open(word, line, index)
                and _can_end(ended, word, line, index, abbreviations)
                and (quotation is None or _holds_sentences(text, quotation))
                and not (closed and ended != "." and _is_tag(line, index, vocabulary))
            ):
                found.append(index)
        ended, closed = (word if _may_end(word) else None), False
        if word == "." and index and offsets[index] == offsets[index - 1] + len(line[index - 1]):
            whole = f"{line[index - 1]}."  # spaCy cuts the stop off abbreviations it does not know
            ended = whole if is_abbreviation(whole) else ended
    return found


def _may_end(word: str) -> bool:
    return word in _TERMINATORS or (len(word) > 1 and word[-1] in ".!?")


def _opening(text: str, offset: int) -> bool:
    """Whether the mark at `offset` stands as an opening one: white space before, none after."""
    before = text[offset - 1] if offset else " "
    after = text[offset + 1 : offset + 2] or " "
    return text[offset] in "“‘" or (before.isspace() and not after.isspace())


def _can_open(word: str, line: list[str], index: int) -> bool:
    """Whether a word looks like the first of a sentence."""
    first = word[0]
    if first.isupper() or first.isdigit() or first in "“\"•‘'([$£€" or word in ("''", "``"):
        following = line[index + 1] if index + 1 < len(line) else ""
        return first.isupper() or first.isdigit() or not following[:1].islower()
    return first.isalpha() and not first.islower()  # scripts without case


def _can_end(
    ended: str, word: str, line: list[str], index: int, lists: dict[str, frozenset[str]]
) -> bool:
    """Whether `ended` ends a sentence where `word` comes next."""
    if ended in _TERMINATORS:
        return True
    lower = ended.lower()
    if not is_abbreviation(ended) and "." not in ended[:-1]:
        return True
    if lower in lists["before_name"] or (lower in lists["before_number"] and word[0].isdigit()):
        return False
    initial = len(ended) == 2 and ended[0].isupper()
    if initial or lower in lists["may_end"] or "." in ended[:-1]:
        opener = word if word[0].isalnum() else line[min(index + 1, len(line) - 1)]
        return opener[0].isupper() and opener.lower() in lists["opens"]
    return True


def _holds_sentences(text: str, quotation: Quotation) -> bool:
    """Whether a quotation closes as speech does, so that sentences may end in it."""
    if not quotation.closed:
        return True
    inner = text[quotation.start : quotation.end].rstrip("”\"’'")
    following = text[quotation.end : quotation.end + 1]
    return inner[-1:] in tuple(".,?!…—-)") or following in tuple(".,?!")


def _is_tag(line: list[str], index: int, vocabulary: Vocabulary) -> bool:
    """Whether the words at `index`, right after “…?”, tell who said so."""
    if line[index].lower() in vocabulary.words["subject_pronouns"]:
        return False  # “…?” He said opens a sentence of its own
    for position in range(index + 1, min(index + _TAG_LENGTH, len(line))):
        word = line[position]
        form = vocabulary.verb_at([word.lower()], 0) if word.islower() else None
        if form is not None and form.finite and "after" in form.verb.frames:
            following = line[position + 1].lower() if position + 1 < len(line) else "."
            return following in (".", ",", ":") or (
                following in vocabulary.words["prepositions"] | vocabulary.words["time"]
            )
        if not word[0].isalpha() and word not in ("-", "’s", "'s"):
            return False
    return False


def _bracketed(line: list[str]) -> set[int]:
    """The indices of the words between brackets that close on the same line."""
    inside: set[int] = set()
    opened: int | None = None
    for index, word in enumerate(line):
        if word == "(":
            opened = index
        elif word == ")" and opened is not None:
            inside.update(range(opened + 1, index + 1))
            opened = None
    return inside


def is_abbreviation(word: str) -> bool:
    """Whether a word with its full stop is an abbreviation: “Maj.”, “J.”."""
    lists, lower = _abbreviations(), word.lower()
    if len(word) == 2 and word[0].isupper():
        return True
    known = any(lower in lists[name] for name in ("before_name", "before_number", "may_end"))
    return known and (word[0].isupper() or lower in lists["small"])


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_lexicon("abbreviations").items()}


