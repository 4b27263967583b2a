"""What a notice of adjustment must say (4K): the price, the method of calculation, the facts it rests on."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from checks.conversion.figures import counted, decimal, fraction, price
from checks.conversion.history import ConversionHistory, State
from checks.conversion.refusal import LedgerError

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
    new_price_decimal: str
    new_price_fraction: str | None
    common_per_thousand: int
    """Whole shares of common stock for 1,000 shares of the series at the new price."""
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
    method.append(
        f"The conversion price was {price(state.before.price)} and is now {price(after.price)}; it is kept as an exact "
        "fraction and rounded for display only."
    )
    return NoticeOfAdjustment(
        series=history.ledger.series,
        issuer=history.ledger.issuer.name,
        event=state.event,
        clause=state.clause,
        effective=state.day,
        takes_effect=_takes_effect(state),
        old_price=state.before.price,
        new_price=after.price,
        old_price_text=price(state.before.price),
        new_price_text=price(after.price),
        new_price_decimal=decimal(after.price),
        new_price_fraction=fraction(after.price, however_long=True),
        common_per_thousand=after.common_for(Fraction(1000)),
        method=tuple(method),
        facts=(
            *(f"{name}: {figure}." for name, figure in outcome.facts),
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
