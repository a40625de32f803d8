"""Compares the ids of the seeds with those that are published: a link that worked has to go on working."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

import lxml.html

from build_tools.checking.problems import Findings, Problem
from build_tools.checking.published import Entry, Published
from build_tools.checking.seeds import SeedCorpus
from build_tools.checking.site import is_built
from build_tools.errors import RegistryError
from build_tools.models import AnnotatedArticle, Registry
from build_tools.names import fold
from build_tools.render.links import entity_path, page
from build_tools.render.public_ids import public_ids
from build_tools.settings import Settings
from build_tools.yaml_source import YamlSource, load_yaml

# The file of the registry that holds what has its page in a section; all others stand in actors.yml.
_REGISTRY_FILES = {"events": "events", "places": "places", "documents": "documents"}


def check_ids(
    published: Published, corpus: SeedCorpus, settings: Settings, findings: Findings
) -> None:
    """Check that each published id has its page still, or a redirect."""
    if published.ids is None:
        findings.notes.append(f"ids: nothing is published at {published.place} yet")
        return
    if corpus.articles is None or corpus.registry is None:
        findings.notes.append("ids: not compared, for the seeds have errors")
        return
    comparison = _Comparison(corpus.articles, corpus.registry, corpus, settings, findings)
    for entry in published.ids:
        problem = comparison.fault(entry)
        if problem is not None:
            findings.problems.append(problem)
    comparison.check_withdrawn()
    findings.notes.append(f"ids: {len(published.ids)} of {published.place} compared")


class _Comparison:
    """Says of a published id whether links to it still work."""

    def __init__(
        self,
        articles: Sequence[AnnotatedArticle],
        registry: Registry,
        corpus: SeedCorpus,
        settings: Settings,
        findings: Findings,
    ) -> None:
        self._articles = {one.article.id: one for one in articles}
        self._registry = registry
        self._corpus = corpus
        self._settings = settings
        self._findings = findings
        self._now = {one["url"]: one for one in public_ids(articles, registry)}
        self._built = is_built(settings.site)
        if not self._built:
            findings.notes.append("ids: redirects are not checked, for no site is built yet")

    def fault(self, old: Entry) -> Problem | None:
        """What has become of a published id; None where its links work."""
        now = self._now.get(old["url"])
        if now is None:
            return None if old["url"] in self._corpus.withdrawn else self._gone(old)
        if now["kind"] == "former":
            return self._without_redirect(now)
        if old["kind"] == "former":
            return self._registered(old, now, "this id was given before; an id is never given again")
        return self._changed_text(old, now) if now["kind"] == "article" else None

    def check_withdrawn(self) -> None:
        """What was taken down must not be there."""
        for address, line in self._corpus.withdrawn.items():
            if address in self._now:
                self._findings.problems.append(
                    Problem(
                        "ids",
                        "this was withdrawn and is in the seeds; an id is never given again",
                        file=self._seed("manifest.yml"),
                        line=line,
                        entry=f"withdrawn.{address}",
                    )
                )

    def _gone(self, old: Entry) -> Problem | None:
        if old["kind"] == "article":
            return self._gone_article(old)
        if old["kind"] == "statement":
            return self._gone_statement(old)
        if old["kind"] == "former":
            owner = self._present(old.get("to", ""))
            what = f"{old['url']} led to {old.get('to')}, and its redirect is gone"
        else:
            owner = self._successor(old)
            what = f"the published id {old['id']!r} is gone, and nothing redirects from {old['url']}"
        if owner is None:
            message = (
                f"{what}; list it under `former_ids` of the entry that stands for it now or, where none"
                " does, its address under `withdrawn` in seeds/manifest.yml"
            )
        elif owner["id"] == old["id"]:
            message = (
                f"the page has moved from {old['url']} to {owner['url']}; give this entry another id and"
                f" list {old['id']!r} under its `former_ids`"
            )
        else:
            message = f"{what}; list {old['id']!r} under `former_ids` here"
        return self._registered(old, owner, message)

    def _gone_article(self, old: Entry) -> Problem:
        same = (
            one.article.id
            for one in self._articles.values()
            if one.article.text_sha256 == old.get("text_sha256")
        )
        other = next(same, None)
        advice = (
            f"its text is now called {other!r}: give it its old id back"
            if other
            else "put it back, or list its page under `withdrawn` in seeds/manifest.yml"
        )
        file = self._seed(f"articles/{other or old['id']}.txt")
        message = f"the published article {old['id']!r} is gone; {advice}"
        return Problem("ids", message, file=file, entry=old["url"])

    def _gone_statement(self, old: Entry) -> Problem | None:
        annotated = self._articles.get(old.get("article", ""))
        if annotated is None:
            return None  # told of the article
        start = int(re.sub(r"\D", "", old["id"]) or 0)
        end = start + len(old.get("exact", ""))
        here = [
            one.id
            for one in annotated.attributions
            if any(first < end and start < last for first, last in one.cue)
        ]
        words = f"{old['url']} (“{old.get('exact', '')}”) is gone"
        if here:
            words += f"; its words are now in {' and '.join(here)}, and `id: {old['id']}` in a correction"
            words += " there keeps this address"
        article = annotated.article
        if old.get("curated") is True:
            return Problem(
                "ids",
                f"the curated statement {words}; put it back, or list it under `withdrawn` in"
                " seeds/manifest.yml",
                file=self._seed(f"articles/{article.id}.corrections.yml"),
                entry=old["id"],
            )
        if (article.id, old["id"]) in self._corpus.left_out:
            words += "; a correction leaves it out"
        return Problem(
            "ids",
            f"the statement {words}",
            "warning",
            file=self._seed(f"articles/{article.id}.txt"),
            line=article.text.count("\n", 0, start) + 1,
            entry=old["id"],
        )

    def _changed_text(self, old: Entry, now: Entry) -> Problem | None:
        file = self._seed(f"articles/{now['id']}.txt")
        if old.get("text_sha256", now["text_sha256"]) != now["text_sha256"]:
            message = (
                "the text is not the one that was published, so links to its paragraphs and statements"
                " lead to other words; put it back, or give the new text an id of its own"
            )
            return Problem("ids", message, file=file)
        count = old.get("paragraphs", now["paragraphs"])
        if count == now["paragraphs"]:
            return None
        message = f"it had {count} paragraphs when it was published and has {now['paragraphs']} now"
        return Problem("ids", f"{message}, so links to paragraphs lead to others", file=file)

    def _without_redirect(self, now: Entry) -> Problem | None:
        """The fault of a former id whose page in the built site does not lead to the present one."""
        file = self._settings.site / now["url"] / "index.html"
        if not self._built or _leads_to(file, now["url"]) == now["to"]:
            return None
        message = (
            f"{now['id']!r} is a former id, and no redirect to {now['to']} is built here; build the site"
            " anew by `sourcebook build`"
        )
        return Problem("ids", message, file=self._findings.shown(file), entry=now["url"])

    def _successor(self, old: Entry) -> Entry | None:
        """What an id was renamed to or merged into, by its name; None where nothing has it."""
        event = old["kind"] == "event"
        registered = self._registry.events if event else self._registry.entities
        name = fold(old.get("name", ""))
        for one in registered.values():
            names = {fold(known) for known in (one.name, *(one.names if event else one.aliases))}
            if one.id == old["id"] or name in names:
                path = f"events/{one.id}" if event else entity_path(self._registry, one.id)
                return self._present(page(path).url)
        return None

    def _present(self, url: str) -> Entry | None:
        """What has the page that an address leads to now."""
        now = self._now.get(url)
        return self._now.get(now["to"]) if now and now["kind"] == "former" else now

    def _registered(self, old: Entry, owner: Entry | None, message: str) -> Problem:
        """A problem of the registry: at the entry of `owner`, or in the file that held the old one."""
        place = owner or old
        section = _REGISTRY_FILES.get(place["url"].partition("/")[0], "actors")
        source = self._sources.get(section)
        return Problem(
            "ids",
            message,
            file=self._seed(f"{section}.yml"),
            line=source.line((section, place["id"])) if source and owner else None,
            entry=f"{section}.{place['id']}",
        )

    @cached_property
    def _sources(self) -> dict[str, YamlSource]:
        sections = ("actors", "places", "documents", "events")
        paths = {name: self._settings.seeds / f"{name}.yml" for name in sections}
        return {name: load_yaml(path, RegistryError) for name, path in paths.items() if path.exists()}

    def _seed(self, name: str) -> str:
        return self._findings.shown(self._settings.seeds / name)


def _leads_to(file: Path, url: str) -> str | None:
    """The address that the page at `url` redirects to, both from the site's root; None for no redirect."""
    if not file.is_file():
        return None
    root = lxml.html.document_fromstring(file.read_bytes())
    for content in root.xpath("//meta[@http-equiv='refresh']/@content"):
        return urljoin(f"/{url}", content.partition("url=")[2].strip()).lstrip("/")
    return None
