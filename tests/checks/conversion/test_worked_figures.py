"""Every figure of the certificate's arithmetic that was worked by hand comes out, to the last digit."""

from decimal import ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from small_ledgers import gone_through

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("worked_figures.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_a_figure_worked_by_hand_comes_out_exactly(name: str) -> None:
    case = CASES[name]
    history = gone_through(*case["events"], **case.get("head", {}))
    last = history.last
    assert last.price == Fraction(case["price"])
    if "common" in case:
        assert last.common_for(Fraction(case.get("preferred", "1000"))) == case["common"]
    if "converted" in case:
        assert sum(one.common for one in history.conversions) == case["converted"]
        assert last.position.preferred == 0


def test_one_share_converts_into_3367_and_votes_as_many() -> None:
    last = gone_through().last
    assert last.position.common_per_preferred == 3367
    assert last.votes(Fraction(1)) == 3367
    assert Fraction("11.1111") * 900_000 == Fraction("9999990")


def test_a_conversion_in_the_ledger_gives_what_the_table_says() -> None:
    history = gone_through(
        {"event": "dividend_declared", "per_preferred": "0.05"},
        {"event": "convert", "holder": "H-1", "shares": "2500"},
    )
    (made,) = history.conversions
    assert made.common == 8_455_378
    assert made.dropped == Fraction("27902.75") / Fraction("0.0033") - 8_455_378


def test_the_cases_of_lost_shares_are_lost_by_floats_and_by_28_digits() -> None:
    """Were they not, the cases of the table would prove nothing."""
    assert int(31 * 11.1111 / (0.0033 * 13 / 15)) == 120_434
    with localcontext() as context:
        context.prec = 28
        price = Decimal(600_000_000) * Decimal("0.0033") / Decimal(700_000_000)
        assert int((12 * Decimal("11.1111") / price).to_integral_value(ROUND_FLOOR)) == 47_137
