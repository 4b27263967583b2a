"""Figures of shares and dollars, exact; and figures and days as a message writes them."""

from collections.abc import Iterable
from datetime import date
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

CENT = Decimal("0.01")


def _exact() -> Context:
    """Arithmetic that never rounds: the default of 28 digits would, and silently, even in `abs`."""
    return Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def product(left: Decimal, right: Decimal) -> Decimal:
    """The exact product."""
    return _exact().multiply(left, right)


def total(figures: Iterable[Decimal]) -> Decimal:
    """The exact sum; 0 of nothing."""
    context = _exact()
    amount = Decimal(0)
    for figure in figures:
        amount = context.add(amount, figure)
    return amount


def difference(left: Decimal, right: Decimal) -> Decimal:
    """The left figure less the right, exact."""
    return _exact().subtract(left, right)


def is_due(stated: Decimal, due: Decimal) -> bool:
    """Whether a stated amount is the amount due, to the cent.

    An amount due that has parts of a cent (fractional shares) may be stated as either whole
    cent next to it at no more than half a cent's distance. An amount stated in parts of a
    cent must be exact.
    """
    if stated == due:
        return True
    if not is_whole(product(stated, Decimal(100))):
        return False
    return product(difference(stated, due).copy_abs(), Decimal(2)) <= CENT


def is_whole(figure: Decimal) -> bool:
    """Whether it is a whole number."""
    return figure == figure.to_integral_value(ROUND_FLOOR)


def shares(figure: Decimal) -> str:
    """A number of shares as a message writes it: "1,500", "12.5"."""
    written = f"{figure:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def dollars(amount: Decimal) -> str:
    """An amount as a message writes it: "$150,000.00"; parts of a cent are kept: "$0.0033"."""
    written = shares(amount.copy_abs())
    _, _, cents = written.partition(".")
    if len(cents) < 2:
        written = f"{written.partition('.')[0]}.{cents:0<2}"
    return f"-${written}" if amount < 0 else f"${written}"


def share_count(figure: Decimal) -> str:
    """The number with its noun: "1 share", "12.5 shares"."""
    return f"{shares(figure)} share" if figure == 1 else f"{shares(figure)} shares"


def day(of: date) -> str:
    """A date as a message writes it: "September 14, 2005"."""
    return f"{of:%B} {of.day}, {of.year}"


def ordinal(number: int) -> str:
    """A number as a place in a row: 1st, 22nd, 13th."""
    suffix = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def percent(part: Fraction) -> str:
    """A part of the whole in percent, exact where its decimals end: "1.0 %", "0.5 %"."""
    hundredths = Decimal((part * 100).numerator) / Decimal((part * 100).denominator)
    text = format(hundredths.normalize(), "f")
    return f"{text if '.' in text else text + '.0'} %"
