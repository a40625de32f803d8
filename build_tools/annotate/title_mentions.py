"""Finds titles that stand for the person who holds them: "the supreme leader"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from build_tools.annotate.name_edges import word_behind, words
from build_tools.models import Mention, Provenance

_DETERMINER = re.compile(r"\bthe $", re.IGNORECASE)
_POSSESSOR = re.compile(r"(?:'s|s') $")


def find_titles(
    text: str, titles: Mapping[str, Sequence[str]], established: Set[str], names: Sequence[Mention]
) -> list[Mention]:
    """Mentions by title, in order of the text, of persons whose full name stands there.

    Args:
        text: Evened out.
        titles: Title, in lower case -> ids of its holders.
        established: Ids of the entities whose full name stands in the text.
        names: The linked names.
    """
    if not titles:
        return []
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(t) for t in sorted(titles, key=len, reverse=True)) + r")\b",
        re.IGNORECASE,
    )
    by_end = {mention.end: mention for mention in names}
    by_start = {mention.start: mention for mention in names}
    found: list[Mention] = []
    for match in pattern.finditer(text):
        holders = [e for e in titles[match.group().lower()] if e in established]
        if not holders or _names_its_holder(text, match.end(), by_start):
            continue
        start = _determiner_start(text, match.start(), by_end)
        if start is None:
            continue
        decided = holders[0] if len(holders) == 1 else None
        found.append(
            Mention(
                start=start,
                end=match.end(),
                form="nominal",
                label="person",
                entity=decided,
                provenance=Provenance("registry", "mentions.title"),
                candidates=() if decided else tuple(sorted(holders)),
            )
        )
    return found


def _names_its_holder(text: str, end: int, by_start: Mapping[int, Mention]) -> bool:
    """Whether a name, or a further title and a name, follows at once."""
    after = word_behind(text, end)
    while after and after.group(1) in words("person_titles"):
        if after.start(1) in by_start:
            return True
        after = word_behind(text, after.end(1))
    return bool(after and after.group(1)[0].isupper())


def _determiner_start(text: str, start: int, by_end: Mapping[int, Mention]) -> int | None:
    """Where the noun phrase of a title begins, None where it has no determiner."""
    possessor = _POSSESSOR.search(text, max(0, start - 3), start)
    if possessor:
        owner = by_end.get(possessor.start()) or by_end.get(possessor.start() + 1)
        return owner.start if owner else None
    # "the Iranian supreme leader", but not "the former supreme leader".
    nation = by_end.get(start - 1)
    before = nation.start if nation else start
    determined = _DETERMINER.search(text, max(0, before - 4), before)
    return determined.start() if determined else None
