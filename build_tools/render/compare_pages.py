"""Two articles side by side where they share passages, with the words that differ marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.models import AnnotatedArticle, Block, OutputFile, Reuse
from build_tools.names import even
from build_tools.render.differences import word_differences
from build_tools.render.links import compare_anchor, compare_path, page
from build_tools.render.site import Site

_EXCERPT = 70


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """One passage as both articles have it.

    Attributes:
        left_html, right_html: The text, the words that the other side lacks in `del` and `ins`.
        quotation: Whether a quotation stands in it on both sides.
        left_alone, right_alone: Paragraphs of one side alone, with their first words, that stand
            before it and behind the passage before.
    """

    anchor: str
    left_paragraph: int
    right_paragraph: int
    left_html: Markup
    right_html: Markup
    score: float
    quotation: bool
    left_alone: tuple[tuple[int, str], ...]
    right_alone: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The passages of two articles in the order of the first, and the paragraphs behind the last."""

    passages: tuple[SharedPassage, ...]
    left_alone: tuple[tuple[int, str], ...]
    right_alone: tuple[tuple[int, str], ...]


def compare_pages(site: Site) -> Iterator[OutputFile]:
    """A page for each pair of articles that share a passage, and a list of them."""
    pairs: dict[tuple[str, str], list[Reuse]] = {}
    for annotated in site.view.articles.values():
        for reuse in annotated.reuse:
            if annotated.article.id < reuse.other_article:
                pairs.setdefault((annotated.article.id, reuse.other_article), []).append(reuse)
    rows = []
    for (left, right), shared in sorted(pairs.items()):
        comparison = compare(site.article(left), site.article(right), shared)
        path = compare_path(left, right)
        length = sum(reuse.end - reuse.start for reuse in shared)
        rows.append((path, left, right, len(comparison.passages), length))
        yield site.render(
            page(path),
            "compare.html",
            f"Compare: {site.article_title(left)} / {site.article_title(right)}",
            "Passages that stand in both articles, with the words that differ marked.",
            left=left,
            right=right,
            comparison=comparison,
        )
    yield site.render(
        page("compare/index"),
        "compare_index.html",
        "Compare",
        "Pairs of articles that share passages, and quotations that stand in several.",
        rows=rows,
        quotations=site.quotations,
    )


def compare(left: AnnotatedArticle, right: AnnotatedArticle, shared: Sequence[Reuse]) -> Comparison:
    """The shared passages of two articles, and between them what only one of the two has."""
    lonely_left = _alone(left, {block.number for r in shared for block in left.blocks_touched((r.start, r.end))})
    lonely_right = _alone(
        right, {block.number for r in shared for block in right.blocks_touched((r.other_start, r.other_end))}
    )
    found = []
    for reuse in sorted(shared, key=lambda r: (r.start, r.other_start)):
        here, there = left.block_at(reuse.start), right.block_at(reuse.other_start)
        if here is None or there is None:
            continue
        one = left.article.text[reuse.start : reuse.end]
        other = right.article.text[reuse.other_start : reuse.other_end]
        differences = word_differences(one, other)
        found.append(
            SharedPassage(
                compare_anchor(left.article.id, reuse),
                here.number,
                there.number,
                differences.left,
                differences.right,
                reuse.score,
                '"' in even(one) and '"' in even(other),
                _before(lonely_left, here),
                _before(lonely_right, there),
            )
        )
    return Comparison(tuple(found), tuple(lonely_left), tuple(lonely_right))


def _alone(annotated: AnnotatedArticle, shared: set[int]) -> list[tuple[int, str]]:
    """The paragraphs, boilerplate left out, of which nothing is shared: number and first words."""
    found = []
    for block in annotated.blocks:
        if block.kind != "boilerplate" and block.number not in shared:
            text = annotated.article.text[block.start : block.end].strip()
            cut = text if len(text) <= _EXCERPT else text[:_EXCERPT].rpartition(" ")[0] + " …"
            found.append((block.number, cut))
    return found


def _before(lonely: list[tuple[int, str]], block: Block) -> tuple[tuple[int, str], ...]:
    """Take out of `lonely` what stands before a block."""
    taken = []
    while lonely and lonely[0][0] < block.number:
        taken.append(lonely.pop(0))
    return tuple(taken)
