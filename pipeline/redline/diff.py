"""The recipe of a redline: two files → what each says → where they differ."""

from dataclasses import replace
from pathlib import Path

from checks.offering import Offering
from extractors.record import Record, Told
from pipeline.form_terms import form_terms
from pipeline.inputs import Input
from pipeline.job import Call, in_full, read_inputs
from pipeline.redline.compare import Hidden, Redline, compare
from pipeline.redline.editions import between
from pipeline.report.masking import REVEAL, SECRET_FIELDS, mask_for
from pipeline.wrong_call import WrongCallError
from templates.form import form_names, load_form


def diff(first: Input, second: Input, offering: Offering | None, call: Call) -> Redline:
    """Compare two agreements of any kinds of file, and tell why they differ.

    Words that a file holds and its pages do not show are told beside the changes.
    Tax ids and account numbers are compared in full and shown but for their last four digits.

    Raises:
        WrongCallError: One of them cannot be read, is no form known here, or they are different forms.
    """
    names = form_names() if offering is None else (offering.form, *(n for n in form_names() if n != offering.form))
    forms = {name: form_terms(offering, name) if offering else {} for name in names}
    records: list[Record] = []
    for item in (first, second):
        result = read_inputs([item], forms, call, with_passages=True)[0]
        if result.record is None:
            problem = in_full(result.problem) if result.problem else "This file could not be read."
            raise WrongCallError(f"{item.file}: {problem}")
        records.append(result.record)
    one, other = records
    if one.form != other.form:
        raise WrongCallError(
            f"{first.file} is of the form {one.form}, and {second.file} of {other.form}: there is nothing to compare."
        )
    mask = REVEAL if call.reveal else mask_for(records)

    def hide(word: Told) -> str:
        return mask.field(word.text) if word.field in SECRET_FIELDS else mask.words(word.text)

    names_shown = (Path(first.path).name, Path(second.path).name)
    editions = (one.edition, other.edition)
    own = between(load_form(one.form), editions, forms[one.form])
    hidden = tuple(
        Hidden(name, mask.words(words))
        for name, record in zip(names_shown, records, strict=True)
        for words in record.hidden
    )
    if own is None:
        made = compare(one.passages, other.passages, names_shown, hide)
    else:
        made = compare(one.passages, other.passages, names_shown, hide, editions=editions, own=own)
    return replace(made, hidden=hidden)
