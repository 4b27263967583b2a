"""YAML that people write by hand, read without losing anything: offerings, and values to be drafted."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml


class YamlError(Exception):
    """The file is no YAML that can be used; the message says where and what to do, without the file's name."""


class UnquotedFigure(str):
    """A number with a decimal point that stands without quotes, as it was written."""

    __slots__ = ()


def read_yaml(path: Path) -> Any:
    """Read a YAML file.

    Raises:
        YamlError: It is no text in UTF-8, no YAML, nested too deeply, or has a key twice.
        OSError: It cannot be opened.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)  # noqa: S506 - a SafeLoader
    except UnicodeDecodeError as error:
        raise YamlError("this is no text in UTF-8. Save it as a YAML text file.") from error
    except _RepeatedKeyError as error:
        raise YamlError(f"{error}: this key is written twice. Keep one of them.") from error
    except yaml.YAMLError as error:
        raise YamlError(f"this is no valid YAML{_place(error)}. Check its indentation and quotes.") from error
    except RecursionError as error:
        raise YamlError("this YAML is nested too deeply to be read.") from error


def _place(error: yaml.YAMLError) -> str:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    said = f": {problem}" if problem else ""
    return f" (line {mark.line + 1}, column {mark.column + 1}{said})" if mark else said


class _RepeatedKeyError(Exception):
    """A key that stands twice in one place; its text is the key."""


class _Loader(yaml.SafeLoader):
    """YAML in which a repeated key is an error, a figure loses no digit, and a date is checked by its key.

    Plain YAML reads 021000021 as an octal number, 1:30 as ninety, and stops with a Python error
    at 2005-09-31. Here the first two and every date stay the text that was written.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        keys = [key.value for key, _ in node.value]
        repeated = next((key for key in keys if isinstance(key, str) and keys.count(key) > 1), None)
        if repeated is not None:
            raise _RepeatedKeyError(repeated)
        return super().construct_mapping(node, deep)

    def construct_unquoted(self, node: yaml.ScalarNode) -> UnquotedFigure:
        return UnquotedFigure(node.value)


_Loader.add_constructor("tag:yaml.org,2002:float", _Loader.construct_unquoted)
_OWN_WAY = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _OWN_WAY]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?[0-9]+\.[0-9]*$"), list("-0123456789"))
