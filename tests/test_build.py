"""A build is a function of its input, does nothing twice, and never harms the former site."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.annotate import cache
from build_tools.build import build_site, write_pages
from build_tools.cli import main
from build_tools.errors import BuildToolsError
from build_tools.settings import Settings
from tests.project import ROOT, make_project


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def copy_of_real(real_site: Settings, tmp_path: Path) -> Settings:
    """A built project that a test may change."""
    root = tmp_path / "project"
    shutil.copytree(real_site.root, root, symlinks=True)
    return Settings.for_root(root)


def test_two_builds_give_the_same_bytes(real_site: Settings, tmp_path: Path) -> None:
    again = Settings.for_root(make_project(tmp_path / "again", ROOT / "seeds", handwritten=True))
    assert build_site(again)
    one, other = bytes_of(real_site.site), bytes_of(again.site)
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_an_unchanged_build_does_nothing(
    copy_of_real: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(copy_of_real)  # the copy lies elsewhere, so its digest is new
    before = {p: p.stat().st_mtime_ns for p in copy_of_real.site.rglob("*")}

    def forbidden(*_: object) -> None:
        raise AssertionError("an unchanged build must not get here")

    monkeypatch.setattr("build_tools.build.read_corpus", forbidden)
    monkeypatch.setattr("build_tools.build._render_with_mkdocs", forbidden)
    assert not build_site(copy_of_real)
    assert before == {p: p.stat().st_mtime_ns for p in copy_of_real.site.rglob("*")}


def test_one_new_article_is_the_only_one_annotated(copy_of_real: Settings) -> None:
    articles = copy_of_real.seeds / "articles"
    (articles / "sixth.txt").write_text("A sixth article\n\nHezbollah said no.\n", encoding="utf-8")
    (articles / "sixth.yml").write_text(
        "schema_version: 1\ntitle: {value: A sixth article, basis: printed}\n"
        "outlet: {value: null, basis: unknown}\ndate: {value: null, basis: unknown}\n",
        encoding="utf-8",
    )
    report = write_pages(copy_of_real)
    assert report.annotated == 1
    page = (copy_of_real.docs / "articles" / "sixth.md").read_text(encoding="utf-8")
    assert 'class="sb-mention sb-mention--name" href="../../actors/hezbollah/"' in page
    actor = (copy_of_real.docs / "actors" / "hezbollah.md").read_text(encoding="utf-8")
    assert "articles/sixth/" in actor
    (articles / "sixth.txt").unlink()
    (articles / "sixth.yml").unlink()
    assert write_pages(copy_of_real).pages.removed == 2
    assert not (copy_of_real.docs / "articles" / "sixth.md").exists()


def test_a_new_description_annotates_nothing(copy_of_real: Settings) -> None:
    actors = copy_of_real.seeds / "actors.yml"
    text = actors.read_text(encoding="utf-8")
    assert text.count("    kind: state\n    name: Iran\n    description:") == 1
    actors.write_text(
        text.replace(
            "    name: Iran\n    description: \"", "    name: Iran\n    description: \"A new word. "
        ),
        encoding="utf-8",
    )
    report = write_pages(copy_of_real)
    assert report.annotated == 0
    assert report.pages.written > 0


def test_a_broken_cache_is_made_anew(copy_of_real: Settings) -> None:
    folder = copy_of_real.cache / "annotations"
    stored = sorted(folder.glob("*.json"))
    good = stored[0].read_bytes()
    stored[0].write_bytes(good[: len(good) // 2])
    stored[1].write_bytes(b"\xff\xfe")
    stored[2].unlink()
    (copy_of_real.cache / "pages.stamp").unlink()
    assert write_pages(copy_of_real).annotated == 3
    assert stored[0].read_bytes() == good


def spoil(path: str, change: Callable[[str], str]) -> Callable[[Settings], None]:
    def spoiled(settings: Settings) -> None:
        target = settings.seeds / path
        target.write_text(change(target.read_text(encoding="utf-8")), encoding="utf-8")

    return spoiled


ARTICLE = "articles/iran-tells-hamas"


@pytest.mark.parametrize(
    ("harm", "part"),
    [
        (lambda s: (s.seeds / f"{ARTICLE}.yml").unlink(), "iran-tells-hamas.yml: the file is missing"),
        (lambda s: (s.seeds / f"{ARTICLE}.txt").write_bytes(b""), "iran-tells-hamas.txt: the article is empty"),
        (lambda s: (s.seeds / f"{ARTICLE}.txt").write_bytes(b"a\n\xe9"), "iran-tells-hamas.txt:2: the article is not UTF-8"),
        (spoil(f"{ARTICLE}.yml", lambda t: t + "colour: red\n"), "colour: unknown key"),
        (spoil("actors.yml", lambda t: t.replace("kind: state", "kind: stat", 1)), "actors.yml:"),
        (spoil("actors.yml", lambda t: t + "  hamas:\n    kind: state\n    name: X\n"), "the key is given twice"),
        (spoil("places.yml", lambda t: t + "  hamas:\n    kind: place\n    name: X\n"), "places.hamas: the id is given twice"),
        (spoil("places.yml", lambda t: t + "  xx:\n    kind: place\n    name: Hamas\n"), "belongs to hamas already"),
        (spoil("actors.yml", lambda t: t.replace("target: hamas", "target: hamass", 1)), "there is no entity 'hamass'"),
    ],
)  # fmt: skip
def test_bad_input_is_told_and_the_former_site_stays(
    copy_of_real: Settings, harm: Callable[[Settings], None], part: str
) -> None:
    before, pages = bytes_of(copy_of_real.site), bytes_of(copy_of_real.docs)
    harm(copy_of_real)
    result = CliRunner().invoke(main, ["--root", str(copy_of_real.root), "build"])
    assert result.exit_code == 1
    assert part in result.stderr
    assert "Traceback" not in result.output
    assert bytes_of(copy_of_real.site) == before
    assert bytes_of(copy_of_real.docs) == pages


def test_a_site_that_cannot_be_rendered_leaves_the_former_one(copy_of_real: Settings) -> None:
    before = bytes_of(copy_of_real.site)
    page = copy_of_real.docs / "how-to-read.md"
    page.write_text(page.read_text(encoding="utf-8") + '\n{{ actor("nobody-here") }}\n', encoding="utf-8")
    with pytest.raises(BuildToolsError, match="nobody-here"):
        build_site(copy_of_real)
    assert bytes_of(copy_of_real.site) == before


def test_the_cache_knows_the_program(monkeypatch: pytest.MonkeyPatch, copy_of_real: Settings) -> None:
    monkeypatch.setattr(cache, "_program_digest", lambda: "another program")
    (copy_of_real.cache / "pages.stamp").unlink()
    assert write_pages(copy_of_real).annotated == 5
