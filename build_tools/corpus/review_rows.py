"""What the review list is made of: a frozen row for each thing that wants a person, each with an id.

An id is the row's kind and what tells it from others of its kind, so that it is the same in the next
run as long as the text and the file that it is about are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from build_tools.corpus.kwic import kwic_row
from build_tools.models import AnnotatedArticle, Label, Mention, MentionForm, Provenance, Span
from build_tools.names import fold

RowKind = Literal[
    "correction", "article", "name", "statement", "reference", "event", "date", "unreviewed"
]
Problem = Literal["broken", "idle"]
# In the order in which a person goes through them: first what is broken.
KINDS: tuple[RowKind, ...] = get_args(RowKind)

_NO_WORD = re.compile(r"[^\w.-]|_")
_NOBODY = Provenance("rule", "review")


def row_id(kind: RowKind, *parts: str | int) -> str:
    """An id that is one word for a shell; different parts give different ids."""
    return ":".join((kind, *(_NO_WORD.sub(_escaped, fold(str(part))) for part in parts)))


def _escaped(match: re.Match[str]) -> str:
    return "_" if match.group() == " " else f"%{ord(match.group()):X}"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with those around them, inside their paragraph."""

    article: str
    paragraph: int
    left: str
    keyword: str
    right: str


def excerpt(annotated: AnnotatedArticle, span: Span) -> Excerpt:
    """The words at `span`; nothing around them where they stand outside the paragraphs."""
    row = kwic_row(annotated, Mention(*span, "name", "other", None, _NOBODY))
    if row is None:
        words = annotated.article.text[slice(*span)]
        return Excerpt(annotated.article.id, annotated.paragraph_at(span[0]), "", words, "")
    return Excerpt(row.article, row.paragraph, row.left, row.keyword, row.right)


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction that cannot be applied, or that nothing comes of.

    Attributes:
        file: The file's name.
        line: Of the entry; None where the file cannot be read.
        problem: `broken`, or `idle` where the program now finds the same by itself.
    """

    kind: ClassVar[RowKind] = "correction"
    id: str
    article: str
    file: str
    line: int | None
    problem: Problem
    message: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of which nobody could tell the outlet, the date, or both."""

    kind: ClassVar[RowKind] = "article"
    id: str
    article: str
    unknown: tuple[Literal["outlet", "date"], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a name may belong to: which of its names is like it, and how much, 0 to 1."""

    entity: str
    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name without an entity, over the corpus.

    Attributes:
        text: Its most frequent spelling, in full where a full form is known.
        label: Its most frequent type.
        forms: Its other spellings and short forms, the most frequent first.
        candidates: The entities that it may be, where that was not decided.
        mentions, articles: How many there are.
        contexts: At most three mentions with the words around them, from different articles where
            there are several.
        matches: Entities with a name like it, the likest first.
    """

    kind: ClassVar[RowKind] = "name"
    id: str
    text: str
    label: Label
    forms: tuple[str, ...]
    candidates: tuple[str, ...]
    mentions: int
    articles: int
    contexts: tuple[Excerpt, ...]
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement of which the program is not certain enough to show it by default.

    Attributes:
        statement: The attribution's id in its article.
        source, content: As printed; an ellipsis joins what stands apart.
        context: The cue with the words around it.
    """

    kind: ClassVar[RowKind] = "statement"
    id: str
    article: str
    statement: str
    confidence: float
    source: str
    content: str
    context: Excerpt


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A pronoun or a description that stands for somebody whom the program left open.

    Attributes:
        role: Whether it is the source or the addressee of a statement, or a mention by itself.
        statement: That statement's id.
        span: Where it stands in the article's text.
        candidates: The entities that it may be, where the annotation holds them.
    """

    kind: ClassVar[RowKind] = "reference"
    id: str
    article: str
    role: Literal["source", "addressee", "mention"]
    form: MentionForm
    statement: str | None
    span: Span
    candidates: tuple[str, ...]
    context: Excerpt


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event that no article dates."""

    kind: ClassVar[RowKind] = "event"
    id: str
    event: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class DateRow:
    """A date expression without a value.

    Attributes:
        span: Where it stands in the article's text.
        why: What kept the program from counting it.
    """

    kind: ClassVar[RowKind] = "date"
    id: str
    article: str
    span: Span
    why: str
    context: Excerpt


@dataclass(frozen=True, slots=True)
class Count:
    """How many annotations of one sort no person has looked at, and how many there are."""

    what: str
    unreviewed: int
    total: int


@dataclass(frozen=True, slots=True)
class UnreviewedRow:
    """What no person has looked at in an article."""

    kind: ClassVar[RowKind] = "unreviewed"
    id: str
    article: str
    counts: tuple[Count, ...]


Row = (
    CorrectionRow | ArticleRow | NameRow | StatementRow | ReferenceRow | EventRow | DateRow
    | UnreviewedRow
)  # fmt: skip
