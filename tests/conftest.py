"""Sites that several tests read, built once a session."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from build_tools.build import build_site
from build_tools.settings import Settings
from tests.doubtful import build_doubtful
from tests.project import MINI_SEEDS, ROOT, make_project

FIRST_CORPUS = (
    "clear-message-to-hamas",
    "hezbollah-asked-iran-for-help",
    "iran-tells-hamas",
    "iranian-official-warns-all-means",
    "nasrallah-assures-iranians",
)

# A machine that is busy fails no test.
hypothesis_settings.register_profile("sourcebook", deadline=None)
hypothesis_settings.load_profile("sourcebook")


@pytest.fixture(scope="session", autouse=True)
def _no_address_from_outside() -> None:
    """The addresses of a workflow that runs the tests must not decide what they see."""
    for name in ("SITE_URL", "GITHUB_REPOSITORY", "SOURCEBOOK_PAGES_READY", "SOURCEBOOK_NO_INDEX"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def first_corpus() -> Path:
    """The seeds of the five articles that some tests know; a fork that has others skips those tests."""
    seeds = ROOT / "seeds"
    if not all((seeds / "articles" / f"{identifier}.txt").is_file() for identifier in FIRST_CORPUS):
        pytest.skip("the seeds are not those of the first five articles")
    return seeds


@pytest.fixture(scope="session")
def real_site(first_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The real articles and handwritten pages, built as `sourcebook build` does."""
    return _built(tmp_path_factory.mktemp("real"), first_corpus, handwritten=True)


@pytest.fixture(scope="session")
def mini_site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The small invented corpus, with its hostile article."""
    return _built(tmp_path_factory.mktemp("mini"), MINI_SEEDS, handwritten=False)


@pytest.fixture(scope="session")
def doubtful_site(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The small corpus with an article some of whose statements are less certain."""
    return build_doubtful(tmp_path_factory.mktemp("doubtful") / "project")


def _built(folder: Path, seeds: Path, *, handwritten: bool) -> Settings:
    settings = Settings.for_root(make_project(folder / "project", seeds, handwritten=handwritten))
    assert build_site(settings)
    return settings
