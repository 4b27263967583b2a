"""The acceptance letter of one subscriber, with the page that the company countersigns."""

from datetime import date

from checks.figures import dollars
from pipeline.papers.subscriber import Subscriber
from pipeline.report.report import DocumentEntry

NO_NUMBER = "not yet assigned"
"""In place of a certificate's number where none is issued with the letter."""


def acceptance_values(
    document: DocumentEntry, *, dated: date, closing: date, certificate: str | None, price: str
) -> dict[str, object]:
    """The values of an acceptance letter; what the agreement does not say is left out.

    The company's signature stands where its acceptance was signed and dated; otherwise the page is
    to be signed now, as of the letter's date.

    Args:
        document: Of the report; nothing was found that the subscriber must correct.
        dated: The letter's date.
        closing: The date of the closing.
        certificate: The number of the share certificate that is issued with the letter; None: none is.
        price: Per share, as report.json writes money.
    """
    subscriber = Subscriber(document)
    values: dict[str, object] = {
        "letter.date": dated.isoformat(),
        "recipient.name": subscriber.name,
        "recipient.address": subscriber.address,
        "recipient.salutation": subscriber.salutation,
        "acceptance.shares": subscriber.shares_in_a_sentence if subscriber.shares is not None else None,
        "acceptance.purchase_price": dollars(subscriber.purchase_price) if subscriber.purchase_price else None,
        "closing.date": closing.isoformat(),
        "certificate.number": certificate or NO_NUMBER,
        "shares.number": subscriber.value("shares.number"),
        "shares.price_per_share": price,
        "shares.purchase_price": subscriber.value("shares.purchase_price"),
        "subscriber.signature": subscriber.value("subscriber.signature") is True,
        "subscriber.name": subscriber.person,
        "subscriber.entity_name": subscriber.entity or None,
        "securities.issue_name": subscriber.registered_name,
        "subscription.date": subscriber.value("subscription.date"),
        "acceptance.date": accepted_as_of(subscriber, dated).isoformat(),
        "acceptance.signature": is_accepted(subscriber),
    }
    return values


def acceptance_terms(document: DocumentEntry) -> dict[str, str]:
    """The variables of the letter's wording that depend on the document: whether it is countersigned."""
    return {"countersigned": "yes" if is_accepted(Subscriber(document)) else ""}


def is_accepted(subscriber: Subscriber) -> bool:
    """Whether the company has signed and dated its acceptance; without a date it is to be signed anew."""
    return subscriber.is_countersigned is True and subscriber.accepted_on is not None


def accepted_as_of(subscriber: Subscriber, dated: date) -> date:
    """The date of the acceptance: the one it bears, or that of the letter by which it is accepted."""
    return subscriber.accepted_on if is_accepted(subscriber) and subscriber.accepted_on else dated
