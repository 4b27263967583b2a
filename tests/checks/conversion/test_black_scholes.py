"""The option pricing model, against published values and another implementation of the normal distribution."""

from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.conversion.black_scholes import call_value, normal_below


def value(**changes: str) -> Fraction:
    """Of 10,000 options: the textbook's call (share 42, exercise 40, rate 10 %, volatility 20 %, half a year)."""
    given_ = {
        "share_price": "42",
        "exercise_price": "40",
        "volatility": "0.2",
        "years": "0.5",
        "rate": "0.1",
        **changes,
    }
    return call_value(shares=Fraction(10_000), **{key: Fraction(figure) for key, figure in given_.items()})


def test_the_textbooks_call_is_worth_4_76() -> None:
    """J. C. Hull, Options, Futures, and Other Derivatives, the example of the Black-Scholes-Merton formulas."""
    assert round(value() / 10_000, 2) == Fraction("4.76")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"years": "0"}, 20_000),  # nothing left of time: share less exercise price
        ({"years": "0", "share_price": "39"}, 0),
        ({"exercise_price": "0"}, 420_000),  # nothing to pay: the share itself
        ({"volatility": "0", "rate": "0"}, 20_000),
    ],
)
def test_at_its_limits_the_value_is_what_it_must_be(changes: dict[str, str], expected: int) -> None:
    assert value(**changes) == expected


def test_a_dividend_yield_lowers_the_value() -> None:
    assert value(dividend_yield="0.03") < value()


@given(x=st.floats(-7, 7, allow_nan=False))
def test_the_normal_distribution_agrees_with_pythons(x: float) -> None:
    assert abs(float(normal_below(Decimal(repr(x)))) - NormalDist().cdf(x)) < 1e-14


@given(x=st.integers(-1600, 1600))
def test_what_lies_below_and_above_is_all(x: int) -> None:
    point = Decimal(x) / 100
    assert abs(normal_below(point) + normal_below(-point) - 1) < Decimal("1e-45")


@given(
    share=st.integers(1, 500), exercise=st.integers(1, 500), volatility=st.integers(1, 300), months=st.integers(1, 120)
)
def test_a_call_is_worth_no_less_than_exercise_now_and_no_more_than_the_share(
    share: int, exercise: int, volatility: int, months: int
) -> None:
    worth = value(share_price=str(share), exercise_price=str(exercise), rate="0.05",
                  volatility=str(Fraction(volatility, 100)), years=str(Fraction(months, 12)))  # fmt: skip
    assert max(0, share - exercise) * 10_000 <= worth <= share * 10_000
