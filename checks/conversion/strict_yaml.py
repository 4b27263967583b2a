"""YAML in which nothing is lost: figures keep every digit, no key stands twice, and problems are told in words."""

import re
from collections.abc import Hashable
from typing import Any

import yaml

from checks.conversion.figures import UnquotedFigure

DEEPEST = 100
_BRACKETS = re.compile(r"[\[\]{}]")
_INDENTED = re.compile(r"^[ \t]{400}|(?:[-?:][ \t]+){100}", re.MULTILINE)


class YamlError(Exception):
    """The text is no YAML that can be used; what is wrong and what to do, without the file's name."""


def load_yaml(data: bytes | str) -> Any:
    """What a YAML text holds.

    Args:
        data: Bytes are UTF-8.

    Raises:
        YamlError: It is no text in UTF-8 or no YAML, or a key stands twice.
    """
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        raise YamlError("this is no text in UTF-8. Save it as a YAML text file.") from error
    if _is_deep(text):
        raise YamlError("this YAML is nested too deeply. Check its brackets and its indentation.")
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise YamlError(f"this is no valid YAML{_mark(error)}. Check its indentation and quotes.") from error
    except (RecursionError, ValueError) as error:
        raise YamlError("this YAML is nested too deeply, or holds what cannot be read.") from error


def _is_deep(text: str) -> bool:
    """Whether it may be nested so deeply that libyaml's reader ends the program, which no exception would tell."""
    depth = 0
    for bracket in _BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            return True
    return _INDENTED.search(text) is not None


def _mark(error: yaml.YAMLError) -> str:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    said = f": {problem}" if problem else ""
    return f" (line {mark.line + 1}, column {mark.column + 1}{said})" if mark else said


def plainly(problem: Any) -> str:
    """A problem that pydantic found, in words: what is wrong and what to do."""
    given, said = problem.get("input"), problem["msg"].removeprefix("Value error, ")
    match problem["type"]:
        case "extra_forbidden":
            return "there is no such key. Remove it, or check its spelling."
        case "missing":
            return "this key is missing. Add it."
        case "literal_error":
            return f"must be one of {problem['ctx']['expected']}, and is {_shown(given)}."
        case "string_type":
            return f"must be text, and is {_shown(given)}. Write it in quotes."
        case "int_type" | "int_parsing" | "int_from_float":
            return f"must be a whole number, and is {_shown(given)}."
        case "bool_type" | "bool_parsing":
            return f"must be true or false, and is {_shown(given)}."
        case "model_type" | "dict_type" | "mapping_type" | "model_attributes_type":
            return f"must hold keys of its own, and is {_shown(given)}."
        case "tuple_type" | "list_type":
            return f"must be a list, and is {_shown(given)}."
        case "value_error" if isinstance(given, dict):
            return f"{said}."
        case _:
            return f"{said} (it is {_shown(given)})."


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    words = str(value) if isinstance(value, UnquotedFigure) else repr(value)
    return words if len(words) <= 60 else f"{words[:60]} …"


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc] # libyaml's where there is one: ten times as fast
    """YAML in which a repeated key is an error, a figure loses no digit, and a date is checked by its key.

    Plain YAML reads 021000021 as an octal number, 1:30 as ninety, and stops with a Python error
    at 2005-09-31. Here the first two and every date stay the text that was written.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        keys = [key.value for key, _ in node.value if isinstance(key.value, str)]
        if len(set(keys)) != len(keys):
            repeated = next(key for key in keys if keys.count(key) > 1)
            id_ = next((value.value for key, value in node.value if key.value == "id"), None)
            event = f"event {id_}: " if isinstance(id_, str) else ""
            raise YamlError(
                f"{event}{repeated} (line {node.start_mark.line + 1}): this key is written twice. Keep one of them."
            )
        for key, _ in node.value:
            if key.tag == "tag:yaml.org,2002:bool":  # "on" is a key of dividend_declared, and plain YAML's true
                key.tag = "tag:yaml.org,2002:str"
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return found

    def construct_unquoted(self, node: yaml.ScalarNode) -> UnquotedFigure:
        return UnquotedFigure(node.value)


_Loader.add_constructor("tag:yaml.org,2002:float", _Loader.construct_unquoted)
_OWN_WAY = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _OWN_WAY]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]{0,39})$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$"), list("-0123456789")
)
