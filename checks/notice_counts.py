"""Notices of conversion counted together: what they claim, against what the ledger shows to be there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from checks.conversion.events import IssuePreferred
from checks.conversion.history import BeforeIssueError, ConversionHistory
from checks.conversion.names import plain_name
from checks.notice_claims import Claim

ZERO = Fraction(0)
Room = Callable[[date], tuple[Fraction, Fraction] | None]
"""Of a day: what is there, and for one share of the ledger's first day how many of that day; None: not known."""


@dataclass(frozen=True, slots=True)
class Excess:
    """Where notices claim more than there is."""

    day: date
    claimed: Fraction
    there: Fraction
    by: str
    """By what so much is there, for a sentence."""
    claims: tuple[Claim, ...]
    """Those that count, in the order of their days."""


def more_than_owned(
    group: Sequence[Claim], history: ConversionHistory | None, *, and_recorded: bool = False
) -> Excess | None:
    """Where a holder's notices exceed the register.

    Args:
        group: Of one holder.
        history: None knows no register.
        and_recorded: What the ledger records of the holder on the day itself, beside the notices, is taken off.
    """
    if history is None:
        return None
    beside = _recorded_beside(group, history) if and_recorded else {}

    def room(day: date) -> tuple[Fraction, Fraction] | None:
        held = _held(history, group[0].holder, day)
        return None if held is None else (max(ZERO, held[0] - beside.get(day, ZERO)), held[1])

    return _excess(group, _shares_of, room, "owned by the ledger")


def more_than_the_series(claims: Sequence[Claim], history: ConversionHistory | None) -> list[Excess]:
    """Where all notices exceed all shares of the series: without a register it is the only measure."""
    if history is None or history.register.is_known:
        return []

    def room(day: date) -> tuple[Fraction, Fraction] | None:
        try:
            opening = history.on(day).position
        except BeforeIssueError:
            return None
        most = max((opening.preferred, *(state.after.preferred for state in history.of_day(day))))
        return most, history.start.stated_value / opening.stated_value

    found = _excess(claims, _shares_of, room, "of the series outstanding")
    return [found] if found else []


def perhaps_more_than_owned(group: Sequence[Claim], history: ConversionHistory | None) -> Excess | None:
    """The same, with what the ledger records beside the notices; without a register, against what they state."""
    return more_than_owned(group, history, and_recorded=True) or _more_than_stated(group, history)


def _more_than_stated(group: Sequence[Claim], history: ConversionHistory | None) -> Excess | None:
    """Without a register: where a holder's notices exceed the most that one of them says was owned."""
    stated = [one.before / _split(history, one.day) for one in group if one.before is not None]
    if not stated or (history is not None and history.register.is_known) or any(one.recorded for one in group):
        return None
    first = min((one.day for one in group if one.day is not None), default=None)

    def room(day: date) -> tuple[Fraction, Fraction]:
        scale = _split(history, day)
        return max(stated) * scale + _came_in(history, group[0].holder, first or day, day), scale

    return _excess(group, _shares_of, room, "owned by what one of them states")


def more_common_than_there(
    claims: Sequence[Claim], history: ConversionHistory, *, at_least: bool = False
) -> Excess | None:
    """Where the common stock of all notices exceeds what is authorized and not issued (4A).

    Args:
        claims: Of any holders.
        history: Of the ledger.
        at_least: Events of the day itself may make more available, or less: the least counts, not the most.
    """
    return _excess(claims, _common_of, lambda day: _common_there(history, day, min if at_least else max), "available")


def unaware(group: Sequence[Claim], history: ConversionHistory | None) -> tuple[Claim, Claim] | None:
    """Two notices of a holder of which the second starts from shares that the first has converted.

    That is so where they state the same shares on one day; where the second states what the register shows, but the
    register does not know of the first; and, without a register, where the second starts from more than the first
    leaves and the ledger has issued to the holder since.
    """
    for place, later in enumerate(group):
        if later.before is None:
            continue
        shown = _shown(history, later)
        for earlier in group[:place]:
            if shown:
                repeats = earlier.before == later.before and earlier.day == later.day
            else:
                repeats = _leaves_less(earlier, later, history)
            if repeats or (not (earlier.recorded or earlier.recorded_elsewhere) and later.before in shown):
                return earlier, later
    return None


