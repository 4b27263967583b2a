"""What a notice of adjustment must say (4K): the price, the method of calculation, the facts it rests on."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from checks.conversion.events import (
    AnyEvent,
    Distribution,
    DividendPaid,
    Merger,
    Reclassification,
    Reorganization,
    Split,
    StockDividend,
)
from checks.conversion.figures import counted, day, dollars, fraction, plain, price, term
from checks.conversion.history import ConversionHistory, State
from checks.conversion.issue_events import BuyBack, Convertibles, Expire, Issue, Options, Reprice, TreasurySale
from checks.conversion.refusal import LedgerError

THOUSAND = Fraction(1000)
EFFECTIVE = {
    "2, 4H": "immediately after the payment date (4I)",
    "4H": "immediately after the payment date (4I)",
    "4F": "immediately after the effective date (4I)",
    "4G": "immediately after the effective date (4I)",
}
OF_AN_ISSUE = "as of the close of business on this date (4E)"
OF_A_CHANGE = "forthwith, immediately after this date (4E(3), 4I)"


@dataclass(frozen=True, slots=True)
class NoticeOfAdjustment:
    """4K's contents as plain data, for a template: "in reasonable detail the method … and the facts"."""

    series: str
    issuer: str
    event: str
    """The ledger's event."""
    event_in_words: str
    """What happened, without a full stop: "the issue on October 3, 2005 of 10,000,000 shares of …"."""
    clause: str
    """The clause that adjusts."""
    effective: date
    takes_effect: str
    """When on, or after, that date."""
    old_price: Fraction
    new_price: Fraction
    old_price_text: str
    """With "$"; rounded to twelve decimals and with the exact fraction where it goes on."""
    new_price_text: str
    old_price_decimal: str
    """Without needless zeros, rounded to twelve decimals where it goes on."""
    new_price_decimal: str
    old_price_fraction: str
    new_price_fraction: str
    old_common_per_thousand: int
    """Whole shares of common stock for 1,000 shares of the series before."""
    new_common_per_thousand: int
    method: tuple[str, ...]
    """Sentences."""
    facts: tuple[str, ...]
    """Sentences."""
    open_points: tuple[str, ...]
    """What the text leaves open, and which reading was taken."""


def notice_of_adjustment(history: ConversionHistory, event: str | None = None) -> NoticeOfAdjustment:
    """What to give notice of.

    Args:
        history: The ledger gone through.
        event: The event's id; None takes the last that adjusted the price.

    Raises:
        LedgerError: There is no such event, or it adjusted nothing.
    """
    state = _adjustment(history, event)
    outcome, after = state.outcome, state.after
    method = [*outcome.method]
    if outcome.formula:
        method.append(f"{outcome.formula}.")
    method += [f"Gone through again, {step}." for step in outcome.replayed]
    exact = THOUSAND * after.common_per_preferred
    method.append(
        f"1,000 × {term(after.liquidation_preference)} ÷ {term(after.price)} = {counted(exact)}: 1,000 shares of the "
        f"series convert into {after.common_for(THOUSAND):,} whole shares of common stock (4D)."
    )
    method.append(
        f"The conversion price was {price(state.before.price)} and is now {price(after.price)}; it is kept as an exact "
        "fraction and rounded for display only."
    )
    return NoticeOfAdjustment(
        series=history.ledger.series,
        issuer=history.ledger.issuer.name,
        event=state.event,
        event_in_words=in_words(_event(history, state.event)),
        clause=state.clause,
        effective=state.day,
        takes_effect=_takes_effect(state),
        old_price=state.before.price,
        new_price=after.price,
        old_price_text=price(state.before.price),
        new_price_text=price(after.price),
        old_price_decimal=plain(state.before.price),
        new_price_decimal=plain(after.price),
        old_price_fraction=fraction(state.before.price, however_long=True) or "",
        new_price_fraction=fraction(after.price, however_long=True) or "",
        old_common_per_thousand=state.before.common_for(THOUSAND),
        new_common_per_thousand=after.common_for(THOUSAND),
        method=tuple(method),
        facts=(
            *(f"{name}: {figure}." for name, figure in outcome.facts),
            *(f"{one} is {in_words(_event(history, one))}." for one in outcome.concerns),
            f"Liquidation Preference of one share: ${counted(after.liquidation_preference)}.",
        ),
        open_points=tuple(outcome.open_points),
    )


def _adjustment(history: ConversionHistory, event: str | None) -> State:
    name = history.ledger.name
    if event is None:
        state = next((state for state in reversed(history.states) if state.adjusts), None)
        if state is None:
            raise LedgerError(f"{name}: no event adjusted the conversion price, so that no notice is due (4K).")
        return state
    state = history.state_of(event)
    if state is None:
        raise LedgerError(f"{name}: there is no event {event}. Name one of the ledger's events.")
    if not state.adjusts:
        raise LedgerError(f"{name}: event {event} did not adjust the conversion price, so that no notice is due (4K).")
    return state


def _takes_effect(state: State) -> str:
    if state.kind in ("reprice", "expire", "buy_back"):
        return OF_A_CHANGE
    first = state.clause.split(", 4L")[0].split(", 4J")[0]
    return EFFECTIVE.get(first, OF_AN_ISSUE)


def _event(history: ConversionHistory, event: str) -> AnyEvent:
    return next(one for one in history.ledger.events if one.id == event)


def in_words(event: AnyEvent) -> str:
    """What happened, as part of a sentence and without a full stop."""
    on = f"on {day(event.effective)}"
    match event:
        case Issue() | TreasurySale():
            what = "sale of treasury shares" if isinstance(event, TreasurySale) else "issue"
            received = (event.consideration or Fraction(0)) + event.other_consideration
            given = f"for {dollars(received)}" if received else "without consideration"
            return f"the {what} {on} of {counted(event.shares)} shares of common stock {given}"
        case Options():
            at = dollars(event.exercise_price)
            return f"the grant {on} of options for {counted(event.shares)} shares of common stock at {at} a share"
        case Convertibles():
            return f"the issue {on} of securities convertible into {counted(event.shares)} shares of common stock"
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
            what = "split" if new > old else "reverse split"
            return f"the {what} {on} of every {old:,} shares of common stock into {new:,}"
        case StockDividend():
            return f"the dividend {on} of {event.ratio} of a share of common stock on each share"
        case Reclassification():
            return f"the reclassification {on} of the common stock into {event.into}"
        case Reorganization():
            return f"the reorganization {on} in which common stock receives {event.receives}"
        case Merger():
            return f"the merger {on} at {event.exchange_ratio} of a share for each share of common stock"
        case Distribution():
            return f"the distribution {on} of {dollars(event.fair_value)} in value to the holders of common stock"
        case DividendPaid():
            return f"the payment {on} of the dividend {event.of}"
        case _:
            return f"the event {event.id} {on}"
