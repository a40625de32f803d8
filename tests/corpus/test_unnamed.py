"""A source that is described a second time is the same source, where only one can be meant."""

from __future__ import annotations

import pytest

from build_tools.corpus.unnamed import same_sources
from build_tools.models import Attribution
from tests.corpus.articles import RULE


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["one Norlandic official@n", "the official@n"], [0, 0]),
        (["a senior Sudish official@s", "the official@s", "one Norlandic official@n", "the official@n"], [0, 0, 2, 2]),
        (["a Sudish official@s", "one Norlandic official@n", "the official@s"], [0, 1, 0]),
        (["seven sources", "the sources", "three of the sources", "the sources"], [0, 0, 2, 0]),
        (["seven sources", "three of the sources", "all the sources"], [0, 1, 0]),
        (["seven sources", "all four Norlandic sources@n"], [0, 1]),
        (["two regional sources", "the Norlandic sources@n"], [0, 1]),
        (["six officials who asked for the sake of the talks not to be named", "the officials", "they"], [0, 0, 0]),
        (["a banker", "two officials", "he"], [0, 1, 1]),
        (["one official", "the officials"], [0, 1]),
        (["a union source", "a court source"], [0, 1]),
        (["a Hamlet councillor", "a Hamlet councillor"], [0, 0]),
        (["an official@n", "he@n"], [0, 0]),
        (["an official@n", "he@s"], [0, 1]),
    ],
)
def test_same_sources(sources: list[str], expected: list[int]) -> None:
    attributions = []
    for number, source in enumerate(sources):
        descriptor, _, affiliation = source.partition("@")
        attributions.append(
            Attribution(
                f"s{number}", ((0, 1),), ((number, number + 1),), (), "indirect", "unnamed", RULE,
                descriptor=descriptor, affiliation=affiliation or None,
            )  # fmt: skip
        )
    found = same_sources("x" * 20, attributions)
    assert [found[f"s{number}"] for number in range(len(sources))] == [f"s{n}" for n in expected]
