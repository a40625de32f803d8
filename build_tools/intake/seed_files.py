"""Writes an article's seed files: text, metadata, its line in the manifest; all of them or none."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from build_tools.curated_schemas import schema_line
from build_tools.errors import SeedError
from build_tools.manifest import load_manifest
from build_tools.models import Article, Stated
from build_tools.seeds import load_article

PAGES = "pages"


def seed_paths(seeds: Path, identifier: str) -> tuple[Path, Path]:
    """Where the text and the metadata of an article stand."""
    folder = seeds / "articles"
    return folder / f"{identifier}.txt", folder / f"{identifier}.yml"


def page_path(seeds: Path, identifier: str) -> Path:
    """Where the page of an article stands if it is kept; no site is built from there."""
    return seeds / PAGES / f"{identifier}.html"


def check_free(seeds: Path, identifier: str) -> None:
    """Refuse an id that has a file already, or that an article had which was taken down.

    Raises:
        SeedError: Naming the file.
    """
    if (seeds / "manifest.yml").exists():
        manifest, source = load_manifest(seeds)
        address = f"articles/{identifier}/"
        if address in manifest.withdrawn:
            raise source.error(
                SeedError,
                "an article of this id was taken down; give another id by --id",
                ("withdrawn", address),
            )
    text, metadata = seed_paths(seeds, identifier)
    corrections = metadata.with_suffix(".corrections.yml")
    for path in (text, metadata, corrections, page_path(seeds, identifier)):
        if path.exists():
            raise SeedError(
                "the file is there already and stays as it is; give another id by --id", file=path
            )


def metadata_text(article: Article, metadata: Path, seeds: Path) -> str:
    """The content of an article's metadata file."""
    values = {
        "schema_version": 1,
        "title": _stated(article.title),
        "outlet": _stated(article.outlet, plain=True),
        "date": _stated(article.date),
        "relays": [
            _Inline(
                outlet=relay.outlet,
                label=_Quoted(relay.label),
                basis=relay.basis,
                why=_Quoted(relay.why),
                scope=relay.scope,
            )
            for relay in article.relays
        ],
        "url": _quoted(article.url),
        "rights": _quoted(article.rights),
        "note": _quoted(article.note),
    }
    dumped = yaml.dump(
        values,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=float("inf"),
    )
    return f"{schema_line(metadata, seeds)}\n{dumped}"


def write_seed(
    seeds: Path, article: Article, original_name: str, page: bytes | None = None
) -> list[Path]:
    """Write an article's files and read them back.

    Where the seeds have a manifest, the article is entered there.

    Args:
        original_name: What the article came in.
        page: The page it came from, where that is to be kept.

    Returns:
        The files written.

    Raises:
        SeedError: If one of the files is there already, cannot be written, or cannot be read
            back; nothing of the article is left behind then.
    """
    check_free(seeds, article.id)
    text, metadata = seed_paths(seeds, article.id)
    contents = {
        text: article.text.encode(),
        metadata: metadata_text(article, metadata, seeds).encode(),
    }
    if page is not None:
        contents[page_path(seeds, article.id)] = page
    manifest = seeds / "manifest.yml"
    with _all_or_none() as written:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x" fails where somebody has made the file in the meantime.
            with path.open("xb") as stream:
                written.append(path)
                stream.write(content)
        load_article(text)
        if manifest.exists():
            _replace(manifest, _entered(seeds, article.id, original_name, contents[text]))
    return [*contents, manifest] if manifest.exists() else list(contents)


@contextmanager
def _all_or_none() -> Iterator[list[Path]]:
    """Remove the files that the block has listed, unless it comes to its end."""
    written: list[Path] = []
    done = False
    try:
        yield written
        done = True
    except OSError as error:
        raise SeedError(f"cannot be written: {error.strerror}", file=error.filename) from error
    finally:
        if not done:
            for path in written:
                path.unlink(missing_ok=True)


def _entered(seeds: Path, identifier: str, original_name: str, text: bytes) -> bytes:
    """The manifest with one more entry behind the last one; all else in it stays as it is."""
    before, source = load_manifest(seeds)
    digest = hashlib.sha256(text).hexdigest()
    taken = {origin.original_name for origin in before.articles.values()}
    name = f"{original_name} ({identifier})" if original_name in taken else original_name
    entry = {identifier: {"original_name": name, "sha256": digest}}
    dumped = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=float("inf"))
    lines = source.path.read_bytes().decode("utf-8").splitlines(keepends=True)
    last = max(line for path, line in source.lines.items() if path[:1] == ("articles",))
    if not lines[last - 1].endswith("\n"):
        lines[last - 1] += "\n"
    if not before.articles:
        lines[last - 1] = "articles:\n"
    lines[last:last] = [f"  {line}\n" for line in dumped.splitlines()]
    content = "".join(lines)
    _check_entered(source.path, content, {**source.data["articles"], **entry})
    return content.encode()


def _check_entered(path: Path, content: str, wanted: dict[str, Any]) -> None:
    """Refuse a manifest written in a form that an entry cannot be put into line by line."""
    try:
        found = yaml.safe_load(content)
    except yaml.YAMLError:
        found = None
    if not isinstance(found, dict) or found.get("articles") != wanted:
        raise SeedError(
            "an entry cannot be put in; write each article as its id and two lines below it",
            file=path,
            entry="articles",
        )


def _replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(name, path.stat().st_mode)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


class _Quoted(str):
    """Text for people, which stands in double quotation marks."""


class _Inline(dict):
    """A mapping that stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Lists stand two spaces in, as in the files that people write."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_representer(
    _Quoted,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"'),
)
_Dumper.add_representer(
    _Inline,
    lambda dumper, mapping: dumper.represent_mapping(
        "tag:yaml.org,2002:map", mapping.items(), flow_style=True
    ),
)


def _quoted(text: str | None) -> str | None:
    return None if text is None else _Quoted(text)


def _stated(stated: Stated, *, plain: bool = False) -> _Inline:
    value = stated.value if plain else _quoted(stated.value)
    known = _Inline(value=value, basis=stated.basis)
    if stated.why:
        known["why"] = _Quoted(stated.why)
    return known
