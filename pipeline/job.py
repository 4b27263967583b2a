"""The recipe of a check: inputs → records → outcomes → report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checks.offering import Offering
from checks.rule import Document
from extractors.record import Record
from pipeline.batch import NORMAL, Limits, Read, Result, read_all
from pipeline.form_terms import form_terms
from pipeline.inputs import Input, Problem
from pipeline.papers.series import series_terms
from pipeline.report.build import build_report
from pipeline.report.report import Report
from pipeline.same_company import refuse_another_company
from templates.form import Field, load_form

if TYPE_CHECKING:
    from checks.conversion.history import ConversionHistory

NOTICE = "notice-of-conversion"
"""The form that may stand among the inputs where a ledger is given."""
CERTIFICATE = "certificate-of-designations"
"""Of which the notice is Annex A: a holder may complete it there."""
SERIES_FORMS = (NOTICE, CERTIFICATE, "notice-of-adjustment")
"""The forms whose variables a ledger sets."""
Forms = Mapping[str, Mapping[str, str]]
"""The forms a document may be, the expected one first, each with the variables of its wording."""


@dataclass(frozen=True, slots=True)
class Call:
    """What the user asked for, beside the inputs and the offering."""

    today: date
    created: str
    as_of: date | None = None
    """None: judged as of `today`."""
    jobs: int = 1
    reveal: bool = False
    limits: Limits = NORMAL
    ledger: Path | None = None
    """The ledger of the series, by which notices of conversion are judged."""


def check(
    inputs: Sequence[Input],
    offering: Offering,
    call: Call,
    *,
    read: Read | None = None,
    on_done: Callable[[Result], None] = lambda _result: None,
) -> Report:
    """Read, judge and report on a batch.

    Args:
        inputs: In sorted order of their paths.
        offering: The terms.
        call: Dates, limits, masking.
        read: In place of the extractors.
        on_done: Called for each document read, in the order of the inputs.
    """
    history = history_of(call.ledger)
    forms = {offering.form: form_terms(offering)}
    if history is not None:
        refuse_another_company(offering, history.ledger)
        of_series = terms_of_series(history)
        forms.setdefault(NOTICE, of_series[NOTICE])
        forms.setdefault(CERTIFICATE, form_terms(offering, CERTIFICATE) | of_series[CERTIFICATE])
        read = read or partial(read_document, forms=forms, takes_annex=True)
    results = read_inputs(inputs, forms, call, read=read, on_done=on_done, meanwhile=_load_what_follows)
    from checks.run import judge  # noqa: PLC0415

    documents = [to_document(result) for result in results]
    judgement = judge(documents, offering, call.as_of or call.today, history)
    return build_report(
        judgement,
        offering,
        catalogue_of(offering, call.ledger),
        created=call.created,
        as_of=call.as_of,
        reveal=call.reveal,
    )


def catalogue_of(offering: Offering, ledger: Path | None) -> dict[str, Field]:
    """The fields of the forms that a check reads, in their order."""
    notice = load_form(NOTICE).fields if ledger is not None else {}
    return {**load_form(offering.form).fields, **notice}


def terms_of_series(history: "ConversionHistory") -> dict[str, dict[str, str]]:
    """The forms of the ledger's series, each with the variables of its wording."""
    return {name: series_terms(history.ledger, name) for name in SERIES_FORMS}


def history_of(ledger: Path | None) -> "ConversionHistory | None":
    """The ledger gone through; None without one.

    Raises:
        WrongCallError: It cannot be read, or cannot be.
    """
    if ledger is None:
        return None
    from pipeline.convert import read_history  # noqa: PLC0415

    return read_history(ledger).history


def read_inputs(
    inputs: Sequence[Input],
    forms: Forms,
    call: Call,
    *,
    read: Read | None = None,
    on_done: Callable[[Result], None] = lambda _result: None,
    meanwhile: Callable[[], None] = lambda: None,
    with_passages: bool = False,
) -> tuple[Result, ...]:
    """Read every input as one of some forms; the arguments as of `check` and `pipeline.batch.read_all`."""
    own = partial(read_document, forms=forms)
    reader = read or (partial(own, with_passages=True) if with_passages else own)
    return read_all(inputs, reader, jobs=call.jobs, limits=call.limits, on_done=on_done, meanwhile=meanwhile)


def _load_what_follows() -> None:
    """The rules' and the writers' libraries take as long to load as a document to read."""
    import pipeline.report.to_html  # noqa: PLC0415
    import pipeline.report.to_xlsx  # noqa: F401, PLC0415


def read_document(data: bytes, *, forms: Forms, with_passages: bool = False, takes_annex: bool = False) -> Record:
    """One document, by the extractors; runs in a worker process, which alone loads them.

    With `takes_annex` a certificate of designations is the notice that it carries as Annex A.
    """
    from extractors.extract import extract  # noqa: PLC0415

    first, *others = forms
    rest = {name: forms[name] for name in others}
    record = extract(data, form=first, terms=forms[first], others=rest, with_passages=with_passages)
    if not takes_annex or record.form != CERTIFICATE or first == CERTIFICATE:
        return record
    from extractors.annexed import annexed  # noqa: PLC0415

    return annexed(record, form=NOTICE, fields=load_form(NOTICE).fields, whole="certificate of designations")


def to_document(result: Result) -> Document:
    """A result as the rules see it."""
    problem = result.problem
    return Document(
        path=result.input.path,
        sha256=result.input.sha256,
        record=result.record,
        error_code=problem.code if problem else None,
        error_message=in_full(problem) if problem else "",
    )


def in_full(problem: Problem) -> str:
    """A problem in whole sentences: what is wrong, and what to do."""
    return f"This file {problem.message.rstrip('.')}. {problem.remedy}"
