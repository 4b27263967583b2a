"""Whole numbers of very many digits, written out."""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal

_PLAIN_BITS = 1 << 14
_exact = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def digits_of(number: int) -> str:
    """A whole number, not negative, in decimal digits: halved until the halves are short."""
    return format(_decimal(number), "f")


def _decimal(number: int) -> Decimal:
    if number.bit_length() <= _PLAIN_BITS:
        return Decimal(number)
    half = number.bit_length() // 2
    high, low = number >> half, number & ((1 << half) - 1)
    return _exact.add(_exact.multiply(_decimal(high), _exact.power(Decimal(2), half)), _decimal(low))
