"""Which entities of the registry an unknown name may belong to, by how alike their names are.

Two names are as alike as the share of trigrams that they have in common: three letters in a row, words
padded with two blanks before and one behind, as PostgreSQL's pg_trgm counts them. An index from trigram
to name makes that one look-up a name, where edit distances would compare every name with every other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

from build_tools.corpus.review_rows import Match
from build_tools.models import LABELS, Label, Registry
from build_tools.names import fold

LEAST_LIKENESS = 0.4
MOST_MATCHES = 3

_WORD = re.compile(r"\w+")


class NameIndex:
    """The names of a registry by their trigrams."""

    def __init__(self, registry: Registry) -> None:
        # Each name with its entity, whether that is a person, and how many trigrams it has.
        self._names: list[tuple[str, str, bool, int]] = []
        self._by_trigram: defaultdict[str, list[int]] = defaultdict(list)
        for entity in registry.entities.values():
            is_person = LABELS[entity.kind] == "person"
            for name in (entity.name, *entity.aliases, *entity.short_names, *entity.demonyms):
                trigrams = trigrams_of(name)
                for trigram in trigrams:
                    self._by_trigram[trigram].append(len(self._names))
                self._names.append((entity.id, name, is_person, len(trigrams)))

    def matches(self, name: str, label: Label) -> tuple[Match, ...]:
        """The entities whose likest name is like `name`, the likest first; at most three.

        A person's name matches persons only, and no other name matches a person.
        """
        trigrams = trigrams_of(name)
        shared: Counter[int] = Counter()
        for trigram in trigrams:
            shared.update(self._by_trigram.get(trigram, ()))
        best: dict[str, Match] = {}
        for number, common in shared.items():
            entity, known, is_person, size = self._names[number]
            likeness = common / (len(trigrams) + size - common)
            if likeness < LEAST_LIKENESS or is_person != (label == "person"):
                continue
            if entity not in best or likeness > best[entity].likeness:
                best[entity] = Match(entity, known, round(likeness, 2))
        return tuple(sorted(best.values(), key=lambda m: (-m.likeness, m.entity))[:MOST_MATCHES])


def trigrams_of(name: str) -> frozenset[str]:
    """The trigrams of a name's words, without regard to case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", fold(name)) if not unicodedata.combining(c))
    padded = (f"  {word} " for word in _WORD.findall(plain))
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))
