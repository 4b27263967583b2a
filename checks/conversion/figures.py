"""Exact figures: read from a ledger's text, and written for people and for programs.

Everything is a `Fraction`. A decimal is made only to be shown.
"""

import re
from datetime import date
from fractions import Fraction

from checks.conversion.long_fractions import bounds, digits_of, is_long, quotient_bounds, size_of

PLACES = 12
"""Decimal places of a rounded figure."""
SIGNIFICANT = 6
"""Significant figures that a rounded one has at least."""
LONGEST_FIGURE = 40
"""Digits a ledger's figure may have; a longer one is a slip."""
LONGEST_WRITTEN = 4300
"""Digits of the longest whole number that Python programs read back by default."""
LONGEST_IN_A_SENTENCE = 40

_UNIT: int = 10**PLACES
_SMALL_BITS = 22
"""A figure of less than 2^-21 may begin after the seventh decimal place."""
_PLAIN = re.compile(r"\$?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)")
_BELOW_NOTHING = re.compile(r"[-−]\s*\$?\s*[\d,]+(?:\.\d+)?")
_BITS_OF_SHORT = 128
_BITS_PER_DIGIT = 3.3219280948873626


class UnquotedFigure(str):
    """A number with a decimal point that stood without quotes, as it was written."""

    __slots__ = ()


