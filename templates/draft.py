"""Form + offering's terms + values → a paper in Word, PDF, HTML or plain text."""

from collections.abc import Mapping
from importlib import import_module
from typing import Literal, get_args

from templates.blocks import Draft
from templates.composing import compose
from templates.filling import ILLEGIBLE, DraftError, checked_values, missing_fields
from templates.form import Form
from templates.guards import contradictions, leftovers
from templates.parsed import ParsedValue
from templates.values import parse
from templates.wording import Wording

Format = Literal["docx", "pdf", "html", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)
_WRITERS: dict[Format, str] = {
    "docx": "templates.writers.word",
    "pdf": "templates.writers.pdf",
    "html": "templates.writers.html_page",
    "txt": "templates.writers.plain_text",
}
"""Loaded when first needed: each brings libraries of its own."""
_PRINTED = {
    "shares.price_per_share": ("price", "offering's price"),
    "officer.name": ("officer_name", "officer's name"),
    "officer.title": ("officer_title", "officer's title"),
}
"""A field that a wording prints where the offering states it → the variable, and what it is called."""


def drafted(
    form: Form, edition: str, terms: Mapping[str, str], values: Mapping[str, object], signers: Mapping[str, str] = {}
) -> Draft:
    """A paper before it is a file.

    Args:
        form: The form.
        edition: One of its editions.
        terms: The offering's variables; those left out keep the form's own.
        values: Field → value as report.json writes it. A field left out, or null, stays blank.
        signers: Signature field → the name of whoever signs, where no field of the form says it. A signature
            of nobody ("") stays blank; of the company it does where an offering names no officer.

    Raises:
        DraftError: An unknown field, a value that is none of its field's type, or in a certificate or letter a
            value that is missing, a blank or tag left in one, or a figure that cannot be right.
        FormError: There is no such edition or variable.
    """
    wording = form.wording(edition, terms)
    checked = checked_values(form, edition, values, _options(wording))
    _agree_with_print(form, edition, wording.fields & checked.keys(), checked, terms)
    missing = missing_fields(form, edition, checked, {blank.field for blank in wording.blanks})
    if missing:
        raise DraftError(
            f"{', '.join(missing)}: a {form.kind} needs {'this value' if len(missing) == 1 else 'these values'},"
            f" and none is given. Add {'it' if len(missing) == 1 else 'them'} to the values."
        )
    printed = {**form.terms, **terms}
    wrong = [*leftovers(form, checked, printed)] or [*contradictions(form, checked, printed)]
    if wrong:
        raise DraftError("\n".join(wrong))
    blocks = tuple(compose(form, wording, checked, _signers(form, terms) | dict(signers)))
    return Draft(
        form,
        edition,
        _title(form, terms),
        blocks,
        numbering=form.numbering.get(edition, "fixed"),
        is_landscape=form.is_landscape,
        running_title=_running_title(form, terms),
    )


def write(paper: Draft, kind: Format) -> bytes:
    """The paper as a file's bytes: the same paper gives the same bytes."""
    writer = import_module(_WRITERS[kind])
    data: bytes = writer.write(paper)
    return data


def _options(wording: Wording) -> dict[str, list[str]]:
    """Field → the options that an edition has places for."""
    found: dict[str, list[str]] = {}
    for item in wording.items:
        if item.field and item.option and item.option not in found.setdefault(item.field, []):
            found[item.field].append(item.option)
    return found


def _title(form: Form, terms: Mapping[str, str]) -> str:
    """The form's title, with the offering's security in place of the one it was filed for."""
    filed, own = form.terms.get("security_name", ""), terms.get("security_name", "")
    return form.title.replace(filed, own) if filed and own else form.title


def _running_title(form: Form, terms: Mapping[str, str]) -> str:
    """What stands at the head of the second page and those after: a letter names the sender, a form itself."""
    sender = {**form.terms, **terms}.get("issuer_name", "")
    return sender if form.kind == "letter" and sender else form.title.split(" (")[0]


def _signers(form: Form, terms: Mapping[str, str]) -> dict[str, str]:
    """Who signs for the company, by the form's terms: nobody, where an offering does not say.

    Without an offering it is the form as it was filed that is written, and its officer's hand.
    """
    officer = {**form.terms, **terms}.get("officer_name", "") or ("" if terms else ILLEGIBLE)
    named = [name for name, field in form.fields.items() if field.type == "signature"]
    return {name: officer for name in named if name.startswith(("acceptance.", "officer.", "certificate."))}


def _agree_with_print(
    form: Form, edition: str, named: frozenset[str], values: Mapping[str, ParsedValue], terms: Mapping[str, str]
) -> None:
    """A value that the form prints may be given, and must be what is printed."""
    for name, (term, called) in _PRINTED.items():
        printed = {**form.terms, **terms}.get(term, "")
        if name not in named or values.get(name) is None or not printed:
            continue
        if parse(form.fields[name].type, printed).value != values[name]:
            raise DraftError(
                f"{name}: the values say {values[name]}, but {form.name}, edition {edition}, prints the {called},"
                f" {printed}. Correct one of them."
            )
