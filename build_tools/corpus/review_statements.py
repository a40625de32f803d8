"""Statements and references for the review list: the uncertain, the open, and what nobody has seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from build_tools.corpus.certainty import certain_enough
from build_tools.corpus.review_rows import (
    Count,
    ReferenceRow,
    StatementRow,
    UnreviewedRow,
    excerpt,
    row_id,
)
from build_tools.lexicon import load_lexicon
from build_tools.models import (
    AnnotatedArticle,
    Attribution,
    EventMention,
    Mention,
    MentionForm,
    Span,
)

_PRONOUN_LISTS = ("subject_pronouns", "object_pronouns", "relatives")


def uncertain_statements(
    articles: Iterable[AnnotatedArticle], shown_from: float
) -> list[StatementRow]:
    """The statements that pages do not show by default, the least certain last.

    Args:
        shown_from: The least confidence of what is shown, 0 to 1.
    """
    rows = []
    for annotated in articles:
        article = annotated.article
        for one in annotated.attributions:
            if one.confidence is None or certain_enough(one, shown_from):
                continue
            first = (one.cue or one.content or one.source)[0]
            rows.append(
                StatementRow(
                    id=row_id("statement", article.id, one.id),
                    article=article.id,
                    statement=one.id,
                    confidence=one.confidence,
                    source=_words(article.text, one.source),
                    content=_words(article.text, one.content),
                    context=excerpt(annotated, first),
                )
            )
    return sorted(rows, key=lambda row: -row.confidence)


def _words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def open_references(articles: Iterable[AnnotatedArticle]) -> Iterator[ReferenceRow]:
    """Pronouns and descriptions that stand for somebody, and for nobody of the registry.

    The annotations hold three sorts of them: the source of a statement that is said to be named and is
    not linked, a pronoun as addressee, and a mention that is no name and has no entity. A pronoun
    elsewhere that was left open is not recorded. What a person has looked at is left out, and so is a
    source that names several, for which there is no one entity.
    """
    for annotated in articles:
        seen: set[Span] = set()
        for one in annotated.attributions:
            if one.provenance.method == "curated":
                continue
            if _is_open_source(annotated, one):
                seen.add(one.source[0])
                yield _reference(annotated, one.source[0], "source", one)
            if one.addressee is not None and _is_open_addressee(annotated, one):
                seen.add(one.addressee)
                yield _reference(annotated, one.addressee, "addressee", one)
        for mention in annotated.mentions:
            decided = mention.entity is not None or mention.provenance.method == "curated"
            span = (mention.start, mention.end)
            if not decided and mention.form != "name" and span not in seen:
                yield _reference(annotated, span, "mention", None, mention)


def _is_open_source(annotated: AnnotatedArticle, one: Attribution) -> bool:
    if one.source_kind != "named" or one.source_entity is not None or len(one.source) != 1:
        return False
    start, end = one.source[0]
    inside = [m for m in annotated.mentions if start <= m.start and m.end <= end]
    linked = {m.entity for m in inside if m.entity is not None}
    # A pronoun for two has a mention for each; a name that is not linked is on the list by itself.
    taken = any((m.start, m.end) == (start, end) and m.entity for m in inside)
    unknown = any(m.entity is None and m.form == "name" for m in inside)
    return not taken and not unknown and len(linked) < 2


def _is_open_addressee(annotated: AnnotatedArticle, one: Attribution) -> bool:
    if one.addressee_entity is not None or one.addressee is None:
        return False
    taken = any((m.start, m.end) == one.addressee and m.entity for m in annotated.mentions)
    return not taken and _form(annotated.article.text[slice(*one.addressee)]) == "pronoun"


def _reference(
    annotated: AnnotatedArticle,
    span: Span,
    role: str,
    one: Attribution | None,
    mention: Mention | None = None,
) -> ReferenceRow:
    identifier = annotated.article.id
    return ReferenceRow(
        id=row_id("reference", identifier, span[0], *([one.id] if one else [])),
        article=identifier,
        role=role,  # type: ignore[arg-type]  # one of the three that the row knows
        form=mention.form if mention else _form(annotated.article.text[slice(*span)]),
        statement=one.id if one else None,
        span=span,
        candidates=mention.candidates if mention else (),
        context=excerpt(annotated, span),
    )


def _form(words: str) -> MentionForm:
    return "pronoun" if words.casefold() in _pronouns() else "nominal"


@cache
def _pronouns() -> frozenset[str]:
    lexicon = load_lexicon("function_words")
    return frozenset(word for name in _PRONOUN_LISTS for word in lexicon[name])


def unreviewed(
    articles: Iterable[AnnotatedArticle], passages: Iterable[EventMention]
) -> Iterator[UnreviewedRow]:
    """For each article with annotations that no person has looked at, how many there are.

    Args:
        passages: The event passages of all articles.
    """
    found: Counter[str] = Counter()
    curated: Counter[str] = Counter()
    for passage in passages:
        found[passage.article] += 1
        curated[passage.article] += passage.provenance.method == "curated"
    for annotated in articles:
        identifier = annotated.article.id
        sections = {
            "mentions": annotated.mentions,
            "statements": annotated.attributions,
            "epithets": annotated.epithets,
            "dates": annotated.dates,
        }
        counts = [
            Count(what, sum(one.provenance.method != "curated" for one in held), len(held))
            for what, held in sections.items()
        ]
        total = found[identifier]
        counts.append(Count("event passages", total - curated[identifier], total))
        if any(count.unreviewed for count in counts):
            yield UnreviewedRow(row_id("unreviewed", identifier), identifier, tuple(counts))
