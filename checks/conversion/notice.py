"""What a notice of adjustment must say (4K): the price, the method of calculation, the facts it rests on."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from checks.conversion.event_words import in_words
from checks.conversion.events import AnyEvent
from checks.conversion.figures import LONGEST_IN_FULL, counted, day, fraction, plain, price, term
from checks.conversion.history import ConversionHistory, State
from checks.conversion.notice_effect import effect_of, preference
from checks.conversion.refusal import LedgerError

THOUSAND = Fraction(1000)
EFFECTIVE = {
    "4H": "immediately after the payment date (Section 4I)",
    "4F": "immediately after the effective date (Section 4I)",
    "4G": "immediately after the effective date (Section 4I)",
}
AFTER_PAYMENT = "immediately after the payment date (Section 4I)"
OF_AN_ISSUE = "as of the close of business on that date (Section 4E)"
OF_A_CHANGE = "forthwith, immediately after that date (Sections 4E(3) and 4I)"
LONGEST_ON_ITS_LINE = 40
"""Characters of a fraction that stands in one line of the notice; a longer one is set out in the calculation."""
LONGEST_SET_OUT = 10_000
"""Characters of a fraction that is set out at all: about three pages."""
PLACES_OF_A_LONG_ONE = 40
_CLAUSE = r"(?:Excluded Stock(?: \([A-D]\))?|Annex A|\d[A-O]?(?:\(\d\))?)"
_LED_BY = re.compile(rf"({_CLAUSE}(?:, {_CLAUSE})*): ")
_BEGINS_WITH_A_WORD = re.compile(r"[a-z]+ ")
_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


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
    """The one clause that adjusts the price: "4E(3)", "4F"."""
    effective: date
    takes_effect: str
    """When on, or after, that date, and by which clause."""
    old_price: Fraction
    new_price: Fraction
    old_price_text: str
    """With "$"; rounded to twelve decimals and with the exact fraction where it goes on."""
    new_price_text: str
    old_price_decimal: str
    """Without needless zeros, rounded to twelve decimals where it goes on."""
    new_price_decimal: str
    old_price_fraction: str
    """Exact; "" where it has more digits than are written at all."""
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
    effect: tuple[str, ...]
    """Sentences: what the adjustment means for a holder on the day of the notice."""


def notice_of_adjustment(
    history: ConversionHistory, event: str | None = None, *, dated: date | None = None, holder: str = ""
) -> NoticeOfAdjustment:
    """What to give notice of.

    Args:
        history: The ledger gone through. For readers without the ledger, one named in words
            (`event_words.named_in_words`), with this event told in full.
        event: The event's id; None takes the last that adjusted the price.
        dated: The day of the notice; None takes that of the adjustment.
        holder: To whom it goes, as the register names the holder; "" for every holder.

    Raises:
        LedgerError: There is no such event, or it adjusted nothing.
    """
    state = adjustment_of(history, event)
    before, after = state.before, state.after
    return NoticeOfAdjustment(
        series=history.ledger.series,
        issuer=history.ledger.issuer.name,
        event=state.event,
        event_in_words=in_words(_event(history, state.event)),
        clause=clause_of(state),
        effective=state.day,
        takes_effect=_takes_effect(state),
        old_price=before.price,
        new_price=after.price,
        old_price_text=price(before.price),
        new_price_text=price(after.price),
        old_price_decimal=plain(before.price),
        new_price_decimal=plain(after.price),
        old_price_fraction=fraction(before.price, LONGEST_IN_FULL) or "",
        new_price_fraction=fraction(after.price, LONGEST_IN_FULL) or "",
        old_common_per_thousand=before.common_for(THOUSAND),
        new_common_per_thousand=after.common_for(THOUSAND),
        method=tuple(_sentence(one) for one in _method(state)),
        facts=tuple(_sentence(one) for one in _facts(history, state)),
        open_points=tuple(_reading(point) for point in state.outcome.open_points),
        effect=effect_of(history, state, dated or state.day, holder),
    )


def adjustment_of(history: ConversionHistory, event: str | None) -> State:
    """The adjustment to give notice of: that of an event, or the last.

    Raises:
        LedgerError: There is no such event, or it adjusted nothing.
    """
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


def clause_of(state: State) -> str:
    """The one clause by which the price is adjusted.

    An event may have others beside it: the payment of a dividend (2), other stock (4J), automatic conversion (4L).
    """
    return next(one for one in state.clause.split(", ") if one.startswith("4"))


def stands_on_its_line(exact: str) -> bool:
    """Whether an exact fraction is short enough for one line of the notice."""
    return 0 < len(exact) <= LONGEST_ON_ITS_LINE


def _method(state: State) -> list[str]:
    outcome, before, after = state.outcome, state.before, state.after
    told = [*outcome.method]
    if outcome.formula:
        told.append(f"{outcome.formula}.")
    if outcome.replayed:
        told.append("The steps since then that come out otherwise are these, in their order.")
    told += [f"{step}." for step in outcome.replayed]
    told.append(
        f"1,000 × {term(after.liquidation_preference)} ÷ {term(after.price)} = "
        f"{counted(THOUSAND * after.common_per_preferred)}: 1,000 shares of the series convert into "
        f"{after.common_for(THOUSAND):,} whole shares of common stock (4D)."
    )
    told.append(
        f"The conversion price was {price(before.price)} and is now {price(after.price)}. It is kept as an exact "
        "fraction, and rounded only where it is stated as a decimal."
    )
    for which, figure in (("before", before.price), ("after", after.price)):
        told += _set_out(f"the conversion price {which} the adjustment", figure)
    return told


def _set_out(what: str, figure: Fraction) -> list[str]:
    """A fraction that is too long for its line: in groups of ten digits, and as a decimal of many places."""
    exact = fraction(figure, LONGEST_IN_FULL) or ""
    if stands_on_its_line(exact):
        return []
    rounded = round(figure * 10**PLACES_OF_A_LONG_ONE)
    whole, parts = divmod(rounded, 10**PLACES_OF_A_LONG_ONE)
    number = f"{whole}.{parts:0{PLACES_OF_A_LONG_ONE}d}"
    decimal = f"rounded to the nearest in the {PLACES_OF_A_LONG_ONE}th decimal place, it is ${number}"
    above, _, below = exact.partition("/")
    if not exact or len(exact) > LONGEST_SET_OUT:
        digits = f"a numerator of {len(above):,} digits and a denominator of {len(below):,}"
        if not exact:
            digits = f"more than {LONGEST_IN_FULL:,} digits above or below its line"
        told = f"{what}, exactly, is a fraction with {digits}; the company states it on request"
        return [f"{told}; {decimal}."]
    told = f"{what}, exactly, is the fraction with the numerator {_grouped(above)}"
    if below:
        told += f" and the denominator {_grouped(below)}"
    return [f"{told}, the digits in groups of ten; {decimal}."]


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + 10] for at in range(0, len(digits), 10))


def _facts(history: ConversionHistory, state: State) -> list[str]:
    before, after = state.before, state.after
    told = [f"{name}: {figure}." for name, figure in state.outcome.facts]
    told += [f"Earlier event: {in_words(_event(history, one))}." for one in state.outcome.concerns]
    if after.converted_automatically == state.day and state.outcome.conversions:
        told.append(f"Shares of the series outstanding immediately before: {counted(before.preferred)}.")
        issued = sum(one.common for one in state.outcome.conversions)
        free = counted(after.available_common + issued)
        told.append(f"Authorized common stock available for the automatic conversion: {free}.")
    then = preference(before.stated_value, before.unpaid_dividends)
    now = preference(after.stated_value, after.unpaid_dividends)
    if then == now:
        return [*told, f"Liquidation Preference of one share: {now}."]
    return [*told, f"Liquidation Preference of one share before: {then}.", f"Liquidation Preference after: {now}."]


def _takes_effect(state: State) -> str:
    if state.kind in ("reprice", "expire", "buy_back"):
        return OF_A_CHANGE
    if state.kind == "stock_dividend":
        return AFTER_PAYMENT
    return EFFECTIVE.get(clause_of(state), OF_AN_ISSUE)


def _event(history: ConversionHistory, event: str) -> AnyEvent:
    return next(one for one in history.ledger.events if one.id == event)


def _sentence(words: str) -> str:
    """With a capital at its beginning, and days as a letter writes them."""
    told = _days_in_words(words).replace("(4L)", "(4L, the second)")
    return f"{told[:1].upper()}{told[1:]}" if _BEGINS_WITH_A_WORD.match(told) else told


def _days_in_words(words: str) -> str:
    return _ISO_DAY.sub(lambda found: day(date.fromisoformat(found.group())), words)


def _reading(point: str) -> str:
    """An open point as a holder reads it: "4E, 4I: … read: …" with sections called so, and whose reading it is."""
    words = _days_in_words(point)
    led = _LED_BY.match(words)
    if led is not None:
        clauses = led.group(1).split(", ")
        words = f"{_sections(clauses)}: {words[led.end() :]}".replace("Section 4L:", "Section 4L, the second:")
    words = words.replace("; read: ", "; the company reads: ").replace("; read ", "; the company reads ")
    return _sentence(words)


def _sections(clauses: list[str]) -> str:
    numbered = [one for one in clauses if one[0].isdigit()]
    named = [f"definition of {one}" if one.startswith("Excluded") else one for one in clauses if not one[0].isdigit()]
    listed = " and ".join(numbered) if len(numbered) < 3 else f"{', '.join(numbered[:-1])} and {numbered[-1]}"
    sections = [f"Section{'s' if len(numbered) > 1 else ''} {listed}"] if numbered else []
    return ", ".join([*sections, *named])
