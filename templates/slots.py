"""The places to fill in of a drafted paper: each blank of the wording with what is written into it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from templates.blocks import Slot
from templates.filling import beside_year, is_marked, signed, written
from templates.form import Field, Form
from templates.parsed import ParsedValue
from templates.wording import Blank, Item, Print, Wording

_SIGNERS = {"nasd.firm_signature": "nasd.firm_officer"}
"""Signature → the field with the signer's name, where it is not the `name` beside it."""


_STUB = re.compile(r"\d{2,4}_*")
"""A printed year, whole ("2005") or to be completed ("200_")."""


class Slots:
    """Makes the slots of one paper.

    Args:
        form: The form.
        wording: The edition.
        values: By field, of the field's type.
        signers: Signature field → the name of whoever signs, where no field of the form has it.
    """

    def __init__(
        self, form: Form, wording: Wording, values: Mapping[str, ParsedValue], signers: Mapping[str, str]
    ) -> None:
        self._form = form
        self._values = values
        self._signers = signers
        self._full_stubs = _printed_years(wording)
        self._in_parts = {blank.field for blank in wording.blanks if blank.part}

    def field(self, blank: Blank) -> Field:
        """The field of a blank."""
        return self._form.fields[blank.field]

    def slot(self, blank: Blank) -> Slot:
        """A blank with what is written into it."""
        field, value = self.field(blank), self._values.get(blank.field)
        slot = Slot(
            blank.field, field.type, blank.width, option=blank.option, part=blank.part, label=_label(field, blank)
        )
        if blank.option:
            return replace(slot, is_marked=is_marked(field, value, blank.option))
        if field.type in ("items", "table"):
            return replace(slot, entries=value if isinstance(value, tuple) else ())
        if field.type == "signature":
            is_signed = value is True and self._signers.get(field.name) != ""
            return replace(slot, value=signed(self._signer(field.name)) if is_signed else "")
        if isinstance(value, date) and not blank.part and self._full_stubs.get(field.name) == str(value.year):
            return replace(slot, value=beside_year(value))
        if field.name == _SIGNERS.get("nasd.firm_signature") and self._values.get("nasd.firm_signature") is True:
            return slot  # the officer's name stands in the signature, on the same rule
        return replace(slot, value=written(field, value, blank.part))

    def _signer(self, name: str) -> str:
        if name in self._signers:
            return self._signers[name]
        own = self._values.get(_SIGNERS.get(name, name.rpartition(".")[0] + ".name"))
        return own if isinstance(own, str) else ""

    def option(self, line: list[Item]) -> Slot:
        """The check box of an option that is printed on a line."""
        first = next(item for item in line if isinstance(item, Print) and item.option and item.field)
        field, option = self._form.fields[first.field or ""], first.option or ""
        return Slot(
            field.name, field.type, 0, option=option, label=f"{field.where}: {option.replace('_', ' ')}",
            is_marked=is_marked(field, self._values.get(field.name), option),
        )  # fmt: skip

    def with_dates(self, line: list[Item]) -> Iterator[Item]:
        """A line's items with the printed year of a date made to agree with the date in its blank.

        Where day and month have a blank each, the date's own year is printed for the form's. Where
        the whole date has one, a printed year that differs is left out, and the blank holds it all.
        """
        for item in line:
            name = item.field or ""
            value = self._values.get(name)
            year = str(value.year) if isinstance(value, date) else ""
            if isinstance(item, Blank) or item.kind != "stub" or not year or self._full_stubs.get(name) == year:
                yield item
            elif name in self._in_parts or name not in self._full_stubs:
                yield item._replace(text=_STUB.sub(year, item.text))
            elif item.text.endswith("."):
                yield item._replace(text=".", glued=True)


def _printed_years(wording: Wording) -> dict[str, str]:
    """Date field → the whole year printed beside its blank; a field whose stub is unfinished is left out."""
    years: dict[str, str] = {}
    for item in wording.items:
        if isinstance(item, Print) and item.kind == "stub" and item.field:
            found = re.search(r"(?<!\d)(\d{4})(?![\d_])", item.text)
            if found:
                years[item.field] = found.group(1)
    return years


def _label(field: Field, blank: Blank) -> str:
    """What a screen reader says of a blank: the field's label, or its place and name."""
    name = field.label or f"{field.where}: {field.name.rpartition('.')[2].replace('_', ' ')}"
    of = blank.option or blank.part
    return f"{name}, {of.replace('_', ' ')}" if of else name
