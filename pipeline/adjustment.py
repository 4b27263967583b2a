"""The values of a notice of adjustment (4K), by the fields of its form."""

import re
from collections.abc import Iterable
from datetime import date

from checks.business_days import calendar
from checks.conversion.event_words import named_in_words
from checks.conversion.figures import day
from checks.conversion.history import ConversionHistory, State
from checks.conversion.notice import adjustment_of, notice_of_adjustment, stands_on_its_line
from checks.conversion.refusal import LedgerError
from checks.conversion.replay import replay
from checks.notice_standing import is_named
from pipeline.papers.series import series_terms
from pipeline.wrong_call import WrongCallError

Value = str | list[str]
IN_THE_ANNEX = "see Annex A"
NOTHING_OPEN = "No point that the text leaves open bears on this adjustment."
_FORM = "notice-of-adjustment"
_USERS_WORDS = ("into", "receives", "name")
"""Keys of events whose words are the ledger's own, and stay as they are."""


def adjustment_values(
    history: ConversionHistory, event: str | None = None, *, dated: date | None = None, holder: str = ""
) -> dict[str, Value]:
    """What the form `notice-of-adjustment` is filled with from a ledger; date, holder and signature are not in it.

    Args:
        history: The ledger gone through.
        event: The event's id; None takes the last that adjusted the price.
        dated: The day of the notice; None takes that of the adjustment.
        holder: To whom it goes, as the register names the holder; "" for every holder.

    Raises:
        WrongCallError: There is no such event, or it adjusted nothing, or the notice comes before it.
    """
    state = adjustment_on(history, event, dated)
    ledger = named_in_words(history.ledger)
    told = replay(ledger, calendar(ledger.business_days), calendar("exchange"), in_full=state.number)
    notice = notice_of_adjustment(told, told.states[state.number - 1].event, dated=dated, holder=holder)
    fractions = {"before": notice.old_price_fraction, "after": notice.new_price_fraction}
    values: dict[str, Value] = {
        "adjustment.clause": notice.clause,
        "adjustment.effective_date": notice.effective.isoformat(),
        "adjustment.takes_effect": notice.takes_effect,
        "adjustment.event": notice.event_in_words,
        "adjustment.price_before": notice.old_price_decimal,
        "adjustment.price_after": notice.new_price_decimal,
        "adjustment.shares_before": str(notice.old_common_per_thousand),
        "adjustment.shares_after": str(notice.new_common_per_thousand),
        "adjustment.effect": list(notice.effect),
        "adjustment.method": list(notice.method),
        "adjustment.facts": list(notice.facts),
        "adjustment.readings": list(notice.open_points) or [NOTHING_OPEN],
    }
    for when, exact in fractions.items():
        values[f"adjustment.price_{when}_fraction"] = exact if stands_on_its_line(exact) else IN_THE_ANNEX
    return _in_defined_terms(values, told)


def adjustment_on(history: ConversionHistory, event: str | None, dated: date | None) -> State:
    """The adjustment that a notice of a day is about.

    Raises:
        WrongCallError: There is no such event, or it adjusted nothing, or the notice comes before it.
    """
    try:
        state = adjustment_of(history, event)
    except LedgerError as error:
        raise WrongCallError(str(error)) from error
    if dated is not None and dated < state.day:
        raise WrongCallError(
            f"--dated: the notice would be of {day(dated)}, the adjustment by {state.event} is of {day(state.day)}: "
            "4K asks for notice upon it, not before. Date it that day or later, or name an earlier adjustment "
            "(--event)."
        )
    return state


def holder_on(history: ConversionHistory, holder: str, dated: date) -> str:
    """The holder of the register to whom a notice of that day goes, by the name that the register has.

    A holder whose shares converted automatically had them until then, and is given notice of it.

    Raises:
        WrongCallError: The register has no such holder, or the holder has nothing left.
    """
    balances = history.at_close(dated).balances
    if not balances:
        return holder
    found = next((one for one in balances if is_named(one, (holder,))), None)
    converted = next((one for one in history.conversions if one.issue_by is None and one.day <= dated), None)
    last = {one.holder for one in history.conversions if converted and one.event == converted.event}
    holders = [one for one, held in balances.items() if held] or [one for one in last if one]
    known = f"Holders on {day(dated)}: {'; '.join(holders)}." if holders else "No share of the series is outstanding."
    if found is None:
        raise WrongCallError(f"--holder: the ledger's register has no holder {holder!r} on {day(dated)}. {known}")
    if not balances[found] and found not in last:
        raise WrongCallError(
            f"--holder: {found} holds no share of the series on {day(dated)}, and is given no notice (4K). {known}"
        )
    return found


def _in_defined_terms(values: dict[str, Value], told: ConversionHistory) -> dict[str, Value]:
    """The machine's words in the terms that the certificate and the notice define; the ledger's own words stay."""
    short = series_terms(told.ledger, _FORM).get("security_short_name", told.ledger.series)
    terms = {
        "common stock": "Common Stock",
        "conversion price": "Conversion Price",
        "the series": f"the {short}",
        "the certificate of designations": "the Certificate of Designations",
        "the company": "the Company",
    }
    kept = sorted({words for words in _ledgers_words(told) if words}, key=len, reverse=True)
    sought = [*(re.escape(words) for words in kept), *(rf"\b{words}\b" for words in terms)]
    found = re.compile("|".join(sought), re.IGNORECASE)

    def defined(match: re.Match[str]) -> str:
        words = match.group()
        if words in kept:
            return words
        term = terms[words.lower()]
        return term[:1].upper() + term[1:] if words[0].isupper() else term

    def told_so(value: Value) -> Value:
        return found.sub(defined, value) if isinstance(value, str) else [found.sub(defined, one) for one in value]

    return {name: told_so(value) for name, value in values.items()}


def _ledgers_words(told: ConversionHistory) -> Iterable[str]:
    for event in told.ledger.events:
        for part in (event, getattr(event, "other_stock", None)):
            yield from (str(getattr(part, key, "") or "") for key in _USERS_WORDS)
