"""Exact figures: read from a ledger's text, and written for people and for programs.

Everything is a `Fraction`. A decimal is made only to be shown.
"""

import re
from datetime import date
from fractions import Fraction

from checks.conversion.intervals import Interval
from checks.conversion.lazy_fractions import LazyFraction, is_lazy, worked_out
from checks.conversion.long_digits import digits_of

PLACES = 12
"""Decimal places of a rounded figure."""
SIGNIFICANT = 6
"""Significant figures that a rounded one has at least."""
LONGEST_FIGURE = 40
"""Digits a ledger's figure may have; a longer one is a slip."""
LONGEST_WRITTEN: int = 4300
"""Digits of the longest whole number that Python programs read back by default."""
LONGEST_IN_FULL = 100_000
"""Digits of the longest that is written for programs at all."""
LONGEST_IN_A_SENTENCE = 40

_UNIT: int = 10**PLACES
_SMALL_BITS = 22
"""A figure of less than 2^-21 may begin after the seventh decimal place."""
_PLAIN = re.compile(r"\$?\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)")
_BELOW_NOTHING = re.compile(r"[-−]\s*\$?\s*[\d,]+(?:\.\d+)?")
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
        if isinstance(value, float | UnquotedFigure) or "digits" in str(error):
            raise
        raise ValueError('write a ratio in quotes, such as "2/1" or "1/10000"') from error
    if ratio <= 0:
        raise ValueError("a ratio is more than nothing on either side")
    return ratio


def fraction(figure: Fraction, longest: int | None = LONGEST_WRITTEN) -> str | None:
    """The exact fraction, "37/12000", or "33" where it is whole; None where either number has more digits than that.

    Args:
        figure: Any.
        longest: Digits; those that programs read back if it is not said; None writes it however long it is.
    """
    if longest is not None and is_longer(figure, longest):
        return None
    if not is_longer(figure, LONGEST_WRITTEN):
        return str(worked_out(figure))
    above, below = f"{'-' if figure < 0 else ''}{digits_of(abs(figure.numerator))}", digits_of(figure.denominator)
    return above if figure.denominator == 1 else f"{above}/{below}"


def is_longer(figure: Fraction, digits: int) -> bool:
    """Whether numerator or denominator has more digits, about.

    A lazy one that may have several times as many is not worked out to see whether it has fewer after all, nor is one
    of many digits that joins long figures.
    """
    most = digits * _BITS_PER_DIGIT
    if isinstance(figure, LazyFraction) and not figure.is_worked_out:
        at_most = min(digits, LONGEST_WRITTEN) if figure.joins_long_ones else digits
        if figure.longest > 2 * (at_most + LONGEST_WRITTEN) * _BITS_PER_DIGIT:
            return True
    return max(figure.numerator.bit_length(), figure.denominator.bit_length()) > most


def decimal(figure: Fraction) -> str:
    """The figure to twelve decimal places, half to even: "0.003083333333", "33.000000000000".

    One so small that they would show fewer than six significant figures has as many more places.
    """
    if isinstance(figure, LazyFraction):
        shown = figure.decided(_shown)
        if shown is not None:
            return shown
    return _decimal(figure.numerator, figure.denominator)


def _shown(interval: Interval) -> str | None:
    least, most = interval.ends
    return shown if interval.sign and (shown := _decimal(*least)) == _decimal(*most) else None


def _decimal(above: int, below: int) -> str:
    places = _places(abs(above), below)
    unit = 10**places
    units, rest = divmod(abs(above) * unit, below)
    units += 2 * rest > below or (2 * rest == below and units % 2 == 1)
    whole, parts = divmod(units, unit)
    return f"{'-' if units and above < 0 else ''}{_digits(whole)}.{parts:0{places}d}"


def _places(above: int, below: int) -> int:
    """Decimal places by which a figure that is not negative is shown."""
    bits = below.bit_length() - above.bit_length()
    if bits < _SMALL_BITS or not above:
        return PLACES
    zeros = int((bits - 1) / _BITS_PER_DIGIT)
    while above * 10 ** (zeros + 1) < below:
        zeros += 1
    return max(PLACES, zeros + SIGNIFICANT)


def is_shown_exactly(figure: Fraction) -> bool:
    """Whether the decimal places by which it is shown hold it whole."""
    if isinstance(figure, LazyFraction) and figure.decided(_goes_on):
        return False
    above, below = figure.numerator, figure.denominator
    return bool(_UNIT % below == 0 or 10 ** _places(abs(above), below) % below == 0)


def _goes_on(interval: Interval) -> bool | None:
    """True where no decimal of as many places as are shown lies in it; None where one may."""
    (low, unit_of_low), (high, unit_of_high) = interval.ends
    unit = 10 ** max(_places(abs(low), unit_of_low), _places(abs(high), unit_of_high))
    return True if -(-low * unit // unit_of_low) > high * unit // unit_of_high else None


def plain(figure: Fraction) -> str:
    """The figure without needless zeros: "60000000", "0.0033"; rounded as `decimal` where it goes on."""
    if not is_lazy(figure) and figure.denominator == 1:
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
    if isinstance(figure, LazyFraction) and figure.decided(_is_surely_long):
        return f"a long fraction ≈ {counted(figure).removeprefix('about ')}"
    if figure.denominator == 1:
        return counted(figure)
    exact, number = _short(figure), counted(figure).removeprefix("about ")
    sign = "=" if is_shown_exactly(figure) else "≈"
    return f"{exact} {sign} {number}" if exact else f"a fraction of {_length(figure)} digits {sign} {number}"


def day(of: date) -> str:
    """A date as a sentence writes it: "October 3, 2005"."""
    return f"{of:%B} {of.day}, {of.year}"


def _short(figure: Fraction) -> str | None:
    if isinstance(figure, LazyFraction) and figure.decided(_is_surely_long):
        return None
    return str(figure) if _length(figure) <= LONGEST_IN_A_SENTENCE else None


def _is_surely_long(interval: Interval) -> bool | None:
    """True where no fraction short enough for a sentence lies in it; None where one may."""
    least, most = interval.least, interval.most
    return None if least <= ((least + most) / 2).limit_denominator(10**LONGEST_IN_A_SENTENCE) <= most else True


def _length(figure: Fraction) -> int:
    """Digits of numerator and denominator together, to one or two."""
    return int((figure.numerator.bit_length() + figure.denominator.bit_length()) / _BITS_PER_DIGIT)


def _digits(number: int) -> str:
    """A whole number in digits, also where Python refuses its own `str`."""
    return str(number) if number.bit_length() <= LONGEST_WRITTEN * 3 else digits_of(number)


def _grouped(digits: str) -> str:
    first = len(digits) % 3 or 3
    return ",".join((digits[:first], *(digits[place : place + 3] for place in range(first, len(digits), 3))))
