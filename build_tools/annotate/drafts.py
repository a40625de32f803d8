"""What the patterns hand to each other: a cue, and a statement before it is described."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.vocabulary import Verb, VerbForm

Range = tuple[int, int]


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
    """A statement that a pattern found. Ranges are half-open word indices of its line.

    Attributes:
        line: Index of the paragraph among those searched.
        sentence: The sentence of its cue.
        pattern: The pattern's name, for the provenance.
        cue: The reporting expression.
        source: The source phrase.
        content: In order; empty for a non-response, and where the next paragraph has it.
        clause: From the source to the end of cue, addressee and circumstances.
        verb: The reporting verb; None for “according to” and for non-responses.
        before: Whether content stands before the cue.
        addressee: The phrase for whom the words were said to.
        link: Where the statement before it ends, if this one goes on with the same source.
        silent: Whether it is a non-response.
        continued: Quotations of other paragraphs: line, first word, end.
    """

    line: int
    sentence: Range
    pattern: str
    cue: Range
    source: Phrase
    content: list[Range]
    clause: Range
    verb: Verb | None = None
    before: bool = False
    addressee: Phrase | None = None
    link: int | None = None
    silent: bool = False
    continued: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def belief(self) -> bool:
        """Whether it ascribes a thought or wish rather than words."""
        return self.verb is not None and self.verb.type == "belief"

    def holds(self, other: Draft) -> bool:
        """Whether the other statement stands inside this one's content."""
        inside = other.cue if other.link is not None else other.clause
        return other is not self and self.line == other.line and any(
            start <= inside[0] and inside[1] <= end for start, end in self.content
        )
