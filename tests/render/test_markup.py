"""Annotations may cross; the HTML is well formed and its text is the text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.render.markup import Mark, escape, render_marks

TEXT = "Iran’s supreme leader said “no”."


def test_crossing_marks_are_cut_and_opened_again() -> None:
    marks = [Mark(0, 12, 0, "i"), Mark(5, 20, 1, "b")]
    assert render_marks("abcdefghijklmnopqrstuvwxyz", 0, 26, marks) == (
        "<i>abcde<b>fghijkl</b></i><b>mnopqrst</b>uvwxyz"
    )


def test_an_id_stands_on_the_first_piece_only() -> None:
    marks = [Mark(0, 4, 1, "b", {"class": "c"}, {"id": "x"}), Mark(2, 6, 0, "i")]
    out = render_marks("abcdefgh", 0, 8, marks)
    assert out == '<b id="x" class="c">ab</b><i><b class="c">cd</b>ef</i>gh'


def test_last_attributes_stand_on_the_last_piece_only() -> None:
    marks = [Mark(0, 4, 1, "b", last={"data-end": ""}), Mark(2, 6, 0, "i")]
    assert render_marks("abcdefgh", 0, 8, marks) == '<b>ab</b><i><b data-end="">cd</b>ef</i>gh'


def test_a_whole_mark_has_both_ends() -> None:
    marks = [Mark(0, 2, 0, "b", {"class": "c"}, {"id": "x"}, {"data-end": "1"})]
    assert render_marks("abc", 0, 3, marks) == '<b id="x" class="c" data-end="1">ab</b>c'


def test_links_do_not_nest() -> None:
    marks = [Mark(0, 21, 0, "a", {"href": "leader"}), Mark(0, 4, 0, "a", {"href": "iran"})]
    assert render_marks(TEXT, 0, 26, marks).startswith(
        '<a href="iran">Iran</a><a href="leader">’s supreme leader</a> said'
    )


def test_no_link_is_white_space_alone() -> None:
    links = [Mark(a, b, 0, "a", {"href": str(a)}) for a, b in ((0, 4), (5, 9))]
    whole = Mark(0, 17, 0, "a", {"href": "all"}, {"id": "x"})
    assert render_marks("Iran axis network", 0, 17, [whole, *links]) == (
        '<a href="0">Iran</a> <a href="5">axis</a><a id="x" href="all"> network</a>'
    )


def test_marks_are_cut_to_the_paragraph() -> None:
    assert render_marks("abcdef", 2, 4, [Mark(0, 6, 0, "b")]) == "<b>cd</b>"


def test_text_is_escaped_and_attributes_too() -> None:
    out = render_marks('<a href="x">&\'', 0, 14, [Mark(0, 14, 0, "b", {"title": '"><script>'})])
    assert "<a" not in out
    assert "<script>" not in out
    assert html.unescape(re.sub(r"<[^>]*>", "", out)) == '<a href="x">&\''


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.integers(0, 60),
            st.integers(0, 3),
            st.sampled_from(["a", "b", "i"]),
        ),
        max_size=12,
    ),
)
def test_text_survives_any_marks(text: str, spans: list[tuple[int, int, int, str]]) -> None:
    marks = [Mark(min(a, b), max(a, b), layer, tag, {}, {"id": f"{n}"}, {"data-end": f"{n}"}) for n, (a, b, layer, tag) in enumerate(spans)]
    out = str(render_marks(text, 0, len(text), marks))
    opened: list[str] = []
    for closing, tag in re.findall(r"<(/?)([abi])\b[^>]*>", out):
        if closing:
            assert opened.pop() == tag
        else:
            assert not (tag == "a" and "a" in opened)
            opened.append(tag)
    assert not opened
    for name in ("id", "data-end"):
        numbers = re.findall(rf' {name}="(\d+)"', out)
        assert len(numbers) == len(set(numbers))
    assert re.sub(r"<[^>]*>", "", out) == escape(text)


@pytest.mark.parametrize("text", ["<", ">", "&", '"', "'", "&amp;", "a<b>c"])
def test_escape_can_be_undone(text: str) -> None:
    assert html.unescape(escape(text)) == text
