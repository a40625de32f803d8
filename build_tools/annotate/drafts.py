"""What the patterns hand to each other: a cue, and a statement before it is described."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.reader import ModelStatement
from build_tools.annotate.vocabulary import Verb, VerbForm

Range = tuple[int, int]


def apart(pieces: Iterable[Range]) -> list[Range]:
    """The pieces in order, each once; those that share something as one."""
    joined: list[Range] = []
    for start, end in sorted(pieces):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in its sentence. All positions are word indices of its line.

    Attributes:
        form: The verb.
        start: The first word, auxiliaries and negations included.
        end: The index after its last word.
        sentence: The sentence as a half-open range.
        first: Where the sentence's text begins, bullets and labels apart.
        stop: The index after the sentence's last word, its full stop apart.
    """

    form: VerbForm
    start: int
    end: int
    sentence: Range
    first: int
    stop: int

    @property
    def plain(self) -> bool:
        """Whether it has no auxiliary."""
        return self.end - self.start == len(self.form.words)


@dataclass(slots=True)
class Draft:
    """A statement that a pattern or the network found. Ranges are word indices of its line.

    Attributes:
        line: Index of the paragraph among those searched.
        sentence: The sentence of its cue.
        pattern: The pattern's name, for the provenance.
        cue: The reporting expression.
        source: The source phrase; None where the text names none.
        content: In order; empty for a non-response, and where the next paragraph has it.
        clause: From the source to the end of cue, addressee and circumstances.
        verb: The reporting verb; None for “according to” and for non-responses.
        before: Whether content stands before the cue.
        addressee: The phrase for whom the words were said to.
        link: Where the statement before it ends, if this one goes on with the same source.
        silent: Whether it is a non-response.
        continued: Content in other paragraphs: line, first word, end.
        found: What the network says of it; None where a rule found it.
        reporter: Who passed the words on, where the pattern tells: “‘C,’ X quoted A as saying”.
    """

    line: int
    sentence: Range
    pattern: str
    cue: Range
    source: Phrase | None
    content: list[Range]
    clause: Range
    verb: Verb | None = None
    before: bool = False
    addressee: Phrase | None = None
    link: int | None = None
    silent: bool = False
    continued: list[tuple[int, int, int]] = field(default_factory=list)
    found: ModelStatement | None = None
    reporter: Phrase | None = None

    @property
    def belief(self) -> bool:
        """Whether it ascribes a thought or wish rather than words."""
        if self.verb is not None:
            return self.verb.type == "belief"
        return self.found is not None and self.found.belief

    @property
    def denial(self) -> bool:
        """Whether its content is what the source denies."""
        if self.verb is not None and self.verb.denial:
            return True
        return self.found is not None and self.found.denial

    def pieces(self) -> list[tuple[int, int, int]]:
        """The pieces of the content: line, first word, end."""
        return [*((self.line, start, end) for start, end in self.content), *self.continued]

    @property
    def inside(self) -> Range:
        """What must stand inside a content for the whole statement to be held by it."""
        return self.cue if self.link is not None else self.clause

    def holds(self, other: Draft) -> bool:
        """Whether the other statement stands inside this one's content.

        Its clause may be parted by this one's: “The mayor, two clerks said, had promised a park”.
        """
        if other is self:
            return False
        pieces = [(start, end) for line, start, end in self.pieces() if line == other.line]

        def inside(words: Range) -> bool:
            return any(start <= words[0] and words[1] <= end for start, end in pieces)

        if inside(other.inside):
            return True
        if other.source is None or other.link is not None:
            return False
        return inside(other.cue) and inside((other.source.start, other.source.end))
