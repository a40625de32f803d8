"""Names that the registry does not know or cannot decide, over all articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from build_tools.annotate.people import is_full_name, surnames_of
from build_tools.corpus.review_rows import Excerpt, NameRow, excerpt, row_id
from build_tools.models import AnnotatedArticle, Label, Mention
from build_tools.names import even, fold

_CONTEXTS = 3

# What mentions are gathered by: the folded name, whether it is a person's, and the candidates.
_Key = tuple[str, bool, tuple[str, ...]]


@dataclass(slots=True)
class _Group:
    """The mentions of one name while they are counted; only a few are kept for the contexts."""

    spellings: Counter[str] = field(default_factory=Counter)
    labels: Counter[Label] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    rows: dict[str, list[tuple[AnnotatedArticle, Mention]]] = field(default_factory=dict)

    def add(self, annotated: AnnotatedArticle, mention: Mention) -> None:
        self.spellings[annotated.article.text[mention.start : mention.end]] += 1
        self.labels[mention.label] += 1
        self.articles.add(annotated.article.id)
        if annotated.article.id in self.rows or len(self.rows) < _CONTEXTS:
            rows = self.rows.setdefault(annotated.article.id, [])
            if len(rows) < _CONTEXTS:
                rows.append((annotated, mention))

    def take(self, other: _Group) -> None:
        """Count the mentions of a short form as this name's."""
        self.spellings.update(other.spellings)
        self.labels.update(other.labels)
        self.articles |= other.articles
        for identifier, rows in other.rows.items():
            self.rows.setdefault(identifier, []).extend(rows)

    def contexts(self) -> Iterator[Excerpt]:
        """The first mention of each article, then the second of each …"""
        for turn in range(_CONTEXTS):
            for rows in self.rows.values():
                if turn < len(rows):
                    annotated, mention = rows[turn]
                    yield excerpt(annotated, (mention.start, mention.end))


def open_names(articles: Iterable[AnnotatedArticle]) -> list[NameRow]:
    """Names without an entity, the most frequent first; one that a person left without is decided.

    Spellings that differ in typography or capitals are one name; what is mostly a person's and
    what is not are two. A short form stands under the full name that its article gives it, or
    under the only one of the corpus that fits.
    """
    groups: defaultdict[_Key, _Group] = defaultdict(_Group)
    full: dict[_Key, str] = {}
    for annotated in articles:
        for mention in _open_mentions(annotated):
            printed = annotated.article.text[mention.start : mention.end]
            name = mention.full_name or printed
            key = (fold(name), mention.label == "person", mention.candidates)
            groups[key].add(annotated, mention)
            if mention.full_name:
                full.setdefault(key, mention.full_name)
    for short, long in _only_full_forms(groups):
        groups[long].take(groups.pop(short))
    names = [_open_name(key, group, full.get(key)) for key, group in groups.items()]
    return sorted(names, key=lambda name: (-name.mentions, -name.articles, fold(name.text), name.candidates))


def _open_mentions(annotated: AnnotatedArticle) -> Iterator[Mention]:
    for mention in annotated.mentions:
        decided = mention.entity is not None or mention.provenance.method == "curated"
        if not decided and mention.form == "name":
            block = annotated.block_at(mention.start)
            if block is None or block.kind != "boilerplate":
                yield mention


def _only_full_forms(groups: Iterable[_Key]) -> list[tuple[_Key, _Key]]:
    """Each surname that stands alone, with the only full name in the corpus that it is short for."""
    persons = [key for key in groups if key[1] and not key[2]]
    by_surname: defaultdict[str, list[_Key]] = defaultdict(list)
    for key in persons:
        # Folded names have no capitals, which a full name is known by.
        if is_full_name(key[0].title()):
            for surname in surnames_of(key[0]):
                by_surname[surname].append(key)
    return [
        (key, by_surname[key[0]][0]) for key in persons if len(by_surname.get(key[0], ())) == 1
    ]


def _open_name(key: _Key, group: _Group, full: str | None) -> NameRow:
    name, is_person, candidates = key
    ranked = sorted(group.spellings, key=lambda s: (-group.spellings[s], s.isupper(), s))
    # A name in capitals comes from a headline, and is printed otherwise elsewhere.
    spelled = sorted((s for s in ranked if fold(s) == name), key=str.isupper)
    text = spelled[0] if spelled else full or ranked[0]
    contexts = tuple(row for row, _ in zip(group.contexts(), range(_CONTEXTS)))
    label = max(group.labels, key=lambda label: (group.labels[label], label))
    return NameRow(
        id=row_id("name", name, "person" if is_person else "other", *candidates),
        text=text,
        label=label,
        forms=tuple(form for form in ranked if form != text and even(form) != even(text)),
        candidates=candidates,
        mentions=group.spellings.total(),
        articles=len(group.articles),
        contexts=contexts,
    )
