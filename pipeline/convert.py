"""`subdocs convert`: a ledger → the conversion price after each event, for people and for programs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from checks.business_days import calendar
from checks.conversion.book import Conversion
from checks.conversion.figures import (
    LONGEST_IN_FULL,
    LONGEST_WRITTEN,
    counted,
    decimal,
    dollars,
    fraction,
    is_shown_exactly,
    plain,
    price,
)
from checks.conversion.history import BeforeIssueError, ConversionHistory, Position, Standing, State
from checks.conversion.ledger import parse_ledger
from checks.conversion.refusal import LedgerError
from checks.conversion.replay import replay
from checks.opening import why_not
from pipeline.terminal import columns, on_one_line
from pipeline.wrong_call import WrongCallError

THOUSAND = Fraction(1000)
LONGEST_IN_THE_TABLE = 24
"""Characters of an exact fraction."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A ledger gone through up to a day."""

    history: ConversionHistory
    standing: Standing
    """At the close of the as-of date."""
    left_out: tuple[str, ...]
    """Ids of events that take effect after the as-of date."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the text leaves open, what falls short, and what was not counted."""
        later = (f"not counted, since later than {self.standing.day}: {_few(self.left_out)}.",) if self.left_out else ()
        return self.history.warnings + later


def read_history(file: Path, as_of: date | None = None) -> Converted:
    """Read a ledger and go through it.

    Args:
        file: ledger.yaml.
        as_of: Events that take effect later are not counted; the whole ledger must be sound all the same.
            None takes the day of the last event.

    Raises:
        WrongCallError: The file cannot be read, or the ledger cannot be.
    """
    try:
        ledger = parse_ledger(_read(file), str(file))
        days, trading_days = calendar(ledger.business_days), calendar("exchange")
        history = replay(ledger, days, trading_days)
        if as_of is None:
            return Converted(history, history.last, ())
        kept = ledger.until(as_of)
        left_out = tuple(event.id for event in ledger.events[len(kept.events) :])
        if left_out:
            history = replay(kept, days, trading_days)
        return Converted(history, history.at_close(as_of), left_out)
    except LedgerError as error:
        raise WrongCallError(str(error)) from error
    except BeforeIssueError as error:
        raise WrongCallError(f"--as-of: {error}. Name a later day.") from error


def run_convert(file: Path, as_of: date | None = None, *, as_json: bool = False) -> str:
    """What the command prints.

    Args:
        file: ledger.yaml.
        as_of: The day whose state is printed; None takes the day of the last event.
        as_json: For programs.

    Raises:
        WrongCallError: The file cannot be read, or the ledger cannot be.
    """
    converted = read_history(file, as_of)
    return to_json(converted) if as_json else to_text(converted)


