"""Deadlines of an offering and its series: facts → a list of days, and a calendar file."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from checks.calendar_text import calendar_text
from checks.conversion.events import Convert, DividendDeclared, Liquidation, Merger, Reorganization, StockDividend
from checks.conversion.figures import dollars, plain
from checks.conversion.history import ConversionHistory
from checks.deadline_facts import CompanyAct, ConversionFacts, Facts, FactsError, parse_facts
from checks.deadlines import Deadline, HolderDamages, deadlines, holder_damages, notice_of_adjustment
from pipeline.convert import indented, read_history
from pipeline.terminal import columns, on_one_line
from pipeline.wrong_call import WrongCallError

KIND_WORDS = {"by": "by", "due": "due", "from": "from"}


def read_facts(file: Path) -> Facts:
    """Read the facts that deadlines run from.

    Raises:
        WrongCallError: The file cannot be read, or the facts cannot be used.
    """
    try:
        return parse_facts(file.read_bytes(), str(file))
    except FactsError as error:
        raise WrongCallError(str(error)) from error
    except FileNotFoundError as error:
        raise WrongCallError(f"{file}: there is no such file. Name an existing file of dates.") from error
    except IsADirectoryError as error:
        raise WrongCallError(f"{file}: this is a folder. Name the file of dates in it.") from error
    except OSError as error:
        raise WrongCallError(f"{file}: it cannot be read ({(error.strerror or str(error)).lower()}).") from error


def run_deadlines(file: Path, until: date, *, ledger: Path | None = None, as_json: bool = False) -> str:
    """What the command prints.

    Args:
        file: The facts: closings, first sale, registration, certificates.
        until: Liquidated damages are listed as far as they are due on this day.
        ledger: The ledger of the series, for certificates (4C), notices (4K, 4L).
        as_json: For programs.

    Raises:
        WrongCallError: A file cannot be read or used.
    """
    facts, found = collect(file, until, ledger)
    owed = holder_damages(facts, until)
    return to_json(found, owed) if as_json else to_text(found, owed)


def calendar_file(file: Path, until: date, stamp: datetime, *, ledger: Path | None = None) -> bytes:
    """The deadlines as a calendar (.ics).

    Args:
        file: The facts.
        until: Liquidated damages are listed as far as they are due on this day.
        stamp: When it is made, in UTC.
        ledger: The ledger of the series.

    Raises:
        WrongCallError: A file cannot be read or used.
    """
    _, found = collect(file, until, ledger)
    return calendar_text(found, f"Deadlines of {file.stem}", stamp).encode("utf-8")


def collect(file: Path, until: date, ledger: Path | None) -> tuple[Facts, tuple[Deadline, ...]]:
    """The facts, with what the ledger adds to them, and every deadline in the order of its day."""
    facts = read_facts(file)
    if ledger is None:
        return facts, deadlines(facts, until)
    history = read_history(ledger).history
    facts = facts.model_copy(
        update={
            "conversions": (*facts.conversions, *_conversions(history)),
            "acts": (*facts.acts, *_acts(history)),
        }
    )
    adjusted = [notice_of_adjustment(state.event, state.day) for state in history.states if state.adjusts]
    every = sorted([*deadlines(facts, until), *adjusted], key=lambda one: (one.day, one.clause, one.key))
    return facts, tuple(every)


def _conversions(history: ConversionHistory) -> Iterator[ConversionFacts]:
    for event in history.ledger.events:
        if isinstance(event, Convert):
            yield ConversionFacts(
                id=event.id, holder=event.holder, conversion_date=event.date, surrendered=event.surrendered
            )


def _acts(history: ConversionHistory) -> Iterator[CompanyAct]:
    """Events that 4L asks notice of, as far as the ledger has their days."""
    for event in history.ledger.events:
        what = f"{event.event.replace('_', ' ')} {event.id}"
        match event:
            case StockDividend() | DividendDeclared() if event.record_date is not None:
                yield CompanyAct(what=what, kind="dividend", record_date=event.record_date)
            case Merger():
                yield CompanyAct(what=what, kind="merger", takes_place=event.date)
            case Reorganization():
                yield CompanyAct(what=what, kind="reorganization", takes_place=event.date)
            case Liquidation():
                yield CompanyAct(what=what, kind="liquidation", takes_place=event.date)
            case _:
                continue


def to_json(found: tuple[Deadline, ...], owed: tuple[HolderDamages, ...]) -> str:
    """Deadlines in the order of their days, and liquidated damages by holder and reading."""
    data: dict[str, Any] = {
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


def to_text(found: tuple[Deadline, ...], owed: tuple[HolderDamages, ...]) -> str:
    """A table of days, how each was counted, and liquidated damages by reading."""
    if not found:
        return "No deadline: the file names no closing, no first sale, no certificate and no act."
    rows = [(f"{one.day:%a} {one.day}", KIND_WORDS[one.kind], one.clause, one.title) for one in found]
    lines = [*columns(rows).split("\n"), "", "How they are counted"]
    for counted in dict.fromkeys(f"{one.clause}: {' '.join((one.rule, *one.remarks))}" for one in found):
        lines += indented(counted)
    for one in owed:
        lines += ["", f"Liquidated damages to {one.holder} ({one.certificate}), 5.2(b)"]
        for reading in one.readings:
            count = len(reading.payments)
            payments = "1 payment" if count == 1 else f"{count} payments"
            lines += indented(f"{reading.reading}: {dollars(reading.total)}, {payments}: {reading.meaning}")
    return "\n".join(on_one_line(line) for line in lines)
