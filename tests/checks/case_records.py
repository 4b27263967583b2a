"""Records, offerings, ledgers and documents as the rules' cases write them in YAML, strictly.

All people, firms, addresses and numbers in the files of bases and in the cases are invented test data.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from checks.business_days import calendar
from checks.conversion.history import ConversionHistory
from checks.conversion.ledger import parse_ledger
from checks.conversion.replay import replay
from checks.offering import Offering
from checks.rule import Document
from extractors.record import Alteration, Reading, Record, Value
from extractors.sheet import DigitalSignature

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FORM = "series-e-subscription"
FILES_OF_BASES = ("bases.yaml", "notice_bases.yaml")

BASE_KEYS = {"from", "form", "fields", "but", "record", "offering", "as_of", "ledger"}
READING_KEYS = {"value", "raw", "state", "confidence", "method", "marks"}
RECORD_KEYS = {
    "missing", "is_blank_form", "tracked_changes", "digital_signatures", "signs_for", "notes", "pages", "kind",
    "edition", "hidden", "crossed", "comments",
}  # fmt: skip
DOCUMENT_KEYS = {"path", "sha256", "base", "set", "record", "alterations", "error"}
NO_VALUE = {"signature": False, "letters": ()}


class CaseError(Exception):
    """A case says what cannot be; the message names the place."""


class StrictLoader(yaml.SafeLoader):
    """YAML in which a repeated key is an error, `no` is a word, and a date stays the text report.json has."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise CaseError(f"{node.start_mark}: the key {key!r} is written twice")
        return super().construct_mapping(node, deep)


StrictLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
StrictLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def load_yaml(path: Path) -> Any:
    """The file's content, read strictly."""
    return yaml.load(path.read_text(encoding="utf-8"), StrictLoader)


def refuse_unknown(where: str, given: Mapping[str, Any], known: set[str]) -> None:
    """A key nobody reads would be a check that checks nothing."""
    for key in given:
        if key not in known:
            raise CaseError(f"{where}: there is no key {key!r}; known are {', '.join(sorted(known))}")


@cache
def fields(form: str = FORM) -> dict[str, dict[str, Any]]:
    """A form's catalogue: field name → its declaration."""
    return load_yaml(ROOT / "templates" / form / "fields.yaml")["fields"]


def fields_of(edition: str, form: str = FORM) -> list[str]:
    """The fields that an edition has."""
    return [name for name, declared in fields(form).items() if edition in declared.get("editions", [edition])]


@cache
def bases() -> dict[str, Any]:
    """The base records of all files, with what they share."""
    shared: dict[str, Any] = {"bases": {}}
    for name in FILES_OF_BASES:
        held = load_yaml(HERE / name)
        refuse_unknown(name, held, {"as_of", "offering", "bases"})
        for key, value in held.items():
            into = shared["bases"] if key == "bases" else shared
            for own in value if key == "bases" else [key]:
                if own in into:
                    raise CaseError(f"{name}: {own!r} stands in another file of bases too")
            into.update(value if key == "bases" else {key: value})
    return shared


def reading(name: str, written: Any, form: str = FORM) -> Reading:
    """One reading from its value as report.json writes it, or from its attributes."""
    if name not in fields(form):
        raise CaseError(f"the form {form} has no field {name!r}")
    kind = fields(form)[name]["type"]
    if not isinstance(written, dict):
        return _filled(name, written, form)
    refuse_unknown(name, written, READING_KEYS)
    state = written.get("state", "filled")
    if state not in ("filled", "blank", "invalid", "ambiguous", "unreadable"):
        raise CaseError(f"{name}: there is no state {state!r}")
    if state == "filled":
        made = _filled(name, written["value"], form)
    elif "value" in written:
        raise CaseError(f"{name}: state {state} has no value")
    else:
        made = Reading(value=NO_VALUE.get(kind) if state == "blank" else None, state=state)
    marks = tuple(sorted(written["marks"])) if "marks" in written else made.marks
    return replace(
        made,
        raw=written.get("raw", made.raw),
        confidence=float(written.get("confidence", made.confidence)),
        method=written.get("method", made.method),
        marks=marks,
    )


def _filled(name: str, written: Any, form: str) -> Reading:
    kind = fields(form)[name]["type"]
    if written is None or (kind == "signature" and written is False) or written == []:
        return Reading(value=NO_VALUE.get(kind), state="blank")
    value, marks = _typed(name, kind, written)
    return Reading(value=value, raw=_raw(value), state="filled", marks=marks)


def _typed(name: str, kind: str, written: Any) -> tuple[Value, tuple[str, ...]]:
    match kind, written:
        case ("text", str()):
            return " ".join(written.split()), ()
        case ("lines", str()):
            return "\n".join(" ".join(line.split()) for line in written.splitlines() if line.strip()), ()
        case ("integer" | "decimal" | "money", str()):
            return Decimal(written), ()
        case ("date", str()):
            return date.fromisoformat(written), ()
        case ("yes_no", bool()):
            return written, ("yes" if written else "no",)
        case ("signature" | "mark", bool()):
            return written, ()
        case ("letters", list()) | ("choice", list()):
            for option in written:
                _known_option(name, option)
            return tuple(sorted(written)), tuple(sorted(written))
        case ("choice", str()):
            _known_option(name, written)
            return written, (written,)
        case _:
            raise CaseError(f"{name} is of type {kind}, and {written!r} is no value of it as report.json writes it")


