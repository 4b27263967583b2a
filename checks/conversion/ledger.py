"""The ledger of a series: what was fixed at the start and every event since, from YAML text.

The reading of the file is the caller's; here is no file, clock or network.
"""

import difflib
import re
from collections.abc import Hashable
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

import yaml
from pydantic import ConfigDict, Field, ValidationError, field_validator, model_validator

from checks.conversion.events import AnyEvent
from checks.conversion.figures import UnquotedFigure, counted
from checks.conversion.refusal import LedgerError
from checks.conversion.terms import Amount, Figure, Issued, Issuer, Name, Readings, Strict, Terms


class Ledger(Strict):
    """A series of convertible preferred stock and what happened to it."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    series: Name
    issuer: Issuer
    stated_value: Amount
    conversion_price: Amount
    designated_shares: Amount
    authorized_common: Amount
    outstanding_common: Figure
    """Common stock outstanding before the first event, without treasury shares."""
    treasury_common: Figure = Fraction(0)
    issued: Issued
    business_days: Literal["federal-reserve", "new-york", "exchange"] = "federal-reserve"
    terms: Terms = Terms()
    readings: Readings = Readings()
    events: tuple[AnyEvent, ...] = ()
    name: str = Field(default="ledger", exclude=True)
    """The ledger's file, for messages."""

    @field_validator("events", "terms", "readings", mode="before")
    @classmethod
    def _none_given(cls, value: Any, info: Any) -> Any:
        if value is None:
            return () if info.field_name == "events" else {}
        return value

    @model_validator(mode="after")
    def _no_more_than_designated(self) -> "Ledger":
        if self.issued.shares > self.designated_shares:
            raise ValueError(
                f"issued.shares ({counted(self.issued.shares)}) is more than designated_shares "
                f"({counted(self.designated_shares)})"
            )
        return self

    def until(self, day: date) -> "Ledger":
        """The ledger as it was on a day: without the events that take effect later."""
        return self.model_copy(update={"events": tuple(event for event in self.events if event.effective <= day)})

    def refuse(self, event: AnyEvent, words: str) -> LedgerError:
        """The error that names an event."""
        return LedgerError(f"{self.name}: event {event.id} ({event.event}, {event.date}): {words}")


def parse_ledger(data: bytes | str, name: str) -> Ledger:
    """Read and validate a ledger.

    Args:
        data: YAML text; bytes are UTF-8.
        name: The file's name, for messages.

    Raises:
        LedgerError: It is no YAML, or a key is unknown, missing, repeated or wrong. A line a problem.
    """
    loaded = _load(data, name)
    if not isinstance(loaded, dict):
        raise LedgerError(f"{name}: a ledger is a list of keys (series, issuer, stated_value … events); none is here.")
    if "name" in loaded:
        raise LedgerError(f"{name}: name: there is no such key. Remove it, or check its spelling.")
    try:
        return Ledger.model_validate({**loaded, "name": name})
    except ValidationError as error:
        lines = [f"{name}: {_place(problem['loc'], loaded)}: {_plainly(problem)}" for problem in error.errors()]
        raise LedgerError("\n".join(dict.fromkeys(lines))) from error


def _load(data: bytes | str, name: str) -> Any:
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        raise LedgerError(f"{name}: this is no text in UTF-8. Save the ledger as a YAML text file.") from error
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    except _RepeatedKeyError as error:
        raise LedgerError(f"{name}: {error}. Keep one of them.") from error
    except yaml.YAMLError as error:
        raise LedgerError(f"{name}: this is no valid YAML{_mark(error)}. Check its indentation and quotes.") from error
    except (RecursionError, ValueError) as error:
        raise LedgerError(f"{name}: this YAML is nested too deeply, or holds what is no ledger.") from error


def _mark(error: yaml.YAMLError) -> str:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    said = f": {problem}" if problem else ""
    return f" (line {mark.line + 1}, column {mark.column + 1}{said})" if mark else said


def _place(loc: tuple[int | str, ...], loaded: dict[Any, Any]) -> str:
    """Where a problem is: an event by its id, its kind and its key."""
    if len(loc) < 2 or loc[0] != "events" or not isinstance(loc[1], int):
        return ".".join(str(part) for part in loc) or "ledger"
    event = loaded["events"][loc[1]]
    named = isinstance(event, dict) and event.get("id") not in (None, "")
    where = f"event {event['id']}" if named else f"event number {loc[1] + 1}"
    keys = [str(part) for part in loc[2:] if not (isinstance(event, dict) and part == event.get("event"))]
    return f"{where}: {'.'.join(keys)}" if keys else where


def _plainly(problem: Any) -> str:  # noqa: C901 - one line for each kind of problem
    given, said = problem.get("input"), problem["msg"].removeprefix("Value error, ")
    match problem["type"]:
        case "extra_forbidden":
            return "there is no such key. Remove it, or check its spelling."
        case "missing":
            return "this key is missing. Add it."
        case "literal_error":
            return f"must be one of {problem['ctx']['expected']}, and is {_shown(given)}."
        case "union_tag_invalid":
            return _no_such_event(problem["ctx"]["tag"])
        case "union_tag_not_found":
            return "event: this key is missing. Say what happened: issue, options, split …"
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


def _no_such_event(tag: str) -> str:
    kinds = [get_args(kind.model_fields["event"].annotation)[0] for kind in get_args(get_args(AnyEvent)[0])]
    near = difflib.get_close_matches(tag, kinds, n=1)
    meant = f" Is {near[0]} meant?" if near else f" The events are {', '.join(kinds)}."
    return f"there is no event {tag!r}.{meant}"


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    words = str(value) if isinstance(value, UnquotedFigure) else repr(value)
    return words if len(words) <= 60 else f"{words[:60]} …"


class _RepeatedKeyError(Exception):
    """A key that stands twice in one place; its text says which and where."""


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
            raise _RepeatedKeyError(f"{event}{repeated} (line {node.start_mark.line + 1}): this key is written twice")
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
