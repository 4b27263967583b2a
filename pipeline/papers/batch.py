"""All papers of a check: who gets which, and who none and why."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checks.offering import Offering
from pipeline.papers.acceptance import acceptance_terms, acceptance_values
from pipeline.papers.addressees import findings_left_open, is_deficient
from pipeline.papers.certificates import certificate_numbers, certificate_values
from pipeline.papers.deficiency import deficiency_terms, deficiency_values
from pipeline.papers.paper import Drafted, Paper, Refusal, contents_of, file_names, paper_of
from pipeline.papers.results import Results
from pipeline.papers.schedule import UNPRINTABLE, schedule_values
from pipeline.papers.standing import OVERSUBSCRIBED, copied, held, in_doubt, not_acceptable, not_certifiable
from pipeline.papers.subscriber import Subscriber
from pipeline.report.report import DocumentEntry
from pipeline.wrong_call import WrongCallError
from templates.draft import Format
from templates.filling import ILLEGIBLE
from templates.form import load_form

_IN_TABLE = "schedule.subscribers: "


@dataclass(frozen=True, slots=True)
class Terms:
    """What the papers of a closing have in common."""

    dated: date
    answer_by: date
    closing: date
    closing_name: str = "First closing"
    first_certificate: int = 1
    formats: tuple[Format, ...] = ("docx", "pdf")

    @property
    def issued(self) -> date:
        """The date of the certificates: no share is issued before the closing."""
        return max(self.dated, self.closing)


def letters(results: Results, offering: Offering, terms: Terms, issued: Mapping[str, str]) -> Iterator[Paper | Refusal]:
    """A deficiency letter for each document with something to correct, else an acceptance letter.

    Args:
        results: Of the check.
        offering: Its terms.
        terms: Of the papers.
        issued: Document's path → number of the certificate that is issued with the letter.
    """
    oversubscribed = is_oversubscribed(results)
    holding = held(results.report)
    price = results.report.offering.price_per_share
    documents = results.subscriptions(offering.form)
    yield from no_subscriptions(results, offering)
    copies = copied(documents)
    for document, name in _named(documents):
        if document.path in copies:
            yield Refusal(document.path, f"is a copy of {copies[document.path]}, which has its letter.")
        elif (reason := _no_letter(document)) is not None:
            yield Refusal(document.path, reason)
        elif is_deficient(document):
            values = deficiency_values(document, dated=terms.dated, answer_by=terms.answer_by, signer=_signer(offering))
            yield paper_of(
                "deficiency-letter", offering, f"{name}-deficiency", values,
                formats=terms.formats, own_terms=deficiency_terms(document),
            )  # fmt: skip
            if findings_left_open(document):
                yield Refusal(document.path, f"needs review before its letter can be sent. {in_doubt(document)}")
        elif oversubscribed:
            reason = (
                "is in order, but more is subscribed for than offered: no acceptance is written before it is decided."
            )
            yield Refusal(document.path, reason)
        elif (open_ := not_acceptable(document, holding, dated=terms.dated, closing=terms.closing)) is not None:
            yield Refusal(document.path, open_)
        else:
            accepted = acceptance_values(
                document, dated=terms.dated, closing=terms.closing, certificate=issued.get(document.path), price=price
            )
            signers = {"subscriber.signature": Subscriber(document).person or ILLEGIBLE}
            yield paper_of(
                "acceptance-letter", offering, f"{name}-acceptance", accepted,
                formats=terms.formats, signers=signers, own_terms=acceptance_terms(document),
            )  # fmt: skip


def certificates(
    results: Results, offering: Offering, terms: Terms, without: Collection[str] = ()
) -> Iterator[tuple[str, Paper] | Refusal]:
    """A share certificate for every document that passes, with the document's path; else why there is none.

    Where more is subscribed for than offered none is issued: somebody must decide whose is limited.
    `without` are the paths of documents whose certificate cannot be written: they take no number.
    """
    if is_oversubscribed(results):
        yield Refusal("none is issued", "OFF001, told above, must be decided first: whose subscription is limited.")
        return
    numbers = certificate_numbers_of(results, offering, terms, without)
    holding = held(results.report)
    documents = results.subscriptions(offering.form)
    yield from no_subscriptions(results, offering, is_due=False)
    copies = copied(documents)
    for document, name in _named(documents):
        if document.path in without:
            continue
        reason = not_certifiable(document, holding, issued=terms.issued, closing=terms.closing)
        if document.path in numbers:
            number = numbers[document.path]
            values = certificate_values(document, number=number, issued=terms.issued)
            yield (
                document.path,
                paper_of("share-certificate", offering, f"{name}-{number}", values, formats=terms.formats),
            )
        elif document.status == "pass" and document.path in copies:
            reason = f"is a copy of {copies[document.path]}, which has its certificate."
            yield Refusal(document.path, reason, is_due=False)
        else:
            yield Refusal(document.path, reason or "has no certificate.", is_due=document.status == "pass")


def certificate_numbers_of(
    results: Results, offering: Offering, terms: Terms, without: Collection[str] = ()
) -> dict[str, str]:
    """Document's path → number of its certificate, for those that get one; `without` as of `certificates`."""
    if is_oversubscribed(results):
        return {}
    documents = results.subscriptions(offering.form)
    copies, holding = copied(documents), held(results.report)
    certified = [
        document
        for document in documents
        if document.path not in {*copies, *without}
        and not_certifiable(document, holding, issued=terms.issued, closing=terms.closing) is None
    ]
    return certificate_numbers(certified, results.report.offering.security, terms.first_certificate)


