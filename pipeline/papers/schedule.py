"""The closing schedule: every document of the check, with what it comes to."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.papers.standing import copied
from pipeline.papers.subscriber import Subscriber
from pipeline.report.build import money, number
from pipeline.report.report import DocumentEntry, OfferingEntry
from templates.values import CELL, to_text

_STATUS = {"pass": "passes", "review": "to be reviewed", "fail": "deficient", "unreadable": "not readable"}
_COUNTED = ("pass", "review")
_UNKNOWN = "not certain"
UNPRINTABLE = "name cannot be printed"


def schedule_values(
    documents: Sequence[DocumentEntry],
    offering: OfferingEntry,
    certificates: Mapping[str, str],
    *,
    made: date,
    closing: date,
    closing_name: str,
    unprintable: Mapping[str, str] = {},
) -> dict[str, object]:
    """The values of a closing schedule.

    What is not certain is said to be so and counted in no total; what could not be read is listed
    by its file; a copy of a file is listed as one, and counted once.

    Args:
        documents: Of the report, in its order.
        offering: Its terms, as the report has them.
        certificates: Document's path → number of its certificate.
        made: The date as of which the schedule is made.
        closing: The date of the closing.
        closing_name: "First closing".
        unprintable: Path of a document whose names cannot be printed → where they stand ("see kessler.pdf").
    """
    copies = copied(documents)
    rows = [_row(document, certificates, copies, unprintable.get(document.path)) for document in documents]
    counted_once = [document for document in documents if document.path not in copies]
    subscribers = [Subscriber(document) for document in counted_once if document.error is None]
    shares = sum((one.shares for one in subscribers if one.shares is not None), Decimal(0))
    price = sum((one.purchase_price for one in subscribers if one.purchase_price is not None), Decimal(0))
    counted = sum(
        (one.shares for one in subscribers if one.shares is not None and one.document.status in _COUNTED), Decimal(0)
    )
    return {
        "closing.name": closing_name,
        "closing.date": closing.isoformat(),
        "schedule.date": made.isoformat(),
        "schedule.subscribers": rows or ["No documents | | | | |"],
        "totals.subscriptions": str(len(counted_once)),
        "totals.shares": number(shares),
        "totals.purchase_price": money(price),
        "totals.remaining": number(Decimal(offering.shares_offered) - counted),
        "schedule.by_status": _by_status(counted_once),
    }


def _row(
    document: DocumentEntry, certificates: Mapping[str, str], copies: Mapping[str, str], instead: str | None
) -> str:
    status = "copy" if document.path in copies else _STATUS[document.status or "review"]
    if document.error is not None:
        return _cells(f"{UNPRINTABLE}, {instead}" if instead else document.path, "", "", "", status, "")
    one = Subscriber(document)
    shares = to_text("decimal", one.shares) if one.shares is not None else _UNKNOWN
    price = f"${to_text('money', one.purchase_price)}" if one.purchase_price is not None else _UNKNOWN
    certificate = certificates.get(document.path, "") if document.status == "pass" else ""
    if instead:
        return _cells(f"{UNPRINTABLE}, {instead}", "cannot be printed", shares, price, status, certificate)
    return _cells(one.name or document.path, one.holder, shares, price, status, certificate)


def _by_status(documents: Sequence[DocumentEntry]) -> list[str]:
    rows = []
    for status, words in _STATUS.items():
        own = [Subscriber(document) for document in documents if document.status == status]
        if own:
            shares = sum((one.shares for one in own if one.shares is not None), Decimal(0))
            price = sum((one.purchase_price for one in own if one.purchase_price is not None), Decimal(0))
            amounts = (to_text("decimal", shares), f"${to_text('money', price)}")
            rows.append(_cells(words, str(len(own)), *amounts))
    return rows or [_cells("none", "0", "0", "$0.00")]


def _cells(*cells: str) -> str:
    """A row; a bar within a name would part its cell, so it is written as a slash."""
    return CELL.join(" ".join(cell.replace("|", "/").split()) or "-" for cell in cells)
