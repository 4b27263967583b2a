"""Whether the order of the events of one day matters; the certificate sets none.

The day is gone through anew, from its opening, in other orders: what comes out is what the ledger would say.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, islice, permutations
from math import comb, factorial
from typing import Any

from checks.conversion.book import Book, Outcome
from checks.conversion.chain import Chain, Grant, Issue, is_trigger, walk
from checks.conversion.figures import counted, dollars, price
from checks.conversion.refusal import Refusal

Take = Callable[[Book, Any], Outcome]
"""Takes an event into the books."""
SMALL = 4
"""Of so many events every order is gone through; of more, every exchange of two."""
MOST = 20_000
"""Events that are taken anew for one ledger."""
NAMED = 6
COMMUTE = {
    "issue", "treasury_sale", "treasury_purchase", "excluded_issue", "options", "convertibles", "exercise", "convert",
    "transfer", "issue_preferred", "register", "planned_act", "liquidation",
}  # fmt: skip
"""Kinds of which no order matters where none of them adjusts the price and every conversion is whole."""
SOLD = {"issue", "options", "convertibles", "transfer", "issue_preferred", "planned_act"}


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure of the books that an order can change."""

    words: str
    """With the figure: "the price becomes {}"."""
    of: Fraction
    shown: str


@dataclass(slots=True)
class _Tried:
    """The other orders of a day: what came of each."""

    came_out: list[tuple[str, dict[str, _Figure]]] = field(default_factory=list)
    """The order, and the figures."""
    refused: int = 0
    """Orders in which the ledger cannot be."""
    left_out: int = 0