def _known_option(name: str, option: str) -> None:
    if option not in fields()[name]["options"]:
        raise CaseError(f"{name} has no option {option!r}")


def _raw(value: Value) -> str:
    match value:
        case True:
            return "X"
        case False:
            return "X"
        case tuple():
            return " ".join(value)
        case date():
            return f"{value:%B %d, %Y}"
        case Decimal():
            return f"{value:,}"
        case _:
            return str(value)


def record_of(
    base: str,
    changes: Mapping[str, Any] | None = None,
    attributes: Mapping[str, Any] | None = None,
    alterations: list[dict[str, str]] | None = None,
) -> Record:
    """A base record with some readings, attributes and alterations of its own."""
    written = {**base_fields(base), **(changes or {})}
    more = {**inherited(base, "record"), **(attributes or {})}
    refuse_unknown("record", more, RECORD_KEYS)
    edition, form = more.get("edition", "as-filed"), form_of(base)
    readings = {name: reading(name, written.get(name), form) for name in fields_of(edition, form)}
    for name in written:
        if name not in readings:
            raise CaseError(f"the form {form}, edition {edition}, has no field {name!r}")
    if "digital_signatures" in more:
        more["digital_signatures"] = tuple(DigitalSignature(**signed) for signed in more["digital_signatures"])
    for name in ("missing", "notes", "hidden", "crossed", "comments"):
        if name in more:
            more[name] = tuple(more[name])
    common = {"edition": "as-filed", "kind": "text", "pages": 22, **more}
    altered = tuple(Alteration(**{"before": "", "after": "", **one}) for one in alterations or ())
    return Record(form=form, readings=readings, alterations=altered, **common)


def base_fields(name: str) -> dict[str, Any]:
    """The values of a base, with those of the base it starts from."""
    if name not in bases()["bases"]:
        raise CaseError(f"there is no base {name!r}")
    base = bases()["bases"][name]
    refuse_unknown(name, base, BASE_KEYS)
    return {**(base_fields(base["from"]) if "from" in base else {}), **base["fields"]}


def form_of(name: str) -> str:
    """The form that a base is a record of: its own, or that of the base it starts from."""
    base = bases()["bases"][name]
    above = form_of(base["from"]) if "from" in base else FORM
    return str(base.get("form", above))


def inherited(name: str, key: str) -> dict[str, Any]:
    """What a base, and those it starts from, say of the record's attributes, of the offering or of the ledger."""
    base = bases()["bases"][name]
    above = inherited(base["from"], key) if "from" in base else {}
    return {**above, **base.get(key, {})}


def base_as_of(name: str) -> str:
    """The date on which a base's documents are checked."""
    base = bases()["bases"][name]
    above = base_as_of(base["from"]) if "from" in base else bases()["as_of"]
    return str(base.get("as_of", above))


def base_exceptions(name: str) -> dict[str, str]:
    """The rules a base does not pass, with their outcomes: rule id → outcome."""
    return dict(bases()["bases"][name].get("but", {}))


def offering_of(changes: Mapping[str, Any] | None = None) -> Offering:
    """The offering of `bases.yaml` with some keys (dotted, "security.price_per_share") of its own."""
    terms = _copied(bases()["offering"])
    for dotted, value in (changes or {}).items():
        *path, last = dotted.split(".")
        inner = terms
        for key in path:
            inner = inner.setdefault(key, {})
        inner[last] = value
    return Offering.model_validate(terms)


NO_LEDGER = "none"


def history_of(base: str, changes: Mapping[str, Any] | str | None = None) -> ConversionHistory | None:
    """The ledger of a base, with some keys of a case's own, gone through; None where there is none.

    Raises:
        CaseError: The changes are neither keys of a ledger nor the word "none".
        LedgerError: The ledger cannot be.
    """
    if changes == NO_LEDGER:
        return None
    if not isinstance(changes, Mapping | None):
        raise CaseError(f"ledger: keys of a ledger, or {NO_LEDGER!r}, and not {changes!r}")
    keys = {**inherited(base, "ledger"), **(changes or {})}
    if not keys:
        return None
    ledger = parse_ledger(yaml.safe_dump(keys), "ledger of the case")
    return replay(ledger, calendar(ledger.business_days), calendar("exchange"))


def _copied(terms: dict[str, Any]) -> dict[str, Any]:
    return {key: _copied(value) if isinstance(value, dict) else value for key, value in terms.items()}


def document_of(written: Mapping[str, Any], base: str, path: str) -> Document:
    """A document of the batch: its record, or why there is none."""
    refuse_unknown(path, written, DOCUMENT_KEYS)
    named = written.get("path", path)
    digest = written.get("sha256") or sha256(named.encode()).hexdigest()
    if "error" in written:
        refuse_unknown(f"{path}: error", written["error"], {"code", "message"})
        return Document(named, digest, None, written["error"]["code"], written["error"].get("message", ""))
    record = record_of(written.get("base", base), written.get("set"), written.get("record"), written.get("alterations"))
    return Document(named, digest, record)
