"""Clauses 2, 3, 4A-4D, 4F-4J, both 4L, 4M, 5, 6 and 9."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from small_ledgers import gone_through

from checks.conversion.history import ConversionHistory
from checks.conversion.refusal import LedgerError

TWO_HOLDERS = {"issued": {"date": "2005-09-06", "shares": "1001", "holders": {"H-1": "1000", "H-2": "1"}}}


def points(history: ConversionHistory) -> str:
    return "\n".join(point for _, point in history.open_points)


# 4A, 4C, 4D, 4M


def test_a_conversion_rounds_down_once_issues_by_the_fifth_business_day_and_retires_the_shares() -> None:
    history = gone_through({"event": "split", "ratio": "1/10"},
                           {"event": "convert", "holder": "H-1", "shares": "7", "date": "2005-11-04"},
                           **TWO_HOLDERS)  # fmt: skip
    (made,) = history.conversions
    assert (made.common, made.issue_by, made.balance) == (2356, date(2005, 11, 14), 993)
    assert made.dropped == Fraction("0.9")
    last = history.last.position
    assert (last.preferred, last.outstanding_common) == (994, 5_002_356)


def test_a_later_surrender_moves_the_day_of_the_certificates() -> None:
    convert = {"event": "convert", "holder": "H-1", "shares": "1", "date": "2005-10-10", "surrendered": "2005-11-04"}
    assert gone_through(convert).conversions[0].issue_by == date(2005, 11, 14)


@pytest.mark.parametrize(("calendar", "day"), [("exchange", 11), ("new-york", 15)])
def test_the_ledger_names_the_calendar_of_business_days(calendar: str, day: int) -> None:
    convert = {"event": "convert", "holder": "H-1", "shares": "1", "date": "2005-11-04"}
    assert gone_through(convert, business_days=calendar).conversions[0].issue_by == date(2005, 11, day)


def test_where_authorized_shares_fall_short_the_holder_converts_to_that_extent() -> None:
    history = gone_through({"event": "convert", "holder": "H-1", "shares": "1000"},
                           authorized_common="51000000", **TWO_HOLDERS)  # fmt: skip
    (made,) = history.conversions
    assert (made.common, made.requested) == (1_000_000, 1000)
    assert made.preferred == 1_000_000 * Fraction("0.0033") / Fraction("11.1111")
    assert made.balance == 1000 - made.preferred
    assert history.last.available_common == 0
    assert "the text does not say what becomes of the shares of the series" in points(history)


def test_nothing_authorized_converts_into_nothing_and_uses_nothing_up() -> None:
    history = gone_through({"event": "convert", "holder": "H-1", "shares": "1000"},
                           authorized_common="50000000", **TWO_HOLDERS)  # fmt: skip
    assert (history.conversions[0].common, history.conversions[0].preferred) == (0, 0)


def test_an_increase_of_authorized_shares_lets_more_convert() -> None:
    history = gone_through({"event": "authorize", "authorized_common": "60000000"},
                           {"event": "convert", "holder": "H-1", "shares": "1000"},
                           authorized_common="51000000", **TWO_HOLDERS)  # fmt: skip
    assert history.conversions[0].common == 3_367_000


def test_unpaid_dividends_convert_with_the_share_and_the_two_prices_of_annex_a_are_told() -> None:
    history = gone_through({"event": "dividend_declared", "per_preferred": "0.05"},
                           {"event": "convert", "holder": "H-1", "shares": "100"}, **TWO_HOLDERS)  # fmt: skip
    assert history.conversions[0].common == int(100 * Fraction("11.1611") / Fraction("0.0033"))
    assert "Applicable Set Price" in points(history)


# 4E, 4I: the day of an adjustment


def test_a_conversion_on_the_day_of_an_adjustment_is_at_the_price_before_it() -> None:
    issue = {"event": "issue", "shares": "10000000", "consideration": "20000", "date": "2006-01-10"}
    convert = {"event": "convert", "holder": "H-1", "shares": "100", "date": "2006-01-10"}
    history = gone_through(issue, convert)
    assert history.conversions[0].common == 336_700
    assert "336,700 shares at the price before; 360,360 at the price after; read: before" in points(history)
    assert gone_through(convert, issue).conversions[0].common == 336_700
    after = gone_through(issue, convert, readings={"same_day_conversion": "after"})
    assert after.conversions[0].common == 360_360


def test_a_conversion_on_the_next_day_is_at_the_new_price() -> None:
    history = gone_through({"event": "issue", "shares": "10000000", "consideration": "20000", "date": "2006-01-10"},
                           {"event": "convert", "holder": "H-1", "shares": "100", "date": "2006-01-11"})  # fmt: skip
    assert history.conversions[0].common == 360_360


# 4L: automatic conversion


def test_the_reverse_split_converts_everything_rounded_down_by_holder() -> None:
    history = gone_through({"event": "split", "ratio": "1/10000"}, **TWO_HOLDERS)
    assert [(one.holder, one.common, one.balance) for one in history.conversions] == [("H-1", 336, 0), ("H-2", 0, 0)]
    last = history.last
    assert last.converted_automatically == date(2005, 10, 3)
    assert last.position.preferred == 0
    assert last.position.outstanding_common == 5_336
    assert history.states[0].clause == "4F, 4L"
    assert history.conversions[0].issue_by is None


def test_without_holders_the_whole_series_is_rounded_down_once_and_it_is_told() -> None:
    history = gone_through({"event": "split", "ratio": "1/10000"})
    assert history.conversions[0].common == int(378_061 * Fraction("0.3367"))
    assert "it can be less by one share a holder" in points(history)


def test_another_reverse_split_converts_nothing() -> None:
    history = gone_through({"event": "split", "ratio": "1/100"}, {"event": "split", "ratio": "1/100"})
    assert history.last.converted_automatically is None
    assert history.last.price == 33


def test_without_enough_authorized_shares_conversion_waits_until_they_are_authorized() -> None:
    history = gone_through({"event": "split", "ratio": "1/10"},
                           {"event": "authorize", "authorized_common": "100000000"},
                           {"event": "authorize", "authorized_common": "200000000"},
                           authorized_common="50000000", terms={"automatic_conversion": "1/10"})  # fmt: skip
    first, second, third = history.states
    assert not first.outcome.conversions
    assert "no automatic conversion until enough are authorized (4L)" in first.explanation
    assert not second.outcome.conversions
    assert third.after.converted_automatically == date(2005, 10, 5)
    assert third.clause == "4A, 4L"


def test_a_series_without_automatic_conversion_has_none() -> None:
    history = gone_through({"event": "split", "ratio": "1/10000"}, terms={"automatic_conversion": None})
    assert history.last.converted_automatically is None


def test_a_series_can_convert_by_another_ratio() -> None:
    history = gone_through({"event": "split", "ratio": "1/50"}, terms={"automatic_conversion": "1/50"},
                           authorized_common="900000000")  # fmt: skip
    assert history.last.converted_automatically == date(2005, 10, 3)


# 4F, 4G, 4J


def test_a_merger_takes_the_value_first_and_the_exchange_ratio_then() -> None:
    history = gone_through({"event": "merger", "exchange_ratio": "1/4", "value_per_share": "0.002",
                            "survivor_outstanding": "40000000"})  # fmt: skip
    assert history.last.price == Fraction("0.008")
    assert history.last.position.outstanding_common == 40_000_000


def test_a_value_above_the_price_does_not_raise_it() -> None:
    history = gone_through({"event": "merger", "exchange_ratio": "2", "value_per_share": "5"})
    assert history.last.price == Fraction("0.00165")
    assert "survivor_outstanding" in points(history)


def test_a_reorganization_gives_what_common_receives_and_caps_the_price() -> None:
    history = gone_through({"event": "reorganization", "receives": "units of the trust", "per_share": "0.2",
                            "value_per_share": "0.0030"},
                           {"event": "convert", "holder": "H-1", "shares": "100"})  # fmt: skip
    assert history.last.price == Fraction("0.0030")
    assert history.conversions[0].common == 370_370
    assert "In lieu of the common stock the holder receives 74,074 of units of the trust (4G, e1)." in (
        history.states[1].explanation
    )
    assert history.last.entitlements[0].instead


def test_a_reclassification_with_other_stock_gives_a_holder_both() -> None:
    history = gone_through({"event": "reclassification", "into": "Class A Common Stock", "ratio": "1/2",
                            "other_stock": {"name": "Class B Stock", "per_share": "0.1"}},
                           {"event": "convert", "holder": "H-1", "shares": "10"})  # fmt: skip
    assert history.last.price == Fraction("0.0066")
    assert history.conversions[0].common == 16_835
    assert "Besides the holder receives 3,367 of Class B Stock (4F, 4J, e1)." in history.states[1].explanation


def test_fractions_of_shares_after_a_split_are_kept_and_told() -> None:
    history = gone_through({"event": "split", "ratio": "1/3"})
    assert history.last.position.outstanding_common == Fraction(50_000_000, 3)
    assert "fractions of shares" in points(history)


# 4H and the Market Price


@pytest.mark.parametrize(
    ("market", "price"),
    [
        ({"listed": "exchange", "close": "0.02"}, "0.003135"),
        ({"listed": "quoted", "close": "0.02", "bid": "0.001", "asked": "0.5"}, "0.003135"),
        ({"listed": "quoted", "bid": "0.018", "asked": "0.022"}, "0.003135"),
        ({"listed": "none", "agreed": "0.02"}, "0.003135"),
    ],
)
def test_the_market_price_is_taken_from_the_close_the_quotes_or_an_agreement(
    market: dict[str, str], price: str
) -> None:
    assert gone_through({"event": "distribution", "fair_value": "50000", "market": market}).last.price == Fraction(
        price
    )


def test_a_close_of_another_day_than_the_last_trading_day_is_told() -> None:
    """2006-05-29 was Memorial Day: the last trading day before 2006-05-30 is Friday the 26th."""
    market = {"listed": "exchange", "close": "0.02", "close_date": "2006-05-25"}
    event = {"event": "distribution", "fair_value": "50000", "market": market, "date": "2006-05-30"}
    assert "the last trading day before the payment date, 2006-05-26; the ledger's is of 2006-05-25" in points(
        gone_through(event)
    )
    event["market"] = {**market, "close_date": "2006-05-26"}
    assert not gone_through(event).open_points


def test_holders_between_a_majority_and_five_eighths_can_agree_and_be_overruled() -> None:
    event = {"event": "distribution", "fair_value": "50000",
             "market": {"listed": "none", "agreed": "0.02", "holders_agreeing": "0.6"}}  # fmt: skip
    assert "holders of 60 % agreed: enough to set the price, and not enough to keep it from an appraiser" in points(
        gone_through(event)
    )


def test_cash_out_of_earnings_is_no_distribution() -> None:
    history = gone_through({"event": "distribution", "kind": "cash-from-earnings", "fair_value": "50000"})
    assert not history.states[0].adjusts


# 2, 3


def test_a_dividend_is_shared_as_if_converted_and_counts_until_it_is_paid() -> None:
    history = gone_through(
        {"event": "dividend_declared", "per_share": "0.0001"}, {"event": "dividend_paid", "of": "e1"}
    )
    declared, paid = history.states
    assert declared.after.unpaid_dividends == Fraction("0.3367")
    assert declared.after.liquidation_preference == Fraction("11.4478")
    assert paid.after.liquidation_preference == Fraction("11.1111")
    assert not paid.adjusts


def test_cash_that_is_not_out_of_earnings_lowers_the_price_as_well_when_it_is_paid() -> None:
    history = gone_through({"event": "dividend_declared", "per_share": "0.001", "out_of": "other"},
                           {"event": "dividend_paid", "of": "e1", "market_price": "0.02"})  # fmt: skip
    assert history.last.price == Fraction("0.0033") * Fraction(19, 20)
    assert history.states[1].clause == "2, 4H"
    assert "the series shares in it as well (2)" in points(history)


def test_a_split_of_the_series_changes_its_stated_value_and_not_what_all_of_it_converts_into() -> None:
    history = gone_through({"event": "split_preferred", "ratio": "2/1"}, **TWO_HOLDERS)
    position = history.last.position
    assert (position.preferred, position.stated_value) == (2002, Fraction("5.55555"))
    assert position.common_for(position.preferred) == 1001 * 3367


def test_assets_that_do_not_suffice_go_pro_rata_with_parity_stock() -> None:
    event = {"event": "liquidation", "assets": "3000000",
             "parity": [{"name": "Series P", "due": "1800000"}]}  # fmt: skip
    state = gone_through(event).states[0]
    due = 378_061 * Fraction("11.1111")
    paid = gone_through().last.on_liquidation(Fraction(3_000_000), {"Series P": Fraction(1_800_000)})
    assert paid.part == 3_000_000 / (due + 1_800_000)
    assert paid.rest == 0
    assert state.clause == "3"
    assert "go pro rata by preferential amounts" in state.explanation


def test_what_is_left_after_the_preference_goes_below() -> None:
    paid = gone_through(**TWO_HOLDERS).last.on_liquidation(Fraction(20_000))
    assert (paid.paid, paid.rest) == (Fraction("11122.2111"), Fraction("8877.7889"))
    assert paid.of(Fraction(1000)) == Fraction("11111.1")


# 5


def test_votes_are_the_whole_shares_into_which_a_holder_converts() -> None:
    last = gone_through({"event": "issue", "shares": "10000000", "consideration": "20000"}, **TWO_HOLDERS).last
    assert last.votes(Fraction(1)) == 3603
    assert last.votes(Fraction(5)) == 18_018


def test_votes_can_be_read_as_capped_by_what_is_authorized() -> None:
    head: dict[str, Any] = {"authorized_common": "50001000", **TWO_HOLDERS}
    assert gone_through(**head).last.votes(Fraction(1)) == 3367
    assert gone_through(readings={"votes": "capped"}, **head).last.votes(Fraction(1)) == 1000


def test_a_shortage_of_authorized_shares_is_told_where_there_is_one_and_only_there() -> None:
    assert any(warning.startswith("4L(2):") for warning in gone_through().warnings)
    assert gone_through(**TWO_HOLDERS).warnings == ()


# 6, 9


@pytest.mark.parametrize(
    ("keys", "clause", "said"),
    [
        ({"act": "issue-more-of-series"}, "6(a)(i)", "Consent is needed"),
        ({"act": "pay-in-kind-dividend"}, "6(a)(i)", "No consent is needed"),
        ({"act": "parity-stock"}, "6(a)(ii)", "Consent is needed"),
        ({"act": "senior-stock"}, "6(a)(ii)", "Consent is needed"),
        ({"act": "junior-stock"}, "6(a)(ii)", "No consent is needed"),
        ({"act": "liquidation"}, "6(b)", "Consent is needed"),
        ({"act": "liquidation", "cash_per_preferred": "11.1110"}, "6(b)", "Consent is needed"),
        ({"act": "liquidation", "cash_per_preferred": "11.1111"}, "6(b)", "No consent is needed"),
        ({"act": "merger"}, "6(c)", "Whether consent is needed is open"),
        ({"act": "merger", "adverse": True}, "6(c)", "Consent is needed"),
        ({"act": "increase-common", "adverse": False}, "6(c)", "No consent is needed"),
        ({"act": "amend-conversion-price"}, "9", "Consent is needed"),
        ({"act": "waive-adjustment"}, "9", "Consent is needed"),
    ],
)  # fmt: skip
def test_a_planned_act_is_told_whether_it_needs_consent(keys: dict[str, Any], clause: str, said: str) -> None:
    state = gone_through({"event": "planned_act", **keys}, **TWO_HOLDERS).states[0]
    assert state.clause == clause
    assert state.outcome.method[0].startswith(f"{said} ({clause})")


@pytest.mark.parametrize(
    ("act", "consents", "given"),
    [
        ("liquidation", {"H-1": "500"}, False),  # 500 of 1,001 is no majority
        ("liquidation", {"H-1": "501"}, True),
        ("amend-conversion-price", {"H-1": "1000"}, False),
        ("amend-conversion-price", {"H-1": "1000", "H-2": "1"}, True),
        ("amend-other-term", {"H-1": "1000"}, True),
    ],
)
def test_a_majority_is_more_than_half_and_the_price_takes_everybody(
    act: str, consents: dict[str, str], given: bool
) -> None:
    state = gone_through({"event": "planned_act", "act": act, "consents": consents}, **TWO_HOLDERS).states[0]
    assert ("it is given" in state.explanation) is given
    assert ("it is not given yet" in state.explanation) is not given


def test_exactly_half_is_no_majority() -> None:
    half = {"issued": {"date": "2005-09-06", "shares": "1000", "holders": {"H-1": "500", "H-2": "500"}}}
    state = gone_through({"event": "planned_act", "act": "senior-stock", "consents": {"H-1": "500"}}, **half).states[0]
    assert "it is not given yet" in state.explanation


def test_a_greater_reverse_split_than_the_one_named_converts_nothing() -> None:
    assert gone_through({"event": "split", "ratio": "1/20000"}).last.converted_automatically is None


def test_treasury_shares_are_split_with_the_others() -> None:
    history = gone_through({"event": "treasury_purchase", "shares": "1000"}, {"event": "split", "ratio": "3/1"})
    assert history.last.position.treasury_common == 3000


def test_unpaid_dividends_are_split_with_the_stated_value() -> None:
    history = gone_through({"event": "dividend_declared", "per_preferred": "0.05"},
                           {"event": "split_preferred", "ratio": "2/1"})  # fmt: skip
    assert history.last.liquidation_preference == Fraction("11.1611") / 2


def test_designated_shares_that_were_issued_and_converted_are_used_up() -> None:
    start = {"issued": {"date": "2005-09-06", "shares": "100"}, "designated_shares": "300"}
    issue = {"event": "issue_preferred", "holder": "H-1", "shares": "150"}
    convert = {"event": "convert", "holder": "H-1", "shares": "200"}
    assert gone_through(issue, convert, **start).last.position.preferred == 50
    with pytest.raises(LedgerError, match="only 50 were never issued; converted shares are retired"):
        gone_through(issue, convert, {"event": "issue_preferred", "holder": "H-1", "shares": "51"}, **start)


def test_a_conversion_into_no_share_at_all_is_told() -> None:
    history = gone_through({"event": "convert", "holder": "H-1", "shares": "1"}, conversion_price="33")
    assert history.conversions[0].common == 0
    assert "1 of H-1 convert into less than one share of common stock: none is issued" in points(history)
    reverse = gone_through({"event": "split", "ratio": "1/10000"},
                           issued={"date": "2005-09-06", "shares": "101",
                                   "holders": {"H-1": "100", "H-2": "1"}})  # fmt: skip
    assert "1 of H-2 convert into less than one share" in points(reverse)
    assert "of H-1 convert into less" not in points(reverse)


def test_two_reverse_splits_that_come_to_the_one_named_convert_nothing_and_it_is_said_so() -> None:
    hundredth = {"event": "split", "ratio": "1/100"}
    assert "4L" not in points(gone_through(hundredth))
    history = gone_through(hundredth, {"event": "split", "ratio": "3/1"}, hundredth)
    assert history.last.converted_automatically is None
    assert "all reverse splits together come to 1/10000; read: one split of that very ratio" in points(history)
    assert "this one is of another ratio" in points(gone_through({"event": "split", "ratio": "1/20000"}))


@pytest.mark.parametrize("day", ["2005-W40-1", "2005-10-3", "20051003", "2005-10-03T00", "२००५-१०-०३"])
def test_a_date_in_another_writing_is_refused(day: str) -> None:
    with pytest.raises(LedgerError, match="write a date of the calendar as 2005-10-03"):
        gone_through({"event": "split", "ratio": "2/1", "date": day})
