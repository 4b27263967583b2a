"""Exact work with fractions of very many digits, where the plain way would touch every digit of both with every other.

A ledger that changes stock and price by turns has a price of a million digits. Everything here is exact: leading bits
are used where they decide, and the whole fraction where they do not.
"""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from math import gcd, lcm

_LONG_BITS = 2048
_LEADING_BITS = 256
_PLAIN_BITS = 1 << 14
_exact = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def is_long(figure: Fraction) -> bool:
    """Whether its leading bits should be tried first."""
    return min(figure.numerator.bit_length(), figure.denominator.bit_length()) > _LONG_BITS


def bounds(figure: Fraction, whole_bits: int = 0) -> tuple[Fraction, Fraction]:
    """A long fraction more than nothing, between two shorter ones that are next to each other.

    Args:
        figure: Long.
        whole_bits: Binary digits before the point of what is to be decided; there are so many more leading bits.
    """
    above, below = figure.numerator, figure.denominator
    surplus = max(0, min(above.bit_length(), below.bit_length()) - _LEADING_BITS - max(0, whole_bits))
    above, below = above >> surplus, below >> surplus
    return Fraction(above, below + 1), Fraction(above + 1, below)


def size_of(figure: Fraction) -> int:
    """Binary digits before the point, to one; less than nothing where there are zeros after it."""
    return figure.numerator.bit_length() - figure.denominator.bit_length()


def quotient_bounds(above: Fraction, below: Fraction, bits: int = 0) -> tuple[Fraction, Fraction] | None:
    """Two shorter fractions that above ÷ below lies between, of figures that are not negative; None if both are short.

    Args:
        above: The dividend.
        below: The divisor, more than nothing.
        bits: Binary digits to be decided beside those before the point.
    """
    if not (is_long(above) or is_long(below)):
        return None
    bits += max(0, size_of(above) - size_of(below))
    low, high = bounds(above, bits) if is_long(above) else (above, above)
    least, most = bounds(below, bits) if is_long(below) else (below, below)
    return low / most, high / least


def whole_quotient(above: Fraction, below: Fraction) -> int:
    """⌊above ÷ below⌋, of figures that are not negative."""
    between = quotient_bounds(above, below)
    if between is not None:
        low, high = (one.numerator // one.denominator for one in between)
        if low == high:
            return low
    # Not above // below: that would look for what the two have in common first.
    return (above.numerator * below.denominator) // (above.denominator * below.numerator)


def is_less(figure: Fraction, price: Fraction) -> bool:
    """Whether a figure is less than a price."""
    if is_long(price) and not is_long(figure):
        least, most = bounds(price)
        if figure <= least:
            return figure < least or figure != price
        if figure >= most:
            return False
    return figure < price


def weighted(price: Fraction, a: Fraction, c: Fraction, d: Fraction) -> Fraction:
    """(A × price + D) ÷ (A + C) in lowest terms (4E), the price's digits touched as seldom as can be.

    With p ÷ q the price, and a, c and d whole by one factor, this is (a × p + d × q) ÷ (q × (a + c)). Since p and q
    have no divisor in common, whatever q shares with the sum it shares with a; the rest is shared with a + c.
    """
    unit = lcm(a.denominator, c.denominator, d.denominator)
    whole, more, paid = (one.numerator * (unit // one.denominator) for one in (a, c, d))
    p, q, there = price.numerator, price.denominator, whole + more
    shared = gcd(whole, q)
    if shared != 1:
        whole, q = whole // shared, q // shared
    above = whole * p + paid * q
    common = gcd(above % there, there)
    if common != 1:
        above, there = above // common, there // common
    return _in_lowest_terms(above, q * there)


def _in_lowest_terms(above: int, below: int) -> Fraction:
    """A fraction whose parts are known to have no divisor in common: `Fraction` itself would look for one."""
    made = object.__new__(Fraction)
    made._numerator, made._denominator = above, below  # type: ignore[attr-defined]
    return made


def digits_of(number: int) -> str:
    """A whole number, not negative, in decimal digits: halved until the halves are short."""
    return format(_decimal(number), "f")


def _decimal(number: int) -> Decimal:
    if number.bit_length() <= _PLAIN_BITS:
        return Decimal(number)
    half = number.bit_length() // 2
    high, low = number >> half, number & ((1 << half) - 1)
    return _exact.add(_exact.multiply(_decimal(high), _exact.power(Decimal(2), half)), _decimal(low))
