"""What may happen beside issues: one class for each kind of event a ledger lists, with its keys.

Money is in US dollars and shares are shares of common stock, unless a key says otherwise.
"""

from collections.abc import Mapping
from datetime import date as calendar_date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from checks.conversion.issue_events import (
    BuyBack,
    Convertibles,
    Event,
    ExcludedIssue,
    Exercise,
    Expire,
    Issue,
    Options,
    Recorded,
    Reprice,
    TreasuryPurchase,
    TreasuryRetirement,
    TreasurySale,
)
from checks.conversion.terms import Amount, Day, Figure, Name, Ratio, Strict


class Split(Recorded):
    """A subdivision ("2/1") or combination ("1/10000") of the common stock (4F)."""

    event: Literal["split"]
    ratio: Ratio
    record_date: Day | None = None
    """For the notice of 4L; nothing is computed from it."""


class StockDividend(Recorded):
    """A dividend on common stock in common stock (4F): new shares for each old one, "1/20"."""

    event: Literal["stock_dividend"]
    ratio: Ratio


class OtherStock(Strict):
    """Other stock that each share of common stock receives."""

    name: Name
    per_share: Amount


class Reclassification(Recorded):
    """Common stock becomes other stock (4F, 4J)."""

    event: Literal["reclassification"]
    into: Name
    ratio: Ratio = Fraction(1)
    """Shares of the new stock for each share of common stock."""
    other_stock: OtherStock | None = None
    """What each share receives besides."""
    record_date: Day | None = None
    """For the notice of 4L; nothing is computed from it."""


class Reorganization(Recorded):
    """A capital reorganization in which common stock receives securities or assets instead (4G)."""

    event: Literal["reorganization"]
    receives: Name
    per_share: Amount
    """Units received for each share of common stock."""
    value_per_share: Amount | None = None
    record_date: Day | None = None
    """For the notice of 4L; nothing is computed from it."""


class Merger(Recorded):
    """A merger or consolidation: shares of the survivor for each share of common stock (4G)."""

    event: Literal["merger"]
    exchange_ratio: Ratio
    value_per_share: Amount | None = None
    """What the terms say one share of the company's common stock is worth."""
    survivor_outstanding: Amount | None = None
    """All common stock of the survivor after the merger."""
    record_date: Day | None = None
    """For the notice of 4L; nothing is computed from it."""


class Market(Strict):
    """What the Market Price of 4H is taken from."""

    listed: Literal["exchange", "quoted", "none"]
    close: Amount | None = None
    close_date: Day | None = None
    bid: Amount | None = None
    """The high bid."""
    asked: Amount | None = None
    """The low asked price."""
    agreed: Amount | None = None
    """Neither listed nor quoted: the value set by board and holders."""
    holders_agreeing: Ratio | None = None
    """The part of the series that agreed."""

    @model_validator(mode="after")
    def _a_price_of_its_kind(self) -> "Market":
        if self.listed == "exchange" and self.close is None:
            raise ValueError("listed: exchange needs close, the closing sale price of the last trading day before")
        if self.listed == "quoted" and self.close is None and (self.bid is None or self.asked is None):
            raise ValueError("listed: quoted needs close or, where there was none, the high bid and the low asked")
        if self.listed == "none" and self.agreed is None:
            raise ValueError("listed: none needs agreed, the value set by the board and the holders of a majority")
        if self.listed != "none" and (self.agreed is not None or self.holders_agreeing is not None):
            raise ValueError("agreed and holders_agreeing belong to listed: none")
        return self


class _Valued(Event):
    market_price: Amount | None = None
    market: Market | None = None

    @model_validator(mode="after")
    def _one_market_price(self) -> "_Valued":
        if self.market_price is not None and self.market is not None:
            raise ValueError("write market_price or market, not both")
        return self


class Distribution(_Valued, Recorded):
    """A distribution to all holders of common stock (4H); `date` is the payment date."""

    event: Literal["distribution"]
    fair_value: Amount
    """Of everything distributed, as the board determined it."""
    kind: Literal["assets", "indebtedness", "rights", "cash-from-earnings", "other-cash"] = "assets"
    record_date: Day | None = None
    """Of the holders of common stock who receive it, for the notice of 4L; 4H counts at the payment date."""

    @model_validator(mode="after")
    def _has_a_market_price(self) -> "Distribution":
        if self.kind != "cash-from-earnings" and self.market_price is None and self.market is None:
            raise ValueError("market_price is missing: write it, or market with what it is taken from")
        return self


