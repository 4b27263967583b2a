"""Where two editions of a form differ of themselves: the slips that the clean one mends, and what it says instead."""

from collections.abc import Mapping

from extractors.extract import extract
from extractors.record import Passage
from pipeline.redline.compare import Difference, differences
from templates.form import Form


def between(form: Form, editions: tuple[str, str], terms: Mapping[str, str]) -> frozenset[Difference] | None:
    """The differences of two editions with an offering's terms; None where their wording cannot be told apart.

    Both are told as documents are, from their own words with nothing filled in, so that what two
    unaltered agreements differ in is among them.
    """
    if editions[0] == editions[1]:
        return frozenset()
    first, second = (_told(form, edition, terms) for edition in editions)
    return None if first is None or second is None else differences(first, second)


def _told(form: Form, edition: str, terms: Mapping[str, str]) -> tuple[Passage, ...] | None:
    words = form.wording(edition, terms).text.encode("utf-8")
    record = extract(words, form=form.name, terms=terms, with_passages=True)
    return record.passages if record.edition == edition else None
