"""Fractions of very many digits, of which only the leading ones are reckoned until somebody asks for the others.

A ledger that changes stock and price by turns has a price of a million digits. To know whether it was cut, how many
whole shares it gives and how it looks to twelve places, a hundred leading digits decide: they are carried along as an
interval that certainly holds the number. How the number came about is kept beside it. Where the interval does not
decide, more leading digits are reckoned, and where thousands do not, the number is worked out, exactly. So every answer
is that of exact arithmetic. This is what geometers call lazy exact arithmetic (as CGAL's `Lazy_exact_nt`).
"""

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeVar

from checks.conversion import intervals
from checks.conversion.intervals import BITS, Interval, around

LONG_BITS = 2048
"""A figure with more binary digits above and below the line is long."""

MOST_BITS = 1 << 14
"""Leading binary digits that are tried before a figure is worked out."""

_Operation = Callable[..., Fraction]
_Between = Callable[..., Interval | None]
_Answer = TypeVar("_Answer")


class LazyFraction(Fraction):
    """A fraction with its interval; it is worked out when its numerator or denominator is asked for.

    Sums, products and quotients with it are lazy as well. Comparisons, `floor`, `int`, `round` and `bool` ask its
    interval first. All other operations are `Fraction`'s, and work it out.
    """

    __slots__ = ("_between", "_bits", "_parts", "_way", "interval", "joins_long_ones", "longest")

    interval: Interval
    longest: int
    """The most binary digits that numerator or denominator may have."""
    joins_long_ones: bool
    """Whether two long figures meet on the way to it: to look for what they have in common costs the square of their
    digits."""
    _bits: int
    """Leading binary digits of the interval."""
    _between: _Between
    """How its interval is reckoned from those of its parts."""
    _way: _Operation | None
    """How it is reckoned from its parts; None once that was done."""
    _parts: tuple[Fraction, ...]

    def __getattr__(self, name: str) -> Any:
        """Asked for what is not there: the digits, before they were worked out."""
        if name not in ("_numerator", "_denominator"):
            raise AttributeError(name)
        _work_out(self)
        return object.__getattribute__(self, name)

    @property
    def is_worked_out(self) -> bool:
        """Whether all its digits are known."""
        return self._way is None

    def decided(self, ask: Callable[[Interval], _Answer | None]) -> _Answer | None:
        """What the interval answers; more and more leading digits are reckoned while that is None.

        Returns:
            None where as many digits as are tried do not decide: then the figure itself must be asked.
        """
        answer = ask(self.interval)
        while answer is None and self._bits < MOST_BITS:
            refine(self, 2 * self._bits)
            answer = ask(self.interval)
        return answer

    def __add__(self, other: Any) -> Any:
        return _made(Fraction.__add__, intervals.plus, self, other, nothing=0)

    def __radd__(self, other: Any) -> Any:
        return _made(Fraction.__add__, intervals.plus, self, other, nothing=0)

    def __sub__(self, other: Any) -> Any:
        return _made(Fraction.__sub__, intervals.minus, self, other, nothing=0)

    def __rsub__(self, other: Any) -> Any:
        return _made(Fraction.__sub__, intervals.minus, other, self)

    def __mul__(self, other: Any) -> Any:
        return _made(Fraction.__mul__, intervals.times, self, other, nothing=1)

    def __rmul__(self, other: Any) -> Any:
        return _made(Fraction.__mul__, intervals.times, self, other, nothing=1)

    def __truediv__(self, other: Any) -> Any:
        return _made(Fraction.__truediv__, intervals.over, self, other, nothing=1)

    def __rtruediv__(self, other: Any) -> Any:
        return _made(Fraction.__truediv__, intervals.over, other, self)

    def __neg__(self) -> Fraction:
        negative: Fraction = ZERO - self
        return negative

    def __abs__(self) -> Fraction:
        return self if self >= 0 else -self

    def __bool__(self) -> bool:
        sign = self.decided(lambda interval: interval.sign)
        return bool(worked_out(self)) if sign is None else sign != 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, int | Fraction):
            return NotImplemented
        return _order(self, other) == 0

    def __lt__(self, other: Any) -> bool:
        return NotImplemented if not isinstance(other, int | Fraction) else _order(self, other) < 0

    def __le__(self, other: Any) -> bool:
        return NotImplemented if not isinstance(other, int | Fraction) else _order(self, other) <= 0

    def __gt__(self, other: Any) -> bool:
        return NotImplemented if not isinstance(other, int | Fraction) else _order(self, other) > 0

    def __ge__(self, other: Any) -> bool:
        return NotImplemented if not isinstance(other, int | Fraction) else _order(self, other) >= 0

    __hash__ = Fraction.__hash__

    def __floor__(self) -> int:
        found = self.decided(intervals.floor)
        return worked_out(self).__floor__() if found is None else found

    def __trunc__(self) -> int:
        return self.__floor__() if self >= 0 else -(-self).__floor__()

    def __int__(self, _index: object = None) -> int:
        return self.__trunc__()

    def __round__(self, ndigits: int | None = None) -> Any:
        found = self.decided(lambda interval: _rounded(interval, ndigits))
        return round(worked_out(self), ndigits) if found is None else found

    def __copy__(self) -> "LazyFraction":
        return self

    def __deepcopy__(self, _memo: object) -> "LazyFraction":
        return self

    def __reduce__(self) -> Any:
        return Fraction, (self.numerator, self.denominator)


