"""Loads the word lists under `lexicons/`: one small YAML file a thing, checked as it is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from build_tools.errors import LexiconError

LEXICON_FOLDER = Path(__file__).parent / "lexicons"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster


@cache
def load_lexicon(name: str, folder: Path = LEXICON_FOLDER) -> dict:
    """The content of `<folder>/<name>.yml`, read once.

    A lexicon is a mapping with text for keys. Its values are text, numbers, true
    or false, lists of these without true or false, and mappings of the same kind.
    An unquoted `no` or `on` in a list is an error: YAML reads it as a truth value.

    Args:
        name: The file's stem ("reporting_verbs").
        folder: Where the file is.

    Returns:
        The mapping. Callers share it, so nobody changes it.

    Raises:
        LexiconError: If the file is missing, is no UTF-8 or YAML, or holds anything else;
            with the file, the entry and the line.
    """
    path = folder / f"{name}.yml"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError("no such lexicon", file=path) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LexiconError("not UTF-8", file=path, line=line) from None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise LexiconError("a lexicon is a mapping at its top", file=path, line=1)
        return _value(loader, node, "", path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise LexiconError(f"not valid YAML: {error.problem}", file=path, line=line) from None
    except yaml.YAMLError as error:  # a character that YAML does not allow has no mark
        raise LexiconError(f"not valid YAML: {error}", file=path) from None


def _value(loader: yaml.SafeLoader, node: yaml.Node, entry: str, path: Path) -> object:
    """The Python value of `node`; `entry` is its dotted path."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node)
            line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise LexiconError(
                    f"a key is text, not {key!r}; put it in quotation marks",
                    file=path, entry=entry, line=line,
                )
            inner = f"{entry}.{key}" if entry else key
            if key in result:
                raise LexiconError("stands twice", file=path, entry=inner, line=line)
            result[key] = _value(loader, value_node, inner, path)
        return result
    if isinstance(node, yaml.SequenceNode):
        items = [_value(loader, item, entry, path) for item in node.value]
        for item, item_node in zip(items, node.value):
            if isinstance(item, bool):
                raise LexiconError(
                    f"{item_node.value!r} in a list is a truth value; put it in quotation marks",
                    file=path, entry=entry, line=item_node.start_mark.line + 1,
                )
        return items
    value = loader.construct_object(node)
    if value is None or not isinstance(value, (str, int, float, bool)):
        raise LexiconError(
            f"text, a number or a truth value is expected, not {value!r}",
            file=path, entry=entry, line=line,
        )
    return value
