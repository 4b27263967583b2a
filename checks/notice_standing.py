"""How the series stood on the Conversion Date of a notice: what the rules on notices are judged by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from checks.conversion.book import Entitlement
from checks.conversion.events import Convert
from checks.conversion.history import BeforeIssueError, ConversionHistory, Standing, State
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
    ledger reads it otherwise (`same_day_conversion`).
    """

    day: date
    opening: Standing
    close: Standing
    history: ConversionHistory

    @property
    def _reads_before(self) -> bool:
        return self.history.ledger.readings.same_day_conversion == "before"

    @property
    def price(self) -> Fraction:
        """The conversion price in effect, in US dollars."""
        return self.opening.price if self._reads_before else self.close.price

    @property
    def other_price(self) -> Fraction | None:
        """The price by the other reading, where the price was adjusted on the Conversion Date itself."""
        if self.opening.price == self.close.price:
            return None
        return self.close.price if self._reads_before else self.opening.price

    @property
    def stated_value(self) -> Fraction:
        """Of one share of the series, in US dollars."""
        return self.opening.position.stated_value

    @property
    def unpaid_dividends(self) -> Fraction:
        """Declared and unpaid, on one share of the series, in US dollars."""
        return self.opening.position.unpaid_dividends

    @property
    def liquidation_preference(self) -> Fraction:
        """Of one share of the series (3): stated value and unpaid dividends."""
        return self.opening.liquidation_preference

    @property
    def available_common(self) -> Fraction:
        """Authorized and not issued at the opening of the day (4A)."""
        return self.opening.available_common

    @property
    def entitlements(self) -> tuple[Entitlement, ...]:
        """What a share receives on conversion beside, or instead of, common stock (4F, 4G, 4J)."""
        return self.opening.entitlements

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
        return frozenset({self.opening.position.preferred, *(state.after.preferred for state in self._states)})

    def balances_of_the_day(self, holder: str) -> frozenset[Fraction]:
        """A holder's shares at the opening of the day and after each of its events.

        Of two notices of one day, the second starts from where the first ends.
        """
        register = self.history.register
        after = (register.balances_at(state.number).get(holder) for state in self._states)
        return frozenset(balance for balance in (self.balances.get(holder), *after) if balance is not None)

    @cached_property
    def _states(self) -> tuple[State, ...]:
        return tuple(state for state in self.history.states if state.day == self.day)


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


def plain_name(name: str) -> str:
    """A name without what is no letter or digit, and without case."""
    return "".join(char for char in name.casefold() if char.isalnum())
