"""Annotated texts for learning and measuring whom pronouns stand for: GUM, and marked texts of our own.

Both give the names of a text, as a registry and linked mentions. Statements and everything else are
found by the program, as they are in any article.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import Field
from spacy.language import Language

from build_tools.annotate.attributions import extract_attributions
from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.coreference_discourse import Discourse
from build_tools.annotate.coreference_types import Cluster, Markable, Pronoun
from build_tools.annotate.lines import split_lines
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.reader import COMPONENT as READER
from build_tools.annotate.sentences import build_pipeline
from build_tools.annotate.vocabulary import load_vocabulary
from build_tools.errors import SeedError
from build_tools.lexicon import load_lexicon
from build_tools.models import Entity, EntityKind, Mention, Registry, Span
from build_tools.seeds import Shape
from build_tools.training.brat import GoldArticle
from build_tools.training.conllu import Document
from build_tools.training.gum import gold_names, gold_phrases
from build_tools.training.inline import NameType, read_marked
from build_tools.yaml_source import load_yaml, validate

DATA = Path(__file__).parent / "data"
TRAIN, TEST = "wire_pronouns", "wire_pronouns_test"

_WORD = re.compile(r"\w+")
_KINDS: dict[NameType, EntityKind] = {
    "person": "person", "organization": "organization", "place": "place", "other": "document",
}


def reading_pipeline() -> Language:
    """The pipeline by which articles are read, the network included."""
    nlp = build_pipeline()
    nlp.add_pipe(READER)
    return nlp


class GoldText(ABC):
    """A text in which it is known whom the pronouns stand for."""

    def __init__(
        self, identifier: str, text: str, mentions: Sequence[Mention], registry: Registry, nlp: Language
    ) -> None:
        doc = nlp(text)
        blocks = split_blocks(text, text.split("\n", 1)[0])
        attributions = extract_attributions(doc, blocks, mentions, registry)
        lines = split_lines(doc, blocks, mentions)
        self.id = identifier
        self.text = text
        self.registry = registry
        self.discourse = Discourse(text, lines, attributions, registry, load_vocabulary())

    @abstractmethod
    def right(self, pronoun: Pronoun, cluster: Cluster) -> bool:
        """Whether a pronoun stands for a cluster."""

    @abstractmethod
    def is_named(self, pronoun: Pronoun) -> bool:
        """Whether a pronoun stands for something that the text names."""


def last_phrase(cluster: Cluster) -> Markable:
    """The last phrase for a cluster that is no pronoun."""
    return next((m for m in reversed(cluster.markables) if not m.pronoun), cluster.markables[-1])


class ChainText(GoldText):
    """A document of GUM."""

    def __init__(self, document: Document, nlp: Language) -> None:
        phrases = gold_phrases(document)
        mentions, registry = gold_names(phrases)
        super().__init__(document.id, document.text, mentions, registry, nlp)
        self._spans: dict[Span, str] = {(p.start, p.end): p.chain for p in phrases}
        self._heads: dict[int, str] = {}
        for phrase in phrases:
            self._heads.setdefault(phrase.head[1], phrase.chain)

    def _chain(self, start: int, end: int) -> str | None:
        return self._spans.get((start, end)) or self._heads.get(end)

    def right(self, pronoun: Pronoun, cluster: Cluster) -> bool:
        chain = self._chain(pronoun.start, pronoun.end)
        last = last_phrase(cluster)
        return chain is not None and chain in (cluster.key, self._chain(last.start, last.end))

    def is_named(self, pronoun: Pronoun) -> bool:
        return self._chain(pronoun.start, pronoun.end) in self.registry.entities


class WordText(GoldText):
    """A marked text of our own, with a word for whom each pronoun stands for."""

    def __init__(
        self, article: GoldArticle, registry: Registry, answers: dict[int, frozenset[str]], nlp: Language
    ) -> None:
        mentions = link_mentions(article.text, NameIndex(registry))
        super().__init__(article.id, article.text, mentions, registry, nlp)
        self._answers = answers

    def right(self, pronoun: Pronoun, cluster: Cluster) -> bool:
        if "+" in cluster.key:
            return False
        last = last_phrase(cluster)
        words = _WORD.findall(self.text[last.start : last.end].lower())
        known = {words[-1], *words[: words[0] in load_vocabulary().numbers]}
        known |= {self._last_word(entity) for entity in cluster.entities}
        return not known.isdisjoint(self._answers[pronoun.start])

    def is_named(self, pronoun: Pronoun) -> bool:
        names = {self._last_word(one) for one in self.registry.entities.values() if one.kind != "document"}
        return not names.isdisjoint(self._answers[pronoun.start])

    def _last_word(self, entity: str | Entity) -> str:
        name = self.registry.entities[entity].name if isinstance(entity, str) else entity.name
        return _WORD.findall(name.lower())[-1]


# Reading our own


class PronounsShape(Shape):
    """A file of answers: for each text its pronouns in order, each with a colon and its words."""

    schema_version: int
    marked: list[str]
    states: list[str] = Field(default_factory=list)
    names: dict[str, dict[NameType, list[str]]] = Field(default_factory=dict)
    articles: dict[str, str]


def word_texts(name: str, nlp: Language) -> Iterator[WordText]:
    """The texts of one file of answers (`TRAIN` or `TEST`).

    Raises:
        SeedError: If a text is missing, or its pronouns are not those that the file gives.
    """
    path = DATA / f"{name}.yml"
    shape = validate(PronounsShape, load_yaml(path, SeedError), SeedError)
    states = frozenset(shape.states)
    articles = {
        article.id: article for file in shape.marked for article in read_marked(DATA / f"{file}.yml")
    }
    for identifier, told in shape.articles.items():
        if identifier not in articles:
            raise SeedError(f"there is no text {identifier!r}", file=path, entry=f"articles.{identifier}")
        article = articles[identifier]
        names = shape.names.get(identifier) or _names_of(article)
        answers = _answers(article, told, path)
        yield WordText(article, registry_of(names, states), answers, nlp)


def _names_of(article: GoldArticle) -> dict[NameType, list[str]]:
    found: dict[NameType, list[str]] = {}
    for start, end, kind in article.names or ():
        found.setdefault(kind, []).append(article.text[start:end])  # type: ignore[arg-type]
    return found


def _answers(article: GoldArticle, told: str, path: Path) -> dict[int, frozenset[str]]:
    lexicon = load_lexicon("coreference")["pronouns"]
    pronouns = {w for name in ("he", "she", "it", "they") for w in lexicon[name]}
    places = [
        (match.start(), match.group().lower())
        for match in re.finditer(r"[^\W\d_]+", article.text)
        if match.group().lower() in pronouns and not (match.group().isupper() and len(match.group()) > 1)
    ]
    pairs = [answer.partition(":")[::2] for answer in told.split()]
    if [word for _, word in places] != [word for word, _ in pairs]:
        raise SeedError("these are not its pronouns", file=path, entry=f"articles.{article.id}")
    return {
        start: frozenset(words.split("|")) - {"-"}
        for (start, _), (_, words) in zip(places, pairs, strict=True)
    }


def registry_of(names: dict[NameType, list[str]], states: frozenset[str] = frozenset()) -> Registry:
    """A registry of the names of one text; a surname, or the beginning of a body's name, is a short one."""
    entities: dict[str, Entity] = {}
    short: dict[str, list[str]] = {}
    for kind, group in names.items():
        for name in sorted(set(group), key=lambda one: (-len(one), one)):
            owners = [
                one.id for one in entities.values()
                if " " not in name and kind in ("person", "organization") and one.kind == _KINDS[kind]
                and (one.name.split()[-1] == name or (kind != "person" and one.name.startswith(f"{name} ")))
            ]
            for owner in owners:
                short.setdefault(owner, []).append(name)
            if not owners:
                identifier = re.sub(r"\W+", "-", name.lower())
                is_state = name in states
                entities.setdefault(
                    identifier, Entity(identifier, "state" if is_state else _KINDS[kind], name)
                )
    return Registry(
        {
            one.id: Entity(one.id, one.kind, one.name, short_names=tuple(short.get(one.id, ())))
            for one in entities.values()
        }
    )
