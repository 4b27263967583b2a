"""Who a paper is addressed to, and what was subscribed for, as the report has it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors.record import CERTAIN
from pipeline.report.report import DocumentEntry, FieldReading, Json
from templates.values import to_text

_NO_ADDRESS = "Address not stated in the Agreement"
_UNCERTAIN_ADDRESS = "Address to be confirmed: it could not be read with certainty"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A document's subscriber."""

    document: DocumentEntry

    def value(self, name: str) -> Json:
        """The value of a field that was read; None where it is blank, not certain, or not there."""
        reading = self.document.fields.get(name)
        return reading.value if reading is not None and _is_certain(reading) else None

    def text(self, name: str) -> str:
        """The value of a field of words; "" where there is none."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    @property
    def person(self) -> str:
        """Whoever signs: the subscriber, or the one who signs for an entity; both where two subscribe."""
        joint = self.text("joint.name") if not self.entity else ""
        return " and ".join(name for name in (self.text("subscriber.name"), joint) if name)

    @property
    def entity(self) -> str:
        """The entity's name; "" for an individual."""
        return self.text("subscriber.entity_name")

    @property
    def name(self) -> str:
        """The subscriber's name; "" where the agreement does not say it."""
        return self.entity or self.person or self.text("securities.issue_name")

    @property
    def salutation(self) -> str:
        """Whom a letter addresses: nothing is known of the person but the name."""
        return self.person or "Sir or Madam"

    @property
    def address(self) -> str:
        """The lines of the address, with whoever signs for an entity first."""
        attention = ", ".join(part for part in (self.text("subscriber.name"), self.text("subscriber.title")) if part)
        lines = [f"Attention: {attention}"] if self.entity and attention else []
        places = ("subscriber.address", "subscriber.city_state_zip")
        own = [line for name in places if (line := self.text(name))]
        uncertain = any(
            reading.state != "blank" and not _is_certain(reading)
            for name in places
            if (reading := self.document.fields.get(name)) is not None
        )
        unknown = [_UNCERTAIN_ADDRESS] if uncertain else [] if own else [_NO_ADDRESS]
        return "\n".join([*lines, *own, *unknown])

    @property
    def registered_name(self) -> str:
        """In whose name the shares are to be issued."""
        return self.text("securities.issue_name") or self.name

    @property
    def shares(self) -> Decimal | None:
        """How many shares; None where that is not certain."""
        return _number(self.value("shares.number"))

    @property
    def purchase_price(self) -> Decimal | None:
        """US dollars; None where that is not certain."""
        return _number(self.value("shares.purchase_price"))

    @property
    def subscribed_on(self) -> date | None:
        """The date of the subscription."""
        words = self.text("subscription.date")
        return date.fromisoformat(words) if words else None

    @property
    def shares_in_a_sentence(self) -> str:
        """What is subscribed for ("1,500 shares"), or what is wrong with the number."""
        if self.shares is not None:
            return f"{to_text('decimal', self.shares)} {'share' if self.shares == 1 else 'shares'}"
        reading = self.document.fields.get("shares.number")
        return (
            "shares (number left blank)" if reading is None or reading.state == "blank" else "shares (number unclear)"
        )

    @property
    def dated_in_a_sentence(self) -> str:
        """How the agreement is dated: "dated September 14, 2005", or "undated"."""
        return f"dated {to_text('date', self.subscribed_on)}" if self.subscribed_on else "undated"


def _is_certain(reading: FieldReading) -> bool:
    return reading.state == "filled" and reading.confidence >= CERTAIN


def _number(value: Json) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) else None
