"""Which documents of a check may be accepted and get a certificate, and why the others may not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from checks.figures import day, dollars, is_due, product, shares
from checks.offering import Offering
from pipeline.papers.acceptance import accepted_as_of, is_accepted
from pipeline.papers.addressees import findings_left_open
from pipeline.papers.results import Results
from pipeline.papers.subscriber import Subscriber
from pipeline.report.report import DocumentEntry, Report
from pipeline.wrong_call import WrongCallError

OVERSUBSCRIBED = "OFF001"
_HOLDING = ("OFF002", "OFF003", "OFF004")
"""Rules on the batch that leave open who may buy: until somebody decides, nobody whom they name is accepted."""


def copied(documents: Sequence[DocumentEntry]) -> dict[str, str]:
    """A document that is a copy of an earlier one, byte by byte → that one."""
    seen: dict[str, str] = {}
    copies: dict[str, str] = {}
    for document in documents:
        if document.sha256 and document.sha256 in seen:
            copies[document.path] = seen[document.sha256]
        else:
            seen[document.sha256] = document.path
    return copies


def held(report: Report) -> dict[str, str]:
    """A document that a finding on the batch names → the rules by which it is held back.

    OFF002 tells copies of one file as well, which are one subscription and hold nobody back.
    """
    of = {document.path: document for document in report.documents}
    holding: dict[str, str] = {}
    for finding in report.findings:
        if finding.rule not in _HOLDING:
            continue
        named = [of[path] for path in finding.documents if path in of] or report.documents
        excused = _only_copied(named) if finding.rule == "OFF002" else set()
        for document in named:
            if document.path not in excused:
                held_by = holding.get(document.path)
                holding[document.path] = f"{held_by}, {finding.rule}" if held_by else finding.rule
    return holding


def _only_copied(named: Sequence[DocumentEntry]) -> set[str]:
    """The documents that are named for their copies alone: no other file among them is of their subscriber."""
    copies = copied(named)
    files: dict[str, set[str]] = defaultdict(set)
    for document in named:
        for who in _identity(document):
            files[who].add(document.sha256)
    have_copies = set(copies) | set(copies.values())
    return {
        document.path
        for document in named
        if document.path in have_copies and all(len(files[who]) == 1 for who in _identity(document))
    }


def _identity(document: DocumentEntry) -> set[str]:
    """What may show that two documents are of one subscriber: names and tax ids, as the report has them."""
    one = Subscriber(document)
    fields = ("subscriber.name", "joint.name", "subscriber.entity_name", "subscriber.tax_id", "joint.tax_id")
    return {" ".join(words.casefold().split()) for name in fields if (words := one.text(name))}


def not_certifiable(document: DocumentEntry, holding: Mapping[str, str], *, issued: date, closing: date) -> str | None:
    """Why no certificate is issued for a document; None where one is."""
    if document.status != "pass":
        return "does not pass, so no certificate is issued for it."
    return not_acceptable(document, holding, dated=issued, closing=closing, before="a certificate is issued")


def not_acceptable(
    document: DocumentEntry, holding: Mapping[str, str], *, dated: date, closing: date,
    before: str = "a letter can be sent",
) -> str | None:  # fmt: skip
    """Why a document in which nothing is left to correct cannot be accepted yet; None where it can.

    Args:
        document: Of the report.
        holding: Documents that findings on the batch hold back.
        dated: The date of the paper.
        closing: The date of the closing.
        before: What waits for the review.
    """
    one = Subscriber(document)
    if findings_left_open(document):
        return f"needs review before {before}. {in_doubt(document)}"
    if document.path in holding:
        return (
            f"needs review before {before}: {holding[document.path]} of the batch, told above, names it. "
            "Once that is decided, check it in a folder without the others named."
        )
    if one.tenancy_in_doubt:
        return f"needs review before {before}: {one.tenancy_in_doubt}."
    return _out_of_order(one, dated, closing)


def in_doubt(document: DocumentEntry) -> str:
    """What whoever reviews a document must decide, by rule."""
    return " ".join(f"{finding.rule}: {finding.message}" for finding in findings_left_open(document))


def _out_of_order(one: Subscriber, dated: date, closing: date) -> str | None:
    """Which two dates contradict each other: subscription, acceptance, paper and closing follow in this order."""
    accepted = accepted_as_of(one, dated)
    paper = ("the paper", "Name another date: --dated.")
    subscribed = one.subscribed_on
    if subscribed is not None and accepted < subscribed:
        if is_accepted(one):
            return f"is dated {day(subscribed)}, after its acceptance, {day(accepted)}. Check the folder anew."
        return f"is dated {day(subscribed)}, after {paper[0]} that would accept it, {day(dated)}. {paper[1]}"
    if dated < accepted:
        return f"is accepted as of {day(accepted)}, after the date of {paper[0]}, {day(dated)}. {paper[1]}"
    if closing < accepted:
        return (
            f"is accepted as of {day(accepted)}, after the closing, {day(closing)}, at which its purchase would take "
            "place. Name another date: --closing."
        )
    return None


def refuse_unsound(results: Results, offering: Offering) -> None:
    """Refuse a report that was made by another offering, or whose figures contradict its outcomes.

    Raises:
        WrongCallError: It was, or they do: the report was changed since it was made.
    """
    terms, security = results.report.offering, offering.security
    judged_by = (terms.issuer, terms.security, Decimal(terms.price_per_share), Decimal(terms.shares_offered))
    if judged_by != (offering.issuer.name, security.name, security.price_per_share, security.shares_offered):
        raise WrongCallError(
            f"--from: the folder was checked by other terms than the offering's now: {terms.issuer}, {terms.security}, "
            f"{dollars(judged_by[2])} a share, {shares(judged_by[3])} shares. Check the folder anew: subdocs check."
        )
    for document in results.subscriptions(offering.form):
        if document.status != "pass":
            continue
        why = _contradiction(document, judged_by[2])
        if why:
            raise WrongCallError(
                f"--from: report.json was changed since it was made: {document.path} passes, and {why}. "
                "Check the folder anew: subdocs check."
            )


def _contradiction(document: DocumentEntry, price: Decimal) -> str | None:
    broken = sorted(rule for rule, outcome in document.outcomes.items() if outcome in ("fail", "review"))
    if broken or document.findings:
        return f"has findings ({', '.join(broken or [finding.rule for finding in document.findings])})"
    one = Subscriber(document)
    number, paid = one.shares, one.purchase_price
    if number is None or paid is None or number <= 0:
        return "its number of shares or its purchase price is not certain"
    if not is_due(paid, product(number, price)):
        return f"{shares(number)} × {dollars(price)} is not {dollars(paid)}"
    return None
