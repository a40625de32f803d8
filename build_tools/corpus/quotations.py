"""One utterance in several articles: quotations that lie in passages the articles share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools.corpus.assemble import Statement
from build_tools.corpus.groups import Groups
from build_tools.models import AnnotatedArticle, Reuse, Span


def quotation_variants(
    articles: Mapping[str, AnnotatedArticle], statements: Mapping[str, Sequence[Statement]]
) -> list[tuple[Statement, ...]]:
    """Groups of direct or mixed statements that are one utterance, printed in several articles.

    Two belong together where the shared passage that holds the one leads to the other.

    Returns:
        Each group in order of article, with at least two articles in it.
    """
    quoted = {
        (article, one.attribution.id): one
        for article in articles
        for one in statements.get(article, ())
        if one.attribution.kind in ("direct", "mixed") and one.attribution.content
    }
    groups = Groups(quoted)
    by_article: dict[str, list[tuple[tuple[str, str], Statement]]] = {}
    for key, one in quoted.items():
        by_article.setdefault(one.article, []).append((key, one))
    for key, one in quoted.items():
        for reuse in articles[one.article].reuse:
            if not one.overlaps(reuse.start, reuse.end):
                continue
            for other_key, other in by_article.get(reuse.other_article, ()):
                if other.overlaps(*_counterpart(one, reuse)):
                    groups.join(key, other_key)
    return [
        tuple(quoted[key] for key in keys)
        for keys in groups.members().values()
        if len({article for article, _ in keys}) > 1
    ]


def _counterpart(statement: Statement, reuse: Reuse) -> Span:
    """Where, in the other article, the part of the passage that the statement holds begins and ends.

    Positions inside a passage are carried over in proportion: its wording may differ a little.
    """
    start = max(reuse.start, min(a for a, _ in statement.attribution.content))
    end = min(reuse.end, max(b for _, b in statement.attribution.content))
    scale = (reuse.other_end - reuse.other_start) / (reuse.end - reuse.start)
    first = reuse.other_start + round((start - reuse.start) * scale)
    last = reuse.other_start + round((end - reuse.start) * scale)
    # A third off either end, so that the neighbour of a quotation is not taken for it.
    margin = (last - first) // 3
    return first + margin, max(last - margin, first + margin + 1)
