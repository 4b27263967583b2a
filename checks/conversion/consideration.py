"""What the company is deemed to receive: net of expenses, and of the value of attached rights (4E(4), 4E(5))."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from checks.conversion.black_scholes import call_value
from checks.conversion.figures import counted, dollars, plain
from checks.conversion.issue_events import AttachedRight
from checks.conversion.refusal import Refusal

ZERO = Fraction(0)


class Offered(Protocol):
    """The keys of an issue that 4E(5) looks at."""

    @property
    def other_consideration(self) -> Fraction: ...  # noqa: D102
    @property
    def expenses(self) -> Fraction: ...  # noqa: D102
    @property
    def commissions(self) -> Fraction: ...  # noqa: D102
    @property
    def dividend_on(self) -> str | None: ...  # noqa: D102
    @property
    def rights(self) -> tuple[AttachedRight, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Net:
    """The consideration deemed received for what is issued, and how it comes about."""

    amount: Fraction
    facts: tuple[tuple[str, str], ...]
    """What was put in: name and figure."""
    method: tuple[str, ...]
    open_points: tuple[str, ...]
    values: tuple[Fraction, ...]
    """Fair market value of each attached right, in their order."""


def net_consideration(cash: Fraction, offered: Offered) -> Net:
    """D of 4E for what is issued itself: cash and other consideration, less expenses and attached rights.

    Args:
        cash: Received for all of it.
        offered: The event.

    Raises:
        Refusal: A dividend for which something was paid.
    """
    if offered.dividend_on is not None:
        return _of_a_dividend(cash, offered)
    costs = offered.expenses + offered.commissions
    facts = [("Cash received", dollars(cash))]
    method = [f"The consideration is what is received, less expenses and commissions: {dollars(cash)}"]
    if offered.other_consideration:
        facts.append(("Other consideration, fair value by the board", dollars(offered.other_consideration)))
        method[0] += f" + {dollars(offered.other_consideration)}"
    if offered.expenses:
        facts.append(("Expenses", dollars(offered.expenses)))
    if offered.commissions:
        facts.append(("Underwriting commissions or concessions", dollars(offered.commissions)))
    gross = cash + offered.other_consideration
    values = tuple(fair_value(right) for right in offered.rights)
    attached = sum(values, ZERO)
    amount = gross - costs - attached
    open_points = []
    if costs:
        method[0] += f" - {dollars(costs)}"
    if offered.rights:
        facts += [
            (f"Fair market value of {right.id}", _valued(right, value))
            for right, value in zip(offered.rights, values, strict=True)
        ]
        method[0] += f" - {dollars(attached)} for the rights attached"
        open_points.append(
            "4E(5): the text takes the value of attached rights from the consideration and does not say for what the "
            "rights themselves are deemed granted; read: for that value. They are taken right after what they are "
            "attached to."
        )
    if amount < 0:
        open_points.append(
            f"4E(5): what is deducted is {dollars(-amount)} more than what was received; the text knows no "
            "consideration of less than nothing; read: without consideration."
        )
        amount = ZERO
    if not costs and not offered.rights and not offered.other_consideration:
        return Net(amount, tuple(facts), (), tuple(open_points), values)
    return Net(amount, tuple(facts), (f"{method[0]} = {dollars(amount)} (4E(5)).",), tuple(open_points), values)


def _of_a_dividend(cash: Fraction, offered: Offered) -> Net:
    if cash or offered.other_consideration or offered.rights:
        raise Refusal("a dividend is issued without consideration and without attached rights (4E(4)), but this one "
                      "has some. Remove dividend_on, or what was received.")  # fmt: skip
    facts = (("Dividend on", str(offered.dividend_on)), ("Consideration", "none"))
    return Net(ZERO, facts, ("A dividend on stock other than common is issued without consideration (4E(4)).",), (), ())


def fair_value(right: AttachedRight) -> Fraction:
    """The fair market value of attached rights: as agreed, or by the option pricing model, to the cent."""
    if right.value is not None:
        return right.value
    model = right.black_scholes
    if model is None:
        raise Refusal(f"{right.id} has no value. Write value or black_scholes.")
    return call_value(
        shares=right.shares,
        share_price=model.share_price,
        exercise_price=right.exercise_price,
        volatility=model.volatility,
        years=model.years,
        rate=model.rate,
        dividend_yield=model.dividend_yield,
    )


def _valued(right: AttachedRight, value: Fraction) -> str:
    model = right.black_scholes
    if model is None:
        return f"{dollars(value)}, as agreed"
    return (
        f"{dollars(value)} by Black-Scholes: {counted(right.shares)} shares, price {dollars(model.share_price)}, "
        f"exercise {dollars(right.exercise_price)}, volatility {plain(model.volatility)}, rate {plain(model.rate)}, "
        f"{plain(model.years)} years, dividend yield {plain(model.dividend_yield)}"
    )
