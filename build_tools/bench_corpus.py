"""Throwaway projects for `sourcebook bench`: any folder of texts, with a registry drawn from them."""

from __future__ import annotations

import logging
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_tools.errors import SeedError
from build_tools.names import fold
from build_tools.seeds import load_article, read_text

log = logging.getLogger(__name__)

ACTORS_PER_ARTICLE = 4
CONFIG = "mkdocs.yml"

_CAPITALISED_RUN = re.compile(r"\b[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)+\b")
_WORD = re.compile(r"\w+")
_DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
# libyaml writes thousands of entries in a moment, where PyYAML's own writer takes half a minute.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True)
class CorpusSize:
    """What a throwaway corpus holds.

    Attributes:
        left_out: Texts that are no article: empty, not UTF-8, or with control characters.
    """

    articles: int
    words: int
    actors: int
    left_out: int = 0


def frequent_names(texts: Iterable[str], limit: int) -> list[str]:
    """The runs of two and more capitalised words that occur most often.

    Many are no names of people ("The Senate"). That does no harm: the registry only has to be as
    large, and its entries as often mentioned, as a real one.

    Returns:
        At most `limit` names, the most frequent first, then in order of the alphabet.
    """
    counts = Counter(name for text in texts for name in _CAPITALISED_RUN.findall(text))
    names: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        names.setdefault(fold(name), name)  # the registry knows no two names of one form
    return list(names.values())[:limit]


def make_project(texts: Sequence[Path], root: Path, project: Path) -> CorpusSize:
    """Lay out a project of these texts: seeds, registry, and the shell of the real site.

    Args:
        texts: Files to make articles of. A day in a name ("…2016-03-01…") dates the article.
        root: An empty folder.
        project: Where the real project's shell is taken from. Its handwritten pages are left out:
            they cite articles and actors that the throwaway corpus does not have.
    """
    make_shell(root, project)
    folder = root / "seeds" / "articles"
    folder.mkdir(parents=True)
    contents = []
    for identifier, path in zip(_ids(path.stem for path in texts), texts, strict=True):
        try:
            contents.append(_add_article(folder / f"{identifier}.txt", path))
        except SeedError as error:
            log.info("left out: %s", error)
    names = frequent_names(contents, ACTORS_PER_ARTICLE * len(contents))
    actors = {
        identifier: {"kind": "person", "name": name}
        for identifier, name in zip(_ids(names), names, strict=True)
    }
    _write_yaml(root / "seeds" / "actors.yml", {"schema_version": 1, "actors": actors})
    words = sum(len(_WORD.findall(text)) for text in contents)
    return CorpusSize(len(contents), words, len(actors), len(texts) - len(contents))


def make_shell(root: Path, project: Path) -> None:
    """Lay out MkDocs' configuration, theme and assets as the real project has them, without pages.

    The program is copied along, so that no edit made meanwhile mixes two versions.
    """
    root.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(project / CONFIG, root / CONFIG)
    shutil.copytree(project / "docs" / "assets", root / "docs" / "assets")
    package = Path(__file__).resolve().parent
    shutil.copytree(package, root / package.name, ignore=shutil.ignore_patterns("__pycache__"))


def _add_article(target: Path, source: Path) -> str:
    """Copy a text, describe it, and return it.

    Raises:
        SeedError: If it cannot be an article; nothing is left behind then.
    """
    text, _ = read_text(source)
    unknown = {"value": None, "basis": "unknown"}
    day = _DAY.search(source.name)
    title = text.strip().splitlines()[0].strip()
    metadata = {
        "schema_version": 1,
        "title": {"value": title, "basis": "printed"},
        "outlet": unknown,
        "date": {"value": day[0], "basis": "inferred", "why": "the file's name"} if day else unknown,
    }
    shutil.copyfile(source, target)
    _write_yaml(target.with_suffix(".yml"), metadata)
    try:
        load_article(target)
    except SeedError:
        target.unlink()
        target.with_suffix(".yml").unlink()
        raise
    return text


def _ids(names: Iterable[str]) -> list[str]:
    """An id for each name, a number behind those that would be the same."""
    taken: Counter[str] = Counter()
    ids = []
    for name in names:
        base = _NOT_IN_ID.sub("-", name.lower()).strip("-") or "unnamed"
        taken[base] += 1
        ids.append(base if taken[base] == 1 else f"{base}-no-{taken[base]}")
    return ids


def _write_yaml(path: Path, content: dict[str, object]) -> None:
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
