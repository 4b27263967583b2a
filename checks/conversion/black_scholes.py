"""The Black-Scholes value of a call, for attached rights (4E(5)), in decimal arithmetic of 50 digits.

    value = S e^(-yT) N(d1) - K e^(-rT) N(d2)
    d1 = (ln(S / K) + (r - y + v^2 / 2) T) / (v sqrt(T)),  d2 = d1 - v sqrt(T)

S is the share's price, K the exercise price, T the years to run, r the yearly rate of interest,
continuously compounded, v the yearly volatility, y the yearly dividend yield.

Sources: F. Black and M. Scholes, "The Pricing of Options and Corporate Liabilities", Journal of
Political Economy 81 (1973) 637-654, equation 13; the dividend yield after R. C. Merton, "Theory
of Rational Option Pricing", Bell Journal of Economics 4 (1973) 141-183. N(x) is
1/2 + Z(x) (x + x^3/3 + x^5/15 + ...): M. Abramowitz and I. Stegun, Handbook of Mathematical
Functions (1964), 26.2.11.

Decimal, and no binary floating point, so that the same inputs give the same cent on every machine.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction

DIGITS = 50
CENTS = 100
_PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494")
_SURE = Decimal(16)
"""Standard deviations beyond which N is 0 or 1 to 50 digits."""


def call_value(
    *,
    shares: Fraction,
    share_price: Fraction,
    exercise_price: Fraction,
    volatility: Fraction,
    years: Fraction,
    rate: Fraction,
    dividend_yield: Fraction = Fraction(0),
) -> Fraction:
    """The value of options on so many shares, in US dollars, rounded once to the cent, half to even.

    Dilution by the options' own exercise is not considered, as the model does not.
    """
    with localcontext(Context(prec=DIGITS)):
        time, deviation = _decimal(years), _decimal(volatility) * _decimal(years).sqrt()
        value = _one_call(
            _decimal(share_price) * (-_decimal(dividend_yield) * time).exp(),
            _decimal(exercise_price) * (-_decimal(rate) * time).exp(),
            deviation,
        )
        cents = (value * _decimal(shares) * CENTS).to_integral_value(ROUND_HALF_EVEN)
    return Fraction(int(cents), CENTS)


def _one_call(share: Decimal, strike: Decimal, deviation: Decimal) -> Decimal:
    """The value of one, of the discounted prices S e^(-yT) and K e^(-rT), and of v sqrt(T)."""
    if deviation == 0 or strike == 0:
        return max(share - strike, Decimal(0))
    d1 = (share / strike).ln() / deviation + deviation / 2
    return share * normal_below(d1) - strike * normal_below(d1 - deviation)


def normal_below(x: Decimal) -> Decimal:
    """N(x): how much of the standard normal distribution lies below x."""
    if abs(x) > _SURE:
        return Decimal(int(x > 0))
    term = total = x
    divisor = 1
    # The terms of the series grow before they fall: the lost digits are those of e^(x²/2) at most.
    with localcontext() as context:
        context.prec = DIGITS + int(x * x / 4) + 5
        while term and abs(term) > Decimal(10) ** (-DIGITS - 5):
            divisor += 2
            term = term * x * x / divisor
            total += term
        density = (-x * x / 2).exp() / (2 * _PI).sqrt()
        return Decimal("0.5") + density * total


def _decimal(figure: Fraction) -> Decimal:
    return Decimal(figure.numerator) / Decimal(figure.denominator)
