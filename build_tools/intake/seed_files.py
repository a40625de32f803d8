"""Writes an article's seed files: text, metadata, its line in the manifest; all of them or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from build_tools.corrections import corrections_path
from build_tools.curated_schemas import schema_line
from build_tools.errors import SeedError
from build_tools.manifest import load_manifest
from build_tools.models import Article, Stated
from build_tools.seeds import load_article
from build_tools.yaml_edit import YamlEdit

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
    for path in (text, metadata, corrections_path(seeds, identifier), page_path(seeds, identifier)):
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

    The article is entered in the manifest; the first of a corpus begins one.

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
    manifest = _entered(seeds, article, original_name)
    contents = {
        text: article.text.encode(),
        metadata: metadata_text(article, metadata, seeds).encode(),
    }
    if page is not None:
        contents[page_path(seeds, article.id)] = page
    with _all_or_none() as written:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x" fails where somebody has made the file in the meantime.
            with path.open("xb") as stream:
                written.append(path)
                stream.write(content)
        load_article(text)
        if manifest is not None:
            manifest.save(lambda: load_manifest(seeds))
    return [*contents, *([manifest.path] if manifest is not None else [])]


def _entered(seeds: Path, article: Article, original_name: str) -> YamlEdit | None:
    """The manifest with one more entry behind the last; None where the seeds go without one."""
    path = seeds / "manifest.yml"
    taken = set()
    if path.exists():
        taken = {origin.original_name for origin in load_manifest(seeds)[0].articles.values()}
    elif any((seeds / "articles").glob("*.txt")):
        return None
    name = f"{original_name} ({article.id})" if original_name in taken else original_name
    edit = YamlEdit(path, f"{schema_line(path, seeds)}\nschema_version: 1\narticles:\n")
    entry = {"original_name": name, "sha256": article.text_sha256}
    edit.put(("articles",), entry, key=article.id, layout="block")
    return edit


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
