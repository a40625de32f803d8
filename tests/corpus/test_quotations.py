"""One utterance in several articles is found through the passage that holds it."""

from __future__ import annotations

from build_tools.corpus.assemble import assemble, view
from build_tools.corpus.quotations import quotation_variants
from build_tools.models import Attribution, Registry
from tests.corpus.articles import RULE, article

SPOKEN = "“We will close the old bridge in May and open it again when the bearings are new,” he said."
NEXT = " “The new bearings come from the old yard at the harbour and they will last,” she said."


def quoting(identifier: str, text: str, *quotes: str):  # noqa: ANN201
    found = []
    for quote in quotes:
        start = text.index(quote)
        cue = text.index("said", start)
        found.append(
            Attribution(
                f"s{cue}", ((cue - 3, cue - 1),), ((cue, cue + 4),), ((start, start + len(quote)),),
                "direct", "named", RULE,
            )  # fmt: skip
        )
    return article(identifier, text, attributions=tuple(found))


def test_variants_are_grouped_and_neighbours_are_not() -> None:
    first, second = SPOKEN[: SPOKEN.index("he said") - 1], NEXT[1 : NEXT.index("she said") - 1]
    other = SPOKEN.replace("and open it again ", "and will open it again ")
    one = quoting("one", SPOKEN + NEXT, first, second)
    two = quoting("two", other + NEXT, other[: other.index("he said") - 1], second)
    three = quoting("three", "“We will close it,” he said.", "“We will close it,”")
    made = view(assemble([one, two, three], Registry()))
    groups = quotation_variants(made.articles, made.statements)
    assert [[(s.article, s.words("content")[:14]) for s in group] for group in groups] == [
        [("one", "“We will close"), ("two", "“We will close")],
        [("one", "“The new beari"), ("two", "“The new beari")],
    ]
