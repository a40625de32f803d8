"""Two articles side by side where they share passages, with the words that differ marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from build_tools.corpus.assemble import Statement
from build_tools.corpus.quotations import quotation_variants
from build_tools.models import AnnotatedArticle, OutputFile, Reuse
from build_tools.names import even
from build_tools.render.links import compare_anchor, compare_path, page
from build_tools.render.markup import escape
from build_tools.render.site import Site

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """One passage as both articles have it.

    Attributes:
        left_html, right_html: The text, the words that the other side lacks in `del` and `ins`.
        quotation: Whether a quotation stands in it on both sides.
    """

    anchor: str
    left_paragraph: int
    right_paragraph: int
    left_html: Markup
    right_html: Markup
    score: float
    quotation: bool


def compare_pages(site: Site) -> Iterator[OutputFile]:
    """A page for each pair of articles that share a passage, and a list of them."""
    pairs: dict[tuple[str, str], list[Reuse]] = {}
    for annotated in site.view.articles.values():
        for reuse in annotated.reuse:
            if annotated.article.id < reuse.other_article:
                pairs.setdefault((annotated.article.id, reuse.other_article), []).append(reuse)
    rows = []
    for (left, right), shared in sorted(pairs.items()):
        passages = _passages(site.article(left), site.article(right), shared)
        path = compare_path(left, right)
        rows.append((path, left, right, len(passages), sum(r.end - r.start for r in shared)))
        yield site.render(
            page(path),
            "compare.html",
            f"Compare: {site.article_title(left)} / {site.article_title(right)}",
            "Passages that stand in both articles, with the words that differ marked.",
            left=left,
            right=right,
            passages=passages,
        )
    yield site.render(
        page("compare/index"),
        "compare_index.html",
        "Compare",
        "Pairs of articles that share passages, and quotations that stand in several.",
        rows=rows,
        quotations=_quotations(site),
    )


def _quotations(site: Site) -> list[list[tuple[Statement, Markup]]]:
    """Each utterance with its variants, and the words in which a variant differs from the longest."""
    groups = []
    for members in quotation_variants(site.view.articles, site.view.statements):
        longest = max(members, key=lambda one: len(one.words("content")))
        rows = []
        for one in members:
            _, differing = word_differences(longest.words("content"), one.words("content"))
            same = one.words("content") == longest.words("content")
            rows.append((one, Markup(escape(one.words("content"))) if same else differing))
        groups.append(rows)
    return groups


def _passages(
    left: AnnotatedArticle, right: AnnotatedArticle, shared: list[Reuse]
) -> list[SharedPassage]:
    found = []
    for reuse in sorted(shared, key=lambda r: (r.start, r.other_start)):
        here, there = left.block_at(reuse.start), right.block_at(reuse.other_start)
        if here is None or there is None:
            continue
        one = left.article.text[reuse.start : reuse.end]
        other = right.article.text[reuse.other_start : reuse.other_end]
        left_html, right_html = word_differences(one, other)
        found.append(
            SharedPassage(
                compare_anchor(left.article.id, reuse),
                here.number,
                there.number,
                left_html,
                right_html,
                reuse.score,
                '"' in even(one) and '"' in even(other),
            )
        )
    return found


def word_differences(one: str, other: str) -> tuple[Markup, Markup]:
    """Both texts as HTML, what only the first has in `del`, what only the second has in `ins`.

    Differences of typography (curly and straight quotation marks, kinds of space) do not count.
    """
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    matcher = SequenceMatcher(None, _compared(left), _compared(right), autojunk=False)
    left_out: list[str] = []
    right_out: list[str] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        here, there = escape("".join(left[a:b])), escape("".join(right[c:d]))
        if operation == "equal":
            left_out.append(here)
            right_out.append(there)
        else:
            if here:
                left_out.append(f"<del>{here}</del>")
            if there:
                right_out.append(f"<ins>{there}</ins>")
    return Markup("".join(left_out)), Markup("".join(right_out))


def _compared(tokens: list[str]) -> list[str]:
    """Tokens as they are compared: typography evened out, any white space a single space."""
    return [" " if token.isspace() else even(token) for token in tokens]
