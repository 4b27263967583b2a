"""Deadlines of an offering and its series: facts → a list of days, and a calendar file."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from checks.calendar_text import calendar_text
from checks.conversion.events import Convert
from checks.conversion.figures import dollars, plain
from checks.conversion.history import ConversionHistory
from checks.deadline_facts import CertificateFacts, ConversionFacts, Facts, FactsError, Periods, parse_facts
from checks.deadlines import IN_ALL, Deadline, HolderDamages, deadlines, holder_damages, notice_of_adjustment
from checks.figures import day as written
from checks.ledger_acts import acts_of
from checks.offering import Offering
from checks.opening import why_not
from pipeline.convert import indented, read_history
from pipeline.form_terms import form_terms
from pipeline.papers.paper import edition_of
from pipeline.same_company import refuse_another_company
from pipeline.terminal import columns, on_one_line
from pipeline.wrong_call import WrongCallError
from templates.figures_in_words import in_words
from templates.form import load_form

_DAYS = {
    "certificate_days": "certificate_days",
    "filing_day": "filing_days",
    "effectiveness_day": "effectiveness_days",
    "conversion_days": "conversion_days",
    "notice_days": "notice_days",
}
"""Variable of the wording → the period that it sets."""
_RATE = "damages_rate"
_LONGEST = 3660
_CERTIFICATE = "certificate-of-designations"
_NUMBERS = {in_words(Decimal(number)).lower(): number for number in range(1, 100)}
KINDS = "by: the last day for it. due: to be done or paid on that day. from: the first day on which it is allowed."
CALENDARS = ("federal-reserve", "new-york", "exchange")


def read_facts(file: Path) -> Facts:
    """Read the facts that deadlines run from.

    Raises:
        WrongCallError: The file cannot be read, or the facts cannot be used.
    """
    try:
        return parse_facts(file.read_bytes(), str(file))
    except FactsError as error:
        raise WrongCallError(str(error)) from error
    except OSError as error:
        raise WrongCallError(f"{file}: {why_not(error, 'file of dates', 'file of dates')}") from error


@dataclass(frozen=True, slots=True)
class Asked:
    """What deadlines are asked for, and what they run from."""

    offering: Offering
    closings: tuple[date, ...]
    """Beside those of the facts; the first of all counts for 5.1."""
    until: date
    """Liquidated damages are listed as far as they are due on this day."""
    names_until: bool = False
    """Whether the user named that day: then damages are told also where no certificate is known."""
    first_sale: date | None = None
    """None takes that of the facts, or the first closing."""
    ledger: Path | None = None
    """The ledger of the series: certificates (4C) and notices (4K, 4L)."""
    facts: Path | None = None
    """Registration, certificates and acts."""
    calendar: str | None = None
    """The calendar of business days; None takes that of the facts."""


def run_deadlines(asked: Asked, *, as_json: bool = False) -> str:
    """What the command prints.

    Raises:
        WrongCallError: A file cannot be read or used, or there is no such calendar.
    """
    facts, found = collect(asked)
    owed = holder_damages(facts, asked.until)
    counted = _counted_by(asked, facts)
    if as_json:
        return to_json(found, owed, counted)
    offering = asked.offering
    told = to_text(found, owed, _told_of(counted, offering))
    return "\n".join((on_one_line(f"{offering.issuer.name}: {offering.security.name}"), "", told))


def _counted_by(asked: Asked, facts: Facts) -> dict[str, Any] | None:
    """Form and edition whose wording the deadlines follow; None where the facts set other periods."""
    if facts.periods != _periods(asked.offering):
        return None
    form = load_form(asked.offering.form)
    named = asked.offering.edition is not None
    return {"form": form.name, "edition": edition_of(asked.offering, form), "assumed": not named}


def _told_of(counted: dict[str, Any] | None, offering: Offering) -> str:
    if counted is None:
        return "Counted by the periods of the facts."
    why = "as the offering file names it"
    if counted["assumed"]:
        why = (
            f"assumed since the offering opens on {written(offering.opens)}; write edition in its file if it is another"
        )
    return f"Counted by {counted['form']}, edition {counted['edition']}: {why}."


def calendar_file(asked: Asked, name: str, stamp: datetime) -> bytes:
    """The deadlines as a calendar (.ics).

    Args:
        asked: What they run from.
        name: Of the calendar.
        stamp: When it is made, in UTC.

    Raises:
        WrongCallError: A file cannot be read or used, or there is no such calendar.
    """
    _, found = collect(asked)
    offering = asked.offering
    issuer, security = offering.issuer.name, offering.security.name
    of = f"{issuer}|{security}|{offering.exemption}|{offering.opens}"
    return calendar_text(found, f"Deadlines of {name}", stamp, of=of, whose=issuer).encode("utf-8")


def collect(asked: Asked) -> tuple[Facts, tuple[Deadline, ...]]:
    """The facts, with what the call and the ledger add to them, and every deadline in the order of its day."""
    facts = _facts(asked)
    _see_that_they_can_be_counted(facts, asked)
    if asked.ledger is None:
        return facts, deadlines(facts, asked.until)
    history = read_history(asked.ledger).history
    refuse_another_company(asked.offering, history.ledger)
    facts = facts.model_copy(
        update={
            "conversions": (*facts.conversions, *_conversions(history)),
            "acts": (*facts.acts, *acts_of(history)),
        }
    )
    adjusted = [notice_of_adjustment(state.event, state.day) for state in history.states if state.adjusts]
    every = sorted([*deadlines(facts, asked.until), *adjusted], key=lambda one: (one.day, one.clause, one.key))
    return facts, tuple(every)


def _see_that_they_can_be_counted(facts: Facts, asked: Asked) -> None:
    periods = {f"periods.{name}": getattr(facts.periods, name) for name in _DAYS.values()}
    within = {f"conversions: {one.id}: within": one.within or 0 for one in facts.conversions}
    for name, count in (periods | within).items():
        if count > _LONGEST:
            raise WrongCallError(
                f"{asked.facts}: {name}: {count:,} days is no period to count with. Write at most {_LONGEST:,}."
            )


def _facts(asked: Asked) -> Facts:
    facts = read_facts(asked.facts) if asked.facts is not None else Facts()
    closings = tuple(sorted({*facts.closings, *asked.closings}))
    changed: dict[str, object] = {
        "closings": closings,
        "first_sale": asked.first_sale or facts.first_sale or (closings[0] if closings else None),
    }
    if asked.calendar is not None:
        if asked.calendar not in CALENDARS:
            known = ", ".join(CALENDARS)
            raise WrongCallError(f"--calendar: there is no calendar {asked.calendar!r}. The calendars are {known}.")
        changed["business_days"] = asked.calendar
    if "periods" not in facts.model_fields_set:
        changed["periods"] = _periods(asked.offering)
    if asked.names_until and closings and not facts.certificates:
        changed["certificates"] = (_for_each_hundred_thousand(closings[0]),)
    if closings and isinstance(sale := changed["first_sale"], date) and sale > closings[0]:
        where = "--first-sale" if asked.first_sale else f"{asked.facts}: first_sale"
        raise WrongCallError(
            f"{where}: the first sale, {sale}, lies after the first closing, {closings[0]}: nothing closes before an "
            "investor is bound. Correct one of them."
        )
    return facts.model_copy(update=changed)


def _periods(offering: Offering) -> Periods:
    """The periods and the law that the offering's terms set; what they do not set is the forms' own."""
    form = load_form(offering.form)
    terms = {**load_form(_CERTIFICATE).terms, **form.terms, **offering.terms}
    given: dict[str, object] = {key: _whole(terms[name]) for name, key in _DAYS.items() if name in terms}
    if _RATE in terms:
        given[_RATE] = _rate(terms[_RATE])
    wrong = next((name for name in (*_DAYS, _RATE) if name in terms and given[_DAYS.get(name, name)] is None), None)
    if wrong is not None:
        raise WrongCallError(
            f"the offering's terms: {wrong}: {terms[wrong]!r} cannot be counted with. Write days as 15, 90th or five, "
            "a rate as 1.0%."
        )
    given["governing_state"] = terms.get("governing_state") or _law_of_the_form(offering)
    given["settled"] = edition_of(offering, form) == "current"
    return Periods.model_validate({name: value for name, value in given.items() if value is not None})


def _law_of_the_form(offering: Offering) -> str | None:
    """None, which counts by the law of the paper as it was filed; another issuer's agreement may have another."""
    is_filed = load_form(offering.form).is_of_the_filed_issue(form_terms(offering))
    return None if is_filed else "the state that the agreement names (the offering names none)"


