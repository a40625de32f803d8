"""A source that is several entities at once speaks for each of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.corpus.assemble import assemble, view
from build_tools.corpus.joint_sources import joint_sources
from build_tools.corpus.quoted import who_is_quoted
from build_tools.models import Attribution, Mention
from tests.annotate.registries import registry_of
from tests.corpus.articles import RULE, article

REGISTRY = registry_of(
    {
        "norland": {"kind": "state", "name": "Norland"},
        "sudland": {"kind": "state", "name": "Sudland"},
        "ada": {"kind": "person", "name": "Ada Holm"},
    }
)


def spoken(source: str, names: dict[str, tuple[str, ...]], **more: object):  # noqa: ANN201
    """An article in which `source` says that it rains; `names` are words of it and whom they mean."""
    text = f"{source} said that it rains."
    mentions = tuple(
        Mention(text.index(word), text.index(word) + len(word), "name", "state", entity, RULE)
        for word, entities in names.items()
        for entity in entities
    )
    at = len(source)
    one = Attribution(
        f"s{at + 1}", ((0, at),), ((at + 1, at + 5),), ((at + 6, len(text) - 1),), "indirect", "named", RULE,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return article("one", text, outlet="paper", mentions=mentions, attributions=(one,))


@pytest.mark.parametrize(
    ("source", "names", "expected"),
    [
        ("Norland and the Sudland", {"Norland": ("norland",), "Sudland": ("sudland",)}, ("norland", "sudland")),
        ("The leaders of both Norland and Sudland", {"Norland": ("norland",), "Sudland": ("sudland",)}, ("norland", "sudland")),
        ("The enemies of Norland and Sudland", {"Norland": ("norland",), "Sudland": ("sudland",)}, ()),
        ("The leaders of Norland", {"Norland": ("norland",)}, ()),
        ("They", {"They": ("norland", "sudland")}, ("norland", "sudland")),
        ("Norland", {"Norland": ("norland",)}, ()),
        ("Norland envoy to Sudland", {"Norland": ("norland",), "Sudland": ("sudland",)}, ()),
        ("Norland of Sudland", {"Norland of Sudland": ("norland",), "Sudland": ("sudland",)}, ()),
    ],
)
def test_only_coordinated_entities_are_a_joint_source(source: str, names: dict, expected: tuple[str, ...]) -> None:
    made = spoken(source, names)
    assert joint_sources(made, made.attributions[0]) == expected


def test_a_source_that_is_known_or_unnamed_is_not_joint() -> None:
    names = {"Norland": ("norland",), "Sudland": ("sudland",)}
    for more in ({"source_entity": "ada"},):
        made = spoken("Norland and Sudland", names, **more)
        assert joint_sources(made, made.attributions[0]) == ()


def test_a_spokesperson_is_the_one_spoken_for_where_nobody_responds() -> None:
    names = {"Norland": ("norland",), "Sudland": ("sudland",)}
    made = spoken("Norland and a spokesperson for Sudland", names)
    assert joint_sources(made, made.attributions[0]) == ()
    silent = replace(made.attributions[0], kind="non-response", content=())
    assert joint_sources(made, silent) == ("norland", "sudland")
    corpus = view(assemble([replace(made, attributions=(silent,))], REGISTRY))
    assert len(corpus.silent["norland"]) == len(corpus.silent["sudland"]) == 1


def test_each_of_them_has_said_it() -> None:
    made = spoken("Norland and Sudland", {"Norland": ("norland",), "Sudland": ("sudland",)})
    corpus = view(assemble([made], REGISTRY))
    assert len(corpus.said_by["norland"]) == len(corpus.said_by["sudland"]) == 1
    assert corpus.said_about["norland"] == []
    quoted = who_is_quoted(corpus.statements, corpus.articles, ("norland", "ada"), {})
    assert quoted.silent == ("ada",)
    ((voice,),) = [quoted.together["norland"]]
    assert voice.label == "Norland and Sudland"
