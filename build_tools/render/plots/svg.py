"""Writes SVG elements as escaped markup; every plot is made of these.

Plotting libraries write fixed sizes and colours of their own, or need script. These plots need a
link around every mark, classes for the stylesheet, and lengths in percent of the width and in em,
so that they fit a phone and a wide screen with text of one size.
"""

from __future__ import annotations

from markupsafe import Markup, escape


def element(tag: str, *children: Markup | str, **attributes: object) -> Markup:
    """An element with its children; plain strings are escaped.

    Args:
        attributes: Written in this order, `_` as `-`, a last `_` dropped (`class_`); None leaves
            one out.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    inside = "".join(escape(child) for child in children)
    return Markup(f"<{tag}{written}>{inside}</{tag}>")


def link(href: str, title: str, *children: Markup | str, **attributes: object) -> Markup:
    """A mark that leads somewhere; the title is its name, and what shows when it is pointed at.

    The tab key passes it by: a plot may have hundreds of marks, and each page has the same links in
    words, beside the plot or below it.
    """
    return element("a", element("title", title), *children, href=href, tabindex="-1", **attributes)


def drawing(title: str, *children: Markup | str, height: float, **attributes: object) -> Markup:
    """An SVG as wide as its place, of a height in em, that holds links.

    Its role is that of a group: an image's content is closed to assistive technology, and the links
    with it.
    """
    return element(
        "svg",
        *children,
        role="group",
        aria_label=title,
        width="100%",
        height=em(height),
        **attributes,
    )


def percent(value: float) -> str:
    """A horizontal length or place, 0 to 100."""
    return f"{_short(value)}%"


def em(value: float) -> str:
    """A length in heights of the text."""
    return f"{_short(value)}em"


def _short(value: float) -> str:
    # Adding 0 turns a negative zero into a plain one.
    return f"{round(value, 2) + 0:g}"
