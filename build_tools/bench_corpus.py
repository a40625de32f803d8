"""Throwaway projects for `sourcebook bench`: any folder of texts, with a registry drawn from them."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_tools.names import fold
from build_tools.seeds import read_text

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
    """What a throwaway corpus holds."""

    articles: int
    words: int
    actors: int


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
        texts: UTF-8 files. A day in a file's name ("…2016-03-01…") dates its article.
        root: An empty folder.
        project: Where the real project's shell is taken from. Its handwritten pages are left out:
            they cite articles and actors that the throwaway corpus does not have.

    Raises:
        SeedError: For a text that is empty or not UTF-8.
    """
    make_shell(root, project)
    folder = root / "seeds" / "articles"
    folder.mkdir(parents=True)
    contents = [read_text(path)[0] for path in texts]
    for identifier, path, text in zip(_ids(path.stem for path in texts), texts, contents, strict=True):
        shutil.copyfile(path, folder / f"{identifier}.txt")
        _write_yaml(folder / f"{identifier}.yml", _metadata(path, text))
    names = frequent_names(contents, ACTORS_PER_ARTICLE * len(texts))
    actors = {
        identifier: {"kind": "person", "name": name}
        for identifier, name in zip(_ids(names), names, strict=True)
    }
    _write_yaml(root / "seeds" / "actors.yml", {"schema_version": 1, "actors": actors})
    words = sum(len(_WORD.findall(text)) for text in contents)
    return CorpusSize(len(texts), words, len(actors))


def make_shell(root: Path, project: Path) -> None:
    """Lay out MkDocs' configuration, theme and assets as the real project has them, without pages."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(project / CONFIG, root / CONFIG)
    shutil.copytree(project / "docs" / "assets", root / "docs" / "assets")
    # The configuration names the theme and the hook by paths inside the package.
    package = Path(__file__).resolve().parent
    (root / package.name).symlink_to(package, target_is_directory=True)


def _metadata(path: Path, text: str) -> dict[str, object]:
    unknown = {"value": None, "basis": "unknown"}
    day = _DAY.search(path.name)
    title = text.strip().splitlines()[0].strip()
    dated = {"value": day[0], "basis": "inferred", "why": "the file's name"} if day else unknown
    return {
        "schema_version": 1,
        "title": {"value": title, "basis": "printed"},
        "outlet": unknown,
        "date": dated,
    }


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
