"""A dividend between its day of determination and its payment: who shares in it, and on how many shares (2, 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(slots=True)
class Dividend:
    """A dividend that was declared and is not yet paid; who shares in it was determined on one day."""

    per_preferred: Fraction
    """On one share of the series, as of now."""
    per_share: Fraction | None
    """On one share of common stock, as of the day of determination."""
    out_of: str
    determined: date
    """The day of determination: the record date."""
    common: Fraction
    """Common stock outstanding on that day."""
    shares: Fraction
    """Shares of the series that share in it, as of now: those of that day, less what was converted since."""
    holders: dict[str, Fraction]
    """The same by the holder of that day; empty where the register was not known."""
    now_with: dict[str, dict[str, Fraction]]
    """The same by who has them now, and by the holder of that day."""

    def copied(self) -> "Dividend":
        """One that neither changes this one nor is changed by it."""
        return replace(
            self, holders=dict(self.holders), now_with={who: dict(lots) for who, lots in self.now_with.items()}
        )

    def convert(self, holder: str, shares: Fraction) -> dict[str, Fraction]:
        """Shares converted took the dividend with them, by the Liquidation Preference (3, 4A).

        Returns:
            Those that somebody else held on the day of determination, by who did: that one is paid on fewer.
        """
        if not self.holders:
            self.shares -= min(shares, self.shares)
            return {}
        lots = self._taken_from(holder, shares)
        for of, taken in lots.items():
            self.holders[of] -= taken
            self.shares -= taken
        return {of: taken for of, taken in lots.items() if of != holder}

    def transfer(self, giver: str, taker: str, shares: Fraction) -> None:
        """Shares pass on; who held them on the day of determination is kept, for the conversion that may follow."""
        if not self.holders:
            return
        for of, taken in self._taken_from(giver, shares).items():
            self._give(taker, of, taken)

    def read(self, before: Mapping[str, Fraction], now: Mapping[str, Fraction]) -> None:
        """The register was read anew: what one has less passed to those who have more, in the order of the names."""
        if not self.holders:
            return
        lots = [
            lot
            for holder, held in before.items()
            if held > now.get(holder, ZERO)
            for lot in self._taken_from(holder, held - now.get(holder, ZERO)).items()
        ]
        for holder, held in now.items():
            room = held - before.get(holder, ZERO)
            while lots and room > 0:
                of, there = lots.pop(0)
                self._give(holder, of, min(there, room))
                if there > room:
                    lots.insert(0, (of, there - room))
                room -= there

    def split(self, ratio: Fraction) -> None:
        """The series was split."""
        self.per_preferred /= ratio
        self.shares *= ratio
        self.holders = {holder: held * ratio for holder, held in self.holders.items()}
        self.now_with = {
            holder: {of: shares * ratio for of, shares in lots.items()} for holder, lots in self.now_with.items()
        }

    def _taken_from(self, holder: str, shares: Fraction) -> dict[str, Fraction]:
        """Take shares from a holder: first the holder's own of that day, then others' in the order in which they came.

        What is left over was issued since and has no part in the dividend.
        """
        taken, left, lots = {}, shares, self.now_with.get(holder, {})
        for of in sorted(lots, key=lambda of: of != holder):
            some = min(left, lots[of])
            if not some:
                break
            taken[of] = some
            left -= some
            lots[of] -= some
            if not lots[of]:
                del lots[of]
        return taken

    def _give(self, holder: str, of: str, shares: Fraction) -> None:
        lots = self.now_with.setdefault(holder, {})
        lots[of] = lots.get(of, ZERO) + shares