def lazily(figure: Fraction) -> Fraction:
    """The same figure: lazy from now on if it is long."""
    if isinstance(figure, LazyFraction) or figure.denominator.bit_length() <= LONG_BITS:
        return figure
    above, below = _lengths(figure)
    if above <= LONG_BITS:
        return figure
    made = _new(None, _itself, (), around(figure), max(above, below))
    made._numerator, made._denominator = figure.numerator, figure.denominator  # type: ignore[attr-defined]
    return made


def is_lazy(figure: Fraction) -> bool:
    """Whether its digits should not be asked for where its interval decides."""
    return isinstance(figure, LazyFraction)


def worked_out(figure: Fraction) -> Fraction:
    """The same as a plain fraction with all its digits."""
    return _in_lowest_terms(figure.numerator, figure.denominator) if isinstance(figure, LazyFraction) else figure


def weighted(price: Fraction, a: Fraction, c: Fraction, d: Fraction) -> Fraction:
    """(A × price + D) ÷ (A + C) of 4E.

    Args:
        price: More than nothing.
        a: Shares outstanding and deemed, more than nothing.
        c: Additional shares.
        d: Their consideration.
    """
    if not any(map(is_lazy, (price, a, c, d))):
        return (a * price + d) / (a + c)
    parts = price, a, c, d
    bits = _bits(*parts)
    between = _between_weighted(*(interval_of(part, bits) for part in parts), bits=bits)
    if between is None:
        return _weighted(*parts)
    if any(is_lazy(one) or one.denominator != 1 for one in (a, c, d)):
        more = sum(map(_longest, (a, c, d)))
    else:
        more = max(_longest(a + c), _longest(d))
    return _new(_weighted, _between_weighted, parts, between, _longest(price) + more + 1)


def _between_weighted(price: Interval, a: Interval, c: Interval, d: Interval, *, bits: int) -> Interval | None:
    above = intervals.plus(intervals.times(a, price, bits), d, bits)
    return intervals.over(above, intervals.plus(a, c, bits), bits)


def interval_of(figure: Fraction, bits: int = BITS) -> Interval:
    """Where a figure lies."""
    return figure.interval if isinstance(figure, LazyFraction) else around(figure, bits)


def refine(figure: LazyFraction, bits: int) -> None:
    """Reckon so many leading digits of a figure: of its parts first, one after the other, however many there are."""
    waiting = [figure]
    while waiting:
        one = waiting[-1]
        if one._bits >= bits:
            waiting.pop()
            continue
        if one._way is None:
            one.interval, one._bits = around(worked_out(one), bits), bits
            continue
        before = [part for part in one._parts if isinstance(part, LazyFraction) and part._bits < bits]
        if before:
            waiting.extend(before)
            continue
        one.interval = one._between(*(interval_of(part, bits) for part in one._parts), bits=bits) or one.interval
        one._bits = bits


ZERO = Fraction(0)


def _made(way: _Operation, between: _Between, one: Any, other: Any, *, nothing: int | None = None) -> Any:
    """The sum, difference, product or quotient of two, one of which is lazy; `nothing` is what changes nothing."""
    if not isinstance(other, int | Fraction) or not isinstance(one, int | Fraction):
        return NotImplemented
    one, other = (figure if isinstance(figure, Fraction) else Fraction(figure) for figure in (one, other))
    if nothing is not None and not is_lazy(other):
        if other == nothing:
            return one
        if nothing == 1:
            return _multiplied(one, other if way is Fraction.__mul__ else 1 / other)
    bits = _bits(one, other)
    found = between(interval_of(one, bits), interval_of(other, bits), bits)
    if found is None:
        return way(one, other)
    if found.low == found.high == 0:
        return ZERO
    return _new(way, between, (one, other), found, _longest(one) + _longest(other) + 1)


