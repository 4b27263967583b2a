"""The history of a series: its state after each event, and how it stood on any day."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from checks.conversion.book import Book, Conversion, Entitlement, Outcome
from checks.conversion.conversions import whole_shares
from checks.conversion.figures import counted, price, result
from checks.conversion.ledger import Ledger
from checks.conversion.liquidation import Waterfall, waterfall
from checks.conversion.register import Register

THOUSAND = Fraction(1000)


class Position(NamedTuple):
    """The figures of the series after an event."""

    price: Fraction
    """The conversion price, in US dollars."""
    outstanding_common: Fraction
    deemed_common: Fraction
    """Additional Shares deemed issued and not yet issued in fact (4E(1), 4E(2))."""
    treasury_common: Fraction
    authorized_common: Fraction
    available_common: Fraction
    """Authorized and not issued (4A)."""
    preferred: Fraction
    """Shares of the series outstanding."""
    stated_value: Fraction
    unpaid_dividends: Fraction
    """On one share of the series, declared and unpaid."""
    converted_automatically: date | None
    factor: Fraction
    """Shares of common stock for one share of the ledger's first day: splits and stock dividends since."""

    @property
    def liquidation_preference(self) -> Fraction:
        """Of one share (3)."""
        return self.stated_value + self.unpaid_dividends

    @property
    def common_per_preferred(self) -> Fraction:
        """Shares of common stock into which one share converts, with their fraction."""
        return self.liquidation_preference / self.price

    def common_for(self, preferred: Fraction) -> int:
        """Whole shares of common stock for shares of the series converted together (4A, 4D)."""
        return whole_shares(preferred, self.liquidation_preference, self.price)


def position_of(book: Book) -> Position:
    """The figures as the books have them now."""
    running = book.running
    return Position(
        price=running.price,
        outstanding_common=running.outstanding,
        deemed_common=running.deemed,
        treasury_common=book.treasury,
        authorized_common=book.authorized,
        available_common=book.available,
        preferred=book.register.total,
        stated_value=book.stated_value,
        unpaid_dividends=book.unpaid,
        converted_automatically=book.converted,
        factor=running.factor,
    )


@dataclass(frozen=True, slots=True)
class State:
    """One event and what it made of the series, with the reasons."""

    number: int
    """Events count from 1."""
    event: str
    kind: str
    day: date
    """On which it counts: a record date where 4E(6) says so."""
    before: Position
    after: Position
    outcome: Outcome

    @property
    def clause(self) -> str:
        """The clause of the certificate that governs it."""
        return self.outcome.clause

    @property
    def adjusts(self) -> bool:
        """Whether the conversion price is another than before."""
        return self.before.price != self.after.price

    @property
    def explanation(self) -> str:
        """What happened, by which clause, from which figures, with which result, and what the text leaves open."""
        parts = [*self.outcome.method]
        if self.outcome.formula:
            parts.append(f"{self.outcome.formula}.")
        if self.outcome.facts:
            parts.append("Figures: " + "; ".join(f"{name}: {figure}" for name, figure in self.outcome.facts) + ".")
        if self.outcome.replayed:
            parts.append("Gone through again: " + "; ".join(self.outcome.replayed) + ".")
        if self.adjusts:
            parts.append(f"Conversion price: {result(self.after.price)}, before {price(self.before.price)}.")
        else:
            parts.append(f"Conversion price unchanged: {result(self.after.price)}.")
        if self.outcome.open_points:
            parts.append("Left open by the text: " + " ".join(self.outcome.open_points))
        if self.outcome.remarks:
            parts.append("To be looked at: " + " ".join(self.outcome.remarks))
        return " ".join(parts)


