"""Every data type of Sourcebook. Nothing here imports anything else of ours.

A span is a half-open pair of Python string indices into `Article.text`. All types are frozen;
sequences are tuples, so values can be hashed, compared and sent to another process.
"""

from build_tools.models.article import (
    Article,
    Basis,
    Block,
    BlockKind,
    RelayStep,
    Span,
    Stated,
)
from build_tools.models.registry import (
    Entity,
    EntityKind,
    Event,
    Figure,
    Passage,
    Registry,
    Relation,
    RelationType,
    Role,
)
from build_tools.models.annotation import (
    LABELS,
    AnnotatedArticle,
    Attribution,
    AttributionKind,
    DateExpression,
    Epithet,
    EventDecision,
    EventMention,
    Label,
    Mention,
    MentionForm,
    Method,
    Provenance,
    Reuse,
    SourceKind,
)
from build_tools.models.corpus import (
    ChainStep,
    Corpus,
    OutputFile,
)

__all__ = [
    "LABELS",
    "AnnotatedArticle",
    "Article",
    "Attribution",
    "AttributionKind",
    "Basis",
    "Block",
    "BlockKind",
    "ChainStep",
    "Corpus",
    "DateExpression",
    "Entity",
    "EntityKind",
    "Epithet",
    "Event",
    "EventDecision",
    "EventMention",
    "Figure",
    "Label",
    "Mention",
    "MentionForm",
    "Method",
    "OutputFile",
    "Passage",
    "Provenance",
    "Registry",
    "Relation",
    "RelationType",
    "RelayStep",
    "Reuse",
    "Role",
    "SourceKind",
    "Span",
    "Stated",
]
