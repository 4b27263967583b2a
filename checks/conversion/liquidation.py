"""Liquidation: who receives what (3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from checks.conversion.book import Book, Outcome
from checks.conversion.events import Liquidation
from checks.conversion.figures import cents, counted, dollars, result, term

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Waterfall:
    """What is paid on a liquidation. US dollars, exact; nothing is rounded to the cent."""

    due: Fraction
    """The Liquidation Preference of all shares of the series."""
    paid: Fraction
    per_share: Fraction
    parity: Mapping[str, Fraction]
    """What each stock on a parity is paid."""
    rest: Fraction
    """What is left for stock that ranks below."""
    part: Fraction
    """The part of every preferential amount that is paid: 1, or less where assets are short."""

    def of(self, shares: Fraction) -> Fraction:
        """What a holder of so many shares of the series is paid."""
        return self.per_share * shares


def waterfall(assets: Fraction, preference: Fraction, shares: Fraction, parity: Mapping[str, Fraction]) -> Waterfall:
    """Section 3: the preference before common; short assets pro rata by preferential amounts with parity stock.

    Args:
        assets: To be distributed to holders of stock, debts and senior stock paid.
        preference: The Liquidation Preference of one share of the series.
        shares: Of the series, outstanding.
        parity: The whole amount due to each stock on a parity.
    """
    due = preference * shares
    all_due = due + sum(parity.values(), ZERO)
    part = min(Fraction(1), assets / all_due) if all_due else Fraction(1)
    return Waterfall(
        due=due,
        paid=due * part,
        per_share=preference * part,
        parity={name: amount * part for name, amount in parity.items()},
        rest=assets - all_due * part,
        part=part,
    )


def liquidation(book: Book, event: Liquidation) -> Outcome:
    """Section 3 applied to the books as they are."""
    shares = book.register.total
    parity: dict[str, Fraction] = {}
    for claim in event.parity:
        parity[claim.name] = parity.get(claim.name, ZERO) + claim.due
    paid = waterfall(event.assets, book.preference, shares, parity)
    outcome = Outcome("3")
    outcome.facts += [
        ("Assets for stock", dollars(event.assets)),
        ("Liquidation Preference of one share", dollars(book.preference)),
        ("Shares of the series outstanding", counted(shares)),
        *((f"Due to {name}, on a parity", dollars(amount)) for name, amount in parity.items()),
    ]
    outcome.formula = (
        f"{term(event.assets)} ÷ ({term(book.preference)} × {term(shares)}"
        + "".join(f" + {term(amount)}" for amount in parity.values())
        + f") = {result(event.assets / total)} of every preferential amount"
        if (total := paid.due + sum(parity.values(), ZERO))
        else ""
    )
    outcome.method.append(
        f"The series is due {cents(paid.due)}, before common stock (3)."
        if paid.part == 1
        else f"The series is due {cents(paid.due)}; the assets do not suffice and go pro rata by preferential "
        "amounts to it and to stock on a parity (3)."
    )
    outcome.method.append(f"The series is paid {cents(paid.paid)}, {dollars(paid.per_share)} a share.")
    outcome.method += [f"{name} is paid {cents(amount)}." for name, amount in paid.parity.items()]
    outcome.method += [
        f"{holder}, {counted(held)} shares, is paid {cents(paid.of(held))}."
        for holder, held in book.register.balances.items()
        if held
    ]
    outcome.method.append(f"For stock that ranks below {cents(paid.rest)} is left.")
    outcome.open_points.append("3: the text rounds no amount; cents are to be settled when it is paid.")
    return outcome
