"""A form: its folder loaded and validated, and its wording as print and blanks in order.

A form's folder holds `fields.yaml` (names, types, variables of the offering), one Jinja
template an edition (`<edition>.md.j2`), and `sample.yaml`. No code. Wording that several forms
share stands in `parts/`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from templates.value_numbers import Kind as NumberKind
from templates.value_numbers import Unit
from templates.wording import Blank, Item, Print, Wording, WordingError, render

FOLDER = Path(__file__).parent

PARTS = FOLDER / "parts"
ROW_NUMBER = "No."
"""The heading of a table's first column, in which its rows are numbered."""

ValueType = Literal[
    "text", "lines", "integer", "decimal", "money", "date", "yes_no", "letters", "choice", "signature", "mark",
    "items", "table",
]  # fmt: skip
Kind = Literal["agreement", "certificate", "letter"]
Numbering = Literal["fixed", "automatic"]
_OF_A_FIELD = {
    "type", "where", "options", "note", "columns", "editions", "optional", "label", "unit", "above_zero", "at_most",
    "in_words_of", "none_is_zero", "parts_of_cents",
}  # fmt: skip
_OF_THE_ISSUE = ("issuer_name", "security_name")
_OF_A_FORM = {
    "form", "title", "kind", "numbering", "landscape", "terms", "own", "left_blank", "left_blank_by_others", "fields",
    "variants",
}  # fmt: skip


class FormError(Exception):
    """A form cannot be loaded or rendered; the message names form, edition and field."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the catalogue."""

    name: str
    type: ValueType
    where: str
    """The place in the form, by its own numbering: "7.2(a)", "signature page, left"."""
    options: tuple[str, ...] = ()
    note: str = ""
    columns: tuple[str, ...] = ()
    """The header cells of a table."""
    editions: tuple[str, ...] = ()
    """The editions that have it; empty: all."""
    is_optional: bool = False
    """May be left out of a certificate or letter."""
    label: str = ""
    """What a screen reader says of it; "" where the name says enough."""
    unit: Unit = ""
    """Of a decimal that is no number of shares: "dollars", a price of any number of places."""
    is_above_zero: bool = False
    """A figure that a certificate or letter cannot have at zero or below, nor an answer that is given to be drafted."""
    at_most: str = ""
    """The field or term whose figure it cannot exceed in a certificate or letter."""
    in_words_of: str = ""
    """The field whose figure it says in words."""
    none_is_zero: bool = False
    """Whether "None" says 0: of a number that can be nothing, and is asked for all the same."""
    parts_of_cents: bool = False
    """Of money: whether it may be stated with more than two decimals, as a product of a price that has them."""

    def written_as(self, value: object) -> ValueType:
        """The type by which a value is written down: an amount with parts of a cent as a decimal."""
        has_parts = isinstance(value, Decimal) and value != value.quantize(Decimal("0.01"))
        return "decimal" if self.parts_of_cents and has_parts else self.type


