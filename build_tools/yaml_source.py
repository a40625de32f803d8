"""Reads a YAML file and remembers the line of every entry, so that errors can name it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from build_tools.errors import BuildToolsError, raise_all

YamlPath = tuple[str | int, ...]
Shape = TypeVar("Shape", bound=BaseModel)

# libyaml where it is there: ten times faster, the same marks.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlSource:
    """The content of a YAML file with the line of each entry.

    Attributes:
        data: Plain mappings, lists and scalars; None for an empty file.
        lines: Path of keys and list positions -> line, counted from 1.
    """

    path: Path
    data: Any
    lines: dict[YamlPath, int]

    def line(self, path: YamlPath) -> int | None:
        """The line of the entry at `path`, or of the nearest entry around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def error(
        self, kind: type[BuildToolsError], message: str, path: YamlPath = ()
    ) -> BuildToolsError:
        """An error of `kind` that names this file, the entry and its line."""
        entry = ".".join(str(part) for part in path) or None
        return kind(message, file=self.path, entry=entry, line=self.line(path))


def load_yaml(path: Path, kind: type[BuildToolsError]) -> YamlSource:
    """Read a YAML file.

    Raises:
        BuildToolsError: Of the given kind, where the file is missing, is not UTF-8, is not YAML,
            gives a key twice, or has a key that is not text.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise kind("the file is missing", file=path) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise kind("the file is not UTF-8", file=path, line=line) from None
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[YamlPath, int] = {}
        if node is not None:
            _walk(node, (), lines, path, kind)
        data = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise kind(
            f"not valid YAML: {error.problem or error.context}",
            file=path,
            line=mark.line + 1 if mark else None,
        ) from None
    except yaml.YAMLError as error:
        raise kind(f"not valid YAML: {error}", file=path) from None
    finally:
        loader.dispose()
    return YamlSource(path, data, lines)


def _walk(
    node: yaml.Node,
    path: YamlPath,
    lines: dict[YamlPath, int],
    file: Path,
    kind: type[BuildToolsError],
) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = key.value
            line = key.start_mark.line + 1
            if key.tag != "tag:yaml.org,2002:str":
                raise kind(
                    f"a key is text; put {name!r} in quotation marks",
                    file=file,
                    entry=".".join(str(part) for part in path) or None,
                    line=line,
                )
            if name in seen:
                raise kind(
                    f"the key is given twice; it stands on line {seen[name]} already",
                    file=file,
                    entry=".".join(str(part) for part in (*path, name)),
                    line=line,
                )
            seen[name] = line
            lines[(*path, name)] = line
            _walk(value, (*path, name), lines, file, kind)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*path, index), lines, file, kind)


def validate(
    shape: type[Shape], source: YamlSource, kind: type[BuildToolsError]
) -> Shape:
    """Check a file's content against its shape.

    Raises:
        BuildToolsError: Of the given kind, one for each fault, with its entry and line.
    """
    if not isinstance(source.data, dict):
        raise source.error(kind, "the file must be a mapping of keys to values")
    try:
        return shape.model_validate(source.data)
    except ValidationError as error:
        raise_all([_told(fault, source, kind) for fault in error.errors()])
        raise AssertionError("a validation error lists at least one fault") from error


def _told(fault: Any, source: YamlSource, kind: type[BuildToolsError]) -> BuildToolsError:
    path = tuple(part for part in fault["loc"] if part != "[key]")
    messages = {
        "missing": "this key is required and missing",
        "extra_forbidden": "unknown key",
    }
    message = messages.get(fault["type"])
    if message is None:
        message = fault["msg"].removeprefix("Value error, ")
        given = fault.get("input")
        if isinstance(given, str | int | float):
            message += f" (it says {given!r})"
    return source.error(kind, message, path)
