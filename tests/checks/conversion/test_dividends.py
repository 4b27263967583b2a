"""Dividends that the series shares in (2): who, and at which price, is determined on the record date."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_ledgers import gone_through, written

from checks.business_days import calendar
from checks.conversion.history import ConversionHistory
from checks.conversion.ledger import parse_ledger
from checks.conversion.refusal import LedgerError
from checks.conversion.replay import replay

TWO_HOLDERS: dict[str, Any] = {
    "issued": {"date": "2005-09-06", "shares": "1001", "holders": {"H-1": "600", "H-2": "401"}}
}
DECLARED = {
    "id": "d",
    "date": "2005-10-03",
    "event": "dividend_declared",
    "per_share": "0.0001",
    "record_date": "2005-10-20",
}
PAID = {"id": "p", "date": "2005-11-15", "event": "dividend_paid", "of": "d"}
SALE = {"event": "issue", "shares": "10000000", "consideration": "20000"}
SHARE = Fraction("11.1111")


def facts(history: ConversionHistory, event: str) -> dict[str, str]:
    state = history.state_of(event)
    assert state is not None
    return dict(state.outcome.facts)


def points(history: ConversionHistory) -> str:
    return " ".join(point for _, point in history.open_points)


def test_the_conversion_price_is_that_of_the_record_date_and_not_of_the_declaration() -> None:
    history = gone_through(DECLARED, {**SALE, "date": "2005-10-10"}, **TWO_HOLDERS)
    assert [state.event for state in history.states] == ["e2", "d"]
    assert history.last.position.unpaid_dividends == SHARE / Fraction(37, 12000) * Fraction("0.0001")
    later = gone_through(DECLARED, {**SALE, "date": "2005-10-21"}, **TWO_HOLDERS)
    assert later.last.position.unpaid_dividends == SHARE / Fraction("0.0033") * Fraction("0.0001")


@pytest.mark.parametrize(("reading", "at"), [("before", "0.0033"), ("after", "37/12000")])
def test_an_adjustment_on_the_record_date_itself_is_told(reading: str, at: str) -> None:
    history = gone_through(DECLARED, {**SALE, "date": "2005-10-20"}, readings={"same_day_conversion": reading})
    assert history.last.position.unpaid_dividends == SHARE / Fraction(at) * Fraction("0.0001")
    assert "adjusted on the date of determination itself, from $0.0033 to $0.003083333333 (exactly 37/12000)" in points(
        history
    )


def test_before_the_record_date_a_dividend_is_no_part_of_the_liquidation_preference() -> None:
    convert = {"event": "convert", "holder": "H-1", "shares": "100", "date": "2005-10-10"}
    history = gone_through(DECLARED, convert, PAID, **TWO_HOLDERS)
    assert history.conversions[0].common == 336_700
    assert facts(history, "d")["H-1"].startswith("500 shares, ")
    assert facts(history, "p")["H-1"] == "500 shares, $168.35"  # 500 × 0.3367
    assert facts(history, "p")["H-2"] == "401 shares, $135.0167"


def test_a_conversion_between_record_date_and_payment_takes_the_dividend_with_it() -> None:
    convert = {"event": "convert", "holder": "H-1", "shares": "100", "date": "2005-10-25"}
    history = gone_through(DECLARED, convert, PAID, **TWO_HOLDERS)
    assert history.conversions[0].common == int(100 * Fraction("11.4478") / Fraction("0.0033"))
    assert facts(history, "p")["H-1"] == "500 shares, $168.35"
    assert "who convert in between" in points(history)


def test_shares_passed_on_after_the_record_date_are_paid_to_whoever_held_them() -> None:
    passed = {"event": "transfer", "from": "H-1", "to": "H-3", "shares": "50", "date": "2005-10-25"}
    history = gone_through(DECLARED, passed, PAID, **TWO_HOLDERS)
    assert facts(history, "p")["H-1"] == "600 shares, $202.02"
    assert "H-3" not in facts(history, "p")
    assert "whoever held them on that day is paid" in points(history)


def test_a_dividend_is_paid_once_on_shares_passed_on_after_the_record_date_and_converted() -> None:
    history = gone_through(
        DECLARED,
        {"id": "t1", "date": "2005-10-21", "event": "transfer", "from": "H-1", "to": "H-3", "shares": "100"},
        {"id": "t2", "date": "2005-10-21", "event": "transfer", "from": "H-2", "to": "H-3", "shares": "50"},
        {"id": "c", "date": "2005-10-24", "event": "convert", "holder": "H-3", "shares": "120"},
        {"id": "s", "date": "2005-10-25", "event": "split_preferred", "ratio": "2/1"},
        {"id": "t3", "date": "2005-10-26", "event": "transfer", "from": "H-3", "to": "H-2", "shares": "60"},
        {"id": "c2", "date": "2005-10-27", "event": "convert", "holder": "H-2", "shares": "10"},
        PAID,
        **TWO_HOLDERS,
    )
    paid = facts(history, "p")
    assert paid["H-1"].startswith("1,000 shares, ")
    assert paid["H-2"].startswith("752 shares, ")
    assert "H-3" not in paid
    told = history.state_of("c")
    assert told is not None
    assert "of the shares that H-3 converts 100 were H-1's and 20 were H-2's on 2005-10-20" in told.explanation
    own_again = history.state_of("c2")
    assert own_again is not None
    assert "of the shares that" not in own_again.explanation


def test_a_register_read_after_the_record_date_passes_shares_on_as_well() -> None:
    register = {
        "id": "r",
        "date": "2005-10-21",
        "event": "register",
        "holders": {"H-1": "500", "H-2": "401", "H-3": "100"},
    }
    converted = {"id": "c", "date": "2005-10-24", "event": "convert", "holder": "H-3", "shares": "70"}
    paid = facts(gone_through(DECLARED, register, converted, PAID, **TWO_HOLDERS), "p")
    assert paid["H-1"].startswith("530 shares, ")
    assert paid["H-2"].startswith("401 shares, ")


def test_shares_issued_after_the_record_date_share_in_nothing() -> None:
    more = {"event": "issue_preferred", "holder": "H-4", "shares": "1000", "date": "2005-10-25"}
    history = gone_through(DECLARED, more, PAID, **TWO_HOLDERS)
    assert "H-4" not in facts(history, "p")
    assert "2,001 shares of the series are outstanding, and 1,001 share in the dividend" in points(history)


def test_a_dividend_may_stand_where_it_was_declared_or_where_it_counts() -> None:
    other = {"id": "s", **SALE, "date": "2005-10-10"}
    assert gone_through(DECLARED, other).last.position == gone_through(other, DECLARED).last.position


def test_without_a_record_date_the_declaration_is_taken_and_it_is_said_so() -> None:
    plain = {key: value for key, value in DECLARED.items() if key != "record_date"}
    history = gone_through(plain, {**SALE, "date": "2005-10-10"})
    assert history.states[0].event == "d"
    assert history.last.position.unpaid_dividends == SHARE / Fraction("0.0033") * Fraction("0.0001")
    assert "which the ledger does not name; read: the day of the declaration" in points(history)


def test_a_record_date_before_the_declaration_is_looked_at() -> None:
    assert "lies before the declaration" in points(gone_through({**DECLARED, "record_date": "2005-09-30"}))


def test_a_payment_before_the_record_date_is_refused_with_the_reason() -> None:
    with pytest.raises(LedgerError, match="d counts from its record date, 2005-10-20, which lies after this payment"):
        gone_through(DECLARED, {**PAID, "date": "2005-10-15"})


def test_a_split_of_the_series_before_the_payment_leaves_nothing_unpaid() -> None:
    halves = {"event": "split_preferred", "ratio": "2/1", "date": "2005-10-25"}
    history = gone_through(DECLARED, halves, PAID, **TWO_HOLDERS)
    assert history.last.position.unpaid_dividends == 0
    assert facts(history, "p")["H-1"] == "1,200 shares, $202.02"


def test_cash_beyond_earnings_goes_to_the_common_stock_of_the_record_date() -> None:
    declared = {**DECLARED, "per_share": "0.001", "out_of": "other"}
    paid = {**PAID, "market_price": "0.02"}
    more = {"event": "excluded_issue", "shares": "50000000", "clause": "A", "date": "2005-10-25"}
    history = gone_through(declared, more, paid)
    assert history.last.price == Fraction("0.0033") * Fraction(39, 40)  # $50,000 of 100,000,000 × $0.02
    assert "the 50,000,000 shares of common stock outstanding on 2005-10-20" in points(history)


@settings(max_examples=80, deadline=None)
@given(
    converts=st.lists(st.integers(1, 28), max_size=5, unique=True),
    record=st.integers(2, 28),
    held=st.integers(5, 500),
)
def test_whoever_holds_at_the_close_of_the_record_date_shares_and_nothing_stays_unpaid(
    converts: list[int], record: int, held: int
) -> None:
    start = {"issued": {"date": "2005-09-06", "shares": str(held + 1), "holders": {"H-1": str(held), "H-2": "1"}}}
    events = [
        {"id": f"c{day}", "date": f"2005-10-{day:02}", "event": "convert", "holder": "H-1", "shares": "1"}
        for day in sorted(converts)
    ]
    declared = {**DECLARED, "date": "2005-10-01", "record_date": f"2005-10-{record:02}"}
    history = gone_through(declared, *events, PAID, **start)
    assert history.last.position.unpaid_dividends == 0
    shown = [facts(history, event).get("H-1", "0 shares").split(" ")[0] for event in ("d", "p")]
    assert shown == [str(held - sum(day <= record for day in converts) or 0), str(held - len(converts) or 0)]


def test_a_dividend_can_be_paid_on_its_record_date() -> None:
    assert gone_through(DECLARED, {**PAID, "date": "2005-10-20"}).last.position.unpaid_dividends == 0


@pytest.mark.parametrize("order", [["d1", "d2", "d3"], ["d3", "d2", "d1"], ["d2", "d3", "d1"], ["d3", "d1", "d2"]])
def test_of_several_unpaid_dividends_what_is_paid_leaves_exactly_the_others(order: list[str]) -> None:
    declared = [
        event
        for number in (1, 2, 3)
        for event in (
            {**SALE, "id": f"i{number}", "date": f"2005-10-0{number}"},
            {"id": f"d{number}", "date": f"2005-10-0{number + 3}", "event": "dividend_declared", "per_share": "0.0001"},
        )
    ]
    declared.sort(key=lambda event: event["date"])
    paid = [
        {"id": f"p{day}", "date": f"2005-11-0{day}", "event": "dividend_paid", "of": of}
        for day, of in enumerate(order, start=1)
    ]
    history = gone_through(*declared, *paid, **TWO_HOLDERS)
    unpaid: dict[str, Fraction] = {}
    for state in history.states:
        if state.kind == "dividend_declared":
            each = state.before.liquidation_preference / state.before.price * Fraction("0.0001")
            unpaid[state.event] = each
        elif state.kind == "dividend_paid":
            del unpaid[order[int(state.event[1]) - 1]]
        assert state.after.unpaid_dividends == sum(unpaid.values(), Fraction(0))


def test_on_is_a_key_that_needs_no_quotes() -> None:
    """Plain YAML takes a bare on for true."""
    ledger = written([{"event": "dividend_declared", "on": "Series B Preferred", "per_preferred": "0.10"}])
    bare = ledger.replace("'on':", "on:")
    assert "on: Series B" in bare
    history = replay(parse_ledger(bare, "l.yaml"), calendar("federal-reserve"))
    assert any("Series B Preferred" in point for point in history.states[0].outcome.open_points)


def test_a_ratio_of_too_many_digits_is_told_as_that() -> None:
    with pytest.raises(LedgerError, match="more than 40 digits"):
        gone_through({"event": "split", "ratio": "0." + "12345" * 9})
