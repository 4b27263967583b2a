"""Long fractions: the quick ways give what the plain ones give, to the last digit."""

from fractions import Fraction
from math import gcd

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.conversion.figures import (
    LONGEST_WRITTEN,
    fraction,
    is_too_long,
    plain,
    quotient,
    quotient_fraction,
    quotient_result,
    result,
)
from checks.conversion.long_fractions import bounds, digits_of, is_less, is_long, weighted, whole_quotient

LARGE = st.integers(1, 2**9000)
SHORT = st.fractions(min_value=0, max_value=10**9, max_denominator=10**12)
MORE = SHORT.filter(lambda figure: figure > 0)


@st.composite
def prices(draw: st.DrawFn) -> Fraction:
    """Long ones and short ones; some have divisors in common with everything else."""
    return Fraction(
        draw(LARGE) * draw(st.sampled_from([1, 20**300, 3**900])), draw(LARGE) * 20 ** draw(st.integers(0, 400))
    )


@settings(max_examples=200, deadline=None)
@given(price=prices(), a=SHORT, c=MORE, d=SHORT, dividends=st.integers(0, 60))
def test_the_weighted_price_is_the_formulas_and_in_lowest_terms(
    price: Fraction, a: Fraction, c: Fraction, d: Fraction, dividends: int
) -> None:
    a *= Fraction(21, 20) ** dividends
    found = weighted(price, a, c, d)
    assert found == (a * price + d) / (a + c)
    assert gcd(found.numerator, found.denominator) == 1
    assert found.denominator > 0
    assert hash(found) == hash(Fraction(found.numerator, found.denominator))


@settings(max_examples=200, deadline=None)
@given(price=prices(), above=SHORT, whole=st.integers(0, 10**12), step=st.sampled_from([-1, 0, 1]))
def test_quotients_comparisons_and_their_texts_are_exact(
    price: Fraction, above: Fraction, whole: int, step: int
) -> None:
    for figure in (above, price * whole + Fraction(step, 2**30), price):
        if figure < 0:
            continue
        assert whole_quotient(figure, price) == int(figure / price)
        assert quotient(figure, price) == plain(figure / price)
        assert quotient_fraction(figure, price) == fraction(figure / price)
        assert is_less(figure, price) == (figure < price)
    if is_long(price):
        least, most = bounds(price)
        assert least < price < most


@settings(max_examples=200, deadline=None)
@given(price=prices(), more=SHORT, whole=st.integers(1, 10**12), step=st.sampled_from([-1, 0, 1]))
def test_quotients_of_two_long_figures_are_exact(price: Fraction, more: Fraction, whole: int, step: int) -> None:
    """A Liquidation Preference with an unpaid dividend in it is as long as the price the dividend was counted by."""
    for figure in (more + 1 / price, price * whole, price * whole + step / price / 2**300):
        if figure < 0:
            continue
        assert whole_quotient(figure, price) == int(figure / price)
        assert quotient(figure, price) == plain(figure / price)
        if not (is_too_long(figure) or is_too_long(price)):
            assert quotient_fraction(figure, price) == fraction(figure / price)
        assert quotient_fraction(figure, price, however_long=True) == fraction(figure / price, however_long=True)
        said = quotient_result(figure, price)
        if said.startswith("a long fraction"):
            assert result(figure / price).startswith(("a fraction of", said[len("a long fraction ≈ ") :]))
            assert said.partition(" ≈ ")[2] == result(figure / price).partition(" ≈ ")[2]
        else:
            assert said == result(figure / price)


def test_a_dividend_declared_between_adjustments_costs_a_conversion_no_common_divisor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To look for what two long figures have in common costs the square of their digits."""
    price = Fraction(3**9500 + 2, 5**6500)
    preference = Fraction(111111, 10000) + Fraction(7, 10) / price
    searched = []

    def divided(above: Fraction, below: Fraction) -> Fraction:
        searched.append(min(above.numerator.bit_length(), below.numerator.bit_length()))
        return plainly(above, below)

    plainly = Fraction.__truediv__
    monkeypatch.setattr(Fraction, "__truediv__", divided)
    assert whole_quotient(1000 * preference, price)
    assert quotient(preference, price)
    assert quotient_fraction(preference, price) is None
    assert quotient_result(1000 * preference, price).startswith("a long fraction ≈ ")
    assert max(searched) < 2048


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**60000))
def test_digits_are_the_numbers(number: int) -> None:
    shown = digits_of(number)
    assert shown.isdecimal()
    assert len(shown) == 1 or shown[0] != "0"
    back = 0
    for place in range(0, len(shown), LONGEST_WRITTEN):
        part = shown[place : place + LONGEST_WRITTEN]
        back = back * 10 ** len(part) + int(part)
    assert back == number
