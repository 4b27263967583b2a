"""Law as dated data: one provision a file in `checks/law/`, each value with its citation."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "law"
Value = bool | int | str | tuple[str, ...] | None

PROVISION_KEYS = {"name", "before", "values"}
VALUE_KEYS = {"value", "cite", "note"}


class LawError(Exception):
    """A file of law cannot be used; the message names the file, the date and what to do."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What a provision says on a day."""

    value: Value
    """None where nothing is in force: before the first date, or after an end. Then `note` says why."""
    cite: str = ""
    """The statute, rule or release; "" before the first date."""
    note: str = ""
    """What a reader of a finding should know of this value; the reason where there is none."""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision through time."""

    name: str
    before: str
    """Why nothing applies before the first date."""
    values: tuple[InForce, ...]
    """In order of their dates."""

    def on(self, day: date) -> InForce:
        """What is in force on a day; a value holds from its date, that day included."""
        past = [value for value in self.values if value.since is not None and value.since <= day]
        return past[-1] if past else InForce(None, note=self.before)


@cache
def law(name: str) -> Provision:
    """The provision of `checks/law/<name>.yaml`.

    Raises:
        LawError: There is no such file, or it is not sound.
    """
    return load(FOLDER / f"{name}.yaml")


def load(path: Path) -> Provision:
    """Read one provision and refuse what is not sound.

    Raises:
        LawError: The file is missing or no YAML, a key is unknown, missing or repeated, a date
            is no date, a value is a float, or a value has no citation.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _OnceLoader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise LawError(f"{path.name}: there is no such file of law.") from error
    except yaml.YAMLError as error:
        raise LawError(f"{path.name}: this is no valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict) or not isinstance(data.get("values"), dict) or not data["values"]:
        raise LawError(f"{path.name}: a provision has a name and dated values. Add them.")
    _refuse_unknown(path.name, data, PROVISION_KEYS)
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        raise LawError(f"{path.name}: the provision has no name. Add one that says what the values mean.")
    values = tuple(_value(path.name, since, written) for since, written in data["values"].items())
    ordered = tuple(sorted(values, key=lambda value: value.since or date.min))
    before = data.get("before") or f"{name}: nothing was in force before {ordered[0].since}."
    return Provision(name, before, ordered)


def _value(file: str, since: object, written: object) -> InForce:
    if not isinstance(since, date) or isinstance(since, datetime):
        raise LawError(f"{file}: {since!r} is no date. Write it as 2010-07-21.")
    if not isinstance(written, dict) or "value" not in written:
        raise LawError(f"{file}: {since} has no value. Write {{value: …, cite: …}}.")
    _refuse_unknown(f"{file}: {since}", written, VALUE_KEYS)
    cite, note, value = written.get("cite"), written.get("note", ""), written["value"]
    if not isinstance(cite, str) or not cite.strip():
        raise LawError(f"{file}: {since} has no citation. Add the statute, rule or release it rests on.")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = tuple(value)
    if not isinstance(value, bool | int | str | tuple) and value is not None:
        raise LawError(
            f"{file}: {since}: {value!r} is no value. Write true, a whole number, words, or a list of words."
        )
    if value is None and not note:
        raise LawError(f"{file}: {since} ends the provision without a note. Say why nothing is in force.")
    return InForce(value, cite, str(note), since)


def _refuse_unknown(where: str, given: dict[Any, Any], known: set[str]) -> None:
    for key in given:
        if key not in known:
            raise LawError(f"{where}: there is no key {key!r}. Known are {', '.join(sorted(known))}.")


class _OnceLoader(yaml.SafeLoader):
    """YAML in which a repeated key is an error: the second of two values would win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        repeated = next((key for key in keys if keys.count(key) > 1), None)
        if repeated is not None:
            raise LawError(f"the key {repeated} is written twice ({node.start_mark}). Keep one.")
        return super().construct_mapping(node, deep)
