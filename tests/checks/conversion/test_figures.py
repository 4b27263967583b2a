"""Exact figures: what may be written, and how they are shown."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.conversion import figures
from checks.conversion.figures import UnquotedFigure, decimal, is_shown_exactly, parse_figure, parse_ratio, plain

NO_FIGURES = (True, None, "", "1e5", "12,34", "1.2.3", ".5", "٣", "1/2", "$-3.50")
FIGURES = st.fractions(min_value=0, max_value=10**15, max_denominator=10**9)


@pytest.mark.parametrize(
    ("written", "figure"),
    [
        ("0.0033", Fraction(33, 10_000)), ("25,000", 25_000), ("$1,234.50", Fraction("1234.5")), (" 7 ", 7), (12, 12),
        ("1,234,567.000001", Fraction("1234567.000001")), (0, 0), ("007", 7),
    ],
)  # fmt: skip
def test_a_figure_is_a_whole_number_or_text(written: object, figure: Fraction) -> None:
    assert parse_figure(written) == figure


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (0.5, 'write the figure in quotes, "0.5"'),
        (UnquotedFigure("0.0033"), 'write the figure in quotes, "0.0033"'),
        *((written, "write a figure in quotes") for written in NO_FIGURES),
        ("-3", "must not be less than nothing"),
        (-1, "must not be less than nothing"),
        ("9" * 41, "more than 40 digits"),
    ],
)
def test_what_is_no_figure_is_refused_with_what_to_write(written: object, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_figure(written)


@pytest.mark.parametrize(
    ("written", "ratio"),
    [("2/1", 2), ("1/10000", Fraction(1, 10_000)), ("0.25", Fraction(1, 4)), (3, 3), ("1.05/1", Fraction(21, 20))],
)
def test_a_ratio_is_two_figures_or_one(written: object, ratio: Fraction) -> None:
    assert parse_ratio(written) == ratio


@pytest.mark.parametrize("written", ["0/1", "1/0", "0", "2-for-1", "1/2/3", "", None, "/2"])
def test_what_is_no_ratio_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="ratio"):
        parse_ratio(written)


@pytest.mark.parametrize(
    ("figure", "decimal", "plain"),
    [
        (Fraction(37, 12_000), "0.003083333333", "0.003083333333"),
        (Fraction(33), "33.000000000000", "33"),
        (1 + Fraction(1, 2 * 10**12), "1.000000000000", "1"),  # half to even
        (1 + Fraction(3, 2 * 10**12), "1.000000000002", "1.000000000002"),
        (Fraction(1, 2 * 10**12), "0.000000000000500000", "0.0000000000005"),  # and never nothing
        (Fraction(2, 3), "0.666666666667", "0.666666666667"),
        (Fraction(-1, 4), "-0.250000000000", "-0.25"),
        (Fraction(999_999_999_999_9, 10**13), "1.000000000000", "1"),
    ],
)
def test_a_decimal_is_rounded_once_to_twelve_places(figure: Fraction, decimal: str, plain: str) -> None:
    assert figures.decimal(figure) == decimal
    assert figures.plain(figure) == plain


def rounded(figure: Fraction) -> Fraction:
    """The figure to as many places as it is shown with, half to even."""
    return round(figure, len(figures.decimal(figure).partition(".")[2]))


@given(figure=FIGURES)
def test_a_decimal_lies_within_half_a_unit_of_its_figure(figure: Fraction) -> None:
    shown = figures.decimal(figure)
    assert abs(Fraction(shown) - figure) <= Fraction(1, 2 * 10**12)
    places = len(shown.partition(".")[2])
    assert shown == f"{rounded(figure).numerator / Decimal(rounded(figure).denominator):.{places}f}"


@given(above=st.integers(1, 2**2000), below=st.integers(1, 2**2000), more=st.integers(-1, 1))
def test_long_fractions_are_rounded_as_exactly_as_short_ones(above: int, below: int, more: int) -> None:
    figure = Fraction(above, below)
    assert Fraction(figures.decimal(figure)) == rounded(figure)
    # Next to the middle between two decimals, where the leading bits decide nothing.
    middle = Fraction(2 * (above % 10**20) + 1, 2 * 10**12) + Fraction(more, 2**1500)
    assert Fraction(figures.decimal(middle)) == rounded(middle)


@given(figure=FIGURES)
def test_what_is_shown_as_exact_is_exact(figure: Fraction) -> None:
    shown = figures.counted(figure)
    assert shown.startswith("about ") is not figures.is_shown_exactly(figure)
    if figures.is_shown_exactly(figure):
        assert Fraction(shown.replace(",", "")) == figure


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (figures.counted(Fraction(1_234_567)), "1,234,567"),
        (figures.counted(Fraction(999)), "999"),
        (figures.counted(Fraction("1234.5")), "1,234.5"),
        (figures.counted(Fraction(10, 3)), "about 3.333333333333"),
        (figures.dollars(Fraction(20_000)), "$20,000.00"),
        (figures.dollars(Fraction("0.5")), "$0.50"),
        (figures.dollars(Fraction("0.0025")), "$0.0025"),
        (figures.dollars(Fraction(1, 3)), "about $0.333333333333"),
        (figures.cents(Fraction("1246482.4439")), "about $1,246,482.44"),
        (figures.cents(Fraction("0.005")), "about $0.01"),
        (figures.cents(Fraction("12.5")), "$12.50"),
        (figures.percent(Fraction(5, 8)), "62.5 %"),
        (figures.percent(Fraction(2, 3)), "about 66.67 %"),
        (figures.price(Fraction(33, 10_000)), "$0.0033"),
        (figures.price(Fraction(1)), "$1.00"),
        (figures.price(Fraction(37, 12_000)), "$0.003083333333 (exactly 37/12000)"),
        (figures.price(Fraction(10**40 + 1, 3 * 10**42)), "about $0.003333333333"),
        (figures.term(Fraction(1, 3)), "1/3"),
        (figures.term(Fraction(1, 4)), "0.25"),
        (figures.result(Fraction(37, 12_000)), "37/12000 ≈ 0.003083333333"),
        (figures.result(Fraction(33, 10_000)), "33/10000 = 0.0033"),
        (figures.result(Fraction(33_000)), "33,000"),
    ],
)
def test_a_sentence_writes_figures_so(written: str, expected: str) -> None:
    assert written == expected


def test_figures_of_any_length_are_written() -> None:
    long = Fraction(10**5000 + 1)
    assert figures.fraction(long) is None
    assert figures.fraction(long, longest=None) == f"1{'0' * 4999}1"
    assert figures.counted(long).startswith("100,000,")
    assert "digits ≈" in figures.result(long / 3)


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        ("1/1000000000000000", "0.000000000000001"),
        ("1/3000000000000000", "0.000000000000000333333"),
        ("123456789/1000000000000000000", "0.000000000123457"),
        ("1/30000000", "0.0000000333333"),
        ("1/300000000", "0.00000000333333"),
        ("-1/3000000000000000", "-0.000000000000000333333"),
        ("0", "0"),
    ],
)
def test_a_tiny_figure_is_never_shown_as_nothing(figure: str, shown: str) -> None:
    assert plain(Fraction(figure)) == shown


@given(st.integers(1, 10**40), st.integers(1, 10**60))
def test_six_significant_figures_or_twelve_places_are_right(above: int, below: int) -> None:
    figure = Fraction(above, below)
    shown = decimal(figure)
    _, _, places = shown.partition(".")
    assert len(places) >= 12
    assert 2 * abs(Fraction(shown) - figure) * 10 ** len(places) <= 1
    assert Fraction(shown) > 0 or figure == 0
    assert len(places) == 12 or len(places.lstrip("0")) <= 7
    assert is_shown_exactly(figure) == (Fraction(shown) == figure)
