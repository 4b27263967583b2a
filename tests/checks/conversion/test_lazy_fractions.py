"""Lazy fractions: every answer is the one that plain fractions give, to the last digit."""

import copy
import math
import operator
import pickle
import random
from collections.abc import Callable
from fractions import Fraction
from math import gcd

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.conversion import figures, lazy_fractions
from checks.conversion.intervals import BITS, Interval, around, minus, over, plus, times
from checks.conversion.lazy_fractions import LazyFraction, is_lazy, lazily, refine, weighted, worked_out
from checks.conversion.long_digits import digits_of

LARGE = st.integers(2**2100, 2**4000)
SHORT = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**12)
MORE = st.fractions(min_value=Fraction(1, 10**6), max_value=10**9, max_denominator=10**12)
OPERATIONS = (operator.add, operator.sub, operator.mul, operator.truediv)
TEXTS: tuple[Callable[[Fraction], str], ...] = (
    figures.decimal, figures.plain, figures.counted, figures.dollars, figures.price, figures.term,
)  # fmt: skip


@st.composite
def longs(draw: st.DrawFn) -> Fraction:
    """Long ones, more than nothing; some have divisors in common with everything else."""
    above = draw(LARGE) * draw(st.sampled_from([1, 20**300, 3**900]))
    return Fraction(above, draw(LARGE) * 20 ** draw(st.integers(0, 400))) + Fraction(1, 7**800)


@st.composite
def reckoned(draw: st.DrawFn) -> tuple[Fraction, Fraction]:
    """One figure reckoned plainly and lazily, by a few steps of any kind."""
    plain = draw(longs())
    lazy = lazily(plain)
    for _ in range(draw(st.integers(0, 5))):
        operation = draw(st.sampled_from(OPERATIONS))
        other = draw(st.one_of(SHORT, st.integers(-5, 5), longs()))
        if draw(st.booleans()) and not (operation is operator.truediv and not plain):
            plain, lazy = operation(other, plain), operation(other, lazy)
        elif other or operation is not operator.truediv:
            plain, lazy = operation(plain, other), operation(lazy, other)
    return plain, lazy


@settings(max_examples=300, deadline=None)
@given(reckoned())
def test_whatever_is_asked_of_a_lazy_figure_is_as_of_a_plain_one(pair: tuple[Fraction, Fraction]) -> None:
    plain, lazy = pair
    assert bool(lazy) == bool(plain)
    assert math.floor(lazy) == math.floor(plain)
    assert math.ceil(lazy) == math.ceil(plain)
    assert int(lazy) == int(plain)
    assert round(lazy, 3) == round(plain, 3)
    assert divmod(lazy, 7) == divmod(plain, 7)
    assert abs(lazy) == abs(plain)
    assert -lazy == -plain
    for text in TEXTS:
        assert text(lazy) == text(plain)
    assert worked_out(lazy) == plain
    assert (lazy.numerator, lazy.denominator) == (plain.numerator, plain.denominator)
    assert hash(lazy) == hash(plain)


@settings(max_examples=200, deadline=None)
@given(reckoned(), reckoned(), st.sampled_from([0, 1, -1]))
def test_figures_are_in_the_order_of_the_plain_ones(
    one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction], step: int
) -> None:
    near = step * Fraction(1, 3**400)  # so near that many leading digits are the same
    for (plain, lazy), (against, lazy_against) in ((one, other), (one, (one[0] + near, one[1] + near))):
        for order in (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge):
            assert order(lazy, lazy_against) is order(plain, against)
            assert order(lazy, against) is order(plain, against)
            assert order(plain, lazy_against) is order(plain, against)
    assert min(one[1], other[1]) == min(one[0], other[0])