@dataclass(frozen=True, slots=True)
class Form:
    """A form as its folder defines it."""

    name: str
    title: str
    fields: Mapping[str, Field]
    """By name, in the order of the catalogue."""
    editions: tuple[str, ...]
    terms: Mapping[str, str]
    """The variables of the offering, with the values of the form as it was filed."""
    templates: Mapping[str, str]
    kind: Kind = "agreement"
    """A blank of an agreement may stay blank; a certificate or letter with one is no paper."""
    numbering: Mapping[str, Numbering] = field(default_factory=dict)
    """Edition → whether Word numbers its paragraphs; fixed where it is not named."""
    is_landscape: bool = False
    parts: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Edition → the variables that an offering of another issuer or security must state itself."""
    left_blank: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Edition → the variables for which it prints a rule to write on where an offering does not state them."""
    left_blank_by_others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The same, where the offering is of another issuer or security than the form was filed for."""
    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A variable that follows from a paper's matter, and not from the offering → all that it can be."""

    def fields_of(self, edition: str) -> dict[str, Field]:
        """The fields that an edition has, in the catalogue's order."""
        return {name: one for name, one in self.fields.items() if not one.editions or edition in one.editions}

    def unstated(self, edition: str, terms: Mapping[str, str]) -> tuple[str, ...]:
        """The facts of the issue that the form was filed for, which terms of another issue do not replace."""
        if self.is_of_the_filed_issue(terms):
            return ()
        return tuple(name for name in self.own.get(edition, ()) if name not in terms)

    def is_of_the_filed_issue(self, terms: Mapping[str, str]) -> bool:
        """Whether terms are of the issuer and the security that the form was filed for."""
        return all(terms.get(name, self.terms.get(name)) == self.terms.get(name) for name in _OF_THE_ISSUE)

    def blank_terms(self, edition: str, terms: Mapping[str, str]) -> tuple[str, ...]:
        """The variables for which a paper has a rule to write on, because terms do not state them."""
        stated = {**self.terms, **terms}
        theirs = () if self.is_of_the_filed_issue(terms) else self.left_blank_by_others.get(edition, ())
        return tuple(name for name in (*self.left_blank.get(edition, ()), *theirs) if not stated[name])

    def variants_of(self, terms: Mapping[str, str]) -> Iterator[dict[str, str]]:
        """Terms with whatever their variables of the matter can be, which they do not state."""
        open_ = {name: values for name, values in self.variants.items() if name not in terms}
        for values in product(*open_.values()):
            yield {**terms, **dict(zip(open_, values, strict=True))}

    def wording(self, edition: str, terms: Mapping[str, str] | None = None) -> Wording:
        """Render an edition with an offering's terms.

        Args:
            edition: One of `editions`.
            terms: Values for some or all of the form's variables.

        Raises:
            FormError: Unknown edition or variable, or wording and catalogue disagree.
        """
        if edition not in self.templates:
            raise FormError(f"{self.name} has no edition {edition!r}; it has {', '.join(self.editions)}.")
        unknown = sorted(set(terms or {}) - set(self.terms))
        if unknown:
            raise FormError(f"{self.name} has no variable {unknown[0]!r}; it has {', '.join(self.terms)}.")
        return _wording(self, edition, tuple(sorted({**self.terms, **(terms or {})}.items())))

    def __hash__(self) -> int:
        return hash(self.name)


