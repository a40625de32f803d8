"""An outlet that an article's metadata name is in the registry, or the line is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.article_outlets import outlet_faults
from build_tools.errors import BuildToolsError, SeedError
from build_tools.registry import load_registry
from build_tools.seeds import load_articles
from tests.project import MINI_SEEDS


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI_SEEDS, tmp_path / "seeds"))


def test_outlets_of_the_registry_are_no_fault(seeds: Path) -> None:
    articles = load_articles(seeds)
    registry = load_registry(seeds, articles)
    assert any(relay.outlet is None for article in articles for relay in article.relays)
    assert any(article.outlet.value is None for article in articles)
    assert list(outlet_faults(seeds, articles, registry.entities)) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        ("value: harbour-gazette", "value: harbour-gazete", "3: outlet.value", "there is no outlet 'harbour-gazete'"),
        ("value: harbour-gazette", "value: ada-holm", "3: outlet.value", "'ada-holm' is no outlet: the registry has it as person"),
        ("outlet: vale-newswire", "outlet: Vale Newswire", "6: relays.0.outlet", "there is no outlet 'Vale Newswire'"),
    ],
)  # fmt: skip
def test_another_is_told_with_its_line(seeds: Path, old: str, new: str, place: str, told: str) -> None:
    metadata = seeds / "articles" / "bridge-closes.yml"
    text = metadata.read_text("utf-8")
    assert text.count(old) == 1
    metadata.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(SeedError) as caught:
        load_registry(seeds, load_articles(seeds))
    assert str(caught.value).startswith(f"{metadata}:{place}: {told}")


def test_every_one_is_told_beside_the_faults_of_the_registry(seeds: Path) -> None:
    for identifier in ("bridge-closes", "marchers-bring-lanterns"):
        metadata = seeds / "articles" / f"{identifier}.yml"
        metadata.write_text(metadata.read_text("utf-8").replace("outlet: vale-newswire", "outlet: wire"), "utf-8")
    actors = seeds / "actors.yml"
    actors.write_text(actors.read_text("utf-8") + "  x: {kind: state, name: X, metonyms: [nowhere]}\n", "utf-8")
    with pytest.raises(BuildToolsError) as caught:
        load_registry(seeds, load_articles(seeds))
    assert len(list(caught.value.each())) == 3