class BeforeIssueError(ValueError):
    """A day before the series was issued was asked for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the series stood at one moment of a day: what a notice, a vote or a liquidation then meets."""

    day: date
    position: Position
    last_event: str | None
    entitlements: tuple[Entitlement, ...]
    """What a share receives on conversion beside, or instead of, common stock."""
    _register: Register
    _moment: int
    _votes_capped: bool

    @property
    def price(self) -> Fraction:
        """The conversion price in effect."""
        return self.position.price

    @property
    def liquidation_preference(self) -> Fraction:
        """Of one share of the series (3): stated value and unpaid dividends."""
        return self.position.liquidation_preference

    @property
    def available_common(self) -> Fraction:
        """Authorized shares of common stock that can be issued (4A)."""
        return self.position.available_common

    @property
    def converted_automatically(self) -> date | None:
        """The day of automatic conversion (4L), where it has happened."""
        return self.position.converted_automatically

    @property
    def balances(self) -> Mapping[str, Fraction]:
        """Every holder's shares of the series; empty where the register is not in the ledger."""
        return self._register.balances_at(self._moment)

    def balance(self, holder: str) -> Fraction | None:
        """A holder's shares of the series: 0 of one the register does not name, None without a register."""
        return self._register.balance_at(holder, self._moment)

    def common_for(self, preferred: Fraction) -> int:
        """Whole shares of common stock that a conversion gives (4A, 4D), were enough authorized."""
        return self.position.common_for(preferred)

    def votes(self, preferred: Fraction) -> int:
        """Votes of a holder of so many shares (5); no more than available shares where the reading caps them."""
        votes = self.common_for(preferred)
        return min(votes, int(self.available_common)) if self._votes_capped else votes

    def on_liquidation(self, assets: Fraction, parity: Mapping[str, Fraction] | None = None) -> Waterfall:
        """What a liquidation would pay (3).

        Args:
            assets: For holders of stock, in US dollars.
            parity: The whole amount due to each stock on a parity.
        """
        return waterfall(assets, self.liquidation_preference, self.position.preferred, parity or {})

    def remarks(self) -> list[str]:
        """What the text leaves open and bears on this standing: authorized shares that fall short (4A, 4L, 5)."""
        if not self.position.preferred:
            return []
        balances = [held for held in self.balances.values() if held] or [self.position.preferred]
        needed = sum(self.common_for(held) for held in balances)
        if needed <= self.available_common:
            return []
        short = (
            f"all {counted(self.position.preferred)} shares convert into {counted(Fraction(needed))} shares of "
            f"common stock, and {counted(self.available_common)} authorized ones are available"
        )
        read = "capped at them" if self._votes_capped else "not capped"
        reserve = (
            "4L(2): the company is to reserve 'Series D Preferred Stock', where common stock must be meant; read: "
            "there is a duty to reserve common stock (and by 8 to help), and 4A admits that it may fall short."
        )
        count = (
            "5: votes are counted by the shares into which the series 'may then be converted', which could mean the "
            f"available ones only (4A); read: {read}."
        )
        return [f"4A: {short}; holders can convert only to that extent.", reserve, count]


@dataclass(frozen=True, slots=True)
class ConversionHistory:
    """Everything that became of a series, queryable as of any day.

    `on(day)` is how the series stands at the opening of a day. That is the price which a notice of conversion of
    that day meets: adjustments of the day come into effect at its close (4E) or after it (4I). What other events of
    the day change, the certificate puts in no order.
    `at_close(day)` counts the events of the day as well.
    """

    ledger: Ledger
    start: Position
    states: tuple[State, ...]
    open_points: tuple[tuple[str, str], ...]
    """Event's id and what the text, or the ledger, leaves open there, in the order of the events."""
    entitlements: tuple[tuple[int, Entitlement], ...]
    register: Register

    @property
    def conversions(self) -> tuple[Conversion, ...]:
        """Every conversion, in order."""
        return tuple(one for state in self.states for one in state.outcome.conversions)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the text leaves open, each point once with the events it bears on; and what falls short at the end."""
        grouped: dict[str, list[str]] = {}
        for event, point in self.open_points:
            grouped.setdefault(point, []).append(event)
        return (*(f"{_named(events)}: {point}" for point, events in grouped.items()), *self.last.remarks())

    @property
    def last(self) -> Standing:
        """After the last event."""
        day = self.states[-1].day if self.states else self.ledger.issued.date
        return self._standing(day, len(self.states))

    def on(self, day: date) -> Standing:
        """How the series stands at the opening of a day, the events of that day not counted.

        Raises:
            BeforeIssueError: The series was issued later.
        """
        return self._standing(day, bisect_left(self.states, day, key=lambda state: state.day))

    def at_close(self, day: date) -> Standing:
        """How the series stands when the events of a day are counted.

        Raises:
            BeforeIssueError: The series was issued later.
        """
        return self._standing(day, bisect_right(self.states, day, key=lambda state: state.day))

    def of_day(self, day: date) -> tuple[State, ...]:
        """The states after each event of a day, in the ledger's order."""
        first = bisect_left(self.states, day, key=lambda state: state.day)
        return self.states[first : bisect_right(self.states, day, lo=first, key=lambda state: state.day)]

    def state_of(self, event: str) -> State | None:
        """The state after an event; None if there is none of that id."""
        return next((state for state in self.states if state.event == event), None)

    def _standing(self, day: date, moment: int) -> Standing:
        if day < self.ledger.issued.date:
            raise BeforeIssueError(f"the series was issued on {self.ledger.issued.date}, after {day}")
        state = self.states[moment - 1] if moment else None
        return Standing(
            day,
            state.after if state else self.start,
            state.event if state else None,
            tuple(one for since, one in self.entitlements if since <= moment),
            self.register,
            moment,
            self.ledger.readings.votes == "capped",
        )


def _named(events: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(events))
    if len(distinct) > 4:
        return f"{', '.join(distinct[:3])} and {len(distinct) - 3:,} more"
    return ", ".join(distinct)
