"""Finds the publications that a text credits, and tells outlets of the registry by name or host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from courlan import extract_domain

from build_tools.lexicon import load_lexicon
from build_tools.models import Block, Entity, Registry
from build_tools.names import even, fold

_ARTICLE = re.compile(r"^the\s+")
# What stands below a picture credits whoever took it.
_CREDITING = ("byline", "heading", "body")


@dataclass(frozen=True, slots=True)
class Credit:
    """A publication that a text credits with the report.

    Attributes:
        name: As printed.
        outlet: Entity id, None for a name that the registry does not know.
        quote: The words of the credit.
        scope: Whether the whole report is the publication's, or a part of it.
        sure: Whether the form names a publication even where the registry does not know it.
    """

    name: str
    outlet: str | None
    quote: str
    scope: Literal["whole", "part"]
    sure: bool


class Outlets:
    """The outlets of the registry, to look up.

    Args:
        registry: Other entities than outlets are left out.
    """

    def __init__(self, registry: Registry) -> None:
        self.entities = {i: e for i, e in registry.entities.items() if e.kind == "outlet"}
        self._names: dict[str, set[str]] = {}
        self._hosts: dict[str, set[str]] = {}
        for identifier, entity in self.entities.items():
            for name in (entity.name, *entity.aliases, *entity.short_names):
                self._names.setdefault(_plain(name), set()).add(identifier)
            for name in (entity.name, *entity.aliases):
                self._hosts.setdefault(fold(name), set()).add(identifier)
                self._hosts.setdefault(_letters(name), set()).add(identifier)

    def find(self, name: str) -> str | None:
        """The id of the one outlet of that name, short names included; None for none or several."""
        return _only(self._names.get(_plain(name)))

    def at(self, url: str) -> str | None:
        """The id of the one outlet whose name is that of the site at `url`.

        "https://edition.cnn.com/x" is the site "cnn": subdomains and public suffixes ("co.uk") are
        left out, so that a paper's name in front of another site's is not taken for it.
        """
        host = site_of(url)
        return _only(self._hosts.get(host)) or _only(self._hosts.get(_letters(host.split(".")[0])))

    def named(self, text: str, blocks: Iterable[Block]) -> list[tuple[Entity, int]]:
        """The outlets that a text names, short names left out, each with its first paragraph."""
        found = []
        lines = [block for block in blocks if block.kind in _CREDITING]
        for entity in self.entities.values():
            names = "|".join(re.escape(even(name)) for name in (entity.name, *entity.aliases))
            pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
            for block in lines:
                if pattern.search(even(text[block.start : block.end])):
                    found.append((entity, block.number))
                    break
        return sorted(found, key=lambda item: item[1])


def site_of(url: str) -> str:
    """The domain that a site is registered under: "edition.cnn.com" is at "cnn.com"."""
    host = urlsplit(url).hostname or ""
    # A suffix that is not public ("example") is taken to be of one part.
    return extract_domain(url) or ".".join(host.split(".")[-2:])


def find_credits(text: str, blocks: Sequence[Block], outlets: Outlets) -> list[Credit]:
    """The publications that a text credits, nearest to the sources first, each once."""
    found: dict[str, tuple[int, Credit]] = {}
    lines = [block for block in blocks if block.kind in _CREDITING]
    for rank, form in enumerate(_forms()):
        for block in lines:
            line = even(text[block.start : block.end])
            match = form.regex.match(line) if form.opening else form.regex.fullmatch(line)
            if match is None:
                continue
            start, end = match.span("outlet")
            for name in _several(text[block.start + start : block.start + end], outlets):
                outlet = outlets.find(name)
                quote = text[block.start : block.start + match.end()]
                credit = Credit(name, outlet, quote, form.scope, form.sure)
                if outlet or form.sure:
                    found.setdefault(outlet or _plain(name), (rank, credit))
    return [credit for _, credit in sorted(found.values(), key=lambda item: item[0])]


def own_byline(text: str, blocks: Iterable[Block], outlets: Outlets) -> tuple[str, str] | None:
    """The outlet that a byline names as its author's own ("by X Staff"), and the byline."""
    for block in blocks:
        if block.kind != "byline":
            continue
        line = even(text[block.start : block.end])
        for pattern in load_lexicon("credits")["own"]:
            match = re.search(pattern, line, re.IGNORECASE)
            outlet = outlets.find(match["outlet"]) if match else None
            if outlet:
                return outlet, text[block.start : block.end]
    return None


@dataclass(frozen=True, slots=True)
class _Form:
    regex: re.Pattern[str]
    opening: bool
    scope: Literal["whole", "part"]
    sure: bool


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(
            re.compile(form["pattern"], re.IGNORECASE),
            form["at"] == "opening",
            form["scope"],
            form["sure"],
        )
        for form in load_lexicon("credits")["relays"]
    )


def _several(name: str, outlets: Outlets) -> list[str]:
    """One name, or the names it is made of where the registry knows one of them."""
    if outlets.find(name) is None:
        parts = [part for part in re.split(load_lexicon("credits")["between"], name) if part]
        if any(outlets.find(part) for part in parts):
            return parts
    return [name.strip()]


def _plain(name: str) -> str:
    """A name without case, article and the punctuation around it."""
    return _ARTICLE.sub("", " ".join(fold(name).strip(" .,;:").split()))


def _letters(name: str) -> str:
    """A name's letters and figures as a host has them."""
    return re.sub(r"[\W_]+", "", _plain(name))


def _only(found: set[str] | None) -> str | None:
    return next(iter(found)) if found and len(found) == 1 else None
