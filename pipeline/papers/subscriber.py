"""Who a paper is addressed to, and what was subscribed for, as the report has it."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors.record import CERTAIN
from pipeline.report.report import DocumentEntry, FieldReading, Json
from templates.values import to_text

_NO_ADDRESS = "Address not stated in the Agreement"
_UNCERTAIN_ADDRESS = "Address to be confirmed: it could not be read with certainty"

_SURE = ("filled", "blank")
_TENANCY = {
    "joint_tenants": "joint tenants with right of survivorship",
    "tenants_in_common": "tenants in common",
    "community_property": "community property",
}
"""Section 7.3's manners of two holders, as a certificate says them."""
_STATED = {
    "joint_tenants": re.compile(
        r"\b(?:joint\s+tenan(?:ts?|cy)|JT\.?\s*TEN|J\.?T\.?W\.?R\.?O\.?S|survivorship)", re.IGNORECASE
    ),
    "tenants_in_common": re.compile(
        r"\b(?:tenan(?:ts?|cy)\s+in\s+common|TEN\.?\s*COM\b|T\.?I\.?C\.?(?!\w))", re.IGNORECASE
    ),
    "community_property": re.compile(r"\b(?:community\s+property|COM\.?\s*PROP)", re.IGNORECASE),
}
"""The same where a name says it itself, in words or in the abbreviations of transfer agents."""


def stated_tenancies(name: str) -> set[str]:
    """The manners of title that a name in which securities are to be issued says itself."""
    return {manner for manner, words in _STATED.items() if words.search(name)}


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
    def holder(self) -> str:
        """The registered holder as a certificate names it: two who hold jointly with the tenancy of 7.3.

        Where the name in which the securities are to be issued says the tenancy itself, it stays as it is written.
        """
        name, tenancy = self.registered_name, _TENANCY.get(self.text("title.manner"), "")
        if self.entity or not tenancy or not name or stated_tenancies(name):
            return name
        return f"{name}, as {tenancy}"

    @property
    def tenancy_in_doubt(self) -> str:
        """What the name of issue and 7.3 say of the tenancy where they contradict each other; else ""."""
        stated, held = stated_tenancies(self.registered_name), self.text("title.manner")
        if not stated or self.entity or stated == {held} or held not in (*_TENANCY, "individual"):
            return ""
        circled = _TENANCY.get(held, "individual ownership")
        return f'the securities should be issued to "{self.registered_name}", but Section 7.3 says {circled}'

    @property
    def is_countersigned(self) -> bool | None:
        """Whether the company has signed its acceptance; None where that is not certain."""
        reading = self.document.fields.get("acceptance.signature")
        if reading is None:
            return False
        return reading.value is True if reading.confidence >= CERTAIN and reading.state in _SURE else None

    @property
    def accepted_on(self) -> date | None:
        """The date of the company's acceptance; None where there is none, or it is not certain."""
        words = self.text("acceptance.date")
        return date.fromisoformat(words) if words else None

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
