"""The picture of the program is drawn from its imports, and the one that is kept is today's."""

from __future__ import annotations

from lxml import etree

from build_tools.architecture import PICTURE, draw, without_detours
from build_tools.imports import LEVELS, Level, modules_of, used_parts
from tests.project import ROOT

SVG = {"svg": "http://www.w3.org/2000/svg"}
SMALL = (
    Level("base", frozenset({"errors"}), common=True),
    Level("middle", frozenset({"seeds", "registry"})),
    Level("top", frozenset({"build"})),
)
USES = {
    "errors": set(),
    "seeds": {"errors"},
    "registry": {"seeds", "errors"},
    "build": {"registry", "seeds", "errors"},
}


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode("utf-8"))


def boxes(svg: str) -> dict[str, float]:
    """The parts in a picture, each with how far down it stands."""
    found = parsed(svg).xpath("//svg:g/svg:text", namespaces=SVG)
    return {text.text: float(text.get("y")) for text in found}


def test_the_picture_is_todays() -> None:
    drawn = draw(used_parts(modules_of(ROOT)))
    is_todays = (ROOT / PICTURE).read_text("utf-8") == drawn
    assert is_todays, "the imports have changed; run: python -m build_tools.architecture"
    assert boxes(drawn).keys() == {part for level in LEVELS for part in level.parts}


def test_what_follows_from_another_line_is_left_out() -> None:
    assert without_detours(USES) == {
        "errors": set(),
        "seeds": {"errors"},
        "registry": {"seeds"},
        "build": {"registry"},
    }


def test_rows_are_levels_and_common_parts_have_no_lines() -> None:
    svg = draw(USES, SMALL)
    down = boxes(svg)
    assert down["build"] < down["registry"] == down["seeds"] < down["errors"]
    # build to registry, and registry to seeds beside it
    assert len(parsed(svg).xpath("//svg:path", namespaces=SVG)) == 2


def test_the_order_of_what_is_given_does_not_matter() -> None:
    turned = dict(reversed(list(USES.items())))
    assert draw(turned, SMALL) == draw(USES, SMALL)


def test_a_new_import_is_a_new_line() -> None:
    more = {**USES, "seeds": {"errors", "names"}, "names": set()}
    levels = (SMALL[0], Level("tools", frozenset({"names"})), *SMALL[1:])
    assert len(parsed(draw(more, levels)).xpath("//svg:path", namespaces=SVG)) == 3
