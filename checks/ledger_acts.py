"""A ledger's events of which the company must give notice beforehand (certificate, first 4L)."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from checks.conversion.event_words import called_in_words
from checks.conversion.events import (
    AnyEvent,
    Distribution,
    DividendDeclared,
    DividendPaid,
    Liquidation,
    Merger,
    Reclassification,
    Reorganization,
    Split,
    StockDividend,
)
from checks.conversion.history import ConversionHistory
from checks.conversion.issue_events import Convertibles, Issue, Options, TreasurySale
from checks.deadline_facts import CompanyAct

NO_SPLIT_NAMED = (
    "4L(3) names reorganizations and reclassifications of the capital stock, and no split or combination of the common "
    "stock; read: one is a reclassification, so that notice is given."
)


def acts_of(history: ConversionHistory) -> Iterator[CompanyAct]:
    """Every event that 4L asks notice of, with the days that the ledger has."""
    paid = {event.of: event.date for event in history.ledger.events if isinstance(event, DividendPaid)}
    for event in history.ledger.events:
        act = _act(event, paid)
        if act is not None:
            yield act


def _act(event: AnyEvent, paid: dict[str, date]) -> CompanyAct | None:
    what = f"{called_in_words(event)} ({event.id})"
    match event:
        case StockDividend():
            return CompanyAct(what=what, kind="dividend", record_date=event.record_date, takes_place=event.date)
        case DividendDeclared(on="common"):
            return CompanyAct(
                what=what, kind="dividend", record_date=event.record_date, takes_place=paid.get(event.id),
                declared=event.date,
            )  # fmt: skip
        case Distribution():
            of: Literal["rights", "distribution"] = "rights" if event.kind == "rights" else "distribution"
            return CompanyAct(what=what, kind=of, record_date=event.record_date, takes_place=event.date)
        case Issue() | TreasurySale() | Options() | Convertibles() if event.record_date and event.dividend_on is None:
            # 4E(6): a record of the holders of common stock, for what is offered or distributed to them.
            return CompanyAct(what=what, kind="rights", record_date=event.record_date, takes_place=event.date)
        case Split():
            return CompanyAct(
                what=what, kind="reorganization", record_date=event.record_date, takes_place=event.date,
                remarks=(NO_SPLIT_NAMED,),
            )  # fmt: skip
        case Reclassification() | Reorganization():
            return CompanyAct(what=what, kind="reorganization", record_date=event.record_date, takes_place=event.date)
        case Merger():
            return CompanyAct(what=what, kind="merger", record_date=event.record_date, takes_place=event.date)
        case Liquidation():
            return CompanyAct(what=what, kind="liquidation", record_date=event.record_date, takes_place=event.date)
        case _:
            return None
