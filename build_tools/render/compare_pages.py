"""Two articles side by side, whole: paragraphs that share a passage, and those of one side alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.models import AnnotatedArticle, OutputFile, Reuse
from build_tools.names import even
from build_tools.render.differences import word_differences
from build_tools.render.links import compare_anchor, compare_path, page
from build_tools.render.site import Site


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of either article, whole, that share a passage.

    Attributes:
        anchors: The id of each passage that they share.
        left_html, right_html: The text, the words that the other side lacks in `del` and `ins`.
        quotation: Whether a quotation stands in it on both sides.
        words: How many words stand in both.
        percent: How much of the longer one stands in the other.
        left_alone, right_alone: Paragraphs of one side alone, number and text, that stand before it
            and behind the pair before.
    """

    anchors: tuple[str, ...]
    left_paragraph: int
    right_paragraph: int
    left_html: Markup
    right_html: Markup
    words: int
    percent: int
    quotation: bool
    left_alone: tuple[tuple[int, str], ...]
    right_alone: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs of two articles in the order of the first, and the paragraphs behind the last."""

    pairs: tuple[Pair, ...]
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
        words = sum(pair.words for pair in comparison.pairs)
        rows.append((path, left, right, len(comparison.pairs), words))
        yield site.render(
            page(path),
            "compare.html",
            f"Compare: {site.article_title(left)} / {site.article_title(right)}",
            "Two articles that share passages, side by side, with the words that differ marked.",
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
    """Two articles paragraph by paragraph: pairs that share a passage, and between them the others.

    A paragraph that shares passages with several of the other article stands in a pair with each.
    """
    lonely_left = _alone(left, {block.number for r in shared for block in left.blocks_touched((r.start, r.end))})
    lonely_right = _alone(
        right, {block.number for r in shared for block in right.blocks_touched((r.other_start, r.other_end))}
    )
    anchors: dict[tuple[int, int], dict[str, None]] = {}
    given: set[str] = set()
    for reuse in sorted(shared, key=lambda r: (r.start, r.other_start)):
        here, there = left.block_at(reuse.start), right.block_at(reuse.other_start)
        if here is None or there is None:
            continue
        # A passage that stands twice on the other side has one anchor, which leads to the first.
        anchor = compare_anchor(left.article.id, reuse)
        of_pair = anchors.setdefault((here.number, there.number), {})
        if anchor not in given:
            given.add(anchor)
            of_pair[anchor] = None
    found = []
    for (number, other_number), ids in sorted(anchors.items()):
        one, other = _text(left, number), _text(right, other_number)
        differences = word_differences(one, other)
        found.append(
            Pair(
                tuple(ids),
                number,
                other_number,
                differences.left,
                differences.right,
                differences.words,
                differences.percent,
                '"' in even(one) and '"' in even(other),
                _before(lonely_left, number),
                _before(lonely_right, other_number),
            )
        )
    return Comparison(tuple(found), tuple(lonely_left), tuple(lonely_right))


def _text(annotated: AnnotatedArticle, number: int) -> str:
    """The text of a paragraph."""
    block = annotated.blocks[number - 1]
    return annotated.article.text[block.start : block.end].strip()


def _alone(annotated: AnnotatedArticle, shared: set[int]) -> list[tuple[int, str]]:
    """The paragraphs, boilerplate left out, of which nothing is shared: number and text."""
    return [
        (block.number, _text(annotated, block.number))
        for block in annotated.blocks
        if block.kind != "boilerplate" and block.number not in shared
    ]


def _before(lonely: list[tuple[int, str]], number: int) -> tuple[tuple[int, str], ...]:
    """Take out of `lonely` what stands before the paragraph of a number."""
    taken = []
    while lonely and lonely[0][0] < number:
        taken.append(lonely.pop(0))
    return tuple(taken)
