"""Options and convertible securities while they live: what is outstanding of them, and on what terms (4E(1)-(3))."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from checks.conversion.figures import counted
from checks.conversion.refusal import Refusal

ZERO = Fraction(0)


class Terms(NamedTuple):
    """The terms on which a grant or issue is judged under 4E(1) or 4E(2)."""

    shares: Fraction
    """Shares of common stock by which the consideration is divided."""
    maximum: Fraction
    """The most shares that can be issued: these are deemed issued."""
    consideration: Fraction
    """Everything received or receivable, for `shares`."""


@dataclass(slots=True)
class Tranche:
    """A part of the issue that has one fate and one price."""

    portion: Fraction
    """Of the whole issue, 1 being all of it."""
    shares: Fraction
    """Of common stock, counted as on the day of the grant."""
    further: Fraction
    """Payable on exercise or conversion of the whole tranche."""

    def part(self, shares: Fraction) -> "Tranche":
        """The part of the tranche that makes so many of its shares."""
        ratio = shares / self.shares
        return Tranche(self.portion * ratio, shares, self.further * ratio)


@dataclass(slots=True)
class Right:
    """One grant of options, or one issue of convertible securities.

    Shares are counted as on the day of the grant; `then(shares)` counts shares of today back.
    """

    id: str
    kind: Literal["options", "convertibles"]
    upfront: Fraction
    """Received for the grant or issue of all, net (4E(5))."""
    factor: Fraction
    """Shares of common stock on the day of the grant for one share of the ledger's first day."""
    follows_splits: bool
    excluded: str | None
    outstanding: Tranche
    expires: date | None = None
    """The last day of exercise, where it is known."""
    maximum_ratio: Fraction = Fraction(1)
    """The most shares that can be issued, for each of `shares`."""
    exercised: list[Tranche] = field(default_factory=list)
    ended: Fraction = ZERO
    """The portion that expired or was bought back."""

    def scale(self, factor: Fraction) -> Fraction:
        """Shares of now for one share of the day of the grant."""
        return factor / self.factor if self.follows_splits else Fraction(1)

    def outstanding_now(self, factor: Fraction) -> Fraction:
        """Shares of common stock that can still be issued, counted as of now."""
        return self.outstanding.shares * self.scale(factor)

    def terms(self, *, whole_upfront: bool = False) -> Terms:
        """What 4E(1) or 4E(2) is judged by now: the parts that ended were never issued (4E(3)).

        Args:
            whole_upfront: Count the price of the grant whole, not by the portion that stays.
        """
        parts = [*self.exercised, self.outstanding]
        shares = sum((part.shares for part in parts), ZERO)
        kept = Fraction(1) if whole_upfront and shares else 1 - self.ended
        consideration = self.upfront * kept + sum((part.further for part in parts), ZERO)
        return Terms(shares, shares * self.maximum_ratio, consideration)

    def take(self, shares: Fraction | None, factor: Fraction, doing: str) -> Tranche:
        """Take a part out of what is outstanding.

        Args:
            shares: Of common stock, counted as of now; None takes all.
            factor: Shares of now for one of the ledger's first day.
            doing: For the message: "exercised", "expired".

        Raises:
            Refusal: Nothing, or less than that, is outstanding.
        """
        there = self.outstanding_now(factor)
        if there == 0:
            raise Refusal(f"nothing of {self.id} is outstanding any more, so that nothing of it can be {doing}. "
                          "Remove this event, or correct the one before it.")  # fmt: skip
        wanted = there if shares is None else shares
        if wanted > there:
            raise Refusal(f"{counted(wanted)} shares are {doing}, but only {counted(there)} of {self.id} are still "
                          "outstanding. Correct the number of shares.")  # fmt: skip
        taken = self.outstanding.part(wanted / self.scale(factor))
        left = self.outstanding
        self.outstanding = Tranche(
            left.portion - taken.portion, left.shares - taken.shares, left.further - taken.further
        )
        return taken
