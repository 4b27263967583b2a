"""A form that is completed as the annex of a longer paper: its record from the record of the whole."""

from collections.abc import Mapping
from dataclasses import replace

from extractors.record import Record
from extractors.sheet import UnreadableError

ANNEX = "Annex A"
WHO_SIGNED = "execution page"
"""Officer and title change from one copy to the next, and are no wording."""


def annexed(record: Record, *, form: str, fields: Mapping[str, object], whole: str) -> Record:
    """The record of the form that a paper carries as its annex.

    What the rest of the paper says is not the annex's: its alterations and missing sections are told in a note.

    Args:
        record: Of the whole paper, whose catalogue has the annex's fields.
        form: The name of the annex's own form.
        fields: The annex's catalogue.
        whole: What the paper is called, for people.

    Raises:
        UnreadableError: The annex is not filled in.
    """
    readings = {name: record.readings[name] for name in fields}
    if all(reading.state == "blank" and not reading.value for reading in readings.values()):
        raise UnreadableError(
            "not-this-form",
            f"is the {whole}, and its {ANNEX} is not filled in",
            f"Leave it out of the folder, or send the completed {ANNEX}.",
        )
    own = tuple(one for one in record.alterations if one.section.startswith(ANNEX))
    elsewhere = [one for one in record.alterations if not one.section.startswith((ANNEX, WHO_SIGNED))]
    missing = tuple(one for one in record.missing if one.startswith(ANNEX))
    return replace(
        record,
        form=form,
        readings=readings,
        alterations=own,
        missing=missing,
        is_blank_form=False,
        notes=(*record.notes, _note(whole, len(elsewhere), len(record.missing) - len(missing))),
    )


def _note(whole: str, altered: int, missing: int) -> str:
    told = f"It stands in a {whole} as its {ANNEX}; only that is judged."
    if altered or missing:
        places = "one place" if altered + missing == 1 else f"{altered + missing} places"
        told += f" The {whole} differs from its form in {places}: compare it with the one on file."
    return told
