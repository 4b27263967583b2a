"""The acceptance letter of one subscriber, with the page that the company countersigns."""

from datetime import date

from pipeline.papers.subscriber import Subscriber
from pipeline.report.report import DocumentEntry


def acceptance_values(
    document: DocumentEntry, *, dated: date, closing: date, certificate: str, price: str
) -> dict[str, object]:
    """The values of an acceptance letter; what the agreement does not say is left out.

    The company's signature stands where its acceptance was signed; otherwise the page is to be
    signed now, as of the letter's date.

    Args:
        document: Of the report; nothing was found that the subscriber must correct.
        dated: The letter's date.
        closing: The date of the closing.
        certificate: The number of the share certificate.
        price: Per share, as report.json writes money.
    """
    subscriber = Subscriber(document)
    is_signed = subscriber.value("acceptance.signature") is True
    accepted = subscriber.text("acceptance.date") if is_signed else ""
    values: dict[str, object] = {
        "letter.date": dated.isoformat(),
        "recipient.name": subscriber.name,
        "recipient.address": subscriber.address,
        "recipient.salutation": subscriber.salutation,
        "closing.date": closing.isoformat(),
        "certificate.number": certificate,
        "shares.number": subscriber.value("shares.number"),
        "shares.price_per_share": price,
        "shares.purchase_price": subscriber.value("shares.purchase_price"),
        "subscriber.signature": subscriber.value("subscriber.signature") is True,
        "subscriber.name": subscriber.person,
        "subscriber.entity_name": subscriber.entity or None,
        "securities.issue_name": subscriber.registered_name,
        "subscription.date": subscriber.value("subscription.date"),
        "acceptance.date": accepted or dated.isoformat(),
        "acceptance.signature": is_signed,
    }
    return values