@settings(max_examples=200, deadline=None)
@given(reckoned(), st.integers(1, 40))
def test_the_interval_holds_the_figure_and_narrows(pair: tuple[Fraction, Fraction], times: int) -> None:
    plain, lazy = pair
    if not isinstance(lazy, LazyFraction):
        return
    assert lazy.interval.least <= plain <= lazy.interval.most
    wide = lazy.interval.most - lazy.interval.least
    refine(lazy, BITS * times)
    assert lazy.interval.least <= plain <= lazy.interval.most
    assert lazy.interval.most - lazy.interval.least <= wide
    assert lazy.longest >= max(plain.numerator.bit_length(), plain.denominator.bit_length()) or lazy.is_worked_out


@settings(max_examples=200, deadline=None)
@given(st.one_of(SHORT, longs(), st.integers(-(2**900), 2**900).map(Fraction)), st.sampled_from([BITS, 2 * BITS]))
def test_the_interval_around_a_figure_is_as_narrow_as_said(figure: Fraction, bits: int) -> None:
    interval = around(figure, bits)
    assert interval.least <= figure <= interval.most
    assert (interval.most - interval.least) * 2 ** (bits - 3) <= abs(figure)


@settings(max_examples=200, deadline=None)
@given(price=longs(), a=MORE, c=MORE, d=st.one_of(MORE, st.just(Fraction(0))), dividends=st.integers(0, 60))
def test_the_weighted_price_is_the_formulas_and_in_lowest_terms(
    price: Fraction, a: Fraction, c: Fraction, d: Fraction, dividends: int
) -> None:
    a *= Fraction(21, 20) ** dividends
    found = weighted(lazily(price), a, c, d)
    assert is_lazy(found)
    assert found == (a * price + d) / (a + c) == weighted(price, a, c, d)
    assert gcd(found.numerator, found.denominator) == 1
    assert found.denominator > 0
    assert hash(found) == hash(Fraction(found.numerator, found.denominator))


def test_a_long_way_is_worked_out_and_refined_without_going_deep() -> None:
    first = figure = lazily(Fraction(3**2000, 7**1000))
    plain = worked_out(figure)
    for number in range(1, 3000):
        figure, plain = figure * Fraction(number, number + 1), plain * Fraction(number, number + 1)
    assert isinstance(figure, LazyFraction)
    refine(figure, 2 * BITS)
    assert not figure.is_worked_out
    assert figure == plain == first / 3000


def test_what_is_the_same_by_another_way_is_the_same() -> None:
    price = lazily(Fraction(3**9500 + 2, 5**6500))
    there_and_back = price + Fraction(1, 3) - Fraction(1, 3)
    assert there_and_back is not price
    assert there_and_back == price
    assert not price < there_and_back
    assert not bool(there_and_back - price)
    assert figures.result((price * 12345) / price) == "12,345"
    assert figures.counted(price / price / 8) == "0.125"


def test_what_is_reckoned_alike_is_the_same_without_its_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    price = lazily(Fraction(3**9500 + 2, 5**6500))
    monkeypatch.setattr(lazy_fractions, "_work_out", lambda _figure: pytest.fail("it was worked out"))
    assert price + Fraction(1, 3) == price + Fraction(2, 6)
    assert price - 1 != price + 1
    assert price / 3 != price / 4


def test_factors_are_one_factor_in_whatever_order() -> None:
    price = lazily(Fraction(3**9500 + 2, 5**6500))
    assert price / 3 * 3 is price
    assert lazy_fractions._is_reckoned_alike(price / 3 * 7 / 5, price * 7 / 15)
    assert price / 3 * 7 / 5 == price * Fraction(7, 15)


def test_what_changes_nothing_makes_nothing_new() -> None:
    price = lazily(Fraction(3**9500 + 2, 5**6500))
    assert price + 0 is price
    assert 0 + price is price
    assert price * 1 is price
    assert price / 1 is price
    assert price * 0 == 0
    assert not is_lazy(price * 0)
    assert not is_lazy(0 / price)
    assert sum([price]) is price
    with pytest.raises(ZeroDivisionError):
        price / 0
    with pytest.raises(ZeroDivisionError):
        1 / (price + Fraction(1, 3) - Fraction(1, 3) - price)


