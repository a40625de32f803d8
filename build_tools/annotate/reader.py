"""The trained network as a component of the spaCy pipeline: names as entities, statements as found.

What the network says of statements is kept in `doc.user_data[READING]` until the lines of the
article are known; `model_drafts` takes it from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from build_tools.annotate.sentences import text_of
from build_tools.engine.decoding import Decoded, decode
from build_tools.engine.reading import FoundName, read
from build_tools.engine.runtime import WEIGHTS, OnnxNetwork, load_network
from build_tools.engine.words import Words, split_words
from build_tools.models import Span as TextSpan

COMPONENT = "sourcebook_reader"
READING = "sourcebook_statements"


@dataclass(frozen=True, slots=True)
class ModelStatement:
    """A statement that the network found, in characters of the text.

    Attributes:
        belief, denial: What the network's flags say.
        confidence: How often statements like this one are right, 0 to 1.
    """

    cue: TextSpan
    source: tuple[TextSpan, ...]
    content: tuple[TextSpan, ...]
    addressee: tuple[TextSpan, ...]
    nested: bool
    belief: bool
    denial: bool
    confidence: float


class Reader:
    """Sets a document's entities and finds its statements, with the weights of one folder."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.network: OnnxNetwork = load_network(folder)

    def __call__(self, doc: Doc) -> Doc:
        network = self.network
        words = split_words(text_of(doc), network.wordpiece)
        (reading,) = read([words], network, network.wordpiece, network.settings.least_score)
        doc.set_ents(_entities(doc, words, reading.names))
        doc.user_data[READING] = [
            _statement(words, one, network.calibration.confidence(one.features))
            for one in decode(words, reading.cues, network.settings)
        ]
        return doc


@Language.factory(COMPONENT)
def make_reader(nlp: Language, name: str) -> Reader:
    """The component, with the weights that ship."""
    return Reader()


def was_read(doc: Doc) -> bool:
    """Whether the component has seen a document."""
    return READING in doc.user_data


def statements_of(doc: Doc) -> list[ModelStatement]:
    """What the component found in a document; nothing where it did not run."""
    return doc.user_data.get(READING, [])


def _entities(doc: Doc, words: Words, names: Sequence[FoundName]) -> list[Span]:
    found = [
        doc.char_span(
            *words.span(name.start, name.end), label=name.type, alignment_mode="expand"
        )
        for name in names
    ]
    return filter_spans([span for span in found if span is not None])


def _statement(words: Words, one: Decoded, confidence: float) -> ModelStatement:
    return ModelStatement(
        cue=words.span(*one.cue),
        source=words.spans(one.source),
        content=words.spans(one.content),
        addressee=words.spans(one.addressee),
        nested=one.nested,
        belief=one.belief,
        denial=one.denial,
        confidence=confidence,
    )
