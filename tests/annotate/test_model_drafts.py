"""From the network's spans to drafts: edges put right, lines kept apart, anything survived."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from build_tools.annotate.attributions import extract_attributions
from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.drafts import Draft
from build_tools.annotate.lines import Line, split_lines
from build_tools.annotate.mentions import link_mentions
from build_tools.annotate.model_drafts import merge, model_drafts
from build_tools.annotate.name_index import NameIndex
from build_tools.annotate.noun_phrases import Phrase
from build_tools.annotate.reader import READING, ModelStatement
from build_tools.annotate.sentences import build_pipeline
from build_tools.annotate.vocabulary import load_vocabulary
from build_tools.models import Attribution, Block, Registry, Span
from build_tools.paragraphs import paragraph_spans
from tests.annotate.registries import registry_of
from tests.marked import read_marks

NLP = build_pipeline()
VOCABULARY = load_vocabulary()
REGISTRY = registry_of(
    {"ada-holm": {"kind": "person", "name": "Ada Holm", "short_names": ["Holm"]}}
)
INDEX = NameIndex(REGISTRY)


def statements(
    marked: str, *, belief: bool = False, denial: bool = False
) -> tuple[str, list[ModelStatement]]:
    text, gold = read_marks(marked)
    return text, [
        ModelStatement(
            one.cue[0], one.source, one.content, one.addressee, False, belief, denial, 0.75
        )
        for one in gold
    ]


def body(text: str) -> list[Block]:
    spans = enumerate(paragraph_spans(text), start=1)
    return [Block(number, start, end, "body") for number, (start, end) in spans]


def lines_of(text: str, blocks: Sequence[Block] | None = None) -> list[Line]:
    return split_lines(NLP(text), blocks or body(text), link_mentions(text, INDEX))


def drafts_of(marked: str) -> tuple[str, list[Line], list[Draft]]:
    text, found = statements(marked)
    lines = lines_of(text)
    return text, lines, model_drafts(found, lines, VOCABULARY)


def told(text: str, lines: Sequence[Line], draft: Draft) -> dict[str, str | list[str]]:
    line = lines[draft.line]

    def words(start: int, end: int, at: Line = line) -> str:
        return text[slice(*at.span(start, end))]

    content = [words(start, end, lines[number]) for number, start, end in draft.pieces()]
    row: dict[str, str | list[str]] = {"cue": words(*draft.cue), "content": content}
    for name, phrase in (("source", draft.source), ("addressee", draft.addressee)):
        if phrase is not None:
            row[name] = words(phrase.start, phrase.end)
    return row


@pytest.mark.parametrize(
    ("marked", "row"),
    [
        (
            "<S1>Ada Holm</S1> <C1>said</C1> <Q1>it was late</Q1>.",
            {"source": "Ada Holm", "cue": "said", "content": ["it was late"]},
        ),
        (
            "<S1>She</S1> <C1>told</C1> <A1>the board</A1> <Q1>no</Q1>.",
            {"source": "She", "cue": "told", "content": ["no"], "addressee": "the board"},
        ),
        # Commas and stops at the edges are nobody's words.
        ("<Q1>It was late,</Q1> <S1>she</S1> <C1>said</C1>.", {"content": ["It was late"]}),
        ("<S1>She</S1> <C1>said</C1> <Q1>it was late.</Q1>", {"content": ["it was late"]}),
        ("<S1>Holm,</S1> <C1>said</C1> <Q1>no</Q1>.", {"source": "Holm"}),
        # A quotation keeps both its marks, and what stands before the closing one.
        ("“<Q1>It was late</Q1>,” <S1>she</S1> <C1>said</C1>.", {"content": ["“It was late,”"]}),
        ("<S1>She</S1> <C1>said</C1>: “<Q1>It was late.</Q1>”", {"content": ["“It was late.”"]}),
        ("<S1>She</S1> <C1>called</C1> <Q1>it “a farce</Q1>”.", {"content": ["it “a farce”"]}),
        (
            "“<Q1>It was late</Q1>,” <S1>she</S1> <C1>said</C1>, “<Q1>too late</Q1>.”",
            {"content": ["“It was late,”", "“too late.”"]},
        ),
        # A piece that ends in the middle of a quotation stays there.
        ("<S1>She</S1> <C1>said</C1> “<Q1>it was</Q1> late”.", {"content": ["“it was"]}),
        # A word that a span cuts is taken whole.
        (
            "<S1>Sh</S1>e <C1>sai</C1>d <Q1>it was la</Q1>te.",
            {"source": "She", "cue": "said", "content": ["it was late"]},
        ),
        # Two pieces of the network's in one word of ours are one.
        ("<S1>She</S1> <C1>left</C1> <Q1>the U</Q1>.<Q1>S</Q1>. then.", {"content": ["the U.S."]}),
        # Content may go on in other lines.
        (
            "<S1>She</S1> <C1>said</C1>:\n“<Q1>It was late.\n“Too late.</Q1>”",
            {"cue": "said", "content": ["“It was late.", "“Too late.”"]},
        ),
        # Without a source the statement stands; one in another line is none.
        (
            "<Q1>It was late</Q1>, <C1>it is said</C1>.",
            {"cue": "it is said", "content": ["It was late"]},
        ),
    ],
)  # fmt: skip
def test_edges_are_put_right(marked: str, row: dict[str, str | list[str]]) -> None:
    text, lines, drafts = drafts_of(marked)
    (found,) = (told(text, lines, draft) for draft in drafts)
    assert {name: found.get(name) for name in row} == row


@pytest.mark.parametrize(
    "marked",
    [
        "<S1>She</S1> <C1>said</C1> it was late.",
        "<S1>She</S1> <C1>said</C1><Q1>,</Q1> it was late.",
        "She<C1> </C1><Q1>said</Q1>",
    ],
)
def test_no_draft_without_cue_and_content(marked: str) -> None:
    assert drafts_of(marked)[2] == []


def test_a_source_in_another_line_is_left_out() -> None:
    _, _, (draft,) = drafts_of("<S1>She</S1> was there.\nAnd <C1>said</C1> <Q1>no</Q1>.")
    assert draft.source is None


def test_lines_that_are_no_prose_are_not_searched() -> None:
    lines = ("<S1>She</S1> <C1>said</C1> <Q1>so</Q1>.", "<S2>He</S2> <C2>said</C2> <Q2>no</Q2>.")
    text, found = statements("\n".join(lines))
    first, second = body(text)
    caption = Block(first.number, first.start, first.end, "caption")
    (draft,) = model_drafts(found, lines_of(text, [caption, second]), VOCABULARY)
    assert draft.found is found[1]
    assert model_drafts(found, [], VOCABULARY) == []


def test_content_goes_on_in_prose_alone() -> None:
    text, found = statements("<S1>She</S1> <C1>said</C1> <Q1>no.\nAnd now\nnever again.</Q1>")
    first, second, third = body(text)
    heading = Block(second.number, second.start, second.end, "heading")
    lines = lines_of(text, [first, heading, third])
    (draft,) = model_drafts(found, lines, VOCABULARY)
    assert [number for number, *_ in draft.pieces()] == [0, 2]


@pytest.mark.parametrize(
    ("marked", "kind", "several"),
    [
        ("<S1>Ada Holm</S1> <C1>said</C1> <Q1>no</Q1>.", "name", False),
        ("<S1>She</S1> <C1>said</C1> <Q1>no</Q1>.", "pronoun", False),
        ("<S1>Two officials</S1> <C1>said</C1> <Q1>no</Q1>.", "unnamed", False),
        ("<Q1>No</Q1>, <C1>according to</C1> <S1>them</S1>.", "pronoun", False),
        ("<S1>Holm and Bo Lind</S1> <C1>said</C1> <Q1>no</Q1>.", "name", True),
    ],
)
def test_who_a_source_is(marked: str, kind: str, several: bool) -> None:
    _, _, (draft,) = drafts_of(marked)
    assert draft.source is not None
    assert (draft.source.kind, draft.source.several) == (kind, several)


def test_drafts_stand_in_order_of_their_cues() -> None:
    marked = "<S1>She</S1> <C1>said</C1> <Q1>no</Q1>.\n<S2>He</S2> <C2>said</C2> <Q2>no</Q2>."
    text, found = statements(marked)
    drafts = model_drafts(found[::-1], lines_of(text), VOCABULARY)
    assert [draft.line for draft in drafts] == [0, 1]


def draft(
    cue: tuple[int, int], pattern: str = "model", *, silent: bool = False, line: int = 0
) -> Draft:
    source = Phrase(0, 1, 0, "name")
    return Draft(line, (0, 9), pattern, cue, source, [(5, 9)], (0, cue[1]), silent=silent)


@pytest.mark.parametrize(
    ("found", "by_rule", "kept"),
    [
        # Of the rules' statements only refusals and those of headlines count.
        ([(1, 2)], [draft((3, 4), "subject")], ["model"]),
        ([(1, 2)], [draft((3, 4), "headline")], ["model", "headline"]),
        ([(3, 5)], [draft((4, 5), "headline")], ["model"]),
        ([(0, 1)], [draft((4, 5), "headline")], ["headline"]),  # “…, report”
        # A refusal is not a statement, whatever the network saw in its words.
        ([(1, 2), (4, 5)], [draft((3, 6), "silence", silent=True)], ["model", "silence"]),
        ([(3, 5)], [draft((4, 5), "headline", line=1)], ["model", "headline"]),
        ([], [draft((3, 4), "subject")], []),
    ],
)
def test_rules_add_what_the_network_was_not_taught(
    found: list[tuple[int, int]], by_rule: list[Draft], kept: list[str]
) -> None:
    merged = merge([draft(cue) for cue in found], by_rule)
    assert [one.pattern for one in merged] == kept


# Anything that a network may say


_WORDS = st.sampled_from(
    [
        "said", "told", "Ada Holm", "officials", "“", "”", "‘", "’", '"', ",", ".", "—", "(", ")",
        "who", "and", "that", "he", "\n", "\n\n", "•", "U.S.", "\u00a0", "\0", "🙂", "שלום",
        "one of", "declined to comment", "according to", "Photo:", "can't",
    ]
)  # fmt: skip
_TEXTS = st.one_of(st.lists(_WORDS, max_size=40).map(" ".join), st.text(max_size=120))


def apart(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, without those that begin before another one ends."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if not kept or kept[-1][1] <= start:
            kept.append((start, end))
    return tuple(kept)


@st.composite
def read_texts(draw: st.DrawFn) -> tuple[str, list[ModelStatement]]:
    """A text, and statements of arbitrary spans that lie in it."""
    text = draw(_TEXTS)
    if not text:
        return text, []
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
        lambda one: (one[0], min(one[0] + one[1], len(text)))
    )
    spans = st.lists(span, max_size=3).map(apart)
    one = st.builds(
        ModelStatement,
        cue=span,
        source=spans,
        content=spans,
        addressee=spans,
        nested=st.booleans(),
        belief=st.booleans(),
        denial=st.booleans(),
        confidence=st.floats(0, 1),
    )
    return text, draw(st.lists(one, max_size=5))


def read(text: str, found: list[ModelStatement]) -> Doc:
    doc = NLP(text)
    doc.user_data[READING] = found
    return doc


@settings(max_examples=300, deadline=None)
@given(read_texts())
def test_any_spans_give_valid_drafts(given_out: tuple[str, list[ModelStatement]]) -> None:
    text, found = given_out
    lines = split_lines(NLP(text), split_blocks(text), link_mentions(text, INDEX))
    drafts = model_drafts(found, lines, VOCABULARY)
    assert [(one.line, one.cue) for one in drafts] == sorted((one.line, one.cue) for one in drafts)
    for one in drafts:
        size = len(lines[one.line])
        assert one.found in found
        assert one.pieces()
        assert one.sentence in lines[one.line].sentences
        assert one.sentence[0] <= one.cue[0] < one.sentence[1]
        phrases = [phrase for phrase in (one.source, one.addressee) if phrase is not None]
        for phrase in phrases:
            assert phrase.start <= phrase.head < phrase.end
        ranges = [one.cue, one.clause, *((phrase.start, phrase.end) for phrase in phrases)]
        for start, end in ranges:
            assert 0 <= start < end <= size
        for number, start, end in one.pieces():
            assert 0 <= start < end <= len(lines[number])


def check(text: str, attributions: Sequence[Attribution]) -> None:
    """Every span stands in the text, and no piece of a part over another piece of it."""
    assert len({one.id for one in attributions}) == len(attributions)
    ids = {one.id for one in attributions}
    for one in attributions:
        assert one.kind == "non-response" or one.content
        assert one.parent is None or one.parent in ids - {one.id}
        parts: list[tuple[Span, ...]] = [one.source, one.cue, one.content]
        parts += [(one.addressee,)] if one.addressee else []
        for spans in parts:
            assert all(before[1] <= after[0] for before, after in pairwise(spans))
            for start, end in spans:
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip()


@settings(max_examples=300, deadline=None)
@given(read_texts())
def test_any_spans_give_valid_statements(given_out: tuple[str, list[ModelStatement]]) -> None:
    text, found = given_out
    doc = read(text, found)
    names = link_mentions(text, INDEX)
    check(text, extract_attributions(doc, split_blocks(text), names, REGISTRY))


def test_a_quotation_that_goes_on_takes_in_what_the_network_saw_of_it() -> None:
    text, found = statements("<S1>She</S1> <C1>said</C1>:\n“<Q1>No</Q1>. Never.”")
    (one,) = extract_attributions(read(text, found), body(text), [], REGISTRY)
    assert [text[slice(*span)] for span in one.content] == ["“No. Never.”"]


def test_what_the_network_says_stays_with_its_statement() -> None:
    marked = "<S1>Ada Holm</S1> <C1>murmured</C1> <Q1>it was late</Q1>."
    text, found = statements(marked, denial=True)
    (one,) = extract_attributions(read(text, found), body(text), [], REGISTRY)
    assert (one.provenance.method, one.confidence, one.denial) == ("model", 0.75, True)


@pytest.mark.parametrize(
    "marked",
    [
        "<S1>He</S1> <C1>said</C1> <Q1>it was</Q1>. ",
        "<Q1>“We won,”</Q1> <S1>he</S1> <C1>said</C1>. ",
        "<Q1>It was</Q1>, <C1>said</C1> <S1>one of the men</S1>. ",
    ],
)
def test_time_grows_with_the_text_and_not_faster(marked: str) -> None:
    """Thousands of statements in one line; minutes if any step looked at all for each of them."""
    text, (one,) = statements(marked)
    count = 200_000 // len(text)

    def moved(by: int) -> ModelStatement:
        source, content = (
            tuple((start + by, end + by) for start, end in part)
            for part in (one.source, one.content)
        )
        cue = (one.cue[0] + by, one.cue[1] + by)
        return ModelStatement(cue, source, content, (), False, False, False, 0.5)

    found = [moved(number * len(text)) for number in range(count)]
    doc = read(text * count, found)
    block = Block(1, 0, len(doc.text), "body")
    assert len(extract_attributions(doc, [block], [], Registry())) == count