def schedule(
    results: Results, offering: Offering, terms: Terms, issued: Mapping[str, str], *, name: str, kind: Format
) -> Iterator[Drafted | Refusal]:
    """The closing schedule of all documents, with the numbers of the certificates that are issued.

    A closing needs its schedule whole: a name that it cannot print is replaced by words that say so and
    where the name stands, and is told.
    """
    documents = results.subscriptions(offering.form)

    def drafted(of: Sequence[DocumentEntry], unprintable: Mapping[str, str]) -> Drafted:
        values = schedule_values(
            of, results.report.offering, issued,
            made=terms.dated, closing=terms.closing, closing_name=terms.closing_name, unprintable=unprintable,
        )  # fmt: skip
        paper = paper_of("closing-schedule", offering, name, values, formats=(kind,))
        return Drafted(paper, contents_of(paper))

    whole = drafted(documents, {})
    if whole.contents.refused is None:
        yield whole
        return
    if (refused := drafted([], {}).contents.refused) is not None:
        yield refused
        return
    unprintable: dict[str, str] = {}
    for document, reason in _refused_rows(documents, lambda own: drafted(own, {}).contents.refused):
        place = f"see {document.path}"
        if drafted([document], {document.path: place}).contents.refused is not None:
            place = f"see document {results.report.documents.index(document) + 1} of the report"
        unprintable[document.path] = place
        yield Refusal(
            document.path, f'the schedule says "{UNPRINTABLE}" in place of its name. {reason.removeprefix(_IN_TABLE)}'
        )
    yield drafted(documents, unprintable)


def _refused_rows(
    documents: Sequence[DocumentEntry], refused: Callable[[Sequence[DocumentEntry]], Refusal | None]
) -> Iterator[tuple[DocumentEntry, str]]:
    """The documents with whose row the schedule cannot be written, and why, found by halves."""
    why = refused(documents)
    if why is None:
        return
    if len(documents) == 1:
        yield documents[0], why.reason
        return
    half = len(documents) // 2
    yield from _refused_rows(documents[:half], refused)
    yield from _refused_rows(documents[half:], refused)


def _named(documents: Sequence[DocumentEntry]) -> Iterator[tuple[DocumentEntry, str]]:
    yield from zip(documents, file_names([document.path for document in documents]), strict=True)


def no_subscriptions(results: Results, offering: Offering, *, is_due: bool = True) -> Iterator[Refusal]:
    """Documents of another form, for which the papers of a closing are none."""
    for document in results.others(offering.form):
        title = load_form(document.form or "").title
        reason = f"is no subscription ({title}), so no paper of the closing is written for it."
        yield Refusal(document.path, reason, is_due)


def is_oversubscribed(results: Results) -> bool:
    """Whether more is subscribed for than offered, or may be."""
    return any(one.rule == OVERSUBSCRIBED for one in results.report.findings)


def _no_letter(document: DocumentEntry) -> str | None:
    """Why nobody can be written to about a document; None where somebody can."""
    if document.error is not None:
        return f"is unreadable ({document.error.code}), so no letter is written."
    if document.blank_form:
        return "is a blank form, so no letter is written."
    if not Subscriber(document).name:
        return "names no subscriber, so no letter is written."
    return None


def _signer(offering: Offering) -> tuple[str, str]:
    """Who signs a letter: counsel where the offering has one, else the first officer.

    Raises:
        WrongCallError: The offering names neither.
    """
    counsel = offering.terms.get("counsel_attn", "")
    if offering.terms.get("counsel_name") and counsel:
        return counsel, f"Counsel to {offering.issuer.name}"
    if offering.issuer.directors_and_officers:
        first = offering.issuer.directors_and_officers[0]
        return first.name, first.title or "Authorized Officer"
    raise WrongCallError(
        "the offering names nobody who signs letters. Add an officer under issuer: directors_and_officers."
    )