def parse_figure(value: object) -> Fraction:
    """A figure of the ledger: a whole number, or text such as "0.0033", "25,000" or "$100.00".

    Raises:
        ValueError: It is something else; the message says what to write.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool):
        raise ValueError('write a figure in quotes, such as "100.00"')  # noqa: TRY004 - pydantic's
    if isinstance(value, float | UnquotedFigure):
        raise ValueError(f'write the figure in quotes, "{value}", so that it stays exact')  # noqa: TRY004 - pydantic's
    text = str(value) if isinstance(value, int) else value
    plain = _PLAIN.fullmatch(text.strip()) if isinstance(text, str) else None
    if isinstance(text, str) and _BELOW_NOTHING.fullmatch(text.strip()):
        raise ValueError("must not be less than nothing")
    if plain is None or not isinstance(text, str) or not text.isascii():
        raise ValueError('write a figure in quotes, such as "100.00" or "25,000"')
    digits = plain.group(1).replace(",", "")
    if len(digits) > LONGEST_FIGURE:
        raise ValueError(f"this figure has more than {LONGEST_FIGURE} digits; look at it again")
    return Fraction(digits)


def parse_ratio(value: object) -> Fraction:
    """A ratio of the ledger: "2/1", "1/10000", "0.25" or a whole number; more than nothing.

    Raises:
        ValueError: It is something else; the message says what to write.
    """
    above, slash, below = value.partition("/") if isinstance(value, str) else ("", "", "")
    try:
        ratio = parse_figure(above) / parse_figure(below) if slash else parse_figure(value)
    except ZeroDivisionError:
        ratio = Fraction(0)
    except ValueError as error:
        if isinstance(value, float | UnquotedFigure):
            raise
        raise ValueError('write a ratio in quotes, such as "2/1" or "1/10000"') from error
    if ratio <= 0:
        raise ValueError("a ratio is more than nothing on either side")
    return ratio


def fraction(figure: Fraction, *, however_long: bool = False) -> str | None:
    """The exact fraction, "37/12000", or "33" where it is whole; None where it is too long to be read back."""
    if not is_too_long(figure):
        return str(figure)
    if not however_long:
        return None
    above, below = f"{'-' if figure < 0 else ''}{digits_of(abs(figure.numerator))}", digits_of(figure.denominator)
    return above if figure.denominator == 1 else f"{above}/{below}"


def is_too_long(figure: Fraction) -> bool:
    """Whether other programs would not read the fraction back."""
    return max(figure.numerator.bit_length(), figure.denominator.bit_length()) > LONGEST_WRITTEN * _BITS_PER_DIGIT


def decimal(figure: Fraction) -> str:
    """The figure to twelve decimal places, half to even: "0.003083333333", "33.000000000000".

    One so small that they would show fewer than six significant figures has as many more places.
    """
    if is_long(figure) and figure.numerator > 0:
        least, most = bounds(figure, size_of(figure))
        if not (is_long(least) or is_long(most)):  # as they are where there are thousands of digits before the point
            low = decimal(least)
            if low == decimal(most):
                return low
    places = _places(figure)
    above, below = abs(figure.numerator) * 10 ** (places - PLACES), figure.denominator
    units = _rounded(above, below)
    whole, parts = divmod(units, 10**places)
    return f"{'-' if units and figure < 0 else ''}{_digits(whole)}.{parts:0{places}d}"


def _places(figure: Fraction) -> int:
    """Decimal places by which a figure is shown."""
    if is_long(figure) and figure.numerator > 0:
        least, most = bounds(figure)
        places = _places(least)
        if places == _places(most):
            return places
    above, below = abs(figure.numerator), figure.denominator
    bits = below.bit_length() - above.bit_length()
    if bits < _SMALL_BITS or not above:
        return PLACES
    zeros = int((bits - 1) / _BITS_PER_DIGIT)
    while above * 10 ** (zeros + 1) < below:
        zeros += 1
    return max(PLACES, zeros + SIGNIFICANT)


def _rounded(above: int, below: int) -> int:
    """A fraction in units of the last of twelve places, half to even."""
    units, rest = divmod(above * _UNIT, below)
    return units + (2 * rest > below or (2 * rest == below and units % 2 == 1))


def quotient(above: Fraction, below: Fraction) -> str:
    """`plain` of above ÷ below, of figures that are not negative."""
    between = quotient_bounds(above, below)
    if between is not None:
        low, high = (plain(one) for one in between)
        if low == high:
            return low
    return plain(above / below)


def quotient_result(above: Fraction, below: Fraction) -> str:
    """`result` of above ÷ below, of figures that are not negative; of two long ones without their common divisor."""
    if is_long(above) and is_long(below):
        least, most = quotient_bounds(above, below, _BITS_OF_SHORT) or (above, above)
        number = counted(least).removeprefix("about ")
        # A fraction short enough for a sentence is the only one so short between bounds so near.
        short = ((least + most) / 2).limit_denominator(10**LONGEST_IN_A_SENTENCE)
        if not least < short < most and number == counted(most).removeprefix("about "):
            return f"a long fraction ≈ {number}"
    return result(above / below)


def quotient_fraction(above: Fraction, below: Fraction, *, however_long: bool = False) -> str | None:
    """`fraction` of above ÷ below; that it is too long is known without dividing.

    Unless however_long, it is None as well where either figure is itself too long to be written, whatever they have
    in common: to look for that would touch every digit of one with every digit of the other.
    """
    if not however_long:
        if is_too_long(above) or is_too_long(below):
            return None
        # What cancels is no longer than the other figure.
        longest = max(
            below.denominator.bit_length() - above.denominator.bit_length(),
            below.numerator.bit_length() - above.numerator.bit_length(),
        )
        if longest - 2 > LONGEST_WRITTEN * _BITS_PER_DIGIT:
            return None
    return fraction(above / below, however_long=however_long)


def is_shown_exactly(figure: Fraction) -> bool:
    """Whether the decimal places by which it is shown hold it whole."""
    return bool(_UNIT % figure.denominator == 0 or 10 ** _places(figure) % figure.denominator == 0)


def plain(figure: Fraction) -> str:
    """The figure without needless zeros: "60000000", "0.0033"; rounded as `decimal` where it goes on."""
    if figure.denominator == 1:
        return f"{'-' if figure < 0 else ''}{_digits(abs(figure.numerator))}"
    return decimal(figure).rstrip("0").rstrip(".")


def counted(figure: Fraction) -> str:
    """A number as a sentence writes it: "60,000,000", "3,603.6"; "about …" where it is rounded."""
    whole, point, parts = plain(figure).partition(".")
    sign = "-" if whole.startswith("-") else ""
    grouped = f"{sign}{_grouped(whole.lstrip('-'))}{point}{parts}"
    return grouped if is_shown_exactly(figure) else f"about {grouped}"


def dollars(figure: Fraction) -> str:
    """An amount as a sentence writes it: "$20,000.00", "$0.0025", "about $0.003333333333"."""
    about, _, number = counted(figure).rpartition(" ")
    whole, _, cents = number.partition(".")
    money = f"${whole}.{cents:0<2}" if len(cents) < 2 else f"${number}"
    return f"{about} {money}" if about else money


def cents(figure: Fraction) -> str:
    """An amount that is paid, to the cent: "$1,246,482.44"; "about …" where it is rounded."""
    whole, rest = divmod(abs(figure) * 100, 1)
    amount = (whole + (rest >= Fraction(1, 2))) / Fraction(100)
    return f"{'about ' if rest else ''}{dollars(amount)}"


def percent(part: Fraction) -> str:
    """A part of a whole: "62.5 %", "about 63.49 %"."""
    hundredths = round(part * 10_000)
    shown = plain(Fraction(hundredths, 100))
    return f"{shown} %" if Fraction(hundredths, 10_000) == part else f"about {shown} %"


def price(figure: Fraction) -> str:
    """A price as a sentence writes it: "$0.0033", "$0.003083333333 (exactly 37/12000)"."""
    if is_shown_exactly(figure):
        return dollars(figure)
    exact = _short(figure)
    return f"${plain(figure)} (exactly {exact})" if exact else f"about ${plain(figure)}"


def term(figure: Fraction) -> str:
    """A figure inside a formula: a decimal where that is exact, else the fraction, else rounded."""
    if is_shown_exactly(figure):
        return counted(figure)
    return _short(figure) or f"{plain(figure)}…"


def result(figure: Fraction) -> str:
    """What a formula comes to, as fraction and decimal: "37/12000 ≈ 0.003083333333", "33/10000 = 0.0033", "33"."""
    if figure.denominator == 1:
        return counted(figure)
    exact, number = _short(figure), counted(figure).removeprefix("about ")
    sign = "=" if is_shown_exactly(figure) else "≈"
    return f"{exact} {sign} {number}" if exact else f"a fraction of {_length(figure)} digits ≈ {number}"


def day(of: date) -> str:
    """A date as a sentence writes it: "October 3, 2005"."""
    return f"{of:%B} {of.day}, {of.year}"


def _short(figure: Fraction) -> str | None:
    return str(figure) if _length(figure) <= LONGEST_IN_A_SENTENCE else None


def _length(figure: Fraction) -> int:
    """Digits of numerator and denominator together, to one or two."""
    return int((figure.numerator.bit_length() + figure.denominator.bit_length()) / _BITS_PER_DIGIT)


def _digits(number: int) -> str:
    """A whole number in digits, also where Python refuses its own `str`."""
    return str(number) if number.bit_length() <= LONGEST_WRITTEN * 3 else digits_of(number)


def _grouped(digits: str) -> str:
    first = len(digits) % 3 or 3
    return ",".join((digits[:first], *(digits[place : place + 3] for place in range(first, len(digits), 3))))