def _whole(words: str) -> int | None:
    """The number of days in "15", "90th" or "five"; None where it is written otherwise."""
    if words.strip().lower() in _NUMBERS:
        return _NUMBERS[words.strip().lower()]
    found = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", words.strip())
    return int(found.group(1)) if found and 0 < int(found.group(1)) <= _LONGEST else None


def _rate(words: str) -> str | None:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", words.strip())
    return str(Fraction(found.group(1)) / 100) if found else None


def _for_each_hundred_thousand(closing: date) -> CertificateFacts:
    """Where no certificate is named, damages are told for each $100,000 paid at the first closing."""
    return CertificateFacts.model_validate(
        {
            "certificate": "all certificates",
            "holder": "each subscriber, for each $100,000 paid",
            "closing": closing,
            "paid": closing,
            "purchase_price": "100000",
        }
    )


def _conversions(history: ConversionHistory) -> Iterator[ConversionFacts]:
    for event in history.ledger.events:
        if isinstance(event, Convert):
            yield ConversionFacts(
                id=event.id, holder=event.holder or "", conversion_date=event.date, surrendered=event.surrendered,
                within=history.ledger.terms.certificates_within, business_days=history.ledger.business_days,
            )  # fmt: skip


def to_json(found: tuple[Deadline, ...], owed: tuple[HolderDamages, ...], counted: dict[str, Any] | None = None) -> str:
    """Deadlines in the order of their days, liquidated damages by holder and reading, and by which form they count."""
    data: dict[str, Any] = {
        "counted_by": counted,
        "deadlines": [
            {
                "date": one.day.isoformat(), "kind": one.kind, "clause": one.clause, "title": one.title,
                "rule": one.rule, "open": list(one.remarks),
            }
            for one in found
        ],
        "liquidated_damages": [
            {
                "certificate": one.certificate,
                "holder": one.holder,
                "readings": [
                    {
                        "reading": reading.reading,
                        "meaning": reading.meaning,
                        "total": plain(reading.total),
                        "payments": [
                            {"date": payment.day.isoformat(), "stream": payment.stream, "amount": plain(payment.amount)}
                            for payment in reading.payments
                        ],
                    }
                    for reading in one.readings
                ],
                "open": list(one.remarks),
            }
            for one in owed
        ],
    }  # fmt: skip
    return json.dumps(data, indent=2, ensure_ascii=False)


