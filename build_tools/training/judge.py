"""Measures a network on annotated articles: what it reads is decoded and scored as it will be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from build_tools.engine.decoding import Decoded, Settings, decode
from build_tools.engine.reading import Network, Reading, read
from build_tools.engine.words import Words, split_words
from build_tools.engine.wordpiece import WordPiece
from build_tools.training.brat import GoldArticle, GoldAttribution
from build_tools.training.score import Tally


def as_attribution(words: Words, one: Decoded) -> GoldAttribution:
    """A decoded statement in characters of the text."""
    return GoldAttribution(
        words.spans(one.source),
        words.spans([one.cue]),
        words.spans(one.content),
        words.spans(one.addressee),
        nested=one.nested,
    )


def readings(
    articles: Sequence[GoldArticle], network: Network, wordpiece: WordPiece
) -> list[tuple[Words, Reading]]:
    """What a network says of each article."""
    words = [split_words(article.text, wordpiece) for article in articles]
    return list(zip(words, read(words, network, wordpiece), strict=True))


def score(
    articles: Sequence[GoldArticle],
    found: Sequence[tuple[Words, Reading]],
    settings: Settings,
    nested: bool = True,
) -> Tally:
    """Decode and score what was found; without the nested statements where a corpus marks none."""
    tally = Tally()
    for article, (words, reading) in zip(articles, found, strict=True):
        decoded = decode(words, reading.cues, settings)
        ours = [as_attribution(words, one) for one in decoded if nested or not one.nested]
        for gold in article.versions:
            tally.add(article.text, ours, gold)
    return tally


def summary(tally: Tally) -> str:
    """The figures in one line: exact and overlap F1, relation, alpha."""
    figures = tally.figures()
    parts = [
        f"{role} {100 * figures[f'{role} exact'].f1:.1f}/{100 * figures[f'{role} overlap'].f1:.1f}"
        for role in ("source", "cue", "content", "all")
    ]
    relation = figures["relation"]
    return (
        f"{', '.join(parts)}, relation {100 * relation.precision:.1f}/{100 * relation.recall:.1f}/"
        f"{100 * relation.f1:.1f}, alpha {100 * tally.alpha():.1f}"
    )


def name_finder(
    network: Network, wordpiece: WordPiece
) -> Callable[[str], list[tuple[int, int, str]]]:
    """What finds the names of a text with a network, in characters."""

    def find(text: str) -> list[tuple[int, int, str]]:
        words = split_words(text, wordpiece)
        (reading,) = read([words], network, wordpiece)
        return [(*words.span(name.start, name.end), name.type) for name in reading.names]

    return find
