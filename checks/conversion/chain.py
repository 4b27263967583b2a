"""The conversion price as a chain of steps, which can be gone through again on other terms (4E, 4E(3)).

A step takes the books as they stand before it to the books after it. A change or an end of
options changes the terms of a grant that lies back; then every step since is taken anew.
"""

from collections import ChainMap
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import is_
from typing import NamedTuple, Protocol

from checks.conversion.lazy_fractions import lazily, weighted
from checks.conversion.rights import Terms


class Running(NamedTuple):
    """What the price depends on, at one moment."""

    price: Fraction
    outstanding: Fraction
    """Common stock outstanding, without treasury shares (4E(7))."""
    following: Fraction
    """Deemed shares whose terms follow splits, counted in shares of the ledger's first day."""
    fixed: Fraction
    """Deemed shares whose terms do not."""
    factor: Fraction
    """Shares of common stock now for one share of the ledger's first day."""

    @property
    def deemed(self) -> Fraction:
        """Additional Shares deemed issued and not yet issued in fact."""
        return self.following * self.factor + self.fixed


@dataclass(slots=True)
class World:
    """The terms that a run through the chain takes for granted."""

    formula: str
    terms: MutableMapping[str, Terms]
    deemed: MutableMapping[str, bool]
    """Of each grant: whether its shares were deemed issued. Written by the run."""

    def apart(self) -> "World":
        """A world that can be changed without changing this one."""
        return World(self.formula, ChainMap({}, self.terms), ChainMap({}, self.deemed))


class Step(Protocol):
    """One step; it changes nothing but what it returns and, for a grant, `world.deemed`."""

    @property
    def event(self) -> str:
        """The ledger's event it belongs to."""

    def take(self, running: Running, world: World) -> Running:
        """The books after it."""


def reduced(running: Running, shares: Fraction, consideration: Fraction, formula: str) -> Fraction:
    """The price after a Trigger Issuance: 4E's (A × B + D) ÷ (A + C), never more than B.

    Args:
        running: The books immediately before: B is its price, A its shares outstanding and deemed.
        shares: C, Additional Shares of Common Stock.
        consideration: D, received or deemed to be received for them.
        formula: "weighted-average" as in 4E, "full-ratchet" (D ÷ C) or "none".
    """
    # The proviso of 4E: D ÷ C below B is the same as the result below B, and is cheap to compare.
    if formula == "none" or not is_trigger(shares, consideration, running.price):
        return running.price
    if formula == "full-ratchet":
        return consideration / shares
    return weighted(running.price, running.outstanding + running.deemed, shares, consideration)


def is_trigger(shares: Fraction, consideration: Fraction, price: Fraction) -> bool:
    """Whether the consideration per share is less than the price: exactly the price is not less (4E).

    Args:
        shares: More than none.
        consideration: For all of them.
        price: The conversion price.
    """
    return consideration / shares < price


@dataclass(frozen=True, slots=True)
class Issue:
    """Additional shares issued or sold."""

    event: str
    shares: Fraction
    consideration: Fraction

    def take(self, running: Running, world: World) -> Running:
        """Outstanding by so many more, and a lower price if they were sold below it."""
        price = running.price
        if is_trigger(self.shares, self.consideration, price):
            price = reduced(running, self.shares, self.consideration, world.formula)
        return running._replace(price=price, outstanding=running.outstanding + self.shares)


@dataclass(frozen=True, slots=True)
class Grant:
    """Options granted or convertible securities issued, on the terms that the world has for them."""

    event: str
    right: str
    follows_splits: bool

    def take(self, running: Running, world: World) -> Running:
        """If the price per share is below the conversion price, the most shares are deemed issued for it."""
        shares, maximum, consideration = world.terms[self.right]
        world.deemed[self.right] = triggers = bool(shares) and is_trigger(shares, consideration, running.price)
        if not triggers:
            return running
        price = reduced(running, maximum, consideration / shares * maximum, world.formula)
        if self.follows_splits:
            return running._replace(price=price, following=running.following + maximum / running.factor)
        return running._replace(price=price, fixed=running.fixed + maximum)


@dataclass(frozen=True, slots=True)
class Exercise:
    """Deemed shares become outstanding ones: no adjustment (4E(1), 4E(2))."""

    event: str
    right: str
    shares: Fraction
    """As of now."""
    leaving: Fraction
    """What leaves the deemed shares: counted in shares of the first day if the terms follow splits."""
    follows_splits: bool

    def take(self, running: Running, world: World) -> Running:
        """They leave the deemed shares when they join the outstanding ones."""
        running = running._replace(outstanding=running.outstanding + self.shares)
        if not world.deemed.get(self.right):
            return running
        if self.follows_splits:
            return running._replace(following=running.following - self.leaving)
        return running._replace(fixed=running.fixed - self.leaving)


