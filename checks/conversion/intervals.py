"""Where a number lies, by its leading binary digits: enough to compare, to round down, and to show it.

Every operation widens what it gives to contain all that it may be, so that what two intervals decide is decided.
"""

from fractions import Fraction
from typing import NamedTuple

BITS = 320
"""Leading binary digits that are kept where nobody asks for more."""


class Interval(NamedTuple):
    """A number that is at least low × 2^exponent and at most high × 2^exponent."""

    low: int
    high: int
    exponent: int

    @property
    def least(self) -> Fraction:
        """The lower end."""
        return Fraction(*self.ends[0])

    @property
    def most(self) -> Fraction:
        """The upper end."""
        return Fraction(*self.ends[1])

    @property
    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Both ends, each as (above, below) the line."""
        up, down = max(0, self.exponent), 1 << max(0, -self.exponent)
        return (self.low << up, down), (self.high << up, down)

    @property
    def sign(self) -> int | None:
        """1, 0 or -1; None where it is not decided."""
        if self.low > 0:
            return 1
        if self.high < 0:
            return -1
        return 0 if self.low == self.high == 0 else None


def around(figure: Fraction, bits: int = BITS) -> Interval:
    """A fraction's interval; of a whole number that is not too long, the number itself."""
    above, below = figure.numerator, figure.denominator
    if below == 1 and above.bit_length() <= bits:
        return Interval(above, above, 0)
    surplus = max(0, min(above.bit_length(), below.bit_length()) - bits - 8)
    if surplus:  # by leading digits: to divide millions of digits by millions takes time
        least, most, below = above >> surplus, (above >> surplus) + 1, below >> surplus
    else:
        least = most = above
    more = max(0, bits + 8 - least.bit_length() + below.bit_length())
    wide = below + bool(surplus)
    low = (least << more) // (wide if least >= 0 else below)
    high = -(-(most << more) // (below if most >= 0 else wide))
    return _kept(low, high, -more, bits)


def plus(one: Interval, other: Interval, bits: int = BITS) -> Interval:
    """Of the sum."""
    if one.low == one.high == 0:
        return other
    if other.low == other.high == 0:
        return one
    # What lies far below the larger number's leading digit is rounded away before, not after.
    exponent = max(min(one.exponent, other.exponent), max(_top(one), _top(other)) - bits - 8)
    (a, b), (c, d) = _at(one, exponent), _at(other, exponent)
    return _kept(a + c, b + d, exponent, bits)


def minus(one: Interval, other: Interval, bits: int = BITS) -> Interval:
    """Of the difference."""
    return plus(one, Interval(-other.high, -other.low, other.exponent), bits)


def times(one: Interval, other: Interval, bits: int = BITS) -> Interval:
    """Of the product."""
    if one.low >= 0 and other.low >= 0:
        return _kept(one.low * other.low, one.high * other.high, one.exponent + other.exponent, bits)
    ends = [a * b for a in one[:2] for b in other[:2]]
    return _kept(min(ends), max(ends), one.exponent + other.exponent, bits)


def over(one: Interval, other: Interval, bits: int = BITS) -> Interval | None:
    """Of the quotient; None where the divisor may be nothing."""
    if not other.sign:
        return None
    if other.high < 0:
        one, other = Interval(-one.high, -one.low, one.exponent), Interval(-other.high, -other.low, other.exponent)
    more = max(0, bits + 8 + other.high.bit_length() - max(one.low.bit_length(), one.high.bit_length()))
    low, high = one.low << more, one.high << more
    least = low // (other.high if low >= 0 else other.low)
    most = -(-high // (other.low if high >= 0 else other.high))
    return _kept(least, most, one.exponent - other.exponent - more, bits)


def order(one: Interval, other: Interval) -> int | None:
    """1, 0 or -1 for more, the same, or less; None where it is not decided."""
    return minus(one, other, max(one.high.bit_length(), other.high.bit_length(), BITS)).sign


def floor(one: Interval) -> int | None:
    """Rounded down to a whole number; None where it is not decided."""
    if one.exponent > 0:
        return one.low << one.exponent if one.low == one.high else None
    low = one.low >> -one.exponent
    return low if low == one.high >> -one.exponent else None


def _top(one: Interval) -> int:
    return one.exponent + max(one.low.bit_length(), one.high.bit_length())


def _at(one: Interval, exponent: int) -> tuple[int, int]:
    """Both ends in units of 2^exponent, outwards."""
    up = one.exponent - exponent
    if up >= 0:
        return one.low << up, one.high << up
    return one.low >> -up, -(-one.high >> -up)


def _kept(low: int, high: int, exponent: int, bits: int) -> Interval:
    surplus = max(low.bit_length(), high.bit_length()) - bits
    if surplus <= 0:
        return Interval(low, high, exponent)
    return Interval(low >> surplus, -(-high >> surplus), exponent + surplus)
