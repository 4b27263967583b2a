"""The facts that deadlines run from: closings, first sale, registration, certificates, acts of the company."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from pydantic import ConfigDict, Field, ValidationError, field_validator, model_validator

from checks.conversion.strict_yaml import YamlError, load_yaml, plainly
from checks.conversion.terms import Amount, Day, Name, Ratio, Strict


class FactsError(Exception):
    """The facts cannot be used; each line names the file, the key, what is wrong and what to do."""


class Registration(Strict):
    """The Registration Statement of Article V; a date that is not known yet is left out."""

    filed: Day | None = None
    effective: Day | None = None

    @model_validator(mode="after")
    def _filed_first(self) -> "Registration":
        if self.effective is not None and (self.filed is None or self.effective < self.filed):
            raise ValueError("effective needs filed, on or before it")
        return self


class Reporting(Strict):
    """What Rule 144 asks of the issuer."""

    reporting: bool = True
    """Whether it reports under the Exchange Act."""
    former_shell: bool = False
    """A shell company, or once one (Rule 144(i))."""
    form_10_filed: Day | None = None
    """When a former shell filed its Form 10 information."""


class Held(Strict):
    """The part of the Registrable Securities still held from a day on."""

    since: Day
    part: Ratio

    @model_validator(mode="after")
    def _a_part(self) -> "Held":
        if self.part > 1:
            raise ValueError("part is more than 1, the whole")
        return self


class CertificateFacts(Strict):
    """One certificate of the Series E, or of whatever was bought."""

    certificate: Name
    holder: Name
    closing: Day
    paid: Day
    """When the full price was paid: the holding period of Rule 144(d) begins."""
    purchase_price: Amount
    affiliate: bool = False
    held: tuple[Held, ...] = ()
    """Where some were sold: the part held from a day on; before the first entry, all."""
    sold_out: Day | None = None
    """When the last were sold."""

    @field_validator("held")
    @classmethod
    def _in_order(cls, value: tuple[Held, ...]) -> tuple[Held, ...]:
        if any(later.since <= earlier.since for earlier, later in pairwise(value)):
            raise ValueError("write held in the order of its dates")
        return value

    def part_held(self, day: date) -> Fraction:
        """The part of the Registrable Securities held on a day."""
        if self.sold_out is not None and day >= self.sold_out:
            return Fraction(0)
        return next((held.part for held in reversed(self.held) if held.since <= day), Fraction(1))


class ConversionFacts(Strict):
    """One conversion of the Series D (4C)."""

    id: Name
    holder: str = ""
    conversion_date: Day
    surrendered: Day | None = None
    within: int | None = Field(default=None, ge=0)
    """Business days (4C); None takes the periods'."""
    business_days: Literal["federal-reserve", "new-york", "exchange"] | None = None
    """By which 4C counts; None takes that of the facts."""


class CompanyAct(Strict):
    """A dividend, rights offer, reorganization, merger, sale or liquidation that holders must be told of (4L)."""

    what: Name
    kind: Literal["dividend", "distribution", "rights", "reorganization", "merger", "sale", "liquidation"]
    record_date: Day | None = None
    takes_place: Day | None = None
    """Of a dividend, distribution or offer of rights: the day on which it is paid or made."""
    declared: Day | None = None
    """When a dividend was declared whose other days are not known."""
    remarks: tuple[str, ...] = ()
    """What is open about it, for whoever gives the notice."""

    @model_validator(mode="after")
    def _has_a_day(self) -> "CompanyAct":
        if self.record_date is None and self.takes_place is None and self.declared is None:
            raise ValueError("write record_date, or takes_place")
        if self.record_date is not None and self.takes_place is not None and self.record_date > self.takes_place:
            raise ValueError(
                f"{self.what}: record_date, {self.record_date}, lies after takes_place, {self.takes_place}; correct "
                "one of them"
            )
        return self


class Periods(Strict):
    """The periods of the agreement and the certificate, and their law, as an offering's terms may set them."""

    certificate_days: int = Field(default=15, gt=0)
    """Business days after a closing (3.2)."""
    filing_days: int = Field(default=90, gt=0)
    """Calendar days after the first closing (5.1(d))."""
    effectiveness_days: int = Field(default=120, gt=0)
    """Calendar days after the first closing (5.1(e))."""
    damages_rate: Ratio = Fraction(1, 100)
    """Of the purchase price, on each day (5.2(b))."""
    conversion_days: int = Field(default=5, gt=0)
    """Business days after conversion and surrender (certificate, 4C)."""
    notice_days: int = Field(default=15, gt=0)
    """Days before a record date or an event (certificate, 4L)."""
    governing_state: Name = "New York"
    """Whose law governs the agreement (6.5): New York's extends a period that ends on no business day."""
    settled: bool = False
    """Whether the wording defines business day (3.3) and says until when damages run (5.2(b))."""


class Facts(Strict):
    """Everything that deadlines of the agreement and the certificate run from."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    business_days: Literal["federal-reserve", "new-york", "exchange"] = "federal-reserve"
    closings: tuple[Day, ...] = ()
    first_sale: Day | None = None
    """When the first investor was bound: by 6.4 on signing and delivering, not on acceptance."""
    registration: Registration = Registration()
    issuer: Reporting = Reporting()
    certificates: tuple[CertificateFacts, ...] = ()
    conversions: tuple[ConversionFacts, ...] = ()
    acts: tuple[CompanyAct, ...] = ()
    periods: Periods = Periods()
    name: str = Field(default="facts", exclude=True)

    @model_validator(mode="after")
    def _closings_there_are(self) -> "Facts":
        for one in self.certificates:
            if one.closing not in self.closings:
                raise ValueError(f"certificate {one.certificate} names a closing on {one.closing}, not among closings")
        return self


def parse_facts(data: bytes | str, name: str) -> Facts:
    """Read and validate the facts.

    Args:
        data: YAML text; bytes are UTF-8.
        name: The file's name, for messages.

    Raises:
        FactsError: It is no YAML, or a key is unknown, missing, repeated or wrong. A line a problem.
    """
    try:
        loaded: Any = load_yaml(data)
    except YamlError as error:
        raise FactsError(f"{name}: {error}") from error
    if not isinstance(loaded, dict) or "name" in loaded:
        raise FactsError(f"{name}: write keys such as closings, first_sale, certificates; none is here that fits.")
    try:
        return Facts.model_validate({**loaded, "name": name})
    except ValidationError as error:
        lines = [
            f"{name}: {'.'.join(str(part) for part in problem['loc']) or 'facts'}: {plainly(problem)}"
            for problem in error.errors()
        ]
        raise FactsError("\n".join(lines)) from error
