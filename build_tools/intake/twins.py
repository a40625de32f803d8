"""Finds the article that a new one is a copy of: the same words, the same address, nearly the same.

Near copies are found by containment: how many of the shorter article's runs of five words stand in
the other too (Broder, "On the resemblance and containment of documents", 1997). The passages that
`corpus/reuse.py` finds would tell the same, but only once an article is annotated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from build_tools.models import Article
from build_tools.names import fold

_WORD = re.compile(r"\w+")
# Five words in a row are seldom the same by chance: the unrelated articles of the first corpus
# share none.
_RUN = 5
# One changed word breaks five runs, so that 0.85 is about one changed word in thirty. The two
# articles of the first corpus that carry one agency's report, each with its outlet's edits, come to
# 0.77 and are two articles; two copies of one page lie near 1.
NEAR = 0.85
# From here on two articles carry the same report, which is worth saying.
SHARES = 0.3
_TRACKING = "utm_"


@dataclass(frozen=True, slots=True)
class Overlap:
    """An article that shares words with a new one.

    Attributes:
        article: Its id.
        share: Of the shorter one's runs of words, the part that stands in both; 0 to 1.
    """

    article: str
    share: float


def same_text(text: str, articles: Iterable[Article]) -> str | None:
    """The id of the article with the same words; case, punctuation and white space disregarded."""
    wanted = _words(text)
    return next((a.id for a in articles if wanted and _words(a.text) == wanted), None)


def same_address(addresses: Iterable[str], articles: Iterable[Article]) -> str | None:
    """The id of the article that came from one of these addresses.

    Scheme, a leading "www.", a slash at the end, the fragment and what counts visits are
    disregarded.
    """
    wanted = {_address(address) for address in addresses}
    return next((a.id for a in articles if a.url and _address(a.url) in wanted), None)


def overlaps(text: str, articles: Iterable[Article]) -> list[Overlap]:
    """The articles that share the report of `text`, the nearest first."""
    own = _runs(text)
    found = []
    for article in articles:
        others = _runs(article.text)
        shorter = min(len(own), len(others))
        share = len(own & others) / shorter if shorter else 0.0
        if share >= SHARES:
            found.append(Overlap(article.id, share))
    return sorted(found, key=lambda overlap: (-overlap.share, overlap.article))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _address(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.startswith(_TRACKING)
    ]
    host = (parts.netloc or "").lower().removeprefix("www.")
    return host, parts.path.rstrip("/"), urlencode(sorted(query))
