"""Events of one day: what the order makes of them is what the ledger says in that order."""

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_ledgers import gone_through

from checks.conversion.figures import price
from checks.conversion.history import ConversionHistory
from checks.conversion.refusal import LedgerError

DAY = {"date": "2006-01-10"}
ROOMY: dict[str, Any] = {"authorized_common": "90000000000000"}
LOW = {"event": "issue", "shares": "10000000", "consideration": "20000", **DAY}
HIGH = {"event": "issue", "shares": "10000000", "consideration": "90000", **DAY}
SPLIT = {"event": "split", "ratio": "2/1", **DAY}
SPIN_OFF = {"event": "distribution", "fair_value": "50000", "market_price": "0.02", **DAY}
CONVERT = {"event": "convert", "holder": "H-1", "shares": "1001", **DAY}
DIVIDEND = {"event": "dividend_declared", "per_preferred": "0.05", **DAY}


def gone(events: Any) -> ConversionHistory:
    numbered = [{"id": f"e{number}", **event} for number, event in enumerate(events, start=1)]
    return gone_through(*numbered, **ROOMY)


def said(history: ConversionHistory) -> str:
    """What is said of the order at the last event."""
    return " ".join(point for point in history.states[-1].outcome.open_points if "their order matters" in point)


@pytest.mark.parametrize("other", [LOW, HIGH], ids=["below the price", "above it"])
def test_a_distribution_is_measured_by_the_stock_outstanding_when_it_is_its_turn(other: dict[str, Any]) -> None:
    listed, swapped = gone((other, SPIN_OFF)), gone((SPIN_OFF, other))
    assert listed.last.price != swapped.last.price
    told = said(listed)
    assert f"as listed the price becomes {price(listed.last.price)}" in told
    assert f"the other way about {price(swapped.last.price)}" in told
    assert swapped.last.price in (
        Fraction("0.003135"),  # 4H-1, then a sale for more
        (Fraction(50_000_000) * Fraction("0.003135") + 20_000) / 60_000_000,
    )


def test_events_that_are_no_neighbours_are_compared() -> None:
    told = said(gone((SPIN_OFF, {"event": "treasury_purchase", "shares": "1", **DAY}, LOW)))
    assert "e1, e2 and e3 are of one day, and their order matters" in told
    assert told.endswith("Gone through: all 6 orders.")


def test_what_differs_in_stock_only_is_told_as_well() -> None:
    told = said(gone((HIGH, SPLIT)))
    assert "as listed common stock outstanding 120,000,000, the other way about 110,000,000" in told
    assert "price" not in told


def test_a_conversion_on_the_day_of_a_dividend_is_told_with_both_numbers() -> None:
    told = said(gone((DIVIDEND, CONVERT)))
    assert "H-1 (e2) 3,385,533 shares of common stock, the other way about 3,370,367" in told


def test_every_adjustment_of_the_day_tells_of_it() -> None:
    history = gone((LOW, SPIN_OFF))
    assert all("their order matters" in state.explanation for state in history.states)
    assert [warning for warning in history.warnings if "of one day" in warning] == [f"e1, e2: {said(history)}"]


def test_orders_that_cannot_have_been_are_not_counted() -> None:
    options = {"event": "options", "shares": "20000000", "exercise_price": "0.0025", **DAY}
    exercise = {"event": "exercise", "of": "e1", "shares": "1000", **DAY}
    assert "their order matters" not in said(gone((options, exercise)))
    told = said(gone((options, exercise, SPIN_OFF)))
    assert "Gone through: all 6 orders, 3 of which cannot have been." in told


def test_of_many_events_every_two_are_exchanged_and_it_is_said_so() -> None:
    many = [HIGH, SPIN_OFF, HIGH, HIGH, SPLIT, HIGH, HIGH]
    told = said(gone(many))
    assert "e1, e2, e3, e4, e5 and 2 more events are of one day" in told
    assert told.endswith("Gone through: each of 21 exchanges of two.")


def test_a_ledger_with_too_many_of_them_says_that_it_did_not_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checks.conversion.same_day.MOST", 1)
    history = gone((LOW, SPIN_OFF))
    assert any("was not gone into: it would take too long" in point for point in history.states[-1].outcome.open_points)


KINDS = st.sampled_from([LOW, HIGH, SPLIT, SPIN_OFF, CONVERT, DIVIDEND,
                         {"event": "stock_dividend", "ratio": "1/20", **DAY},
                         {"event": "excluded_issue", "shares": "5000000", "clause": "A", **DAY},
                         {"event": "treasury_purchase", "shares": "4000000", **DAY},
                         {"event": "convertibles", "shares": "40000000", "issue_price": "92000", **DAY}])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(events=st.lists(KINDS, min_size=2, max_size=4))
def test_it_is_told_if_and_only_if_some_order_gives_something_else(events: list[dict[str, Any]]) -> None:
    numbered = [{"id": f"e{number}", **event} for number, event in enumerate(events, start=1)]
    listed = gone(numbered)
    ends = set()
    for order in permutations(numbered):
        try:
            history = gone(order)
        except LedgerError:
            continue
        common = tuple(sorted((one.event, one.common) for one in history.conversions))
        ends.add((history.last.position, common))
    assert bool(said(listed)) == (len(ends) > 1)
    others = {end.price for end, _ in ends} - {listed.last.price}
    for other in filter(None, (min(others, default=None), max(others, default=None))):
        assert price(other) in said(listed)


@pytest.mark.parametrize("reading", ["before", "after"])
@pytest.mark.parametrize(
    ("event", "common"),
    [
        ({"event": "split", "ratio": "1/10"}, 336_700),
        ({"event": "stock_dividend", "ratio": "1"}, 6_734_000),
        ({"event": "merger", "exchange_ratio": "1/10"}, 336_700),
    ],
    ids=["reverse split", "stock dividend", "merger"],
)
def test_a_conversion_after_a_split_of_the_day_gives_what_its_shares_would_have_become(
    event: dict[str, Any], common: int, reading: str
) -> None:
    """4F: "the number of shares which such holder would have received if converted immediately prior"."""
    whole = {**CONVERT, "shares": "1000"}
    ledger = {**ROOMY, "readings": {"same_day_conversion": reading}}
    history = gone_through({"id": "s", **event, **DAY}, {"id": "c", **whole}, **ledger)
    assert [one.common for one in history.conversions] == [common]
    assert not any("Conversion Date itself" in point for point in history.states[-1].outcome.open_points)
    assert history.last.price == Fraction(33, 10_000) / (Fraction(common) / 3_367_000) or common == 6_734_000
    assert history.states[-1].after.outstanding_common == 50_000_000 * Fraction(common, 3_367_000) + common


def test_a_dividend_after_a_split_of_the_day_is_on_the_shares_after_it() -> None:
    declared = {"event": "dividend_declared", "per_share": "0.0001", **DAY}
    after = gone((SPLIT, declared)).states[-1].after.unpaid_dividends
    assert after == 2 * gone((declared, SPLIT)).states[-1].after.unpaid_dividends


def test_a_merger_tells_the_price_before_it_and_not_the_one_its_value_made() -> None:
    merger = {"event": "merger", "exchange_ratio": "1/2", "value_per_share": "0.002", **DAY}
    facts = dict(gone((merger,)).states[0].outcome.facts)
    assert facts["Conversion price before"] == "$0.0033"
