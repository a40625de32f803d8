"""Reads treebanks in the CoNLL-U format, each word with its place in the text of its document.

The text is put together from the `# text` lines: a space between sentences, a line end before a
sentence that opens a paragraph (`# newpar`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import SeedError
from build_tools.models import Span
from build_tools.seeds import read_text

_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Block:
    """The lines between two empty ones: a sentence as a file has it.

    Attributes:
        line: The number of its first line below the comments, counted from 1.
        comments: What stands behind `#`, by key; an empty string where there is no `=`.
        rows: The cells of each other line.
    """

    file: Path
    line: int
    comments: dict[str, str]
    rows: list[list[str]]

    def comment(self, key: str) -> str:
        """A comment that must be there.

        Raises:
            SeedError: If it is not.
        """
        if key not in self.comments:
            raise SeedError(f"a sentence without `# {key} =`", file=self.file, line=self.line)
        return self.comments[key]

    def opens(self, part: str) -> bool:
        """Whether a document (`newdoc`) or a paragraph (`newpar`) begins with the sentence."""
        return any(key in (part, f"{part} id") for key in self.comments)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    Attributes:
        head: The number of the word it depends on within the sentence, -1 for the root.
        misc: The last column, by key.
        start: Where it begins in the text of its document; `end`: where it ends. A word that is
            not written by itself ("won't" is "will" and "not") has the span of the whole.
    """

    form: str
    upos: str
    xpos: str
    head: int
    deprel: str
    misc: dict[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its span in the text of its document."""

    id: str
    words: tuple[Word, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its sentences."""

    id: str
    text: str
    sentences: tuple[Sentence, ...]


def read_treebank(folder: Path, split: str) -> Iterator[Document]:
    """The documents of one split; see `treebank_files`."""
    for file in treebank_files(folder, split):
        yield from read_documents(file)


def treebank_files(folder: Path, split: str) -> list[Path]:
    """The files of one split.

    Args:
        folder: Holds `files.<split>`, which names files below `documents/`, or a single file
            `*-<split>.conllu`.
        split: "train" or "dev".

    Raises:
        SeedError: If neither is there.
    """
    listed = folder / f"files.{split}"
    if listed.is_file():
        names = listed.read_text(encoding="utf-8").split()
        return [folder / "documents" / f"{name.removesuffix('.conllu')}.conllu" for name in names]
    files = sorted(folder.glob(f"*-{split}.conllu"))
    if not files:
        message = f"there is no files.{split} and no *-{split}.conllu in this folder"
        raise SeedError(message, file=folder)
    return files


def read_documents(file: Path) -> Iterator[Document]:
    """The documents of a file; one where no `# newdoc` parts them.

    Raises:
        SeedError: If the file is not of the format; with the line.
    """
    gathered: list[Block] = []
    for block in read_blocks(file):
        if block.opens("newdoc") and gathered:
            yield _document(gathered)
            gathered = []
        gathered.append(block)
    if gathered:
        yield _document(gathered)


def read_blocks(file: Path) -> Iterator[Block]:
    """The sentences of a file with tab-separated columns, as they lie there.

    Raises:
        SeedError: If the file cannot be read.
    """
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    first = 1
    for number, line in enumerate([*read_text(file)[0].split("\n"), ""], start=1):
        line = line.rstrip("\r")
        if not line.strip():
            if rows:
                yield Block(file, first, comments, rows)
            comments, rows, first = {}, [], number + 1
        elif line.startswith("#") and not rows:
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
            first = number + 1
        else:
            rows.append(line.split("\t"))


def join_sentences(texts: Iterable[tuple[str, bool]]) -> tuple[str, list[int]]:
    """Put a document's text together.

    Args:
        texts: Each sentence, and whether it opens a paragraph.

    Returns:
        The text, and where each sentence begins in it.
    """
    whole = ""
    starts = []
    for text, opens in texts:
        if whole:
            whole += "\n" if opens else " "
        starts.append(len(whole))
        whole += text
    return whole, starts


def locate(forms: Sequence[str], text: str) -> list[Span] | None:
    """Where words stand that follow each other in a text with nothing but space between them.

    Returns:
        A span for each, or None if the text is not made of just these words.
    """
    places = [index for index, character in enumerate(text) if not character.isspace()]
    plain = ["".join(form.split()) for form in forms]
    if "".join(plain) != "".join(text[index] for index in places) or not all(plain):
        return None
    spans = []
    at = 0
    for form in plain:
        spans.append((places[at], places[at + len(form) - 1] + 1))
        at += len(form)
    return spans


def _document(blocks: list[Block]) -> Document:
    first = blocks[0].comments
    text, starts = join_sentences((block.comment("text"), block.opens("newpar")) for block in blocks)
    sentences = tuple(map(_sentence, blocks, starts))
    return Document(first.get("newdoc id", blocks[0].file.stem), text, sentences)


def _sentence(block: Block, start: int) -> Sentence:
    text = block.comment("text")
    numbered: list[tuple[list[str], int]] = []  # the rows of words, and the written one of each
    written: list[str] = []
    covered = 0
    for offset, row in enumerate(block.rows):
        if len(row) != _COLUMNS:
            raise _fault(block, offset, f"a line of {len(row)} columns, not {_COLUMNS}")
        if "." in row[0]:
            continue  # a word that is understood and not written
        first, _, last = row[0].partition("-")
        try:
            if last:
                covered = int(last)
                written.append(row[1])
                continue
            if int(first) > covered:
                written.append(row[1])
            numbered.append((row, len(written) - 1))
            int(row[6])
        except ValueError:
            raise _fault(block, offset, "a word's number or head is none") from None
    places = locate(written, text)
    if places is None:
        raise _fault(block, 0, "the words are not those of `# text`")
    spans = _word_spans(numbered, places, text)
    words = tuple(
        Word(
            form=row[1],
            upos=row[3],
            xpos=row[4],
            head=int(row[6]) - 1,
            deprel=row[7],
            misc=dict(pair.partition("=")[::2] for pair in row[9].split("|") if "=" in pair),
            start=start + span[0],
            end=start + span[1],
        )
        for (row, _), span in zip(numbered, spans, strict=True)
    )
    return Sentence(block.comment("sent_id"), words, start, start + len(text))


def _word_spans(
    numbered: list[tuple[list[str], int]], places: list[Span], text: str
) -> list[Span]:
    """Split what is written as one into its words, where their letters are its letters."""
    forms: list[list[str]] = [[] for _ in places]
    for row, index in numbered:
        forms[index].append(row[1])
    spans: list[Span] = []
    for parts, (start, end) in zip(forms, places, strict=True):
        inside = locate(parts, text[start:end])
        if inside is None:
            spans += [(start, end)] * len(parts)
        else:
            spans += [(start + first, start + last) for first, last in inside]
    return spans


def _fault(block: Block, offset: int, message: str) -> SeedError:
    return SeedError(f"not CoNLL-U: {message}", file=block.file, line=block.line + offset)
