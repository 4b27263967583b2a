"""Share certificates of the subscriptions that pass, numbered without gaps."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.papers.subscriber import Subscriber
from pipeline.report.report import DocumentEntry
from templates.figures_in_words import in_words
from templates.values import to_json

_SERIES = re.compile(r"\bSeries\s+([A-Z0-9][A-Za-z0-9-]*)")


def certificate_numbers(documents: Sequence[DocumentEntry], security: str, first: int) -> dict[str, str]:
    """Document's path → the number of its certificate, "E-1" for the first of a Series E, without gaps.

    `documents` are those for which one is issued: no other has a number.
    """
    found = _SERIES.search(security)
    prefix = f"{found.group(1)}-" if found else ""
    return {document.path: f"{prefix}{number}" for number, document in enumerate(documents, start=first)}


def certificate_values(document: DocumentEntry, *, number: str, issued: date) -> Mapping[str, object]:
    """The values of a share certificate: number, registered holder, shares in figures and in words."""
    subscriber = Subscriber(document)
    shares = subscriber.shares
    return {
        "certificate.number": number,
        "certificate.holder": subscriber.holder or None,
        "certificate.shares": to_json("decimal", shares) if shares is not None else None,
        "certificate.shares_in_words": in_words(shares) if isinstance(shares, Decimal) else None,
        "certificate.date": issued.isoformat(),
    }
