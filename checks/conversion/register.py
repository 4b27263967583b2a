"""The register of the series: who holds how many shares, after each event."""

from bisect import bisect_right
from collections.abc import Mapping
from fractions import Fraction

from checks.conversion.figures import counted
from checks.conversion.names import plain_name
from checks.conversion.refusal import Refusal

ZERO = Fraction(0)


class Register:
    """Balances of holders, with their past.

    Without holders at the issue the register is one pool: then only the series' total is known.
    """

    def __init__(self, total: Fraction, holders: Mapping[str, Fraction] | None) -> None:
        self.is_known = holders is not None
        self.total = total
        self.ever_issued = total
        self._balances: dict[str, Fraction] = dict(holders or {})
        self._past: dict[str, tuple[list[int], list[Fraction]]] = {}
        self._plain: dict[str, str] | None = None
        """Each holder's name by its plain form, as soon as one is needed."""
        for holder, balance in self._balances.items():
            self._past[holder] = ([0], [balance])

    @property
    def balances(self) -> Mapping[str, Fraction]:
        """What each holder has now; empty where it is not known."""
        return self._balances

    def copied(self) -> "Register":
        """A register that neither changes this one nor is changed by it; it has no past."""
        other = Register(self.total, self._balances if self.is_known else None)
        other.ever_issued = self.ever_issued
        return other

    def issue(self, holder: str, shares: Fraction, moment: int) -> None:
        """Shares issued to a holder."""
        self.total += shares
        self.ever_issued += shares
        if self.is_known:
            self._set(holder, self._balances.get(holder, ZERO) + shares, moment)

    def retire(self, holder: str, shares: Fraction, moment: int) -> Fraction:
        """Shares converted, which are retired (4M).

        Returns:
            What the holder has left; where the register is not known, what is left of the series.
        """
        self.see_that_there_are(holder, shares, "converted")
        self.total -= shares
        if not self.is_known:
            return self.total
        self._set(holder, self._balances[holder] - shares, moment)
        return self._balances[holder]

    def transfer(self, giver: str, taker: str, shares: Fraction, moment: int) -> None:
        """Shares pass from one holder to another."""
        if not self.is_known:
            raise Refusal("the register is not known, so that no holder's balance is. Write issued.holders, or an "
                          "event register before this one.")  # fmt: skip
        self.see_that_there_are(giver, shares, "transferred")
        self._set(giver, self._balances[giver] - shares, moment)
        self._set(taker, self._balances.get(taker, ZERO) + shares, moment)

    def read(self, holders: Mapping[str, Fraction], moment: int) -> None:
        """The register as it stands, in place of what was known."""
        held = sum(holders.values(), ZERO)
        if held != self.total:
            raise Refusal(f"the holders have {counted(held)} shares together, but {counted(self.total)} are "
                          "outstanding. Correct the balances, or add the event that is missing.")  # fmt: skip
        self.is_known = True
        for holder in self._balances:
            if holder not in holders:
                self._set(holder, ZERO, moment)
        for holder, balance in holders.items():
            self._set(holder, balance, moment)

    def multiply(self, ratio: Fraction, moment: int) -> None:
        """Every balance in a new number of shares."""
        self.total *= ratio
        self.ever_issued *= ratio
        for holder, balance in list(self._balances.items()):
            self._set(holder, balance * ratio, moment)

    def balances_at(self, moment: int) -> dict[str, Fraction]:
        """What each holder had after a moment; empty where it was not known."""
        found = {}
        for holder, (moments, balances) in self._past.items():
            place = bisect_right(moments, moment)
            if place:
                found[holder] = balances[place - 1]
        return found

    def balance_at(self, holder: str, moment: int) -> Fraction | None:
        """What a holder had after a moment; None where the register was not known, 0 of one it does not name."""
        moments, balances = self._past.get(holder, ([], []))
        place = bisect_right(moments, moment)
        if place:
            return balances[place - 1]
        return ZERO if any(moments[0] <= moment for moments, _ in self._past.values()) else None

    def see_that_there_are(self, holder: str, shares: Fraction, doing: str) -> None:
        """Refuse more than the holder, or the series, has.

        Raises:
            Refusal: The register does not name the holder, or the shares are not there.
        """
        if self.is_known and holder not in self._balances:
            raise Refusal(f"the register names no holder {holder!r}. Correct the name, or add the transfer or issue "
                          "by which the shares came.")  # fmt: skip
        there = self._balances[holder] if self.is_known else self.total
        if shares > there:
            whose = f"{holder} has" if self.is_known else "the series has"
            raise Refusal(f"{counted(shares)} shares are {doing}, but {whose} {counted(there)}. Correct the number, "
                          "or add the event that is missing.")  # fmt: skip

    def _see_that_it_is_not_spelt_otherwise(self, holder: str) -> None:
        """Refuse a new holder whose name differs only in case, spaces or punctuation from one that is there."""
        if self._plain is None:
            self._plain = {plain_name(name): name for name in self._balances}
        plain = plain_name(holder)
        known = self._plain.setdefault(plain, holder)
        if plain and known != holder:
            raise Refusal(f"the register has {known!r}, which is the same name as {holder!r} but for case, spaces or "
                          "punctuation. Write it as it stands there; two holders need names that differ in "
                          "more.")  # fmt: skip

    def _set(self, holder: str, balance: Fraction, moment: int) -> None:
        if holder not in self._balances:
            self._see_that_it_is_not_spelt_otherwise(holder)
        self._balances[holder] = balance
        moments, balances = self._past.setdefault(holder, ([], []))
        if moments and moments[-1] == moment:
            balances[-1] = balance
        else:
            moments.append(moment)
            balances.append(balance)
