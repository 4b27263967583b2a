"""Share certificates of the subscriptions that pass, numbered without gaps."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.papers.deficiency import is_deficient
from pipeline.papers.subscriber import Subscriber
from pipeline.report.report import DocumentEntry
from templates.figures_in_words import in_words
from templates.values import to_json

_SERIES = re.compile(r"\bSeries\s+([A-Z0-9][A-Za-z0-9-]*)")


def certificate_numbers(documents: Sequence[DocumentEntry], security: str, first: int) -> dict[str, str]:
    """Document's path → the number of its certificate, "E-1" for the first of a Series E.

    Those that pass come first, in the order of the report, so that the certificates written are
    numbered without gaps; the numbers behind them are for what only the company has yet to accept.
    A copy of a file has no number of its own.
    """
    found = _SERIES.search(security)
    prefix = f"{found.group(1)}-" if found else ""
    copies = copied(documents)
    ready = [document for document in documents if is_ready(document) and document.path not in copies]
    ready.sort(key=lambda document: document.status != "pass")
    return {document.path: f"{prefix}{number}" for number, document in enumerate(ready, start=first)}


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


def is_ready(document: DocumentEntry) -> bool:
    """Whether the company may accept it: nothing is left that the subscriber must correct."""
    if document.error is not None or document.blank_form:
        return False
    return document.status in ("pass", "review") and not is_deficient(document)


def certificate_values(document: DocumentEntry, *, number: str, issued: date) -> Mapping[str, object]:
    """The values of a share certificate: number, registered holder, shares in figures and in words."""
    subscriber = Subscriber(document)
    shares = subscriber.shares
    return {
        "certificate.number": number,
        "certificate.holder": subscriber.registered_name or None,
        "certificate.shares": to_json("decimal", shares) if shares is not None else None,
        "certificate.shares_in_words": in_words(shares) if isinstance(shares, Decimal) else None,
        "certificate.date": issued.isoformat(),
    }
