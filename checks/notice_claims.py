"""The notices of conversion of a batch side by side: what each claims, for whom, and whether the ledger has it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from checks.conversion.figures import counted
from checks.conversion.history import ConversionHistory
from checks.conversion.names import plain_name
from checks.figures import day as written
from checks.notice_standing import (
    BEFORE,
    CONVERTED,
    DATE,
    ISSUED,
    NAME,
    conversions,
    holder_named,
    names_of,
)
from checks.rule import Context, Judged
from extractors.record import Record


@dataclass(frozen=True, slots=True)
class Claim:
    """What one notice claims. Shares are shares of the series, unless a name says otherwise."""

    path: str
    fails: bool
    """Whether a rule on the notice alone fails it: it cannot be carried out as it is."""
    day: date | None
    """The Conversion Date."""
    shares: Fraction | None
    """To be converted."""
    before: Fraction | None
    """Owned before, as the notice says."""
    common: Fraction | None
    """Common stock to be issued."""
    holder: str
    """As the register or the ledger's conversions name it, else as the notice does; "" where no name is given."""
    is_established: bool
    """Whether it is known whose notice it is: the register has that holder; without a register, a name is given."""
    unsure: tuple[str, ...]
    """The fields above whose reading is uncertain."""
    recorded: bool = False
    """Whether the ledger has this conversion among its events."""
    recorded_elsewhere: bool = False
    """Whether the ledger has one of that holder and so many shares on another day, for which there is no notice."""

    @property
    def conversion(self) -> tuple[str, date | None, Fraction | None]:
        """By what two notices of one conversion are told: holder, day, shares."""
        return plain_name(self.holder), self.day, self.shares

    @property
    def is_certain(self) -> bool:
        """Whether holder, day and shares are known for sure, and whether the ledger has the conversion."""
        known = self.day is not None and self.shares is not None and self.is_established
        return known and not self.recorded_elsewhere and not {DATE, CONVERTED, NAME} & set(self.unsure)


def claims_of(documents: Iterable[Judged], context: Context) -> tuple[Claim, ...]:
    """The claims of every notice that is filled in, in the order of their days; a copy of a file is left out."""
    seen: set[str] = set()
    found = []
    for one in sorted(documents, key=lambda one: one.document.path):
        record = one.document.record
        if record is None or record.is_blank_form or one.document.sha256 in seen:
            continue
        seen.add(one.document.sha256)
        found.append(_claim(one, record, context.history))
    ordered = sorted(found, key=lambda one: (one.day is None, one.day or date.min, -(one.before or 0), one.path))
    return _with_what_is_recorded(ordered, context.history)


def _claim(judged: Judged, record: Record, history: ConversionHistory | None) -> Claim:
    names = names_of(record)
    known = [] if history is None else [*history.register.balances, *(one.holder for one in conversions(history))]
    holder = holder_named(known, names)
    unsure = tuple(name for name in (DATE, CONVERTED, BEFORE, ISSUED, NAME) if not record.readings[name].is_certain)
    if record.signs_for and holder is not None and holder_named([holder], record.signs_for.splitlines()):
        unsure = tuple(name for name in unsure if name != NAME)
    return Claim(
        path=judged.document.path,
        fails=judged.status == "fail",
        day=record.day(DATE),
        shares=_figure(record, CONVERTED),
        before=_figure(record, BEFORE),
        common=_figure(record, ISSUED),
        holder=holder or next(iter((*record.signs_for.splitlines(), *names)), ""),
        is_established=holder is not None or (bool(names) and (history is None or not history.register.is_known)),
        unsure=unsure,
    )


def _figure(record: Record, name: str) -> Fraction | None:
    number = record.number(name)
    return Fraction(number) if number is not None and number.is_finite() and number >= 0 else None


def _with_what_is_recorded(claims: Sequence[Claim], history: ConversionHistory | None) -> tuple[Claim, ...]:
    """Each event of the ledger answers to one notice at most."""
    left = [] if history is None else [(plain_name(one.holder), one.date, one.shares) for one in conversions(history)]
    found = []
    for claim in claims:
        recorded = claim.conversion in left
        if recorded:
            left.remove((plain_name(claim.holder), claim.day or date.min, claim.shares or Fraction(0)))
        found.append(replace(claim, recorded=recorded))
    elsewhere = {(holder, figure) for holder, _, figure in left}
    return tuple(
        replace(one, recorded_elsewhere=not one.recorded and (plain_name(one.holder), one.shares) in elsewhere)
        for one in found
    )


def repeated(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Notices of unlike files that carry one conversion.

    Not so those that the ledger records each, nor a notice that starts from where one before it ends.
    """
    by_conversion: dict[object, list[list[Claim]]] = {}
    for claim in claims:
        if claim.shares is None or claim.day is None or not claim.is_established:
            continue
        links = by_conversion.setdefault(claim.conversion, [])
        same = next((link for link in links if link[0].before == claim.before), None)
        if same is None and not any(_follows(claim, one) for link in links for one in link):
            same = next(iter(links), None)
        if same is None:
            links.append([claim])
        else:
            same.append(claim)
    groups = (same for links in by_conversion.values() for same in links)
    return [same for same in groups if len(same) > 1 and sum(one.recorded for one in same) < len(same)]


def _follows(later: Claim, earlier: Claim) -> bool:
    if later.before is None or earlier.before is None or earlier.shares is None or BEFORE in later.unsure:
        return False
    return later.before == earlier.before - earlier.shares


def once(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, those of one conversion counted once, or as often as the ledger records it."""
    claims = list(claims)
    left_out = {id(one) for same in repeated(claims) for one in _surplus(same)}
    return [one for one in claims if id(one) not in left_out]


def _surplus(same: list[Claim]) -> list[Claim]:
    unrecorded = [one for one in same if not one.recorded]
    return unrecorded if len(unrecorded) < len(same) else unrecorded[1:]


def told(claims: Iterable[Claim]) -> str:
    """Each notice with its day and its shares of the series, for a sentence."""
    return "; ".join(f"{one.path} ({on(one.day)}), {shares(one.shares)}" for one in claims)


def on(day: date | None) -> str:
    """A Conversion Date, for a sentence."""
    return written(day) if day else "no certain date"


def shares(figure: Fraction | None) -> str:
    """A number of shares with its noun."""
    return "no number" if figure is None else f"{counted(figure)} {'share' if figure == 1 else 'shares'}"
