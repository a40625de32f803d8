"""Date expressions, case by case: tests/cases/dates.yml."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from build_tools.annotate.blocks import split_blocks
from build_tools.annotate.date_patterns import cue_words, date_patterns, date_words
from build_tools.annotate.dates import extract_dates
from build_tools.models import Block, DateExpression
from build_tools.paragraphs import paragraph_spans
from tests.project import ROOT

CONTENT = yaml.safe_load((ROOT / "tests" / "cases" / "dates.yml").read_text(encoding="utf-8"))
TUESDAY = "2024-09-24"


def body(text: str) -> list[Block]:
    spans = enumerate(paragraph_spans(text), start=1)
    return [Block(number, start, end, "body") for number, (start, end) in spans]


def told(text: str, counts_from: str | None = TUESDAY) -> list[list[str | None]]:
    found = extract_dates(text, body(text), counts_from)
    return [[text[date.start : date.end], date.value] for date in found]


def only(text: str, counts_from: str | None = TUESDAY) -> DateExpression:
    (found,) = extract_dates(text, body(text), counts_from)
    return found


@pytest.mark.parametrize("case", CONTENT["cases"], ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    assert told(case["text"], case.get("from", TUESDAY)) == case["dates"]


@pytest.mark.parametrize("case", CONTENT["known_misses"], ids=lambda case: case["text"][:60])
def test_known_miss(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    request.applymarker(pytest.mark.xfail(reason=case["why"], strict=True))
    assert told(case["text"], case.get("from", TUESDAY)) == case["dates"]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("It rained last month.", TUESDAY),
        ("It rained in March.", TUESDAY),
        ("It rained in March 2024.", None),
        ("It rained in 1999.", None),
        ("It rained in recent days.", None),
    ],
)
def test_anchor_is_what_it_was_counted_from(text: str, anchor: str | None) -> None:
    assert only(text).anchor == anchor


def test_anchor_of_a_shift_is_the_date_before() -> None:
    text = "It rained on May 3, 2024. A day later it stopped."
    assert extract_dates(text, body(text), TUESDAY)[1].anchor == "2024-05-03"


def test_approximate_report_date_anchors_as_a_plain_day() -> None:
    assert only("It rained yesterday.", "2023-11-15~").anchor == "2023-11-15"


def test_provenance_names_the_pattern() -> None:
    provenance = only("It rained last month.").provenance
    assert (provenance.method, provenance.producer, provenance.version) == ("rule", "dates.period", 1)


def test_boilerplate_is_left_out_and_captions_are_not() -> None:
    caption = "File: The bridge at dawn, March 5, 2024. (Ann Lee/Newsphoto)"
    text = f"{caption}\n{caption}\nShare this article"
    blocks = split_blocks(text)
    assert [block.kind for block in blocks] == ["caption", "boilerplate", "boilerplate"]
    assert [date.value for date in extract_dates(text, blocks, None)] == ["2024-03-05"]


@pytest.mark.parametrize("counts_from", ["", "soon", "2024-13-01", "2024/2025", "0000", "9999-12-31", "0001-01-01"])
def test_any_report_date_will_do(counts_from: str) -> None:
    text = (
        "Yesterday, tomorrow, last week, next week, 300 years ago, last century, in May, on Friday, "
        "next year, over the next 900 decades, the past 900 centuries, this weekend, last summer."
    )
    for _, value in told(text, counts_from):
        assert value is None or parse_edtf(value)


WORDS = sorted(
    {
        *(name for name in date_words().lexicon["months"]),
        *(name for name in date_words().lexicon["weekdays"]),
        *("Sept.", "Oct", "the", "of", "early", "mid-", "the end of", "last", "next", "this", "that"),
        *("year", "week", "months", "day", "days", "decades", "weekend", "century", "ago", "later"),
        *("before", "prior", "a", "two", "twenty-two", "a few", "more than", "from", "between", "to"),
        *("and", "since", "in", "for", "will", "said", "today", "Tonight", "the day", "spring", "'90s"),
        *("1980s", "3", "29", "30", "31", "31st", "1701", "2000", "2024", "9999", "2024-02-30", "4/5/2025"),
        *("9/11", "2014-15", "-", "–", ",", ".", "“", "”", '"', "’s", "laſt", "\u212aey", "İn", "still", "haven’t"),
    }
)
PHRASES = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", "\u00a0", "", "\n", "  "])),
    max_size=25,
).map(lambda parts: "".join(word + gap for word, gap in parts))
REPORTS = st.one_of(
    st.none(),
    st.dates().map(lambda day: f"{day:%Y}".zfill(4) + f"{day:-%m-%d}"),
    st.dates().map(lambda day: f"{day:%Y}".zfill(4) + f"{day:-%m}~"),
    st.text(max_size=12),
)


@given(text=st.one_of(st.text(max_size=300), PHRASES), counts_from=REPORTS)
def test_any_text_gives_sound_dates(text: str, counts_from: str | None) -> None:
    blocks = split_blocks(text)
    found = extract_dates(text, blocks, counts_from)
    end = 0
    for date in found:
        assert end <= date.start < date.end <= len(text)
        assert any(block.start <= date.start and date.end <= block.end for block in blocks)
        assert text[date.start : date.end].strip() == text[date.start : date.end]
        assert date.value is None or parse_edtf(date.value)
        end = date.end


@given(text=PHRASES)
def test_a_line_without_its_cue_words_has_no_match(text: str) -> None:
    for low, high in paragraph_spans(text):
        words = cue_words(text[low:high])
        for pattern in date_patterns():
            if pattern.cues.isdisjoint(words):
                assert pattern.regex.search(text, low, high) is None or "ſ" in text or "\u212a" in text


def test_every_list_of_the_lexicon_holds_text_in_single_spaces() -> None:
    lexicon = date_words().lexicon
    phrases = [phrase for entry in lexicon.values() for phrase in entry if isinstance(phrase, str)]
    assert len(phrases) > 300
    assert [phrase for phrase in phrases if phrase != " ".join(phrase.split())] == []
    assert sorted(date_words().months.values())[::len(date_words().months) - 1] == [1, 12]


def test_a_long_text_is_read_to_its_end() -> None:
    """Thousands of dates in one line; minutes if any step looked at all for each of them."""
    line = "On Tuesday, May 3, more than two years ago, the last two weeks of 2014-15 were “dry”. "
    text = line * 4000
    found = extract_dates(text, body(text), TUESDAY)
    assert len(found) >= 3 * 4000
    assert found[-1].start > len(text) - len(line)
