"""Names that people marked in the treebanks: of Universal NER in EWT, and of GUM.

Both are found below one folder of corpora: `uner-ewt/` with `ud-ewt/`, and `ud-gum/`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from build_tools.errors import SeedError
from build_tools.models import Span
from build_tools.training.conllu import (
    Block,
    Document,
    Sentence,
    Word,
    join_sentences,
    locate,
    read_blocks,
    read_treebank,
    treebank_files,
)

LABELS = ("person", "organization", "place", "other")
_UNER = {"PER": "person", "ORG": "organization", "LOC": "place"}
# "(12-person-new-…" opens a mention, "12)" closes the last one of that number, "(12-…)" does both.
_BRACKET = re.compile(r"\(([^()-]+)-([^()]*)(\))?|([^()]+)\)")
# Behind the number: type, status, salience, centering, minimal span, kind of link; then identity.
_FIELDS = 6
_PROPER = ("NNP", "NNPS")
# What joins two proper nouns to one name, and what ends a name.
_JOINS = frozenset({"of", "for", "on"})
_ENDS = frozenset(",;()[]")
# Words that depend on a name and are no part of it; what is in SMALL only where it stands between.
_OUTSIDE = frozenset(
    {"nmod:desc", "appos", "acl", "acl:relcl", "advcl", "parataxis", "dep", "discourse", "vocative"}
)
_SMALL = frozenset({"det", "case", "cc", "punct", "mark"})


class Name(NamedTuple):
    """A name: `text[start:end]`, and one of LABELS."""

    start: int
    end: int
    label: str


class NamedText(NamedTuple):
    """A document and the names in it, in order and apart from each other."""

    id: str
    text: str
    names: list[Name]


def read_uner(corpora: Path, split: str) -> Iterator[NamedText]:
    """The documents of EWT with the persons, organizations and places of Universal NER.

    A sentence has its text from EWT; the few whose words are others there have their own. What is
    marked OTH, mostly nationalities, is no name here.

    Args:
        corpora: Holds `uner-ewt/<split>.iob2` and `ud-ewt/`.
        split: "train" or "dev".

    Raises:
        SeedError: If a file is missing or not of the format.
    """
    known: dict[str, tuple[str, bool]] = {}
    for file in treebank_files(corpora / "ud-ewt", split):
        for block in read_blocks(file):
            known[block.comment("sent_id")] = block.comment("text"), block.opens("newpar")
    gathered: list[Block] = []
    for block in read_blocks(corpora / "uner-ewt" / f"{split}.iob2"):
        if block.opens("newdoc") and gathered:
            yield _uner_text(gathered, known)
            gathered = []
        gathered.append(block)
    if gathered:
        yield _uner_text(gathered, known)


def read_gum_names(corpora: Path, split: str) -> Iterator[NamedText]:
    """The documents of GUM with the names among the mentions that it marks.

    A mention is a name where the word that its other words depend on is a proper noun (NNP, NNPS).
    Of the mention only the name itself is taken: that word, and what depends on it and is written
    with a capital or a figure, or is joined to it as a part of one name ("de la Cruz"). Articles,
    titles ("President …"), appositions, what stands behind a comma or in brackets, and phrases
    with a preposition are left out; the last stay where nothing but "of", "for" or "on" joins two
    proper nouns of no person ("University of Sydney"). What is marked as a person, but has an article
    or a possessive, or a phrase of its own behind a single word ("President of Chile"), is a
    description and no name, and so is a pair of mentions ("Israel and Iran"); its parts are names.

    An event, thing or notion counts as "other" where GUM links it to an article of Wikipedia, or
    its name has two words at least. A time is no name. Of names that overlap, the longest is kept.

    Args:
        corpora: Holds `ud-gum/`.
        split: "train" or "dev".

    Raises:
        SeedError: If a file is missing or not of the format.
    """
    for document in read_treebank(corpora / "ud-gum", split):
        yield NamedText(document.id, document.text, _gum_names(document))


def _uner_text(blocks: list[Block], known: dict[str, tuple[str, bool]]) -> NamedText:
    texts: list[tuple[str, bool]] = []
    places: list[list[Span]] = []
    for block in blocks:
        own = block.comment("text")
        text, opens = known.get(block.comment("sent_id"), (own, False))
        forms = [row[1] for row in block.rows]
        spans = locate(forms, text)
        if spans is None:
            text, spans = own, locate(forms, own)
        if spans is None:
            raise SeedError("the words are not those of `# text`", file=block.file, line=block.line)
        texts.append((text, opens))
        places.append(spans)
    whole, starts = join_sentences(texts)
    names: list[Name] = []
    for block, spans, offset in zip(blocks, places, starts, strict=True):
        names += (Name(offset + a, offset + b, label) for a, b, label in _spans_of(block, spans))
    return NamedText(blocks[0].comment("newdoc id"), whole, names)


def _spans_of(block: Block, spans: list[Span]) -> Iterator[Name]:
    """The names that the tags of a sentence give: B begins one, I goes on with it."""
    label = ""
    start = end = 0
    for offset, (row, span) in enumerate(zip(block.rows, spans, strict=True)):
        if len(row) < 3 or row[2][:1] not in ("O", "B", "I"):
            raise SeedError("a word without an IOB2 tag", file=block.file, line=block.line + offset)
        begins, _, kind = row[2].partition("-")
        if begins == "I" and label:
            end = span[1]
            continue
        if label:
            yield Name(start, end, label)
        label = _UNER.get(kind, "") if begins == "B" else ""
        start, end = span
    if label:
        yield Name(start, end, label)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A mention of GUM: word numbers within its sentence, the last one included."""

    first: int
    last: int
    head: int
    kind: str
    linked: bool