def left_by(claim: Claim) -> Fraction | None:
    """Shares of the series that a notice leaves, by what it states; None where it does not say."""
    return None if claim.before is None or claim.shares is None else max(ZERO, claim.before - claim.shares)


def _leaves_less(earlier: Claim, later: Claim, history: ConversionHistory | None) -> bool:
    left = left_by(earlier)
    if left is None or later.before is None or earlier.day is None or later.day is None:
        return False
    left = left * _split(history, later.day) / _split(history, earlier.day)
    return later.before > left + _came_in(history, later.holder, earlier.day, later.day)


def _split(history: ConversionHistory | None, day: date | None) -> Fraction:
    """Shares of the series at the opening of a day for one of the ledger's first day."""
    if history is None or day is None or day < history.ledger.issued.date:
        return Fraction(1)
    return history.start.stated_value / history.on(day).position.stated_value


def _came_in(history: ConversionHistory | None, holder: str, first: date, last: date) -> Fraction:
    """What the ledger says was issued to a holder from one day to another, both included, in shares of the last."""
    events = () if history is None else history.ledger.events
    return sum(
        (
            event.shares * _split(history, last) / _split(history, event.date)
            for event in events
            if isinstance(event, IssuePreferred) and first <= event.date <= last
            and plain_name(event.holder) == plain_name(holder)
        ),
        ZERO,
    )  # fmt: skip


def _excess(claims: Sequence[Claim], figure: Callable[[Claim], Fraction], room: Room, by: str) -> Excess | None:
    """The first day on which claims that the ledger does not record before it exceed what is there."""
    for day in sorted({one.day for one in claims if one.day is not None}):
        there = room(day)
        if there is None:
            continue
        counting = [one for one in claims if one.day == day or (one.day and one.day < day and not one.recorded)]
        claimed = ZERO
        for one in counting:
            then = room(one.day) if one.day else None
            claimed += figure(one) * there[1] / then[1] if then else figure(one)
        if claimed > there[0] and len(counting) > 1:
            return Excess(day, claimed, there[0], by, tuple(counting))
    return None


def _recorded_beside(group: Sequence[Claim], history: ConversionHistory) -> dict[date, Fraction]:
    """By day, what the ledger records as converted by the holder without a notice of the batch."""
    answered = [(one.day, one.shares) for one in group if one.recorded]
    found: dict[date, Fraction] = {}
    for one in history.conversions:
        if one.issue_by is None or one.holder is None or plain_name(one.holder) != plain_name(group[0].holder):
            continue
        if (one.day, one.requested) in answered:
            answered.remove((one.day, one.requested))
        else:
            found[one.day] = found.get(one.day, ZERO) + one.preferred
    return found


def _held(history: ConversionHistory, holder: str, day: date) -> tuple[Fraction, Fraction] | None:
    """What a holder has on a day by the register, whatever came in on it included."""
    try:
        opening = history.on(day)
    except BeforeIssueError:
        return None
    before = opening.balance(holder)
    if before is None:
        return None
    most = last = before
    for state in history.of_day(day):
        now = history.register.balance_at(holder, state.number) or ZERO
        most, last = most + max(ZERO, now - last), now
    return most, history.start.stated_value / opening.position.stated_value


def _shown(history: ConversionHistory | None, claim: Claim) -> set[Fraction | None]:
    """The holder's shares by the register at the opening of the day, and after each of its events."""
    if history is None or claim.day is None or _held(history, claim.holder, claim.day) is None:
        return set()
    states = history.of_day(claim.day)
    after = (history.register.balance_at(claim.holder, state.number) for state in states)
    return {history.on(claim.day).balance(claim.holder), *after}


def _common_there(
    history: ConversionHistory, day: date, pick: Callable[[Iterable[Fraction]], Fraction]
) -> tuple[Fraction, Fraction] | None:
    """Conversions of the day take nothing from it: their notices are counted. In the shares of its opening."""
    try:
        position = history.on(day).position
    except BeforeIssueError:
        return None
    there, converted = [position.available_common], ZERO
    for state in history.of_day(day):
        scale = position.factor / state.after.factor
        converted += sum(one.common for one in state.outcome.conversions) * scale
        there.append(state.after.available_common * scale + converted)
    return pick(there), position.factor


def _shares_of(claim: Claim) -> Fraction:
    return claim.shares or ZERO


def _common_of(claim: Claim) -> Fraction:
    return claim.common or ZERO
