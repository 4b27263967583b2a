"""Events in words, for those who have no ledger: what happened, and what to call it afterwards."""

from collections import Counter
from fractions import Fraction
from typing import Any

from checks.conversion.events import (
    AnyEvent,
    Convert,
    Distribution,
    DividendDeclared,
    DividendPaid,
    Merger,
    Reclassification,
    Reorganization,
    Split,
    StockDividend,
)
from checks.conversion.figures import counted, day, dollars
from checks.conversion.issue_events import (
    BuyBack,
    Convertibles,
    ExcludedIssue,
    Exercise,
    Expire,
    Issue,
    Options,
    Reprice,
    TreasurySale,
)
from checks.conversion.ledger import Ledger

ZERO = Fraction(0)
_CALLED: dict[type, str] = {
    Issue: "the issue of",
    TreasurySale: "the sale of treasury shares of",
    ExcludedIssue: "the issue of Excluded Stock of",
    Options: "the options granted on",
    Convertibles: "the convertible securities issued on",
    Exercise: "the exercise of",
    Reprice: "the change of terms of",
    Expire: "the expiry of",
    BuyBack: "the repurchase of",
    StockDividend: "the stock dividend of",
    Reclassification: "the reclassification of",
    Reorganization: "the reorganization of",
    Merger: "the merger of",
    Distribution: "the distribution of",
    DividendDeclared: "the dividend declared on",
    DividendPaid: "the dividend payment of",
    Convert: "the conversion of",
}


def named_in_words(ledger: Ledger) -> Ledger:
    """The same ledger with words in place of its ids: "the options granted on November 1, 2005".

    Every sentence about it then names events and rights as somebody names them who has never seen the ledger.
    """
    taken: Counter[str] = Counter()
    names: dict[str, str] = {}

    def name(one: str, words: str) -> None:
        taken[words] += 1
        names[one] = words if taken[words] == 1 else f"{words} (no. {taken[words]} of that day)"

    for event in ledger.events:
        called = called_in_words(event)
        name(event.id, called)
        for right in getattr(event, "rights", ()):
            kind = "options" if right.kind == "options" else "convertible securities"
            name(right.id, f"the {kind} attached to {called}")
    return ledger.model_copy(update={"events": tuple(_renamed(event, names) for event in ledger.events)})


def _renamed(event: AnyEvent, names: dict[str, str]) -> AnyEvent:
    changed: dict[str, Any] = {"id": names[event.id]}
    of, rights = getattr(event, "of", None), getattr(event, "rights", ())
    if of is not None:
        changed["of"] = names.get(of, of)
    if rights:
        changed["rights"] = tuple(right.model_copy(update={"id": names[right.id]}) for right in rights)
    return event.model_copy(update=changed)


def called_in_words(event: AnyEvent) -> str:
    """What to call it where it is not told: "the merger of August 1, 2006"."""
    on = day(event.date if isinstance(event, DividendDeclared) else event.effective)
    if isinstance(event, Split):
        return f"the {_split(event)} of {on}"
    return f"{_CALLED.get(type(event), 'the event of')} {on}"


def in_words(event: AnyEvent) -> str:
    """What happened, as part of a sentence and without a full stop."""
    on = f"on {day(event.effective)}"
    match event:
        case Issue() | TreasurySale():
            what = "sale of treasury shares" if isinstance(event, TreasurySale) else "issue"
            received = (event.consideration or ZERO) + event.other_consideration
            given = f"for {dollars(received)}{_less(event)}" if received else "without consideration"
            return f"the {what} {on} of {counted(event.shares)} shares of common stock {given}"
        case Options():
            at = dollars(event.exercise_price)
            paid = f", granted for {dollars(event.grant_price)}{_less(event)}" if event.grant_price else ""
            return f"the grant {on} of options for {counted(event.shares)} shares of common stock at {at} a share{paid}"
        case Convertibles():
            paid = f" for {dollars(event.issue_price)}{_less(event)}" if event.issue_price else ""
            shares = f"{counted(event.shares)} shares of common stock"
            return f"the issue {on} of securities convertible into {shares}{paid}"
        case Reprice():
            return f"the change {on} of the terms of {event.of}"
        case Expire():
            return f"the end {on} of rights under {event.of}"
        case BuyBack():
            return f"the company's purchase {on} of rights under {event.of}"
        case _:
            return _restructuring(event, on)


def _restructuring(event: AnyEvent, on: str) -> str:
    match event:
        case Split():
            old, new = event.ratio.denominator, event.ratio.numerator
            return f"the {_split(event)} {on} of every {old:,} shares of common stock into {new:,}"
        case StockDividend():
            return f"the dividend {on} of {_shares(event.ratio)} of common stock on each share of common stock"
        case Reclassification():
            return f"the reclassification {on} of the common stock into {event.into}"
        case Reorganization():
            return f"the reorganization {on} in which common stock receives {event.receives}"
        case Merger():
            given = _shares(event.exchange_ratio)
            return f"the merger {on}, with {given} of the surviving corporation issuable for each share of common stock"
        case Distribution():
            return f"the distribution {on} of {dollars(event.fair_value)} in value to the holders of common stock"
        case DividendPaid():
            return f"the payment {on} of {event.of}"
        case _:
            return f"the event {event.id} {on}"


def _less(event: Issue | TreasurySale | Options | Convertibles) -> str:
    costs = event.expenses + event.commissions
    return f", less expenses and commissions of {dollars(costs)}" if costs else ""


def _shares(ratio: Fraction) -> str:
    if ratio < 1:
        return f"{ratio} of a share"
    return f"{ratio} share{'s' if ratio > 1 else ''}"


def _split(event: Split) -> str:
    return "stock split" if event.ratio > 1 else "reverse stock split"
