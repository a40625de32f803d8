"""Every word list that ships can be read; a malformed one is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import LexiconError
from build_tools.lexicon import LEXICON_FOLDER, load_lexicon


@pytest.mark.parametrize("path", sorted(LEXICON_FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_shipped_lexicons_load(path: Path) -> None:
    assert load_lexicon(path.stem)


@pytest.mark.parametrize(
    ("content", "line", "part"),
    [
        ("words: [a, no]\n", 1, "truth value"),
        ("words: [a]\nwords: [b]\n", 2, "given twice"),
        ("words:\n  - a: {b: null}\n", 2, "is expected, not None"),
        ("words: [a\n", 2, "not valid YAML"),
        ("- a\n", 1, "a mapping at its top"),
        ("ok: 1\nyes: [a]\n", 2, "a key is text"),
    ],
)
def test_bad_lexicons(tmp_path: Path, content: str, line: int, part: str) -> None:
    path = tmp_path / "bad.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon("bad", tmp_path)
    assert f"{path}:{line}: " in str(caught.value)
    assert part in str(caught.value)


def test_a_missing_lexicon(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="the file is missing"):
        load_lexicon("none", tmp_path)
