"""A signed agreement written anew: clean wording, with the values that were read from the signed copy."""

from collections.abc import Mapping
from dataclasses import dataclass

from checks.offering import Offering
from extractors.record import Alteration, Reading, Record
from pipeline.form_terms import form_terms
from pipeline.papers.paper import Paper, paper_of
from pipeline.report.build import money, number
from templates.filling import ILLEGIBLE
from templates.form import Field, Form, load_form
from templates.values import to_json

_COMPANYS = ("acceptance.signature",)
_PRINTED = "shares.price_per_share"
_DATES_OF_SIGNATURES = frozenset({"subscription.date", "acceptance.date", "signatory.date", "nasd.firm_date"})
_TO_BE_SIGNED = "-to-be-signed"
"""Behind the name of a paper in the form's own words, where those were not signed."""
_OPEN = ("fixed-text", "blanks")
_MAY_LACK = "certificate of signatory"
_LONGEST = 12
"""Words of a change that are told."""


@dataclass(frozen=True, slots=True)
class Regenerated:
    """The paper, and the fields that stay blank in it because their reading is not certain."""

    paper: Paper
    left_blank: tuple[str, ...]
    restored: tuple[str, ...] = ()
    """What the form prints and the signed copy does not say so: then nobody is shown as having signed the paper."""


def regenerated(record: Record, offering: Offering, name: str) -> Regenerated:
    """An agreement drafted from a record.

    What is not certain, or is no value of its type, is not copied: the blank stays to be filled in.
    The signatures that stand in the signed copy are shown as a conformed copy shows them, but where
    its printed words were changed: the paper has the form's own words, so its signatures and their
    dates stay blank, to be signed anew, and its name says so.
    """
    form = load_form(record.form)
    edition = "clean" if record.edition == "as-filed" and "clean" in form.editions else record.edition
    fields = form.fields_of(edition)
    restored = _restored(record)
    values: dict[str, object] = {}
    left: list[str] = []
    for field_name, reading in record.readings.items():
        if field_name not in fields or field_name == _PRINTED:
            continue
        if restored and (fields[field_name].type == "signature" or field_name in _DATES_OF_SIGNATURES):
            continue
        if not _is_to_copy(reading):
            left += [field_name] if _is_doubtful(reading) else []
            continue
        values[field_name] = _written(fields[field_name], reading)
    called = f"{name}{_TO_BE_SIGNED}" if restored else name
    signers = _hands(form, offering, values)
    return Regenerated(
        paper_of(record.form, offering, called, values, edition=edition, signers=signers), tuple(left), restored
    )


def _restored(record: Record) -> tuple[str, ...]:
    """Each place where the form's own wording takes the place of what was signed.

    A certificate of signatory that is not there is none of them: an individual's agreement may lack it.
    """
    changes = [_change(one) for one in record.alterations]
    missing = [f"{one} (missing)" for one in record.missing if _MAY_LACK not in " ".join(one.lower().split())]
    is_open = record.tracked_changes in _OPEN and not changes
    open_changes = ["tracked changes, neither accepted nor rejected"] if is_open else []
    return tuple(dict.fromkeys([*changes, *missing, *open_changes]))


def _change(one: Alteration) -> str:
    place = f"Section {one.section}" if one.section[:1].isdigit() else one.section or "a place that could not be named"
    match one.kind:
        case "struck":
            return f"{place}, “{_short(one.printed)}” (struck)"
        case "added":
            return f"{place}, without “{_short(one.found)}” (added)"
        case _:
            return f"{place}, “{_short(one.printed)}” (changed to “{_short(one.found)}”)"


def _short(words: str) -> str:
    said = words.split()
    return " ".join(said) if len(said) <= _LONGEST else f"{' '.join(said[:_LONGEST])} …"


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


def restored_in_words(restored: tuple[str, ...]) -> str:
    """What a regenerated agreement says otherwise than the one that was signed, and what follows."""
    return (
        "says what was not signed, so it is left unsigned, to be signed anew. The form's own words were restored in: "
        f"{'; '.join(restored)}."
    )
