"""How the series stood on the Conversion Date of a notice: what the rules on notices are judged by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from checks.conversion.book import Entitlement
from checks.conversion.events import Convert
from checks.conversion.history import BeforeIssueError, ConversionHistory, Position, Standing, State
from checks.conversion.names import plain_name
from checks.rule import Context, Verdict, not_applicable
from extractors.record import Record

FORM = "notice-of-conversion"
DATE = "conversion.date"
BEFORE, CONVERTED, AFTER = (
    "conversion.shares_owned_before",
    "conversion.shares_converted",
    "conversion.shares_owned_after",
)
STATED, ISSUED, APPLICABLE = "conversion.stated_value", "conversion.common_issued", "conversion.applicable_price"
NAME, SIGNATURE = "holder.name", "holder.signature"

CERTIFICATE = "Certificate of Designations"
NO_LEDGER = "No ledger was given: name it with --ledger."


@dataclass(frozen=True)
class Met:
    """What a notice meets in the ledger on its Conversion Date.

    An adjustment of the price on that very day comes into effect at its close (4E) or after it (4I), unless the
    ledger reads it otherwise (`same_day_conversion`). For all else the certificate sets no order of the events of
    a day: a notice may meet the series as it stood at the opening, between two of them, or at the close.
    """

    day: date
    opening: Standing
    close: Standing
    history: ConversionHistory

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """The series at the opening of the day and after each of its events."""
        return (self.opening.position, *(state.after for state in self.states))

    @property
    def prices(self) -> tuple[Fraction, ...]:
        """Every conversion price that the day has seen, in US dollars, in order."""
        return distinct(position.price for position in self.positions)

    @cached_property
    def prices_in_effect(self) -> tuple[Fraction, ...]:
        """By the ledger's reading, in US dollars: one; more where that depends on the order of the day's events.

        Read as after the adjustment, the ledger's own conversions meet the price of their place among the events.
        """
        if self.history.ledger.readings.same_day_conversion == "before":
            opening = self.opening.position
            # In the shares of each moment of the day: a split leaves a conversion what its shares would have become.
            return distinct(opening.price * opening.factor / position.factor for position in self.positions)
        if any(state.outcome.conversions for state in self.states):
            return distinct((self.close.price, *self.prices))
        return (self.close.price,)

    @property
    def stated_values(self) -> tuple[Fraction, ...]:
        """Of one share of the series, in US dollars; more than one where the series was split that day."""
        return distinct(position.stated_value for position in self.positions)

    @property
    def preferences(self) -> tuple[Fraction, ...]:
        """The Liquidation Preference of one share (3), stated value and unpaid dividends, by the order of the day."""
        return distinct(position.liquidation_preference for position in self.positions)

    def available_common(self, issued: Fraction, names: Iterable[str] = ()) -> tuple[Fraction, ...]:
        """Authorized and not issued (4A), at the opening of the day and after each of its events.

        Args:
            issued: Shares of common stock that the notice asks for. A conversion of the day into so many, by a
                holder of these names, is the notice's own: it takes nothing from it.
            names: None counts every conversion.
        """
        names, own, found = tuple(names), Fraction(0), [self.opening.available_common]
        for state in self.states:
            for one in state.outcome.conversions:
                if not own and one.common == issued and one.holder and is_named(one.holder, names):
                    own = issued
            found.append(state.after.available_common + own)
        return distinct(found)

    @property
    def entitlements(self) -> tuple[Entitlement, ...]:
        """What a share receives on conversion beside, or instead of, common stock (4F, 4G, 4J), by the day's close."""
        return self.close.entitlements

    @property
    def converted_automatically(self) -> date | None:
        """The day of automatic conversion (4L), the Conversion Date included; None where it had not happened."""
        return self.close.converted_automatically

    @property
    def balances(self) -> Mapping[str, Fraction]:
        """Every holder's shares at the opening of the day; empty where the ledger has no register."""
        return self.opening.balances

    @cached_property
    def totals_of_the_day(self) -> frozenset[Fraction]:
        """Shares of the series outstanding at the opening of the day and after each of its events."""
        return frozenset(position.preferred for position in self.positions)

    def balances_of_the_day(self, holder: str) -> frozenset[Fraction]:
        """A holder's shares at the opening of the day and after each of its events.

        Of two notices of one day, the second starts from where the first ends.
        """
        register = self.history.register
        after = (register.balances_at(state.number).get(holder) for state in self.states)
        return frozenset(balance for balance in (self.balances.get(holder), *after) if balance is not None)

    @cached_property
    def states(self) -> tuple[State, ...]:
        """After each event of the day, in the ledger's order."""
        return self.history.of_day(self.day)


def met(doc: Record, context: Context) -> Met | Verdict:
    """What a notice meets in the ledger; else why that is not known, as a verdict.

    A Conversion Date before the issue is for CNV007 alone to say. The rule must read `conversion.date`.
    """
    if context.history is None:
        return not_applicable(NO_LEDGER, rests_on=())
    day = doc.day(DATE)
    if day is None:
        return not_applicable("There is no Conversion Date: see CNV006.", rests_on=(DATE,))
    try:
        opening = context.history.on(day)
    except BeforeIssueError:
        return not_applicable("The Conversion Date lies before the issue: see CNV007.", rests_on=(DATE,))
    return Met(day, opening, context.history.at_close(day), context.history)


def missing(*names: str) -> Verdict:
    """Not applicable, for want of a figure of which CNV006 speaks."""
    return not_applicable("A figure is missing: see CNV006.", rests_on=names)


def conversions(history: ConversionHistory) -> Iterable[Convert]:
    """The conversions by holders that the ledger records, in order."""
    return (event for event in history.ledger.events if isinstance(event, Convert))


def names_of(doc: Record) -> tuple[str, ...]:
    """The names that a notice's holder may have: at "Name:", and in the place of "[HOLDER]", where a fund's stands."""
    return tuple(filter(None, (doc.text(NAME), *doc.signs_for.splitlines())))


def holder_named(holders: Iterable[str], names: Iterable[str]) -> str | None:
    """The first of some holders that has one of a notice's names; None where none has."""
    plain = {plain_name(name) for name in names}
    return next((holder for holder in holders if plain_name(holder) in plain), None)


def is_named(holder: str, names: Iterable[str]) -> bool:
    """Whether a holder has one of some names, case and punctuation aside."""
    return plain_name(holder) in map(plain_name, names)


def distinct(figures: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """Each figure once, in the order in which they come."""
    return tuple(dict.fromkeys(figures))
