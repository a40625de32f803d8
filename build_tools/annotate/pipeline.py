"""The path of one article through the extractors, and of many articles over processes."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context

from build_tools.annotate.attributions import extract_attributions
from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.coreference import resolve_references
from build_tools.annotate.dates import extract_dates
from build_tools.annotate.epithets import find_epithets
from build_tools.annotate.lines import cut_lines
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.name_spans import name_spans
from build_tools.annotate.reader import COMPONENT as READER
from build_tools.annotate.sentences import build_pipeline
from build_tools.annotate.unknown_names import find_unknown_names
from build_tools.garbage import rare_collections
from build_tools.models import AnnotatedArticle, Article, Mention, Registry

# Below this, starting processes costs more than it saves.
_POOL_FROM = 64
_CHUNK = 16


class Annotator:
    """Annotates articles against one registry."""

    def __init__(self, registry: Registry, *, model: bool = True) -> None:
        """Args:
            registry: The actors that names are linked to.
            model: Whether the trained network reads too; without it all is found by rule.
        """
        self.registry = registry
        self.index = NameIndex(registry)
        self.nlp = build_pipeline()
        if model:
            self.nlp.add_pipe(READER)

    def annotate(self, article: Article) -> AnnotatedArticle:
        """Everything that is found in one article. Never raises, whatever the text is."""
        with rare_collections():
            return self._annotate(article)

    def _annotate(self, article: Article) -> AnnotatedArticle:
        text = article.text
        blocks = split_blocks(text, article.title.value)
        doc = self.nlp(text)
        found = name_spans(doc, blocks)
        names = link_mentions(text, self.index, found)
        named = sorted([*names, *find_unknown_names(text, blocks, names, found)], key=_order)
        lines = cut_lines(doc, blocks)
        attributions = extract_attributions(doc, blocks, names, self.registry, lines=lines)
        references = resolve_references(
            doc, blocks, named, attributions, self.registry, lines=lines
        )
        linked = sorted([*names, *references.mentions], key=_order)
        return AnnotatedArticle(
            article=article,
            blocks=blocks,
            sentences=tuple((sent.start_char, sent.end_char) for sent in doc.sents),
            mentions=tuple(sorted([*named, *references.mentions], key=_order)),
            attributions=tuple(references.attributions),
            dates=tuple(extract_dates(text, blocks, article.counts_from)),
            epithets=tuple(find_epithets(text, blocks, linked, references.attributions)),
        )


def annotate_all(
    articles: Sequence[Article], registry: Registry, executor: Executor | None = None
) -> Iterator[AnnotatedArticle]:
    """Annotate articles, in their order.

    Args:
        executor: Any `concurrent.futures` executor. Without one, a process pool of our own where
            there is enough to do, this process where there is not.
    """
    if executor is not None:
        yield from _spread(articles, registry, executor)
        return
    processes = min(os.cpu_count() or 1, len(articles) // _POOL_FROM + 1)
    if processes == 1:
        annotator = Annotator(registry)
        yield from (annotator.annotate(article) for article in articles)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from _spread(articles, registry, pool)


def annotate_chunk(packed: bytes, articles: Iterable[Article]) -> list[AnnotatedArticle]:
    """Annotate articles in this process; the unit of work that an executor is given.

    Args:
        packed: The registry, pickled by this program's own parent process.
    """
    annotator = _annotator(packed)
    return [annotator.annotate(article) for article in articles]


@lru_cache(maxsize=1)
def _annotator(packed: bytes) -> Annotator:
    """One annotator a process: its name index is built once, not for each chunk."""
    return Annotator(pickle.loads(packed))


def _spread(
    articles: Sequence[Article], registry: Registry, executor: Executor
) -> Iterator[AnnotatedArticle]:
    packed = pickle.dumps(registry)
    chunks = [articles[start : start + _CHUNK] for start in range(0, len(articles), _CHUNK)]
    futures = [executor.submit(annotate_chunk, packed, chunk) for chunk in chunks]
    for future in futures:
        yield from future.result()


def _order(mention: Mention) -> tuple[int, int]:
    return (mention.start, -mention.end)


