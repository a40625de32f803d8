"""Keeps the annotations of articles that have not changed, so that a rebuild does nothing twice."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from build_tools.models import AnnotatedArticle, Article, Registry

log = logging.getLogger(__name__)

_PACKAGE = Path(__file__).resolve().parent.parent
_SHAPE: TypeAdapter[AnnotatedArticle] = TypeAdapter(AnnotatedArticle)


def annotate_cached(
    articles: Sequence[Article],
    registry: Registry,
    folder: Path,
    executor: Executor | None = None,
) -> tuple[list[AnnotatedArticle], int]:
    """Annotate what is new or changed; read the rest from `folder`.

    An article is annotated again when its text, its title, the day its dates count from, a name in
    the registry, or the program that annotates has changed.

    Returns:
        The annotated articles in their order, and how many of them were annotated anew.
    """
    base = _digest(_program_digest(), _registry_names(registry))
    paths = {article.id: folder / f"{article.id}.json" for article in articles}
    keys = {
        article.id: _digest(
            base, article.text_sha256, article.id, article.title.value, article.counts_from
        )
        for article in articles
    }
    known: dict[str, AnnotatedArticle] = {}
    for article in articles:
        stored = _read(paths[article.id], keys[article.id])
        if stored is not None:
            known[article.id] = replace(stored, article=article)
    fresh = [article for article in articles if article.id not in known]
    if fresh:
        # Imported here so that a rebuild without annotation does not wait for spaCy.
        from build_tools.annotate.pipeline import annotate_all

        folder.mkdir(parents=True, exist_ok=True)
        for annotated in annotate_all(fresh, registry, executor):
            identifier = annotated.article.id
            known[identifier] = annotated
            _write(paths[identifier], keys[identifier], annotated)
        wanted = set(paths.values())
        for path in folder.glob("*.json"):
            if path not in wanted:
                path.unlink()
    log.info("annotated %d of %d articles", len(fresh), len(articles))
    return [known[article.id] for article in articles], len(fresh)


def _read(path: Path, key: str) -> AnnotatedArticle | None:
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        return _SHAPE.validate_json(body) if head.decode() == key else None
    except (FileNotFoundError, UnicodeDecodeError, ValidationError):
        return None


def _write(path: Path, key: str, annotated: AnnotatedArticle) -> None:
    bare = replace(annotated, article=replace(annotated.article, text=""))
    draft = path.with_suffix(".tmp")
    draft.write_bytes(key.encode() + b"\n" + _SHAPE.dump_json(bare))
    draft.replace(path)


def _registry_names(registry: Registry) -> list[list[object]]:
    """What annotation uses of the registry."""
    return [
        [
            entity.id,
            entity.kind,
            entity.name,
            entity.aliases,
            entity.short_names,
            entity.titles,
            entity.demonyms,
            entity.metonyms,
            entity.nationality,
            [role.title for role in entity.roles],
            [relation.target for relation in entity.relations if relation.type == "leads"],
        ]
        for entity in registry.entities.values()
    ]


@cache
def _program_digest() -> str:
    """The digest of the code and the word lists that annotations depend on."""
    files = [
        *sorted((_PACKAGE / "models").glob("*.py")),
        _PACKAGE / "names.py",
        _PACKAGE / "paragraphs.py",
        *sorted((_PACKAGE / "annotate").glob("*.py")),
        *sorted((_PACKAGE / "engine").glob("*.py")),
        *sorted(path for path in (_PACKAGE / "weights").glob("*") if path.is_file()),
        *sorted((_PACKAGE / "lexicons").glob("*.yml")),
    ]
    return _digest(*(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
