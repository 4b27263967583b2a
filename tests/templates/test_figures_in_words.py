"""Shares in words, as a certificate writes them; the grammar that reads number words reads them back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates.figures_in_words import in_words
from templates.number_words import number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "Zero"),
        ("13", "Thirteen"),
        ("20", "Twenty"),
        ("21", "Twenty-One"),
        ("101", "One Hundred One"),
        ("1500", "One Thousand Five Hundred"),
        ("25000", "Twenty-Five Thousand"),
        ("1000001", "One Million One"),
        ("900000000019", "Nine Hundred Billion Nineteen"),
        ("12.5", "Twelve and One-Half"),
        ("3.50", "Three and One-Half"),
        ("0.25", "Zero and 25/100"),
        ("7.003", "Seven and 3/1000"),
    ],
)
def test_a_number_is_written_as_a_certificate_writes_it(number, words):
    assert in_words(Decimal(number)) == words


@pytest.mark.parametrize("number", ["-1", "1000000000000", "NaN", "Infinity"])
def test_what_is_no_number_of_shares_is_refused(number):
    with pytest.raises(ValueError, match="cannot be written in words"):
        in_words(Decimal(number))


@given(st.integers(1, 10**12 - 1))
def test_words_read_back_to_the_number(number):
    assert number_in_words(in_words(Decimal(number))) == number
