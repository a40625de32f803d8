"""What coreference hands from part to part: a phrase, a pronoun, and all that stood for somebody so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["person", "body", "place", "thing", "unknown"]
Number = Literal["one", "many", "either"]
Gender = Literal["he", "she"]
Role = Literal["subject", "object", "oblique", "owner", "owner of subject", "modifier"]
PronounClass = Literal["he", "she", "it", "they"]
PronounForm = Literal["subject", "object", "owner", "reflexive"]


@dataclass(frozen=True, slots=True)
class Markable:
    """A phrase that refers to somebody or something.

    Attributes:
        key: The same for phrases that mean the same.
        entities: Registry ids; several for “A and B”, none for what nobody links.
        source: Id of the statement whose unnamed source the phrase is.
        named: Whether it is a name, or a nominal that was linked.
        line, first, stop: Its paragraph, and its words there as a half-open range.
        start, end: Its span in the text.
        sentence: The number of its sentence in the article.
        pronoun: Whether it is a pronoun that was resolved.
        paired: Whether it is one of “A and B”.
        confidence: How sure it is that the phrase means what its key says.
    """

    key: str
    kind: Kind
    number: Number
    gender: Gender | None
    role: Role
    line: int
    first: int
    stop: int
    start: int
    end: int
    sentence: int
    entities: tuple[str, ...] = ()
    source: str | None = None
    named: bool = False
    pronoun: bool = False
    paired: bool = False
    confidence: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether it stands by itself, and is no part of a phrase about something else."""
        return self.role not in ("owner", "owner of subject", "modifier")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun and where it stands.

    Attributes:
        form: What it is by its shape.
        role: What it is in its clause.
        following: The words after it, in lower case.
        before: The word before it.
        quoted: The number of the quotation in its paragraph, -1 outside quotations.
        direct: Whether it stands in a quotation that a statement gives as spoken.
        reports: Whether it is a source itself.
        first_said: Whether what somebody says begins with it: “said it would”.
        opens: Whether a sentence or a quotation begins with it.
        does: What tells of its kind: “speaks” before a reporting verb, “has people” before a noun
            for people or bodies.
    """

    pronoun: PronounClass
    form: PronounForm
    role: Role
    line: int
    word: int
    start: int
    end: int
    sentence: int
    before: str = ""
    following: tuple[str, ...] = ()
    quoted: int = -1
    direct: bool = False
    reports: bool = False
    opens: bool = False
    first_said: bool = False
    does: str = ""


@dataclass(slots=True)
class Cluster:
    """Somebody or something that an article has spoken of, with all that stood for it so far."""

    key: str
    gender: Gender | None
    entities: tuple[str, ...]
    source: str | None
    named: bool
    markables: list[Markable] = field(default_factory=list)
