"""Reads the coreference chains of GUM: which phrases of a document stand for the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from build_tools.models import Entity, EntityKind, Label, Mention, Provenance, Registry, Span
from build_tools.training.conllu import Document, Word, read_treebank

# The bracket notation of the `Entity` column: “(12-person-…”, “12)”, or both in one.
_BRACKET = re.compile(r"\((?P<chain>[^-()]+)-(?P<type>[^-()]+)-(?P<rest>[^()]*)(?P<closed>\))?|(?P<closes>[^()]+)\)")
_HEAD_FIELD = 3  # of what follows the type
_KINDS: dict[str, EntityKind] = {"person": "person", "organization": "organization", "place": "place"}
_LABELS: dict[str, Label] = {"person": "person", "organization": "organization", "place": "place"}


@dataclass(frozen=True, slots=True)
class GoldPhrase:
    """An annotated phrase.

    Attributes:
        chain: The same for all phrases that stand for the same.
        head: The span of its head, or of the whole name.
        name: Whether the head is a proper name.
    """

    start: int
    end: int
    chain: str
    type: str
    head: Span
    name: bool


def read_gum(folder: Path, split: str, genres: frozenset[str]) -> list[Document]:
    """The documents of a split that are of these genres ("news")."""
    return [d for d in read_treebank(folder, split) if d.id.split("_")[1] in genres]


def gold_phrases(document: Document) -> list[GoldPhrase]:
    """The annotated phrases of a document, in order of the text."""
    words = [word for sentence in document.sentences for word in sentence.words]
    found: list[GoldPhrase] = []
    opened: dict[str, list[tuple[int, str, str]]] = {}
    for at, word in enumerate(words):
        for bracket in _BRACKET.finditer(word.misc.get("Entity", "")):
            chain = bracket["chain"] or bracket["closes"]
            if bracket["chain"]:
                opened.setdefault(chain, []).append((at, bracket["type"], bracket["rest"]))
            if (bracket["closed"] or bracket["closes"]) and opened.get(chain):
                first, kind, rest = opened[chain].pop()
                found.append(_phrase(words[first : at + 1], chain, kind, rest))
    return sorted(found, key=lambda phrase: (phrase.start, -phrase.end))


def _phrase(words: list[Word], chain: str, kind: str, rest: str) -> GoldPhrase:
    fields = rest.split("-")
    numbers = [int(n) for n in fields[_HEAD_FIELD].split(",")] if fields[_HEAD_FIELD][:1].isdigit() else [1]
    inside = [words[n - 1] for n in numbers if n <= len(words)] or words[:1]
    first, last = words.index(inside[0]), words.index(inside[-1])
    name = words[last].upos == "PROPN"
    while name and first > 0 and words[first - 1].upos == "PROPN":
        first -= 1
    while name and last + 1 < len(words) and words[last + 1].upos == "PROPN":
        last += 1
    head = (words[first].start, words[last].end)
    return GoldPhrase(words[0].start, words[-1].end, chain, kind, head, name)


def gold_names(phrases: list[GoldPhrase]) -> tuple[list[Mention], Registry]:
    """The names among the phrases as linked mentions, with a registry in which each chain is one.

    Names of events, times and the like are no entities and are left out.
    """
    mentions: dict[Span, Mention] = {}
    entities: dict[str, Entity] = {}
    for phrase in phrases:
        if not phrase.name or phrase.type not in _KINDS:
            continue
        first = entities.setdefault(phrase.chain, Entity(phrase.chain, _KINDS[phrase.type], phrase.chain))
        mentions[phrase.head] = Mention(
            *phrase.head, "name", _LABELS.get(first.kind, "other"), first.id, Provenance("curated", "gum")
        )
    ordered = sorted(mentions.values(), key=lambda mention: (mention.start, -mention.end))
    return ordered, Registry(entities)
