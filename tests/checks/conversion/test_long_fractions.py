"""Long fractions: the quick ways give what the plain ones give, to the last digit."""

from fractions import Fraction
from math import gcd

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.conversion.figures import LONGEST_WRITTEN, fraction, plain, quotient, quotient_fraction
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