def test_only_long_figures_are_lazy() -> None:
    assert not is_lazy(lazily(Fraction(1, 3)))
    assert not is_lazy(lazily(Fraction(10**5000)))
    assert is_lazy(lazily(Fraction(3**2000, 7**1000)))


def test_a_lazy_figure_is_kept_and_copied_as_a_figure() -> None:
    price = lazily(Fraction(3**2000, 7**1000)) / 3
    assert copy.copy(price) is price
    assert copy.deepcopy([price]) == [price]
    assert pickle.loads(pickle.dumps(price)) == price
    with pytest.raises(AttributeError):
        _ = price.nothing_of_the_kind  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        _ = price < "1"  # type: ignore[operator]
    assert price != "1"


def test_a_dividend_declared_between_adjustments_costs_a_conversion_no_common_divisor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To look for what two long figures have in common costs the square of their digits."""
    price = lazily(Fraction(3**9500 + 2, 5**6500)) * Fraction(2, 3)
    preference = Fraction(111111, 10000) + Fraction(7, 10) / price
    monkeypatch.setattr(lazy_fractions, "_work_out", lambda _figure: pytest.fail("it was worked out"))
    assert math.floor(1000 * preference / price)
    assert figures.plain(preference / price)
    assert figures.fraction(preference / price / price / price) is None
    assert figures.result(1000 * preference / price).startswith("a long fraction ≈ ")
    assert figures.term(preference).endswith("…")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**60000))
def test_digits_are_the_numbers(number: int) -> None:
    shown = digits_of(number)
    assert shown.isdecimal()
    assert len(shown) == 1 or shown[0] != "0"
    back = 0
    for place in range(0, len(shown), figures.LONGEST_WRITTEN):
        part = shown[place : place + figures.LONGEST_WRITTEN]
        back = back * 10 ** len(part) + int(part)
    assert back == number


@pytest.mark.parametrize("step", [-1, 1])
def test_a_figure_next_to_the_middle_of_two_decimals_is_rounded_to_its_own_side(step: int) -> None:
    figure = lazily(3 + Fraction(7, 2 * 10**12) + step * Fraction(1, 3**1500))
    assert is_lazy(figure)
    assert figures.decimal(figure) == figures.decimal(worked_out(figure)) == f"3.00000000000{3 if step < 0 else 4}"


def test_a_figure_is_known_as_well_as_its_least_known_part() -> None:
    one, other = lazily(Fraction(3**2000, 7**1100)), lazily(Fraction(5**2000, 11**1300))
    assert isinstance(one, LazyFraction)
    refine(one, 8 * BITS)
    joined = one * other
    interval = joined.interval
    assert interval.least <= worked_out(one) * worked_out(other) <= interval.most
    refine(joined, 4 * BITS)
    assert joined.interval.most - joined.interval.least < joined.interval.least / 2 ** (3 * BITS)


def test_a_quotients_interval_holds_it() -> None:
    chance = random.Random(1)
    for _ in range(20_000):
        above, below = (1 + (chance.randrange(2**BITS) >> chance.randrange(BITS)) for _ in range(2))
        for sign in (1, -1):
            found = over(Interval(sign * above, sign * above, 0), Interval(below, below, 0))
            assert found is not None
            assert found.least <= Fraction(sign * above, below) <= found.most


def test_sums_products_and_quotients_lie_in_their_intervals() -> None:
    chance = random.Random(4)
    for _ in range(3000):
        a, b, c, d = (chance.randrange(-(2**BITS), 2**BITS) >> chance.randrange(BITS) for _ in range(4))
        one, other = (Interval(min(x, y), max(x, y), chance.randrange(-400, 400)) for x, y in ((a, b), (c, d)))
        quotient = over(one, other)
        for first in (one.least, one.most):
            for second in (other.least, other.most):
                assert plus(one, other).least <= first + second <= plus(one, other).most
                assert minus(one, other).least <= first - second <= minus(one, other).most
                assert times(one, other).least <= first * second <= times(one, other).most
                if quotient is not None:
                    assert quotient.least <= first / second <= quotient.most
        assert (quotient is None) == (other.least <= 0 <= other.most)
