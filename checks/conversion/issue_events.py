"""Events of 4E: what is issued, sold or granted, and what becomes of it; one class a kind, with its keys.

Money is in US dollars and shares are shares of common stock, unless a key says otherwise.
Totals are totals of the whole issue; exercise prices are prices of one share.
"""

from datetime import date as calendar_date
from fractions import Fraction
from typing import Literal

from pydantic import model_validator

from checks.conversion.terms import Amount, Day, Figure, Name, Strict

ExcludedClause = Literal["A", "B", "C", "D"]
"""A clause of the definition of Excluded Stock."""


_MOST = {"volatility": 10, "years": 100, "rate": 1, "dividend_yield": 1}


class Event(Strict):
    """What every event has."""

    id: Name
    date: Day
    note: str = ""
    """For the reader of the ledger; nothing is computed from it."""

    @property
    def effective(self) -> calendar_date:
        """The day on which it counts."""
        return self.date


class Recorded(Event):
    """What happens to the holders of common stock of a record date; `date` is when it takes effect or is paid."""

    record_date: Day | None = None

    @model_validator(mode="after")
    def _recorded_first(self) -> "Recorded":
        if self.record_date is not None and self.record_date > self.date:
            raise ValueError(
                f"record_date, {self.record_date}, lies after {self.date}, the day on which it takes effect or is paid;"
                " correct one of them"
            )
        return self


class BlackScholes(Strict):
    """Inputs of the option pricing model (4E(5)); volatility, rate and yield a year, 0.8 being 80 %."""

    share_price: Amount
    volatility: Figure
    years: Figure
    rate: Figure
    dividend_yield: Figure = Fraction(0)

    @model_validator(mode="after")
    def _of_this_world(self) -> "BlackScholes":
        for name, most in _MOST.items():
            if getattr(self, name) > most:
                raise ValueError(f"{name} is more than {most} (1 is 100 %, a year is 1); look at it again")
        return self


class AttachedRight(Strict):
    """Additional Rights (4E(5)): options or convertible securities issued in connection with an issue."""

    id: Name
    kind: Literal["options", "convertibles"] = "options"
    shares: Amount
    exercise_price: Figure = Fraction(0)
    """Of options, for one share."""
    conversion_consideration: Figure = Fraction(0)
    """Of convertible securities, for all."""
    value: Figure | None = None
    """Their fair market value, all together, as agreed or appraised."""
    black_scholes: BlackScholes | None = None
    adjusts_with_splits: bool = True

    @model_validator(mode="after")
    def _valued_in_one_way(self) -> "AttachedRight":
        if (self.value is None) == (self.black_scholes is None):
            raise ValueError("write either value or black_scholes")
        if self.kind == "convertibles" and self.black_scholes is not None:
            raise ValueError("black_scholes values options; write the agreed value of convertible securities")
        return self


class _Offered(Recorded):
    """Something issued or sold under 4E."""

    other_consideration: Figure = Fraction(0)
    """Fair value of what is received beside cash, as the board determined it (4E(5))."""
    expenses: Figure = Fraction(0)
    commissions: Figure = Fraction(0)
    dividend_on: str | None = None
    """The stock, other than common, on which it is paid as a dividend (4E(4))."""
    record_date: Day | None = None
    """The record of common holders, which is then the date of issue (4E(6))."""
    rights: tuple[AttachedRight, ...] = ()

    @property
    def effective(self) -> calendar_date:
        """The record date, where one was taken (4E(6))."""
        return self.record_date or self.date


class Issue(_Offered):
    """Common stock issued or sold (4E)."""

    event: Literal["issue"]
    shares: Amount
    consideration: Figure | None = None
    """Cash received for all; "0" for nothing."""


class TreasurySale(_Offered):
    """Common stock held by the company, disposed of: an issue by 4E(7)."""

    event: Literal["treasury_sale"]
    shares: Amount
    consideration: Figure | None = None


class _Granted(_Offered):
    expires: Day | None = None
    """The last day of exercise, where it is known; an event `expire` must tell that they ended."""

    @model_validator(mode="after")
    def _lasts(self) -> "_Granted":
        if self.expires is not None and self.expires < self.date:
            raise ValueError(
                f"expires, {self.expires}, lies before {self.date}, the day of the grant; correct one of them"
            )
        return self


class Options(_Granted):
    """Warrants, rights or options for common stock, or for securities convertible into it (4E(1))."""

    event: Literal["options"]
    shares: Amount
    """The most that can be issued on exercise, or on conversion of what is issued on exercise."""
    grant_price: Figure = Fraction(0)
    """Cash received for the grant of all."""
    exercise_price: Figure
    """For one share of common stock."""
    further_consideration: Figure = Fraction(0)
    """4E(1)(z): payable in all on the issue and conversion of convertible securities under option."""
    excluded: ExcludedClause | None = None
    adjusts_with_splits: bool = True
    """Whether their own terms follow splits of the common stock."""


class Convertibles(_Granted):
    """Securities convertible into or exchangeable for common stock (4E(2))."""

    event: Literal["convertibles"]
    shares: Amount
    maximum_shares: Amount | None = None
    """Where the most that can be issued differs from `shares`."""
    issue_price: Figure = Fraction(0)
    """Cash received for all."""
    conversion_consideration: Figure = Fraction(0)
    """Payable for the conversion of all."""
    excluded: ExcludedClause | None = None
    adjusts_with_splits: bool = True

    @model_validator(mode="after")
    def _most_is_not_less(self) -> "Convertibles":
        if self.maximum_shares is not None and self.maximum_shares < self.shares:
            raise ValueError("maximum_shares is less than shares")
        return self


class Reprice(Event):
    """A change of price or rate of what is still outstanding (4E(3))."""

    event: Literal["reprice"]
    of: Name
    exercise_price: Figure | None = None
    """Options: the new price of one share."""
    conversion_consideration: Figure | None = None
    """Convertible securities: payable for all that are still outstanding."""
    shares: Amount | None = None
    """What is still outstanding can now become so many shares."""

    @model_validator(mode="after")
    def _changes_something(self) -> "Reprice":
        if self.exercise_price is None and self.conversion_consideration is None and self.shares is None:
            raise ValueError("write what changes: exercise_price, conversion_consideration or shares")
        return self


class Exercise(Event):
    """Options exercised or convertible securities converted, in whole or in part."""

    event: Literal["exercise"]
    of: Name
    shares: Amount


class Expire(Event):
    """Options or rights to convert that end (4E(3)); without `shares`, all that is still outstanding."""

    event: Literal["expire"]
    of: Name
    shares: Amount | None = None


class BuyBack(Event):
    """Options or convertible securities redeemed or bought by the company: they end as well (4E(3))."""

    event: Literal["buy_back"]
    of: Name
    shares: Amount | None = None
    price: Figure | None = None
    """Paid for them; 4E(3) does not ask for it."""


class ExcludedIssue(Event):
    """Common stock issued that is Excluded Stock."""

    event: Literal["excluded_issue"]
    shares: Amount
    clause: ExcludedClause
    amended: bool = False
    """(B): whether the options or securities were amended since the certificate's date."""
    of: Name | None = None
    """(D): the event of the dividend, split or distribution."""


class TreasuryPurchase(Event):
    """Common stock bought by the company: no longer outstanding (4E(7))."""

    event: Literal["treasury_purchase"]
    shares: Amount


class TreasuryRetirement(Event):
    """Treasury shares cancelled or retired: no issue (4E(7))."""

    event: Literal["treasury_retirement"]
    shares: Amount
