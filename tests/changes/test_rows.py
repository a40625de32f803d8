"""Two things are compared fact by fact; of lists, only what came and what went is told."""

from __future__ import annotations

import pytest

from build_tools.changes.rows import Difference, Facts, Row, change_of, count_changes, differences


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"name": "A"}, {"name": "A"}, []),
        ({"name": "A"}, {"name": "B"}, [("name", "A", "B")]),
        ({"name": "A"}, {"name": None}, [("name", "A", None)]),
        ({"name": ""}, {"name": None}, []),
        ({}, {"name": "B", "kind": None}, [("name", None, "B")]),
        (None, {"name": "B", "places": ("x", "y")}, [("name", None, "B"), ("places", None, "x, y")]),
        ({"places": ("x", "y")}, None, [("places", "x, y", None)]),
        ({"places": ("x", "y")}, {"places": ("y", "z")}, [("places", "x", "z")]),
        ({"places": ("x", "y")}, {"places": ("y", "x")}, []),
        ({"places": ("x",)}, {"places": "x"}, []),
        ({"places": ("x",)}, {"places": "unknown"}, [("places", "x", "unknown")]),
    ],
)
def test_differences(before: Facts | None, after: Facts | None, found: list[tuple[str, ...]]) -> None:
    assert differences(before, after) == tuple(Difference(*one) for one in found)


def test_changes_are_named_and_counted_in_one_order() -> None:
    assert [change_of(None, 1), change_of(1, None), change_of(1, 2)] == ["new", "gone", "changed"]
    rows = [Row("event", change, "x") for change in ("moved", "gone", "new", "gone")]
    assert list(count_changes(rows).items()) == [("new", 1), ("gone", 2), ("moved", 1)]
