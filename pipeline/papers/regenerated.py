"""A signed agreement written anew: clean wording, with the values that were read from the signed copy."""

from collections.abc import Mapping
from dataclasses import dataclass

from checks.offering import Offering
from extractors.record import Reading, Record
from pipeline.form_terms import form_terms
from pipeline.papers.paper import Paper, paper_of
from pipeline.report.build import money, number
from templates.filling import ILLEGIBLE
from templates.form import Field, Form, load_form
from templates.values import to_json

_COMPANYS = ("acceptance.signature",)
_PRINTED = "shares.price_per_share"


@dataclass(frozen=True, slots=True)
class Regenerated:
    """The paper, and the fields that stay blank in it because their reading is not certain."""

    paper: Paper
    left_blank: tuple[str, ...]


def regenerated(record: Record, offering: Offering, name: str) -> Regenerated:
    """An agreement drafted from a record.

    What is not certain, or is no value of its type, is not copied: the blank stays to be filled in.
    The signatures that stand in the signed copy are shown as a conformed copy shows them.
    """
    form = load_form(record.form)
    edition = "clean" if record.edition == "as-filed" and "clean" in form.editions else record.edition
    fields = form.fields_of(edition)
    values: dict[str, object] = {}
    left: list[str] = []
    for field_name, reading in record.readings.items():
        if field_name not in fields or field_name == _PRINTED:
            continue
        if not _is_to_copy(reading):
            left += [field_name] if _is_doubtful(reading) else []
            continue
        values[field_name] = _written(fields[field_name], reading)
    paper = paper_of(record.form, offering, name, values, edition=edition, signers=_hands(form, offering, values))
    return Regenerated(paper, tuple(left))


def _hands(form: Form, offering: Offering, values: Mapping[str, object]) -> dict[str, str]:
    """The company's signature that was read, where the offering does not say whose it is."""
    is_named = bool(form_terms(offering, form.name).get("officer_name"))
    return {} if is_named else {name: ILLEGIBLE for name in _COMPANYS if values.get(name) is True}


def _is_to_copy(reading: Reading) -> bool:
    """A value that stands there for certain; that nobody signed is stated with the state "blank"."""
    return reading.state == "filled" and reading.is_certain and reading.value is not None


def _is_doubtful(reading: Reading) -> bool:
    return not reading.is_certain or reading.state == "invalid"


def _written(field: Field, reading: Reading) -> object:
    """A value as a file of values has it; an amount of more decimals than a cent stays as it is."""
    value = reading.value
    if field.type == "money" or field.type in ("decimal", "integer"):
        return (money if field.type == "money" else number)(value)  # type: ignore[arg-type]
    return to_json(field.type, value)


def left_blank_in_words(left: tuple[str, ...], fields: Mapping[str, Field]) -> str:
    """Which places of a regenerated agreement are left to be filled in, and why."""
    places = ", ".join(f"{name} ({fields[name].where})" for name in left)
    return f"left blank, because the signed copy is not certain there: {places}"
