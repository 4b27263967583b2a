"""Counting purchasers who are not accredited, as Rule 501(e) says, over the days Rule 506(b) says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from checks.dated_law import law
from checks.offering import Offering
from checks.rule import Judged
from checks.same_subscriber import (
    Subscriber,
    by_house,
    by_tax_id,
    groups,
    same_address,
    same_name_and_address,
    same_tax_id,
    subscribers_of,
    surname,
)

Standing = Literal["accredited", "not accredited", "undetermined"]
Count = Literal["counted", "perhaps", "excluded"]

CATEGORIES = "accreditation.categories"
ONE_OFFERING = 0
"""The law's figure where purchasers are counted over the whole offering, and not over days."""


@dataclass(frozen=True, slots=True)
class Sale:
    """One purchaser's part in one document."""

    purchaser: int
    """The same number for the same purchaser in several documents."""
    path: str
    on: date | None
    """None where no date can be read with certainty."""
    standing: Standing
    residence: Count
    """Whether Rule 501(e)(1) leaves the purchaser out for living with another."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many purchasers who are not accredited a period holds, at least and at most."""

    least: int
    most: int
    days: int
    """The days of the period; 0 for the whole offering."""
    ends: date | None
    sure: tuple[str, ...]
    """The documents of those counted in `least`, in order of date."""
    possible: tuple[str, ...]
    """The documents of those counted in `most`, files that could not be read aside."""


def standing_of(judged: Judged) -> Standing:
    """Whether the document shows an accredited purchaser.

    Category I, also beside another, shows one who is not; another category shows an accredited
    one unless a rule of accreditation fails or asks for review. All else is undetermined.
    """
    record = judged.document.record
    if record is None or not record.readings[CATEGORIES].is_certain:
        return "undetermined"
    marked = record.value(CATEGORIES)
    letters = marked if isinstance(marked, tuple) else ()
    if "I" in letters:
        return "not accredited"
    doubted = any(rule[:3] == "ACC" and outcome in ("fail", "review") for rule, outcome in judged.outcomes.items())
    return "undetermined" if doubted or not letters else "accredited"


def sales_of(documents: Iterable[Judged]) -> tuple[Sale, ...]:
    """Every purchaser of every document that was read, blank forms aside, in order of date and path."""
    judged = {one.document.path: one for one in documents}
    days = {path: _day(one) for path, one in judged.items()}
    ordered = sorted(judged, key=lambda path: (days[path] is None, days[path] or date.min, path))
    subscribers = [subscriber for path in ordered for subscriber in subscribers_of(judged[path].document)]
    purchaser = {id(subscriber): number for number, subscriber in enumerate(subscribers)}
    for group in groups(subscribers, _same, by_tax_id, by_house):
        for subscriber in group:
            purchaser[id(subscriber)] = purchaser[id(group[0])]
    standing = {path: standing_of(one) for path, one in judged.items()}
    residence = _residences(subscribers, standing, purchaser)
    return tuple(
        Sale(
            purchaser[id(subscriber)],
            subscriber.path,
            days[subscriber.path],
            standing[subscriber.path],
            residence[id(subscriber)],
        )
        for subscriber in subscribers
    )


def tallies(sales: tuple[Sale, ...], unread: int, offering: Offering) -> tuple[Tally, ...]:
    """The counts of every period the law knows for these sales, those with most purchasers first.

    Args:
        sales: As `sales_of` gives them.
        unread: Files that could not be read: each may be one more purchaser.
        offering: Its opening gives the law for a sale without a date.
    """
    window = law("purchaser_count_window")
    by_days = [sale for sale in sales if sale.on is not None and window.on(sale.on).value]
    by_offering = [sale for sale in sales if sale.on is not None and not window.on(sale.on).value]
    undated = [sale for sale in sales if sale.on is None]
    made = []
    if not window.on(offering.closes).value:
        # Whatever the day, it is counted over this offering.
        by_offering, undated = by_offering + undated, []
    if by_offering or not by_days:
        made.append(_tally(by_offering, undated, unread, ONE_OFFERING, None))
    for ends in sorted({sale.on for sale in by_days if sale.on is not None}):
        days = int(str(window.on(ends).value))
        begins = ends - timedelta(days=days - 1)
        inside = [sale for sale in sales if sale.on is not None and begins <= sale.on <= ends]
        made.append(_tally(inside, undated, unread, days, ends))
    return tuple(sorted(made, key=lambda tally: (-tally.least, -tally.most)))


def _tally(sales: list[Sale], undated: list[Sale], unread: int, days: int, ends: date | None) -> Tally:
    sure = [sale for sale in sales if sale.standing == "not accredited" and sale.residence == "counted"]
    possible = [sale for sale in sales + undated if sale.standing != "accredited" and sale.residence != "excluded"]
    return Tally(
        least=len({sale.purchaser for sale in sure}),
        most=len({sale.purchaser for sale in possible}) + unread,
        days=days,
        ends=ends,
        sure=tuple(dict.fromkeys(sale.path for sale in sure)),
        possible=tuple(dict.fromkeys(sale.path for sale in possible)),
    )


def _day(judged: Judged) -> date | None:
    record = judged.document.record
    if record is None or not record.readings["subscription.date"].is_certain:
        return None
    return record.day("subscription.date")


def _same(one: Subscriber, other: Subscriber) -> bool:
    if one.path == other.path:
        # Two who sign together are two, even where one tax id stands under both.
        return False
    return same_tax_id(one, other) or same_name_and_address(one, other)


def _residences(
    subscribers: list[Subscriber], standing: dict[str, Standing], purchaser: dict[int, int]
) -> dict[int, Count]:
    """Who is left out because a relative or spouse with the same residence buys too (501(e)(1)(i)).

    One of a household stays, an accredited one if there is one. Who bears that one's surname is
    taken for a relative and left out; who bears another may be one. Entities have no residence.
    """
    counts: dict[int, Count] = {id(subscriber): "counted" for subscriber in subscribers}
    individuals = [subscriber for subscriber in subscribers if not subscriber.is_entity]
    for household in groups(individuals, same_address, by_house):
        stays = next((one for one in household if standing[one.path] == "accredited"), household[0])
        for one in household:
            if purchaser[id(one)] != purchaser[id(stays)]:
                counts[id(one)] = "excluded" if _one_family(one, stays) else "perhaps"
    return counts


def _one_family(one: Subscriber, other: Subscriber) -> bool:
    return bool(one.name and other.name) and surname(one.name) == surname(other.name) != ""