def _multiplied(figure: Fraction, factor: Fraction) -> Fraction:
    """A lazy figure by a plain one; several of them are one factor, whatever their order."""
    if not factor:
        return ZERO
    if isinstance(figure, LazyFraction) and figure._way is Fraction.__mul__ and not is_lazy(figure._parts[1]):
        joined = figure._parts[1] * factor
        if joined == 1:
            return figure._parts[0]
        if max(_lengths(joined)) <= LONG_BITS:
            figure, factor = figure._parts[0], joined
    bits = _bits(figure)
    found = intervals.times(interval_of(figure, bits), around(factor, bits), bits)
    return _new(Fraction.__mul__, intervals.times, (figure, factor), found, _longest(figure) + _longest(factor))


def _new(way: _Operation | None, between: _Between, parts: tuple[Fraction, ...], interval: Interval,
         longest: int) -> LazyFraction:  # fmt: skip
    made: LazyFraction = object.__new__(LazyFraction)
    made._way, made._between, made._parts, made.interval, made.longest = way, between, parts, interval, longest
    made._bits = _bits(*parts)
    long = [part for part in parts if isinstance(part, LazyFraction)]
    made.joins_long_ones = len(long) > 1 or any(part.joins_long_ones for part in long)
    return made


def _order(one: Fraction, other: Any) -> int:
    """1, 0 or -1 for more, the same, or less."""
    if one is other or _is_reckoned_alike(one, other):
        return 0
    if isinstance(other, int):
        other = Fraction(other)
    decided = intervals.order(interval_of(one), interval_of(other))
    while decided is None and (bits := 2 * _bits(one, other)) <= MOST_BITS:
        for figure in (one, other):
            if isinstance(figure, LazyFraction):
                refine(figure, bits)
        decided = intervals.order(interval_of(one, bits), interval_of(other, bits))
    if decided is not None:
        return decided
    first, second = worked_out(one), worked_out(other)
    return 0 if first == second else (first > second) - (first < second)


def _is_reckoned_alike(one: Fraction, other: Any, depth: int = 3) -> bool:
    """Whether two figures are the same for being reckoned from the same parts in the same way.

    Two that are have the same parts from then on, so that what is reckoned from them is alike at a glance.
    """
    if one is other:
        return True
    if not (isinstance(one, LazyFraction) and isinstance(other, LazyFraction)):
        return not (is_lazy(one) or is_lazy(other)) and one == other
    if not depth or one._way is None or one._way is not other._way:
        return False
    if one._parts is other._parts:
        return True
    if not all(_is_reckoned_alike(*pair, depth - 1) for pair in zip(one._parts, other._parts, strict=True)):
        return False
    one._parts = other._parts
    return True


def _bits(*figures: Fraction) -> int:
    """Leading digits that are known of all of them."""
    return min((figure._bits for figure in figures if isinstance(figure, LazyFraction)), default=BITS)


def _itself(bits: int) -> None:
    """The interval of a figure without parts is reckoned from the figure."""


def _rounded(interval: Interval, ndigits: int | None) -> Fraction | int | None:
    least = round(interval.least, ndigits)
    return least if least == round(interval.most, ndigits) else None


def _work_out(figure: LazyFraction) -> None:
    """Find all digits: those of its parts first, one after the other, however many came before."""
    waiting = [figure]
    while waiting:
        one = waiting[-1]
        if one._way is None:
            waiting.pop()
            continue
        before = [part for part in one._parts if isinstance(part, LazyFraction) and part._way is not None]
        if before:
            waiting.extend(before)
            continue
        found = one._way(*one._parts)
        one._numerator, one._denominator = found.numerator, found.denominator  # type: ignore[attr-defined]
        one._way, one._parts, one.joins_long_ones = None, (), False
        one.longest = max(_lengths(found))
        waiting.pop()


def _weighted(price: Fraction, a: Fraction, c: Fraction, d: Fraction) -> Fraction:
    """4E in lowest terms, the price's digits touched as seldom as can be.

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


def _lengths(figure: Fraction) -> tuple[int, int]:
    return figure.numerator.bit_length(), figure.denominator.bit_length()


def _longest(figure: Fraction) -> int:
    return figure.longest if isinstance(figure, LazyFraction) else max(_lengths(figure))
