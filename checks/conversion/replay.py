"""The ledger, event by event, into the history of the series."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from checks.conversion import (
    consents,
    conversions,
    distributions,
    dividends,
    grants,
    holders,
    issues,
    liquidation,
    restructurings,
)
from checks.conversion import events as kinds
from checks.conversion import issue_events as issue_kinds
from checks.conversion.book import Book, BusinessDays, Entitlement, Outcome, begin
from checks.conversion.figures import counted
from checks.conversion.history import ConversionHistory, Position, State, position_of
from checks.conversion.ledger import Ledger
from checks.conversion.refusal import Refusal
from checks.conversion.rights import Right
from checks.conversion.same_day import SameDay, within

Handler = Callable[[Book, Any], Outcome]

HANDLERS: dict[type, Handler] = {
    issue_kinds.Issue: issues.issue,
    issue_kinds.TreasurySale: issues.issue,
    issue_kinds.TreasuryPurchase: issues.treasury_purchase,
    issue_kinds.TreasuryRetirement: issues.treasury_retirement,
    issue_kinds.ExcludedIssue: issues.excluded_issue,
    issue_kinds.Options: grants.options,
    issue_kinds.Convertibles: grants.convertibles,
    issue_kinds.Exercise: grants.exercise,
    issue_kinds.Reprice: grants.reprice,
    issue_kinds.Expire: grants.end,
    issue_kinds.BuyBack: grants.end,
    kinds.Split: restructurings.split,
    kinds.StockDividend: restructurings.stock_dividend,
    kinds.Reclassification: restructurings.reclassification,
    kinds.Reorganization: restructurings.reorganization,
    kinds.Merger: restructurings.merger,
    kinds.Distribution: distributions.distribution,
    kinds.DividendDeclared: dividends.dividend_declared,
    kinds.DividendPaid: dividends.dividend_paid,
    kinds.Convert: conversions.convert,
    kinds.Authorize: conversions.authorize,
    kinds.IssuePreferred: holders.issue_preferred,
    kinds.SplitPreferred: holders.split_preferred,
    kinds.Transfer: holders.transfer,
    kinds.RegisterRead: holders.register,
    kinds.Liquidation: liquidation.liquidation,
    kinds.PlannedAct: consents.planned_act,
}
"""Which clause takes which kind of event."""


def replay(
    ledger: Ledger, days: BusinessDays, trading_days: BusinessDays | None = None, *, in_full: int = 0
) -> ConversionHistory:
    """Go through a ledger.

    Args:
        ledger: Validated, its events in any number.
        days: The calendar of business days that 4C counts by.
        trading_days: The exchange's, for the Market Price (4H); None takes `days`.
        in_full: The number of the event that tells every step it takes anew, however many; 0 for none.

    Raises:
        LedgerError: An event cannot have happened as written; the message names it and what to do.
    """
    book = begin(ledger, days, trading_days or days)
    watch = SameDay(_take)
    start = position_of(book)
    states: list[State] = []
    points: list[tuple[str, str]] = []
    entitlements: list[tuple[int, Entitlement]] = []
    for _, of_the_day in groupby(ledger.events, key=lambda event: event.effective):
        events = tuple(of_the_day)
        opening = book.copied(_rights_of(events)) if len(events) > 1 else None
        for event in events:
            book.told_in_full = book.moment + 1 == in_full
            state = _gone_through(book, event, states[-1].after if states else start)
            states.append(state)
            points += [(event.id, point) for point in (*state.outcome.open_points, *state.outcome.remarks)]
            entitlements += [(book.moment, one) for one in book.entitlements[len(entitlements) :]]
        if opening is not None:
            day = states[-len(events) :]
            point = watch.point(opening, book, events, [state.outcome for state in day])
            points += [(state.event, point) for state in _concerned(day) if point is not None]
            for state in _concerned(day):
                state.outcome.open_points += [point] if point is not None else []
    points += [(right.id, _ended_unsaid(right)) for right in book.rights.values() if _has_run_out(right, book.day)]
    return ConversionHistory(ledger, start, tuple(states), tuple(points), tuple(entitlements), book.register)


def _take(book: Book, event: Any) -> Outcome:
    """Take one event into the books.

    Raises:
        Refusal: It cannot have happened as written.
    """
    _in_order(book, event)
    outcome = HANDLERS[type(event)](book, event)
    _is_sound(book)
    book.kinds[event.id] = event.event
    return outcome


def _gone_through(book: Book, event: Any, before: Position) -> State:
    book.moment += 1
    first = len(book.chain.steps)
    try:
        outcome = _take(book, event)
    except Refusal as refusal:
        raise book.ledger.refuse(event, str(refusal)) from refusal
    point = within(book.chain, first)
    if point is not None:
        outcome.open_points.append(point)
    if book.running.outstanding + book.treasury > book.authorized >= before.outstanding_common + book.treasury:
        outcome.remarks.append(
            f"4A: {counted(book.running.outstanding + book.treasury)} shares are issued now, more than the "
            f"{counted(book.authorized)} authorized ones that the ledger knows of; an event authorize is missing."
        )
    return State(book.moment, event.id, event.event, event.effective, before, position_of(book), outcome)


def _rights_of(events: Iterable[Any]) -> set[str]:
    return {of for event in events if (of := getattr(event, "of", None))}


def _concerned(states: Sequence[State]) -> list[State]:
    """The events of a day that what is said of their order is about: those that adjust or convert, and the last."""
    *earlier, last = states
    return [*(state for state in earlier if state.adjusts or state.outcome.conversions), last]


def _in_order(book: Book, event: Any) -> None:
    if event.id in book.kinds or event.id in book.rights:
        raise Refusal(f"the id {event.id} is that of an earlier event. Give each event an id of its own.")
    if event.effective < book.ledger.issued.date:
        raise Refusal(f"it lies before the series was issued ({book.ledger.issued.date}). Leave it out: its shares "
                      "belong in outstanding_common.")  # fmt: skip
    if event.effective < book.day:
        counts = f" (it counts from its record date, {event.effective})" if event.effective != event.date else ""
        raise Refusal(f"it lies before the event above it, which is of {book.day}{counts}. Put the events in the order "
                      "of their dates.")  # fmt: skip
    book.open(event.effective)


def _is_sound(book: Book) -> None:
    if book.running.price <= 0:
        raise Refusal("the conversion price would be nothing. Correct the shares outstanding or the consideration.")
    if book.running.outstanding < Fraction(0):
        raise Refusal("fewer than no shares of common stock would be outstanding. Correct the number of shares.")


def _has_run_out(right: Right, day: date) -> bool:
    return right.expires is not None and right.expires < day and bool(right.outstanding.shares)


def _ended_unsaid(right: Right) -> str:
    return f"4E(3): its last day was {right.expires}, and the ledger does not say that it ended; add an event expire."
