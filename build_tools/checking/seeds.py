"""Checks what people write: articles, manifest, registry and corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.annotate.cache import annotate_cached
from build_tools.checking.problems import Findings
from build_tools.corpus.assemble import assemble
from build_tools.corrections import SUFFIX, CorrectionsShape, apply_file, corrections_path
from build_tools.errors import BuildToolsError, RegistryError, SeedError
from build_tools.manifest import load_manifest
from build_tools.markdown_text import counted
from build_tools.models import AnnotatedArticle, Article, Registry
from build_tools.registry import load_registry
from build_tools.seeds import load_article, load_articles, plain_article
from build_tools.settings import Settings
from build_tools.yaml_source import load_yaml, validate


@dataclass(frozen=True)
class SeedCorpus:
    """What the seeds amount to.

    Attributes:
        articles: With their corrections; None where not all of them can be had.
        registry: None where it has an error, or could not be checked.
        left_out: (article, statement id) of what the program finds and a correction leaves out.
        withdrawn: Address of what was taken down -> its line in the manifest.
    """

    articles: tuple[AnnotatedArticle, ...] | None
    registry: Registry | None
    left_out: frozenset[tuple[str, str]] = frozenset()
    withdrawn: dict[str, int | None] = field(default_factory=dict)


def check_seeds(settings: Settings, findings: Findings) -> SeedCorpus:
    """Read all seeds, going on behind each error as far as what follows can still be told."""
    seeds = settings.seeds
    articles, texts = _articles(seeds, findings)
    withdrawn = _manifest(seeds, findings)
    if texts is None:
        findings.notes.append("registry: not checked, for there is an article that cannot be read")
        registry = None
    else:
        registry = _registry(seeds, texts, findings)
    told = f"seeds: {counted(len(articles), 'article')}"
    if registry is None:
        findings.notes.append(told)
        _corrections_by_shape(_corrections(seeds), findings)
        return SeedCorpus(None, None, withdrawn=withdrawn)
    entities = counted(len(registry.entities), "entity", "entities")
    events = counted(len(registry.events), "event")
    findings.notes.append(f"{told}, {entities}, {events}")
    annotated, _ = annotate_cached(articles, registry, settings.cache / "annotations")
    corrected = _corrected(annotated, seeds, registry, findings)
    known = {one.id for one in articles}
    _corrections_by_shape((p for p in _corrections(seeds) if _article_of(p) not in known), findings)
    if len(corrected) < len(texts):
        return SeedCorpus(None, registry, withdrawn=withdrawn)
    if any(one.event_decisions for one in corrected):
        with findings.taking("corrections"):
            assemble(corrected, registry)  # event passages are found in all articles together
    left_out = {
        (before.article.id, identifier)
        for before, after in zip(annotated, corrected, strict=True)
        for identifier in _statements(before) - _statements(after)
    }
    return SeedCorpus(tuple(corrected), registry, frozenset(left_out), withdrawn)


def _statements(annotated: AnnotatedArticle) -> set[str]:
    return {one.id for one in annotated.attributions}


def _articles(seeds: Path, findings: Findings) -> tuple[Sequence[Article], Sequence[Article] | None]:
    """The articles that can be used, and the texts that passages are looked up in.

    The text of an article whose metadata is at fault can still be read. Where one cannot, the
    second is None: each passage of it would look as if it were at fault.
    """
    with findings.taking("seeds"):
        articles = load_articles(seeds)
        return articles, articles
    usable: list[Article] = []
    texts: list[Article] = []
    for path in sorted((seeds / "articles").glob("*.txt")):
        try:
            usable.append(load_article(path))
            texts.append(usable[-1])
        except BuildToolsError:  # told already, by `load_articles`
            try:
                texts.append(plain_article(path))
            except BuildToolsError:
                return usable, None
    return usable, texts or None


def _manifest(seeds: Path, findings: Findings) -> dict[str, int | None]:
    """Compare the manifest with the articles.

    Returns:
        Address of each page that was taken down -> its line.
    """
    if not (seeds / "manifest.yml").exists():
        return {}
    texts = {path.stem: path for path in sorted((seeds / "articles").glob("*.txt"))}
    with findings.taking("seeds"):
        manifest, source = load_manifest(seeds)
        for identifier, origin in manifest.articles.items():
            if identifier not in texts:
                message = f"there is no article {identifier}.txt"
            elif hashlib.sha256(texts[identifier].read_bytes()).hexdigest() != origin.sha256:
                message = f"{identifier}.txt does not hold the bytes that came; put them back"
            else:
                continue
            findings.add("seeds", source.error(SeedError, message, ("articles", identifier)))
        for identifier in sorted(texts.keys() - manifest.articles.keys()):
            message = f"{identifier}.txt is not listed, with its original name and SHA-256"
            findings.add("seeds", source.error(SeedError, message, ("articles",)), "warning")
        return {address: source.line(("withdrawn", address)) for address in manifest.withdrawn}
    return {}


def _registry(seeds: Path, texts: Iterable[Article], findings: Findings) -> Registry | None:
    with findings.taking("registry"):
        registry = load_registry(seeds, texts)
        _former_ids(seeds, registry, findings)
        return registry
    return None


def _former_ids(seeds: Path, registry: Registry, findings: Findings) -> None:
    """A former id has one page to lead to: it may stand in the registry only once."""
    owners: dict[tuple[bool, str], str] = {}
    for section in ("actors", "places", "documents", "events"):
        path = seeds / f"{section}.yml"
        if not path.exists():
            continue
        source = load_yaml(path, RegistryError)
        entries = registry.events if section == "events" else registry.entities
        for identifier in source.data[section]:
            for index, former in enumerate(entries[identifier].former_ids):
                key = (section == "events", former)
                if key in owners:
                    message = f"the former id {former!r} stands under {owners[key]} already"
                    place = (section, identifier, "former_ids", index)
                    findings.add("registry", source.error(RegistryError, message, place))
                owners.setdefault(key, identifier)


def _corrections(seeds: Path) -> list[Path]:
    return sorted((seeds / "articles").glob(f"*{SUFFIX}"))


def _article_of(corrections: Path) -> str:
    return corrections.name.removesuffix(SUFFIX)


def _corrections_by_shape(paths: Iterable[Path], findings: Findings) -> None:
    """Check corrections that cannot be applied, for lack of an article or a registry."""
    for path in paths:
        with findings.taking("corrections"):
            validate(CorrectionsShape, load_yaml(path, SeedError), SeedError)


def _corrected(
    annotated: Iterable[AnnotatedArticle], seeds: Path, registry: Registry, findings: Findings
) -> list[AnnotatedArticle]:
    """The articles with their corrections; one whose corrections are at fault is left out."""
    result = []
    for one in annotated:
        path = corrections_path(seeds, one.article.id)
        with findings.taking("corrections"):
            result.append(apply_file(one, path, registry) if path.exists() else one)
    return result
