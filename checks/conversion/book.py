"""The company's books while the ledger is gone through: what every event reads and changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Protocol

from checks.conversion.chain import Chain, Running
from checks.conversion.declared import Dividend
from checks.conversion.ledger import Ledger
from checks.conversion.refusal import Refusal
from checks.conversion.register import Register
from checks.conversion.rights import Right

ZERO = Fraction(0)


class BusinessDays(Protocol):
    """A calendar of business days."""

    def after(self, day: date, count: int) -> date:
        """The count-th business day after a day, the day itself excluded."""

    def before(self, day: date) -> date:
        """The last business day before a day."""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What a share of the series receives on conversion beside, or instead of, common stock (4F, 4G, 4J)."""

    event: str
    name: str
    per_preferred: Fraction
    instead: bool


@dataclass(frozen=True, slots=True)
class Conversion:
    """Shares of the series converted into common stock."""

    event: str
    day: date
    """The Conversion Date."""
    holder: str | None
    preferred: Fraction
    """Shares of the series used up."""
    requested: Fraction
    common: int
    """Whole shares of common stock issued (4D)."""
    price: Fraction
    liquidation_preference: Fraction
    issue_by: date | None
    """The last day for issue and delivery of certificates (4C); None where 4C sets none."""
    balance: Fraction
    """What the holder has left; where the register is not known, what is left of the series."""

    @property
    def dropped(self) -> Fraction:
        """The part of a share that 4D drops; none where authorized shares fell short and more stays with the holder."""
        # Not kept: few ask for it, and with long fractions it costs more than all the rest of a conversion.
        if self.preferred != self.requested:
            return ZERO
        return self.preferred * self.liquidation_preference / self.price - self.common


@dataclass(slots=True)
class Outcome:
    """What one event did, told by the clause that governs it."""

    clause: str
    method: list[str] = field(default_factory=list)
    """Sentences: what was done and why."""
    facts: list[tuple[str, str]] = field(default_factory=list)
    """What was put in: name and figure."""
    formula: str = ""
    """With figures; "" where nothing was computed."""
    open_points: list[str] = field(default_factory=list)
    """What the text leaves open and which reading was taken, where it bears on this event."""
    remarks: list[str] = field(default_factory=list)
    """What the ledger leaves out and whoever keeps it should look at; nothing for holders."""
    conversions: list[Conversion] = field(default_factory=list)
    replayed: tuple[str, ...] = ()
    """Steps that came out otherwise when the ledger was gone through again."""
    concerns: tuple[str, ...] = ()
    """Ids of the earlier events that it rests on."""


@dataclass(slots=True)
class Book:
    """Everything that is so at one moment."""

    ledger: Ledger
    days: BusinessDays
    trading_days: BusinessDays
    chain: Chain
    register: Register
    treasury: Fraction
    authorized: Fraction
    stated_value: Fraction
    designated: Fraction
    """Shares of the series that the certificate designates."""
    day: date
    opening_price: Fraction
    """The price at the opening of the day: adjustments of the day come after it (4E, 4I)."""
    moment: int = 0
    """The number of the event that is being taken; 0 before the first."""
    unpaid: Fraction = ZERO
    """Declared and unpaid dividends on one share of the series."""
    converted: date | None = None
    """When the series converted automatically."""
    reverse_split_done: bool = False
    """Whether the reverse split of automatic conversion took effect (4L)."""
    combined: Fraction = Fraction(1)
    """All reverse splits together, shares after for each share before."""
    deemed_were_scaled: bool = False
    """Whether a split has met deemed shares."""
    rights: dict[str, Right] = field(default_factory=dict)
    dividends: dict[str, Dividend] = field(default_factory=dict)
    entitlements: list[Entitlement] = field(default_factory=list)
    told_in_full: bool = False
    """Whether the event that is being taken tells every step that it takes anew (4K)."""
    kinds: dict[str, str] = field(default_factory=dict)
    """Every event taken so far, by its id."""

    @property
    def running(self) -> Running:
        """Price and common stock."""
        return self.chain.now

    @property
    def reads_before(self) -> bool:
        """Whether what happens on the day of an adjustment meets the price before it (4E, 4I)."""
        return self.ledger.readings.same_day_conversion == "before"

    @property
    def preference(self) -> Fraction:
        """The Liquidation Preference of one share (3)."""
        return self.stated_value + self.unpaid

    @property
    def available(self) -> Fraction:
        """Authorized common stock that can still be issued (4A); treasury shares are issued already."""
        return max(ZERO, self.authorized - self.running.outstanding - self.treasury)

    def open(self, day: date) -> None:
        """A new day begins."""
        if day > self.day:
            self.day, self.opening_price = day, self.running.price

    def copied(self, rights: Iterable[str]) -> "Book":
        """Books that neither change these nor are changed by them.

        Args:
            rights: The options and securities that may be exercised, changed or ended in either.
        """
        own = {of: replace(right, exercised=list(right.exercised)) for of in rights if (right := self.rights.get(of))}
        return replace(
            self,
            chain=self.chain.copied(),
            register=self.register.copied(),
            rights={**self.rights, **own},
            dividends={of: one.copied() for of, one in self.dividends.items()},
            entitlements=list(self.entitlements),
            kinds=dict(self.kinds),
        )

    def right(self, of: str) -> Right:
        """The options or convertible securities that an event speaks of.

        Raises:
            Refusal: There are none of that id so far.
        """
        right = self.rights.get(of)
        if right is None:
            known = self.kinds.get(of)
            said = f"is a {known}, not options or convertibles" if known else "is no earlier event"
            raise Refusal(f"of: {of} {said}. Name options, convertibles or rights attached to an earlier issue.")
        return right


def begin(ledger: Ledger, days: BusinessDays, trading_days: BusinessDays) -> Book:
    """The books before the first event."""
    start = Running(ledger.conversion_price, ledger.outstanding_common, ZERO, ZERO, Fraction(1))
    return Book(
        ledger=ledger,
        days=days,
        trading_days=trading_days,
        chain=Chain(start, ledger.terms.anti_dilution),
        register=Register(ledger.issued.shares, ledger.issued.holders),
        treasury=ledger.treasury_common,
        authorized=ledger.authorized_common,
        stated_value=ledger.stated_value,
        designated=ledger.designated_shares,
        day=ledger.issued.date,
        opening_price=ledger.conversion_price,
    )