def _gum_names(document: Document) -> list[Name]:
    found: set[Name] = set()
    for sentence in document.sentences:
        mentions = list(_mentions(sentence))
        heads = {mention.head for mention in mentions}
        for mention in mentions:
            label = mention.kind if mention.kind in LABELS else "other"
            span = _name_words(sentence, mention, label, heads) if mention.kind != "time" else None
            if span is None or (label == "other" and not mention.linked and span[0] == span[1]):
                continue
            first, last = (sentence.words[number] for number in span)
            found.add(Name(first.start, last.end, label))
    return _apart(found)


def _mentions(sentence: Sentence) -> Iterator[_Mention]:
    """The mentions of a sentence; one that goes beyond it is left out."""
    opened: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, word in enumerate(sentence.words):
        for match in _BRACKET.finditer(word.misc.get("Entity", "")):
            group, fields, closes, ends = match.groups()
            if group is not None:
                opened[group].append((number, fields))
            if (closes or ends) and opened[group or ends]:
                first, fields = opened[group or ends].pop()
                inside = range(first, number + 1)
                head = next(at for at in inside if sentence.words[at].head not in inside)
                parts = fields.split("-", _FIELDS)
                yield _Mention(first, number, head, parts[0], len(parts) > _FIELDS)


def _name_words(
    sentence: Sentence, mention: _Mention, label: str, heads: set[int]
) -> tuple[int, int] | None:
    """The first and last word of the name that a mention is, None where it is a description."""
    words = sentence.words
    if words[mention.head].xpos not in _PROPER:
        return None
    children: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(mention.first, mention.last + 1):
        children[words[number].head].append(number)
    direct = {words[number].deprel for number in children[mention.head]}
    if label == "person" and (
        words[mention.head].xpos == "NNPS"
        or direct & {"det", "nmod:poss"}
        or ("nmod" in direct and "flat" not in direct)
    ):
        return None
    if any(words[n].deprel == "conj" and n in heads for n in children[mention.head]):
        return None
    parts = {mention.head}
    waiting = [mention.head]
    while waiting:
        for number in children[waiting.pop()]:
            if _belongs(words, number, children, label, heads):
                parts.add(number)
                waiting.append(number)
    first = last = mention.head
    while (before := _nearest(words, parts, range(first - 1, mention.first - 1, -1))) is not None:
        first = before
    while (after := _nearest(words, parts, range(last + 1, mention.last + 1))) is not None:
        last = after
    return first, last


def _belongs(
    words: tuple[Word, ...],
    number: int,
    children: dict[int, list[int]],
    label: str,
    heads: set[int],
) -> bool:
    """Whether a word that depends on a part of a name is a part of it too."""
    word = words[number]
    if word.deprel in _OUTSIDE or word.deprel in _SMALL:
        return False
    if word.deprel == "nmod:poss" and number in heads:
        return False
    small = {words[n].form.lower() for n in children[number] if words[n].deprel == "case"}
    if small - {"'s", "’s", "'", "’"}:
        return label != "person" and small <= _JOINS and word.xpos in _PROPER
    return word.deprel == "flat" or word.form[0].isupper() or word.form[0].isdigit()


def _nearest(words: tuple[Word, ...], parts: set[int], away: Iterable[int]) -> int | None:
    """The next part of a name in one direction, over small words and hyphens alone."""
    for number in away:
        if number in parts:
            return number
        if words[number].deprel not in _SMALL or words[number].form in _ENDS:
            return None
    return None


def _apart(names: set[Name]) -> list[Name]:
    """Of names that overlap the longest, of the same span the first label; in order."""
    kept: list[Name] = []
    longest_first = sorted(
        names, key=lambda one: (one.start - one.end, one.start, LABELS.index(one.label))
    )
    for name in longest_first:
        if all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return sorted(kept)