def to_text(found: tuple[Deadline, ...], owed: tuple[HolderDamages, ...], by: str) -> str:
    """A table of days, by what and how each was counted, and liquidated damages by reading."""
    if not found:
        return "No deadline: the file names no closing, no first sale, no certificate and no act."
    rows = [(f"{one.day:%a} {one.day}", one.kind, one.clause, one.title) for one in found]
    lines = [*columns(rows).split("\n"), "", KINDS, "", "How they are counted"]
    for counted in (by, *_how(found)):
        lines += indented(counted)
    for one in owed:
        lines += ["", f"Liquidated damages to {one.holder} ({one.certificate}), 5.2(b)"]
        for reading in one.readings:
            count = len(reading.payments)
            payments = "1 payment" if count == 1 else f"{count} payments"
            lines += indented(f"{reading.reading}: {dollars(reading.total)}, {payments}: {reading.meaning}")
    return "\n".join(on_one_line(line) for line in lines)


def _how(found: tuple[Deadline, ...]) -> Iterator[str]:
    """How each is counted: what several of a clause share is told once, sums by certificate are told below."""
    told: set[tuple[str, str]] = set()
    for one in found:
        shown = [words for words in (one.rule, *one.remarks) if (one.clause, words) not in told]
        shown = [words for words in shown if not words.startswith(IN_ALL)]
        told.update((one.clause, words) for words in shown)
        if shown:
            yield f"{one.clause}: {' '.join(shown)}"