@dataclass(frozen=True, slots=True)
class Scale:
    """A split, combination, stock dividend or exchange: shares after for each share before (4F, 4G)."""

    event: str
    ratio: Fraction

    def take(self, running: Running, world: World) -> Running:  # noqa: ARG002
        """The price is divided by what the shares are multiplied by."""
        return running._replace(
            price=running.price / self.ratio,
            outstanding=running.outstanding * self.ratio,
            factor=running.factor * self.ratio,
        )


@dataclass(frozen=True, slots=True)
class Distribute:
    """A distribution: (O × M - F) ÷ (O × M) of the price (4H)."""

    event: str
    kept: Fraction

    def take(self, running: Running, world: World) -> Running:  # noqa: ARG002
        """The price is multiplied by what the distribution leaves of each share's value."""
        return running._replace(price=running.price * self.kept)


@dataclass(frozen=True, slots=True)
class Cap:
    """The value that a reorganization gives the common stock, where that is less than the price (4G)."""

    event: str
    value: Fraction

    def take(self, running: Running, world: World) -> Running:  # noqa: ARG002
        """The lesser of price and value."""
        return running._replace(price=min(running.price, self.value))


@dataclass(frozen=True, slots=True)
class Move:
    """Outstanding shares come or go without an adjustment: Excluded Stock, conversions, purchases."""

    event: str
    change: Fraction

    def take(self, running: Running, world: World) -> Running:  # noqa: ARG002
        """More or fewer outstanding."""
        return running._replace(outstanding=running.outstanding + self.change)


@dataclass(frozen=True, slots=True)
class Redone:
    """A step that gave another price when it was taken anew."""

    step: "Step"
    was: Fraction
    """The price it gave."""
    before: "Running"
    """The books before it, as they now count."""
    now: Fraction
    """The price it gives."""

    @property
    def event(self) -> str:
        """The ledger's event."""
        return self.step.event


class Chain:
    """All steps since the beginning, with the books before each, as they now count."""

    def __init__(self, start: Running, formula: str) -> None:
        self.now = start
        self.world = World(formula, {}, {})
        self.steps: list[Step] = []
        self.before: list[Running] = []
        self._grants: dict[str, int] = {}

    def copied(self) -> "Chain":
        """A chain that neither changes this one nor is changed by it."""
        other = Chain(self.now, self.world.formula)
        other.world = World(self.world.formula, dict(self.world.terms), dict(self.world.deemed))
        other.steps, other.before, other._grants = list(self.steps), list(self.before), dict(self._grants)
        return other

    def add(self, step: Step) -> Running:
        """Take a further step."""
        if isinstance(step, Grant):
            self._grants[step.right] = len(self.steps)
        self.steps.append(step)
        self.before.append(self.now)
        self.now = taken(step, self.now, self.world)
        return self.now

    def retake(self, right: str, terms: Terms) -> list[Redone]:
        """Give a grant other terms from its start, and take every step since anew (4E(3)).

        Returns:
            The adjusting steps, from the grant on, after which the price is another than it was.
        """
        first = self._grants[right]
        self.world.terms[right] = terms
        deemed = terms.shares and is_trigger(terms.shares, terms.consideration, self.before[first].price)
        if not deemed and not self.world.deemed[right]:
            return []  # It weighed nothing before and weighs nothing now.
        after = [*self.before[first + 1 :], self.now]
        running = self.before[first]
        redone, before_then = [], running
        for place, then in enumerate(after, start=first):
            self.before[place] = before = running
            step = self.steps[place]
            running = _sharing(taken(step, running, self.world), then)
            adjusts = running.price != before.price or then.price != before_then.price
            if adjusts and running.price != then.price:
                redone.append(Redone(step, then.price, before, running.price))
            before_then = then
        self.now = running
        return redone

    def event_of(self, right: str) -> str:
        """The ledger's event by which options or securities were granted."""
        return self.steps[self._grants[right]].event

    def price_if(self, right: str, terms: Terms) -> Fraction:
        """The price that other terms would give; nothing is changed."""
        world = self.world.apart()
        world.terms[right] = terms
        first = self._grants[right]
        return walk(self.steps[first:], self.before[first], world).price


def walk(steps: Sequence[Step], running: Running, world: World) -> Running:
    """Take several steps."""
    for step in steps:
        running = taken(step, running, world)
    return running


def _sharing(running: Running, then: Running) -> Running:
    """The books, with the very figures of others where they are the same: what follows is then the same at a glance."""
    return Running(*(other if one == other else one for one, other in zip(running, then, strict=True)))


def taken(step: Step, running: Running, world: World) -> Running:
    """The books after a step, long figures lazy from there on."""
    after = step.take(running, world)
    figures = tuple(map(lazily, after))
    return after if all(map(is_, figures, after)) else Running(*figures)
