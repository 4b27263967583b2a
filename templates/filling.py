"""What is written into a blank: a field's value as a person would put it there."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from templates.form import Field, Form
from templates.parsed import ParsedValue
from templates.values import from_json, to_text

_MONTH_AND_DAY = re.compile(r",? \d{4}$")
_NOT_FOR_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000-\uf8ff]")
ILLEGIBLE = "[illegible]"
"""Stands for the name of a signer whose signature was read and whose name is not known."""
_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")


class DraftError(Exception):
    """A paper cannot be drafted; the message names the field, what is wrong and what to do."""


def checked_values(
    form: Form, edition: str, values: Mapping[str, object], places: Mapping[str, Collection[str]]
) -> dict[str, ParsedValue]:
    """Values as report.json writes them, checked against the catalogue.

    A text is one line; lines keep their line breaks. None, False and empty lists say that a
    blank stays blank. `places` are the options that the edition has places for.

    Raises:
        DraftError: A name that the edition has no field for, or a value that is none of the field's type.
    """
    fields = form.fields_of(edition)
    checked: dict[str, ParsedValue] = {}
    for name, given in values.items():
        if name not in fields:
            there_is = f"The fields are: subdocs fields {form.name}"
            raise DraftError(f"{name}: {form.name}, edition {edition}, has no such field. {there_is}")
        checked[name] = _checked(fields[name], given, places.get(name, fields[name].options))
    return checked


def _checked(field: Field, given: object, options: Collection[str]) -> ParsedValue:
    given = _in_plain_lines(field, given)
    try:
        value = from_json("decimal" if field.parts_of_cents else field.type, given)
    except ValueError as error:
        raise DraftError(f"{field.name}: {error}.") from error
    if options and value is not None and field.type in ("choice", "letters"):
        for one in value if isinstance(value, tuple) else (str(value),):
            if one not in options:
                raise DraftError(f"{field.name}: there is no option {one!r} here; there are {', '.join(options)}.")
    return value


def _in_plain_lines(field: Field, given: object) -> object:
    """Words with one kind of line break, and in a field of one line with none."""
    if isinstance(given, list | tuple):
        return [_in_plain_lines(field, one) for one in given]
    if not isinstance(given, str):
        return given
    found = _NOT_FOR_FILES.search(given)
    if found:
        raise DraftError(
            f"{field.name}: holds the control character U+{ord(found.group()):04X}, which no document can. Remove it."
        )
    text = _LINE_BREAKS.sub("\n", given)
    if field.type == "lines":
        return "\n".join(line for line in (re.sub(r"\s+", " ", line).strip() for line in text.split("\n")) if line)
    return re.sub(r"\s+", " ", text).strip() if field.type in ("text", "items", "table") else text


def missing_fields(form: Form, edition: str, values: Mapping[str, ParsedValue], blanks: Collection[str]) -> list[str]:
    """The fields that a certificate or letter must have and that have no value; none for an agreement.

    `blanks` are the fields that the wording has blanks for: a value that it prints needs none.
    """
    if form.kind == "agreement":
        return []
    return [
        name
        for name, field in form.fields_of(edition).items()
        if name in blanks and field.type != "signature" and not field.is_optional and values.get(name) in (None, "", ())
    ]


def written(field: Field, value: ParsedValue, part: str | None = None) -> str:
    """What is written into a field's blank: "150,000.00", "September 14, 2005", the day or month of it.

    A signature is not written here: its words depend on who signs.
    """
    if field.type == "date" and isinstance(value, date) and part:
        return ordinal(value.day) if part == "day" else to_text("date", value).split()[0]
    return to_text(field.written_as(value), value)


def beside_year(value: date) -> str:
    """A date without its year, for a blank beside which the form prints it: "September 14"."""
    return _MONTH_AND_DAY.sub("", to_text("date", value))


def ordinal(day: int) -> str:
    """A day of the month in the way an agreement dates itself: 14th, 21st."""
    suffix = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def is_marked(field: Field, value: ParsedValue, option: str) -> bool:
    """Whether an option's place is marked by a value of a yes_no, choice or letters field."""
    if field.type == "yes_no":
        return value is not None and value is (option == "yes")
    return option in value if isinstance(value, tuple) else value == option


def signed(name: str) -> str:
    """A conformed signature: "/s/" and the signer's name, as copies of signed papers show it."""
    return f"/s/ {name or ILLEGIBLE}"
