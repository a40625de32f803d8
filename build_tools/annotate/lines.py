"""The words of one paragraph as plain lists, with sentences, quotations and mentions marked.

The attribution patterns look at words by index; lists are many times faster than spaCy's tokens.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from spacy.tokens import Doc

from build_tools.annotate.quotations import Quotation, find_quotations
from build_tools.annotate.sentences import is_abbreviation, text_of
from build_tools.models import Block, BlockKind, Mention, Span

SEARCHED: frozenset[BlockKind] = frozenset(("title", "heading", "body"))
# Of the words of a headline set in title case, at least this part begins with a capital.
_TITLE_CASE = 0.6
MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "’", "'", "„", "‟"))


@dataclass(slots=True)
class Line:
    """The words of a paragraph.

    Attributes:
        block: The paragraph.
        words, lower: Each word, and in lower case with straight apostrophes; dashes are made
            alike, and “May” inside a sentence keeps its capital.
        starts, ends: Where each word stands in the text.
        sentences: Half-open word ranges.
        quotations: Outer quotations as half-open word ranges, marks included.
        quoted: For each word the index of its quotation, -1 outside.
        openings: The first words of the sentences.
        proper: Words of the whole article with a capital inside a sentence.
        titled: Whether most words begin with a capital letter, as in many headlines.
        unclosed: Whether the last quotation goes on in the next paragraph.
        mentions: Half-open word ranges with their mention, by first word, longest first.
    """

    block: Block
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    quotations: list[tuple[int, int]]
    quoted: list[int]
    openings: frozenset[int] = frozenset()
    proper: frozenset[str] = frozenset()
    titled: bool = False
    unclosed: bool = False
    mentions: dict[int, list[tuple[int, Mention]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """The text span of the words `start` to `end` (exclusive)."""
        return self.starts[start], self.ends[end - 1]

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie in a text span, as a half-open range."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The sentence that a word stands in."""
        return self.sentences[bisect_right(self.sentences, index, key=itemgetter(0)) - 1]

    def capitalized(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.words[index][0].isupper()

    def mention_at(self, index: int) -> tuple[int, Mention] | None:
        """The longest mention that starts with this word, and where it ends."""
        found = self.mentions.get(index)
        return found[0] if found else None


def split_lines(doc: Doc, blocks: Sequence[Block], mentions: Sequence[Mention]) -> list[Line]:
    """One `Line` for every block that is searched for statements.

    Args:
        doc: The article with sentence starts set.
        blocks: In order; those of other kinds are left out.
        mentions: Sorted by start.
    """
    return with_mentions(cut_lines(doc, blocks), mentions)


def cut_lines(doc: Doc, blocks: Sequence[Block]) -> list[Line]:
    """The same lines without mentions."""
    searched = [block for block in blocks if block.kind in SEARCHED]
    quotations = _by_block(
        find_quotations(text_of(doc), [(block.start, block.end) for block in searched]), searched
    )
    lines = []
    for block, quoted, words in zip(searched, quotations, _words(doc, searched), strict=True):
        lines.append(_line(block, words, quoted))
    proper = _proper_words(lines)
    for line in lines:
        line.proper = proper
    return lines


def _proper_words(lines: list[Line]) -> frozenset[str]:
    """The words that are capitalised right after a lower-case word somewhere."""
    return frozenset(
        word
        for line in lines
        if not line.titled
        for before, word in zip(line.words, line.words[1:])
        if word[0].isupper() and before.islower()
    )


def _words(doc: Doc, blocks: Sequence[Block]) -> Iterator[list[tuple[str, int, bool]]]:
    """For each block its words: text, offset, and whether a sentence starts there."""
    tokens = iter(doc)
    token = next(tokens, None)
    for block in blocks:
        words: list[tuple[str, int, bool]] = []
        while token is not None and token.idx < block.end:
            if token.idx >= block.start and not token.is_space:
                if not token.is_sent_start:
                    _join_abbreviation(words)
                words.append((token.text, token.idx, bool(token.is_sent_start)))
            token = next(tokens, None)
        yield words


def _join_abbreviation(words: list[tuple[str, int, bool]]) -> None:
    """Make one word of an abbreviation and its stop, where the sentence goes on after them."""
    if len(words) < 2 or words[-1][0] != ".":
        return
    (text, start, first), (_, stop, _) = words[-2:]
    if start + len(text) == stop and is_abbreviation(f"{text}."):
        words[-2:] = [(f"{text}.", start, first)]


def _by_block(
    quotations: list[Quotation], blocks: Sequence[Block]
) -> list[list[Quotation]]:
    """The outer quotations of each block."""
    found: list[list[Quotation]] = [[] for _ in blocks]
    at = 0
    for quotation in quotations:
        while blocks[at].end <= quotation.start:
            at += 1
        if not quotation.nested:
            found[at].append(quotation)
    return found


def _line(block: Block, words: list[tuple[str, int, bool]], outer: list[Quotation]) -> Line:
    texts = [text for text, _, _ in words]
    starts = [offset for _, offset, _ in words]
    ends = [offset + len(text) for text, offset, _ in words]
    lower = [text.lower().replace("’", "'") if text != "’" else text for text in texts]
    for index, text in enumerate(texts):
        if text == "--" or (text == "-" and _stands_alone(starts, ends, index)):
            lower[index] = "—"
    for index, text in enumerate(texts[1:], 1):
        if text == "May" and not words[index][2]:
            lower[index] = text  # the month; “may” is a verb
    letters = [text for text in texts if text[0].isalpha()]
    capitals = sum(text[0].isupper() for text in letters)
    line = Line(
        block=block,
        words=texts,
        lower=lower,
        starts=starts,
        ends=ends,
        sentences=[],
        quotations=[],
        quoted=[-1] * len(words),
        titled=block.kind != "body" and capitals >= _TITLE_CASE * len(letters),
    )
    bounds = [index for index, (_, _, first) in enumerate(words) if first and index]
    if words:
        line.sentences = list(zip([0, *bounds], [*bounds, len(words)], strict=True))
        line.openings = frozenset((0, *bounds))
    for quotation in outer:
        first, last = line.word_range(quotation.start, quotation.end)
        if first < last:
            line.quoted[first:last] = [len(line.quotations)] * (last - first)
            line.quotations.append((first, last))
            line.unclosed = not quotation.closed
    return line


def _stands_alone(starts: list[int], ends: list[int], index: int) -> bool:
    """Whether there is white space on both sides of a word."""
    before = index == 0 or ends[index - 1] < starts[index]
    return before and (index + 1 == len(starts) or ends[index] < starts[index + 1])


def with_mentions(lines: Sequence[Line], mentions: Sequence[Mention]) -> list[Line]:
    """The lines with these mentions and no others; the lines that are given stay as they are."""
    lines = [replace(line, mentions={}) for line in lines]
    at = 0
    for mention in mentions:
        while at < len(lines) and lines[at].block.end <= mention.start:
            at += 1
        if at == len(lines):
            break
        line = lines[at]
        if mention.start >= line.block.start:
            first, last = line.word_range(mention.start, mention.end)
            if first < last:
                line.mentions.setdefault(first, []).append((last, mention))
    for line in lines:
        for found in line.mentions.values():
            found.sort(key=lambda item: -item[0])
    return lines


def is_opening(line: Line, index: int) -> bool:
    """Whether word `index` opens an outer quotation."""
    return (
        index < len(line)
        and line.quoted[index] >= 0
        and line.quotations[line.quoted[index]][0] == index
    )