def to_json(converted: Converted) -> str:
    """The states, conversions and warnings, and how the series stands on the as-of date; exact figures as text."""
    history = converted.history
    last = len(history.states)
    data = {
        "states": [_state(state, in_full=state.number == last) for state in history.states],
        "conversions": [_conversion(one) for one in history.conversions],
        "warnings": list(converted.warnings),
        "as_of": _standing(converted.standing),
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _state(state: State, *, in_full: bool) -> dict[str, Any]:
    after = state.after
    longest = LONGEST_IN_FULL if in_full else LONGEST_WRITTEN
    return {
        "event": state.event,
        "date": state.day.isoformat(),
        "clause": state.clause,
        "conversion_price": _exact(after.price, longest),
        "outstanding_common": plain(after.outstanding_common),
        "common_per_preferred": {
            "fraction": fraction(after.common_per_preferred, longest),
            "whole_for_1000": plain(Fraction(after.common_for(THOUSAND))),
        },
        "votes_per_share": plain(after.common_per_preferred),
        "explanation": state.explanation,
    }


def _exact(figure: Fraction, longest: int = LONGEST_IN_FULL) -> dict[str, str | None]:
    """The fraction is null where it has so many digits that other programs would not read it."""
    return {"fraction": fraction(figure, longest), "decimal": decimal(figure)}


def _conversion(one: Conversion) -> dict[str, Any]:
    return {
        "event": one.event,
        "holder": one.holder,
        "preferred": _figure(one.preferred),
        "common": str(one.common),
        "issue_by": one.issue_by.isoformat() if one.issue_by else None,
        "balance": _figure(one.balance),
    }


def _figure(figure: Fraction) -> str:
    """A number of shares as text: a decimal where that is exact, else the fraction where it is not too long."""
    text = plain(figure)
    return text if is_shown_exactly(figure) else fraction(figure, LONGEST_IN_FULL) or text


def _standing(standing: Standing) -> dict[str, Any]:
    position = standing.position
    converted = standing.converted_automatically
    return {
        "date": standing.day.isoformat(),
        "event": standing.last_event,
        "conversion_price": _exact(position.price),
        "liquidation_preference": _figure(position.liquidation_preference),
        "outstanding_common": _figure(position.outstanding_common),
        "deemed_common": _figure(position.deemed_common),
        "authorized_common": _figure(position.authorized_common),
        "available_common": _figure(position.available_common),
        "preferred_outstanding": _figure(position.preferred),
        "balances": {holder: _figure(held) for holder, held in standing.balances.items()},
        "converted_automatically": converted.isoformat() if converted else None,
    }


def to_text(converted: Converted) -> str:
    """A table of prices, then each event with its clause, formula and figures, and the state on the as-of date."""
    history = converted.history
    ledger = history.ledger
    issued = (
        f"Issued {ledger.issued.date}: {counted(ledger.issued.shares)} shares at a stated value of "
        f"{dollars(ledger.stated_value)}, conversion price {price(ledger.conversion_price)}."
    )
    parts = [
        f"{ledger.series}, {ledger.issuer.name}",
        issued,
        "",
        *_table(history),
        *(line for state in history.states for line in _told(state)),
        *_conversions(history),
        *_as_of(converted.standing),
    ]
    if converted.warnings:
        parts += ["", "Left open by the text, or to be looked at:"]
        parts += [line for warning in converted.warnings for line in indented(warning)]
    return "\n".join(on_one_line(part) for part in parts)


def _table(history: ConversionHistory) -> list[str]:
    head = ("event", "date", "clause", "conversion price", "exactly", "outstanding common", "from 1,000 shares")
    first = ("", history.ledger.issued.date.isoformat(), "4A", *_figures(history.start))
    rows = [(state.event, state.day.isoformat(), state.clause, *_figures(state.after)) for state in history.states]
    return columns([head, first, *rows]).split("\n")


def _figures(position: Position) -> tuple[str, str, str, str]:
    exact = fraction(position.price)
    shown = exact if exact and len(exact) <= LONGEST_IN_THE_TABLE else "…"
    converted = counted(Fraction(position.common_for(THOUSAND)))
    return plain(position.price), shown, counted(position.outstanding_common), converted


def _told(state: State) -> Iterator[str]:
    outcome = state.outcome
    yield ""
    yield f"{state.event}  {state.day}  {state.kind}  ({state.clause})"
    for sentence in outcome.method:
        yield from indented(sentence)
    if outcome.formula:
        yield from indented(outcome.formula)
    for name, figure in outcome.facts:
        yield f"    {name}: {figure}"
    for step in outcome.replayed:
        yield from indented(f"Gone through again, {step}")
    if state.adjusts:
        yield f"  Conversion price: {price(state.before.price)} → {price(state.after.price)}"
    for point in outcome.open_points:
        yield from indented(f"Open: {point}")
    for remark in outcome.remarks:
        yield from indented(f"Look at: {remark}")


def _conversions(history: ConversionHistory) -> list[str]:
    made = history.conversions
    if not made:
        return []
    head = ("event", "holder", "series", "common", "issue by (4C)", "balance")
    rows = [
        (one.event, one.holder or "all", counted(one.preferred), counted(Fraction(one.common)),
         one.issue_by.isoformat() if one.issue_by else "no day set", counted(one.balance))
        for one in made
    ]  # fmt: skip
    return ["", "Conversions", *columns([head, *rows]).split("\n")]


def standing_rows(standing: Standing) -> list[tuple[str, str]]:
    """How the series stands, as names and figures: price, shares, authorized stock, holders with their votes."""
    position = standing.position
    rows = [
        ("conversion price", price(position.price)),
        ("Liquidation Preference of one share", dollars(position.liquidation_preference)),
        ("shares of the series outstanding", counted(position.preferred)),
        ("common stock from one share", counted(position.common_per_preferred)),
        ("common stock outstanding", counted(position.outstanding_common)),
        ("deemed issued and not yet issued", counted(position.deemed_common)),
        ("authorized (4A)", counted(position.authorized_common)),
        ("of these available", counted(position.available_common)),
    ]  # fmt: skip
    if position.treasury_common:
        rows.append(("held by the company", counted(position.treasury_common)))
    if position.converted_automatically:
        rows.append(("converted automatically (4L)", position.converted_automatically.isoformat()))
    rows += [
        (f"{holder}", f"{counted(held)} shares, {counted(Fraction(standing.votes(held)))} votes (5)")
        for holder, held in standing.balances.items()
        if held
    ]
    return rows


def _as_of(standing: Standing) -> list[str]:
    after = f", after {standing.last_event}" if standing.last_event else ""
    return ["", f"On {standing.day}{after}", *columns(standing_rows(standing)).split("\n")]


def indented(text: str, width: int = 110) -> Iterator[str]:
    """A sentence on lines of its own, each further one indented more."""
    line = "  "
    for word in text.split(" "):
        if len(line) + len(word) > width and line.strip():
            yield line.rstrip()
            line = "    "
        line += f"{word} "
    yield line.rstrip()


def _few(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) if len(ids) <= 6 else f"{', '.join(ids[:5])} and {len(ids) - 5:,} more"


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise WrongCallError(f"{file}: {why_not(error, 'ledger', 'ledger.yaml')}") from error
