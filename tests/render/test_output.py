"""The writer writes what changed, removes what is no longer made, and touches nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import RenderError
from build_tools.models import OutputFile
from build_tools.render.output import Written, write_outputs


def write(folder: Path, **files: str) -> Written:
    outputs = [OutputFile(path.replace("__", "/") + ".md", text) for path, text in files.items()]
    return write_outputs(outputs, folder, folder / ".generated.json")


def test_only_changes_are_written(tmp_path: Path) -> None:
    assert write(tmp_path, a="1", b__c="2") == Written(2, 0, 0)
    before = (tmp_path / "a.md").stat().st_mtime_ns
    assert write(tmp_path, a="1", b__c="3") == Written(1, 1, 0)
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert (tmp_path / "b" / "c.md").read_text() == "3"


def test_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    write(tmp_path, a="1", b__c="2")
    (tmp_path / "mine.md").write_text("handwritten")
    assert write(tmp_path, a="1") == Written(0, 1, 1)
    assert not (tmp_path / "b").exists()
    assert (tmp_path / "mine.md").read_text() == "handwritten"


def test_a_handwritten_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("handwritten")
    with pytest.raises(RenderError, match="not generated"):
        write(tmp_path, a="1", b="2")
    assert (tmp_path / "a.md").read_text() == "handwritten"
    assert not (tmp_path / "b.md").exists()


@pytest.mark.parametrize("path", ["../a.md", "/a.md", "a/../../b.md", "a\\b.md"])
def test_paths_stay_inside(tmp_path: Path, path: str) -> None:
    with pytest.raises(RenderError, match="leaves"):
        write_outputs([OutputFile(path, "")], tmp_path / "docs", tmp_path / "m.json")


def test_two_pages_of_one_path(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="two pages"):
        write_outputs([OutputFile("a.md", ""), OutputFile("a.md", "")], tmp_path, tmp_path / "m.json")