def form_names() -> tuple[str, ...]:
    """The names of all forms, sorted."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/fields.yaml")))


@cache
def load_form(name: str) -> Form:
    """Load a form by its name.

    Raises:
        FormError: There is no such form, or its folder is not sound: a field in a wording
            that the catalogue lacks, or the reverse, is named.
    """
    if name not in form_names():
        raise FormError(f"There is no form {name!r}. The forms are: {', '.join(form_names())}.")
    form = read_folder(FOLDER / name)
    for edition in form.editions:
        form.wording(edition)
    return form


def read_folder(folder: Path) -> Form:
    """Read a form's folder without rendering its editions."""
    data = yaml.safe_load((folder / "fields.yaml").read_text(encoding="utf-8"))
    unknown = set(data) - _OF_A_FORM
    if unknown:
        raise FormError(f"{folder.name}: fields.yaml has an unknown key {min(unknown)!r}.")
    if data.get("kind", "agreement") not in get_args(Kind):
        raise FormError(f"{folder.name}: there is no kind {data['kind']!r}; there are {', '.join(get_args(Kind))}.")
    fields = {name: _field(folder.name, name, entry) for name, entry in data["fields"].items()}
    templates = {path.name.split(".")[0]: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md.j2"))}
    if not templates:
        raise FormError(f"{folder.name} has no edition: a file <edition>.md.j2 is missing.")
    for one in fields.values():
        unknown = set(one.editions) - set(templates)
        if unknown:
            raise FormError(f"{folder.name}: field {one.name}: there is no edition {min(unknown)!r}.")
    known = {*fields, *(data.get("terms") or {})}
    for one in fields.values():
        unknown = {one.at_most, one.in_words_of} - known - {""}
        if unknown:
            raise FormError(f"{folder.name}: field {one.name}: there is no field or term {min(unknown)!r}.")
    return Form(
        name=data["form"],
        title=data.get("title", data["form"]),
        fields=fields,
        editions=tuple(templates),
        terms={key: str(value) for key, value in (data.get("terms") or {}).items()},
        templates=templates,
        kind=data.get("kind", "agreement"),
        numbering=_numbering(folder.name, data.get("numbering") or {}, templates),
        is_landscape=bool(data.get("landscape", False)),
        own=_by_edition(data, "own", templates),
        left_blank=_by_edition(data, "left_blank", templates),
        left_blank_by_others=_by_edition(data, "left_blank_by_others", templates),
        variants=_variants(data),
        parts={path.name.split(".")[0]: path.read_text(encoding="utf-8") for path in sorted(PARTS.glob("*.md.j2"))},
    )


def _numbering(form: str, named: Mapping[str, Any], editions: Mapping[str, str]) -> dict[str, Numbering]:
    for edition, how in named.items():
        if edition not in editions or how not in get_args(Numbering):
            raise FormError(f"{form}: numbering {edition}: {how} names no edition, or is neither fixed nor automatic.")
    return dict(named)


def _by_edition(data: Mapping[str, Any], key: str, editions: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Edition → some of the form's variables."""
    named = data.get(key) or {}
    for edition, names in named.items():
        if edition not in editions:
            raise FormError(f"{data['form']}: {key}: {edition} is no edition; there are {', '.join(editions)}.")
        unknown = sorted(set(names) - set(data.get("terms") or {}))
        if unknown:
            raise FormError(f"{data['form']}: {key}: {unknown[0]} is none of its terms.")
    return {edition: tuple(names) for edition, names in named.items()}


def _variants(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    named = data.get("variants") or {}
    unknown = sorted(set(named) - set(data.get("terms") or {}))
    if unknown:
        raise FormError(f"{data['form']}: variants: {unknown[0]} is none of its terms.")
    return {name: tuple(map(str, values)) for name, values in named.items()}


def _with_table_heads(items: Iterable[Item], fields: Mapping[str, Field]) -> Iterator[Item]:
    """The header of a table, which the catalogue words, as print before the table's blank."""
    for item in items:
        columns = fields[item.field].columns if isinstance(item, Blank) and item.field in fields else ()
        for at, cell in enumerate((ROW_NUMBER, *columns) if columns else ()):
            for word in cell.split():
                yield Print(word, item.section, item.page, item.line, item.region, column=at)
        yield item


def _field(form: str, name: str, entry: Mapping[str, Any]) -> Field:
    unknown = set(entry) - _OF_A_FIELD
    if unknown:
        raise FormError(f"{form}: field {name} has an unknown key {min(unknown)!r}.")
    if entry.get("type") not in get_args(ValueType):
        raise FormError(f"{form}: field {name} has the unknown type {entry.get('type')!r}.")
    if entry.get("unit", "") not in get_args(Unit) or (entry.get("unit") and entry["type"] != "decimal"):
        raise FormError(f"{form}: field {name}: only a decimal has a unit, and that is dollars.")
    if entry.get("parts_of_cents") and entry["type"] != "money":
        raise FormError(f"{form}: field {name}: only money has parts_of_cents.")
    if entry.get("none_is_zero") and entry["type"] not in get_args(NumberKind):
        raise FormError(f"{form}: field {name}: only a number has none_is_zero.")
    if (entry["type"] == "table") != bool(entry.get("columns")):
        raise FormError(f"{form}: field {name}: a table has columns, and nothing else has.")
    return Field(
        name,
        entry["type"],
        entry["where"],
        options=_words(entry, "options"),
        note=entry.get("note", ""),
        columns=_words(entry, "columns"),
        editions=_words(entry, "editions"),
        is_optional=bool(entry.get("optional", False)),
        label=entry.get("label", ""),
        unit=entry.get("unit", ""),
        is_above_zero=bool(entry.get("above_zero", False)),
        at_most=entry.get("at_most", ""),
        in_words_of=entry.get("in_words_of", ""),
        none_is_zero=bool(entry.get("none_is_zero")),
        parts_of_cents=bool(entry.get("parts_of_cents")),
    )


def _words(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(one) for one in entry.get(key, ()))


@cache
def _wording(form: Form, edition: str, terms: tuple[tuple[str, str], ...]) -> Wording:
    try:
        is_filed = form.is_of_the_filed_issue(dict(terms))
        wording = render(form.templates[edition], dict(terms), form.parts, is_of_the_filed_issue=is_filed)
    except WordingError as error:
        raise FormError(f"{form.name}, edition {edition}: {error}") from error
    wording = replace(wording, items=tuple(_with_table_heads(wording.items, form.fields)))
    used, fields = wording.fields, form.fields_of(edition)
    for name in sorted(used - set(fields)):
        raise FormError(f"{form.name}, edition {edition}: the wording has a field {name} that fields.yaml lacks.")
    for name in fields:
        if name not in used:
            raise FormError(f"{form.name}, edition {edition}: the field {name} of fields.yaml is not in the wording.")
    for item in wording.items:
        if item.field and item.option:
            field = form.fields[item.field]
            options = ("yes", "no") if field.type == "yes_no" else field.options
            if item.option not in options:
                raise FormError(f"{form.name}, edition {edition}: {item.field} has no option {item.option!r}.")
    return wording
