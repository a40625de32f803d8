"""The small project, sound and unbuilt, with the double that annotates in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.settings import Settings
from tests.checking.small import annotate, make_small


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A project that a test may change."""
    monkeypatch.setattr("build_tools.checking.seeds.annotate_cached", annotate)
    return make_small(tmp_path)