class DividendDeclared(Event):
    """A dividend declared that is not payable in common stock alone (2); it counts from its record date."""

    event: Literal["dividend_declared"]
    per_share: Amount | None = None
    """For one share of common stock."""
    per_preferred: Amount | None = None
    """For one share of the series, where it is known otherwise."""
    on: str = "common"
    out_of: Literal["earnings", "other"] = "earnings"
    record_date: Day | None = None
    """The date of determination of the holders of common stock entitled; None: the ledger does not say."""

    @property
    def effective(self) -> calendar_date:
        """The record date, where it lies after the declaration: before it nobody is entitled (2)."""
        return max(self.date, self.record_date or self.date)

    @model_validator(mode="after")
    def _one_amount(self) -> "DividendDeclared":
        if (self.per_share is None) == (self.per_preferred is None):
            raise ValueError("write either per_share, of common stock, or per_preferred, of the series")
        return self


class DividendPaid(_Valued):
    """A declared dividend paid. One not out of earnings is a distribution of 4H and needs a market price."""

    event: Literal["dividend_paid"]
    of: Name


class Convert(Event):
    """A conversion by a holder (4A); `date` is the Conversion Date, `shares` shares of the series."""

    event: Literal["convert"]
    holder: Name
    shares: Amount
    delivered: Day | None = None
    """When the notice was delivered by facsimile."""
    surrendered: Day | None = None
    """When the certificates were surrendered, where later (4C)."""


class Authorize(Event):
    """A new total of authorized common stock."""

    event: Literal["authorize"]
    authorized_common: Amount


class IssuePreferred(Event):
    """More shares of the series issued: a further closing."""

    event: Literal["issue_preferred"]
    shares: Amount
    holder: Name
    consideration: Figure | None = None


class SplitPreferred(Event):
    """A split or combination of the series itself, which adjusts its stated value (1)."""

    event: Literal["split_preferred"]
    ratio: Ratio


class Transfer(Event):
    """Shares of the series pass from one holder to another."""

    event: Literal["transfer"]
    from_: Name = Field(alias="from")
    to: Name
    shares: Amount


class RegisterRead(Event):
    """The register of the series as it stands: who holds what, all together every share outstanding."""

    event: Literal["register"]
    holders: Mapping[Name, Figure]


class Claim(Strict):
    """Stock on a parity with the series, and the whole amount due to it on liquidation."""

    name: Name
    due: Figure


class Liquidation(Recorded):
    """A liquidation, dissolution or winding up (3); `assets` are those left for stock."""

    event: Literal["liquidation"]
    assets: Figure
    parity: tuple[Claim, ...] = ()
    record_date: Day | None = None
    """For the notice of 4L; nothing is computed from it."""


class PlannedAct(Event):
    """An act the company plans: does it need the holders' consent (6, 9)?"""

    event: Literal["planned_act"]
    act: Literal[
        "issue-more-of-series", "pay-in-kind-dividend", "senior-stock", "parity-stock", "junior-stock",
        "reclassify-common", "liquidation", "recapitalization", "bankruptcy-petition",
        "assignment-for-creditors", "amend-charter", "change-authorized-series", "change-authorized-senior",
        "increase-common", "reverse-split", "merger", "amend-conversion-price", "amend-conversion-shares",
        "alter-right-to-convert", "amend-other-term", "waive-adjustment",
    ]  # fmt: skip
    adverse: bool | None = None
    """Whether it would adversely affect the series (6(c))."""
    cash_per_preferred: Figure | None = None
    """What a share of the series receives in cash (6(b))."""
    consents: Mapping[Name, Amount] = Field(default_factory=dict)
    """Shares of the series by which each holder consents."""


AnyEvent = Annotated[
    Issue | TreasurySale | Options | Convertibles | Reprice | Exercise | Expire | BuyBack | ExcludedIssue
    | TreasuryPurchase | TreasuryRetirement | Split | StockDividend | Reclassification | Reorganization | Merger
    | Distribution | DividendDeclared | DividendPaid | Convert | Authorize | IssuePreferred | SplitPreferred
    | Transfer | RegisterRead | Liquidation | PlannedAct,
    Field(discriminator="event"),
]  # fmt: skip
