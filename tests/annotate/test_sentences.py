"""Sentence starts: texts and the sentences they are cut into."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.annotate.quotations import find_quotations
from build_tools.annotate.sentences import build_pipeline
from build_tools.paragraphs import paragraph_spans

NLP = build_pipeline()


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in NLP(text).sents if sentence.text.strip()]


@pytest.mark.parametrize(
    "expected",
    [
        # Plain
        ["It rained.", "Then it snowed!", "Who knew?", "Nobody did."],
        ["The shop opened at 9.30.", "It closed at 5.5 past noon."],
        ["The iPad fell. iTunes stopped."],
        ["It ended…", "Or did it?"],
        ["It ended… and began again."],
        # Abbreviations
        ["Mr. J. R. Olsen met Maj. Gen. Ida Falk and Dr. Bo Lind."],
        ["The U.S. Navy left.", "He moved to the U.S.", "The house was sold."],
        ["They came on Oct. 7 and on Jan. 3.", "Nobody came in Nov.", "The hall was shut."],
        ["Acme Inc. paid.", "She works for Acme Inc.", "The firm is old."],
        ["We met at 5 p.m. on Monday.", "It was over by 6 p.m.", "He left."],
        ["He was ill.", "Doctors came."],
        ["She said no.", "Then she left."],
        ["Bus no. 7 is late."],
        # Quotations
        ["“Are you sure?” he asked.", "“Yes.", "I am sure,” she said."],
        ["“Stop!” John Smith said on Monday.", "They stopped."],
        ["“Stop!”", "The crowd went quiet."],
        ["“I will think about it…” Smith said.", "Nobody spoke."],
        ["He likes the film “Oh! Calcutta” best.", "She does not."],
        ["“It is over.”", "He said it twice."],
        ["\"Good.", "Great,\" she said."],
        ["''Fine.", "OK,'' he said."],
        ["She said: “No.”", "He said: “Yes.”"],
        # Brackets
        ["He left (it was late. Very late) and slept."],
        ["(She said it was late.)", "The train left."],
    ],
    ids=lambda expected: expected[0][:40],
)
def test_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_never_across_lines() -> None:
    text = "A headline without a stop\n\nThe first line,\n“and the second. Third"
    assert sentences(text) == [
        "A headline without a stop", "The first line,", "“and the second.", "Third",
    ]


def test_white_space_keeps_its_place() -> None:
    text = "\n  One.\u00a0 Two.\n\n\tThree. "
    assert NLP(text).text == text
    assert sentences(text) == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "“", "\0", "a", "…", "U.S.", "’"])
def test_small_texts(text: str) -> None:
    assert NLP(text).text == text


@pytest.mark.parametrize("piece", ["“", "(", "'", "a", ". ", "“We. ", "a“b.c", "\n"])
def test_long_texts(piece: str) -> None:
    """spaCy's tokenizer alone takes minutes over a hundred thousand brackets."""
    text = (piece * 300_000)[:300_000]
    assert NLP(text).text == text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB.?!…“”‘’\"'() \n•5U\u00a0"), max_size=80))
def test_every_line_starts_a_sentence(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text
    starts = {token.idx for token in doc if token.is_sent_start}
    assert all(start in starts for start, _ in paragraph_spans(text))


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“We won,” he said. “Look: ‘no one’s left’.”", ["“We won,”", "“Look: ‘no one’s left’.”"]),
        ("Winners’ medals and the players’ shirts.", []),
        ("It will use ‘all means’ to help.", ["‘all means’"]),
        ("''I won't,'' he said, ''go.''", ["''I won't,''", "''go.''"]),
        ("He said \"no\" and \"maybe.\"", ["\"no\"", "\"maybe.\""]),
        ("‘It is “done”, we think,’ he said in the ‘90s.", ["‘It is “done”, we think,’"]),
        ("An “open mark and “one that closes”.", ["“one that closes”"]),
        ("A mark that never opened” and more.", []),
        ("“It goes on\n“to the end.”", ["“It goes on", "“to the end.”"]),
        ("“It goes on\nbut not here.”", []),
        ("The 6'2\" man said \"no\".", ["\"no\""]),
    ],
)
def test_quotations(text: str, quotations: list[str]) -> None:
    found = find_quotations(text, paragraph_spans(text))
    assert [text[q.start : q.end] for q in found if not q.nested] == quotations


def test_marks_inside_a_word_part_it() -> None:
    doc = build_pipeline()('Write to "Ada Lind"<lind@oslo.example> or a“b, http://oslo.example/x.')
    tokens = [token.text for token in doc]
    assert tokens[2:6] == ['"', "Ada", "Lind", '"']
    assert "b" in tokens
    assert "http://oslo.example/x" in tokens
