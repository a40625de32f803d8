"""Puts an entry into a YAML file that people write, and leaves every other byte of it as it stands.

A parser that reads comments and writes them again (ruamel.yaml) keeps their order, but not the file: it
turns `\\u00a0` into a blank that nobody sees, and `null` into nothing. So the file is cut open where the
parser's marks say, and the new lines are put in. What comes of it is loaded and compared.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection
from pathlib import Path
from textwrap import dedent
from typing import Any, Literal

import yaml

from build_tools.errors import BuildToolsError
from build_tools.yaml_source import YamlPath

# `line`: all of it on one line; `list`: its items below each other; `block`: its keys below each other;
# `entry`: so too, with an empty line between it and the one before.
Layout = Literal["line", "list", "block", "entry"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlEdit:
    """A YAML file that is to be changed.

    Attributes:
        path: The file; it need not exist.
        text: Its content with what was put in so far.
        added: What was put in, as it stands in the file but for its indentation.
    """

    def __init__(self, path: Path, head: str) -> None:
        """Read the file.

        Args:
            head: What a new file begins with.

        Raises:
            BuildToolsError: If the file is not UTF-8.
        """
        self.path = path
        self.added: list[str] = []
        self._before = path.read_bytes() if path.exists() else None
        try:
            self.text = head if self._before is None else self._before.decode("utf-8")
        except UnicodeDecodeError:
            raise BuildToolsError("the file is not UTF-8", file=path) from None

    @property
    def data(self) -> Any:
        """The content as plain mappings, lists and scalars."""
        return yaml.load(self.text, Loader=_Loader)  # noqa: S506  # a safe loader, in C where there is one

    @property
    def line(self) -> int:
        """The first line that is new, counted from 1."""
        before = (self._before or b"").decode("utf-8")
        return os.path.commonprefix((before, self.text)).count("\n") + 1

    def put(
        self,
        where: YamlPath,
        value: Any,
        *,
        key: str | None = None,
        behind: Collection[str] = (),
        layout: Layout = "line",
    ) -> None:
        """Put a value last into a list, or under a new key into a mapping.

        Args:
            where: The path of the list or the mapping; it is there, or is null.
            key: The new key of a mapping, None for a list.
            behind: Put it behind the last of these keys that the mapping has, and not last.
            layout: How to lay it out where the list or mapping is not in brackets.

        Raises:
            BuildToolsError: If the file is written in a way in which that cannot be done safely.
        """
        parent, node = None, yaml.compose(self.text, Loader=_Loader)
        for part in where:
            parent, node = node, _child(node, part)
        children = node.value if isinstance(node, yaml.CollectionNode) else []
        last = next((c for c in reversed(children) if behind and c[0].value in behind), None)
        last = last or (children[-1] if children else None)
        if isinstance(node, yaml.CollectionNode) and node.flow_style:
            new = ("" if last is None else ", ") + _pair(key, value)
            at = node.start_mark.index + 1 if last is None else _end(last)
        else:
            outer = node if children else parent
            column = outer.start_mark.column + (0 if children else 2)
            at = self._next_line(node.end_mark.index if last is None else _end(last))
            lines = _laid_out(key, value, layout)
            if layout == "entry" and children:
                lines = ["", *lines]
            breaks = "\r\n" if "\r\n" in self.text else "\n"
            new = "".join((" " * column + line).rstrip() + breaks for line in lines)
            if at == 0:
                at, new = len(self.text), breaks + new
        text = self.text[:at] + new + self.text[at:]
        self._check(text, where, key, value, new)
        self.text = text
        self.added.append(dedent(new).strip().removeprefix(", "))

    def _next_line(self, end: int) -> int:
        """Where the line begins after the one that ends with `end`; 0 where there is none."""
        begins = self.text.rfind("\n", 0, end) + 1
        # The mark of a text of several lines is on the line behind it already.
        return self.text.find("\n", end) + 1 if self.text[begins:end].strip() else begins

    def _check(self, text: str, where: YamlPath, key: str | None, value: Any, new: str) -> None:
        parent, holder = None, _unshared(self.data)
        wanted = holder
        for part in where:
            parent, holder = holder, holder[part]
        if holder is None:
            holder = parent[where[-1]] = [] if key is None else {}
        if key is None:
            holder.append(value)
        else:
            holder[key] = value
        try:
            sound = yaml.load(text, Loader=_Loader) == wanted  # noqa: S506
        except yaml.YAMLError:
            sound = False
        if not sound:
            raise BuildToolsError(
                f"this entry cannot be put into the file safely; write it by hand: {new.strip()}",
                file=self.path,
                entry=".".join(map(str, where)) or None,
            )

    def save(self, load: Callable[[], object]) -> None:
        """Write the file in one step, then load it; the former file comes back if that fails.

        Args:
            load: Reads the file and all that depends on it.

        Raises:
            BuildToolsError: What `load` raises; nothing has changed then.
        """
        loaded = False
        try:
            self._write(self.text.encode("utf-8"))
            load()
            loaded = True
        except BuildToolsError as error:
            raise BuildToolsError(f"nothing was written, for it would not load:\n{error}") from error
        finally:
            if not loaded:
                self._restore()

    def _write(self, content: bytes) -> None:
        draft = self.path.with_name(self.path.name + ".tmp")
        try:
            draft.write_bytes(content)
            if self.path.exists():
                shutil.copymode(self.path, draft)
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)

    def _restore(self) -> None:
        if self._before is None:
            self.path.unlink(missing_ok=True)
        elif self.path.read_bytes() != self._before:
            self._write(self._before)


def _unshared(data: Any) -> Any:
    """A copy in which nothing that the file writes once and refers to (`*name`) is one thing."""
    if isinstance(data, dict):
        return {key: _unshared(value) for key, value in data.items()}
    return [_unshared(item) for item in data] if isinstance(data, list) else data


def _child(node: Any, part: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next(value for key, value in node.value if key.value == part)
    return node.value[part]


def _end(child: Any) -> int:
    """The index behind the last word of an item, or of a key and its value."""
    node = child[1] if isinstance(child, tuple) else child
    block = isinstance(node, yaml.CollectionNode) and not node.flow_style
    # The mark of a block's end is where the next thing begins.
    return _end(node.value[-1]) if block and node.value else node.end_mark.index


def _pair(key: str | None, value: Any) -> str:
    return _flow(value) if key is None else f"{_scalar(key)}: {_flow(value)}"


def _laid_out(key: str | None, value: Any, layout: Layout) -> list[str]:
    if key is None:
        return [f"- {_flow(value)}"]
    if layout == "line":
        return [_pair(key, value)]
    if layout == "list":
        return [f"{_scalar(key)}:", *(f"  - {_flow(item)}" for item in value)]
    return [f"{_scalar(key)}:", *(f"  {_pair(name, inner)}" for name, inner in value.items())]


def _flow(value: Any) -> str:
    """A value in brackets, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(_pair(name, inner) for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: str | int) -> str:
    """A word as it is where YAML reads it so, else in quotation marks, with what is invisible escaped."""
    if not isinstance(value, str):
        return str(value)
    try:
        plain = value.isprintable() and yaml.safe_load(f"[{value}]") == [value]
    except yaml.YAMLError:
        plain = False
    if plain:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else _escaped(c) for c in quoted)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