class SameDay:
    """Compares the orders of the events of a day, as long as the ledger's allowance lasts."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._left = MOST

    def point(self, opening: Book, now: Book, events: Sequence[Any], outcomes: Sequence[Outcome]) -> str | None:
        """What to say of the events of one day; None where their order does not matter.

        Args:
            opening: The books before the day, apart from those that went on.
            now: The books after it, taken in the ledger's order.
            events: Two and more.
            outcomes: What each did.
        """
        if _commute(opening, now, events, outcomes) or _are_all_triggers(opening, now, events):
            return None
        listed = _figures(now, outcomes)
        tried = self._in_other_orders(opening, events)
        differing = {
            name: figure
            for name, figure in listed.items()
            if any(name in other and other[name].of != figure.of for _, other in tried.came_out)
        }
        if not differing:
            return _not_compared(events, tried) if tried.left_out else None
        told = "; ".join(_told(name, figure, tried) for name, figure in differing.items())
        return (
            f"4E, 4I: {_named(events)} are of one day, and their order matters: {told}; the text sets no order; read:"
            f" as listed.{_how(events, tried)}"
        )

    def _in_other_orders(self, opening: Book, events: Sequence[Any]) -> _Tried:
        tried = _Tried()
        rights = {of for event in events if (of := getattr(event, "of", None))}
        orders = _orders(events)
        affordable = self._left // len(events)
        for order in islice(orders, affordable):
            self._left -= len(events)
            book = opening.copied(rights)
            try:
                outcomes = [self._take(book, event) for event in order]
            except Refusal:
                tried.refused += 1
                continue
            tried.came_out.append((", ".join(event.id for event in order), _figures(book, outcomes)))
        tried.left_out = max(0, _count(events) - affordable)
        return tried


def _orders(events: Sequence[Any]) -> Iterator[list[Any]]:
    """Every other order of a few events; of more, every exchange of two."""
    if len(events) <= SMALL:
        yield from (list(order) for order in islice(permutations(events), 1, None))
        return
    for one, other in combinations(range(len(events)), 2):
        order = list(events)
        order[one], order[other] = order[other], order[one]
        yield order


def _count(events: Sequence[Any]) -> int:
    return factorial(len(events)) - 1 if len(events) <= SMALL else comb(len(events), 2)


def _commute(opening: Book, now: Book, events: Sequence[Any], outcomes: Sequence[Outcome]) -> bool:
    """Whether no order can matter: nothing adjusts the price, and nothing falls short."""
    return (
        opening.running.price == now.running.price
        and {event.event for event in events} <= COMMUTE
        and all(one.preferred == one.requested for outcome in outcomes for one in outcome.conversions)
    )


def _are_all_triggers(opening: Book, now: Book, events: Sequence[Any]) -> bool:
    """Whether all are sold, or deemed sold, for less than the price that comes of them all.

    4E's (A × B + D) ÷ (A + C) makes A × B more by D and A more by C, in whatever order.
    """
    if now.chain.world.formula != "weighted-average" or not {event.event for event in events} <= SOLD:
        return False
    terms, last = now.chain.world.terms, now.running.price
    for step in now.chain.steps[len(opening.chain.steps) :]:
        match step:
            case Issue():
                shares, consideration = step.shares, step.consideration
            case Grant():
                shares, _, consideration = terms[step.right]
            case _:
                return False
        if not is_trigger(shares, consideration, last):
            return False
    return True


def _figures(book: Book, outcomes: Sequence[Outcome]) -> dict[str, _Figure]:
    """What can differ by order: price, stock, dividends, and what each conversion gives."""
    running = book.running
    found = {
        "price": _Figure("the price becomes {}", running.price, price(running.price)),
        "common": _Figure("common stock outstanding {}", running.outstanding, counted(running.outstanding)),
        "treasury": _Figure("treasury shares {}", book.treasury, counted(book.treasury)),
        "deemed": _Figure("deemed shares {}", running.deemed, counted(running.deemed)),
        "unpaid": _Figure("the unpaid dividend on a share of the series {}", book.unpaid, dollars(book.unpaid)),
        "preferred": _Figure("{} shares of the series are outstanding", book.register.total,
                             counted(book.register.total)),
    }  # fmt: skip
    for one in (one for outcome in outcomes for one in outcome.conversions):
        whose = one.holder or "holders of the series"
        common = Fraction(one.common)
        found[f"{one.event} {whose}"] = _Figure(
            f"{whose} ({one.event}) {{}} shares of common stock", common, counted(common)
        )
    return found


def _told(name: str, listed: _Figure, tried: _Tried) -> str:
    """A figure as listed, and in the orders in which it is another."""
    figures = ((order, came_out.get(name)) for order, came_out in tried.came_out)
    others = [(order, figure) for order, figure in figures if figure is not None and figure.of != listed.of]
    least, most = (pick(others, key=lambda one: one[1].of) for pick in (min, max))
    said = f"as listed {listed.words.format(listed.shown)}"
    if len(tried.came_out) == 1 and not tried.refused:
        return f"{said}, the other way about {least[1].shown}"
    if least[1].of == most[1].of:
        return f"{said}, in another order ({least[0]}) {least[1].shown}"
    return f"{said}, in other orders from {least[1].shown} ({least[0]}) to {most[1].shown} ({most[0]})"


def _named(events: Sequence[Any]) -> str:
    ids = [event.id for event in events]
    if len(ids) > NAMED:
        return f"{', '.join(ids[: NAMED - 1])} and {len(ids) - NAMED + 1:,} more events"
    return f"{', '.join(ids[:-1])} and {ids[-1]}"


def _how(events: Sequence[Any], tried: _Tried) -> str:
    """What was gone through, where that is not simply the other way about."""
    if len(events) == 2:
        return ""
    some = "" if tried.left_out else "each of "
    what = f"all {_count(events) + 1} orders" if len(events) <= SMALL else f"{some}{_count(events):,} exchanges of two"
    if tried.left_out:
        what = f"{_count(events) - tried.left_out:,} of {what}; the rest would take too long"
    refused = f", {tried.refused:,} of which cannot have been" if tried.refused else ""
    return f" Gone through: {what}{refused}."


def _not_compared(events: Sequence[Any], tried: _Tried) -> str:
    compared = _count(events) - tried.left_out
    found = "it would take too long"
    if compared:
        found = f"{compared:,} other orders give the same, the rest would take too long"
    return (
        f"4E, 4I: {_named(events)} are of one day, and whether their order matters was not gone into: {found}; read: as"
        " listed."
    )


def within(chain: Chain, first: int) -> str | None:
    """The same of the steps of one event: an issue and the rights attached to it."""
    steps = chain.steps[first:]
    if len(steps) < 2 or not all(isinstance(step, Grant) for step in steps[1:]):
        return None
    swapped = walk([*steps[1:], steps[0]], chain.before[first], chain.world.apart()).price
    if swapped == chain.now.price:
        return None
    return (
        f"4E(5): the attached rights are taken after what they are attached to, giving {price(chain.now.price)}; "
        f"before it they would give {price(swapped)}; the text does not say; read: after."
    )
