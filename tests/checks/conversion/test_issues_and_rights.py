"""4E: net consideration, attached rights, options, convertible securities, their changes and their ends."""

from fractions import Fraction
from typing import Any

import pytest
from small_ledgers import gone_through

OPTIONS = {"event": "options", "shares": "20000000", "grant_price": "10000", "exercise_price": "0.0025"}


def price(*events: dict[str, Any], **changes: Any) -> Fraction:
    return gone_through(*events, **changes).last.price


def weighted(a: int, b: Fraction | str, c: int, d: Fraction | str) -> Fraction:
    """4E's formula as the certificate prints it."""
    return (a * Fraction(b) + Fraction(d)) / (a + c)


def points(*events: dict[str, Any], **changes: Any) -> str:
    return "\n".join(point for _, point in gone_through(*events, **changes).open_points)


# 4E(5), 4E(4)


def test_expenses_and_commissions_are_deducted_from_cash_and_property() -> None:
    sale = {"event": "issue", "shares": "10000000", "consideration": "20000", "other_consideration": "5000",
            "expenses": "1000", "commissions": "2500"}  # fmt: skip
    assert price(sale) == weighted(50_000_000, "0.0033", 10_000_000, "21500")


def test_costs_alone_can_make_a_sale_at_the_price_a_trigger() -> None:
    assert price({"event": "issue", "shares": "10000000", "consideration": "33000"}) == Fraction("0.0033")
    assert price({"event": "issue", "shares": "10000000", "consideration": "33000", "expenses": "1"}) < Fraction(
        "0.0033"
    )


def test_costs_above_what_was_received_make_it_nothing_and_not_less() -> None:
    sale = {"event": "issue", "shares": "10000000", "consideration": "500", "expenses": "800"}
    assert price(sale) == weighted(50_000_000, "0.0033", 10_000_000, "0")
    assert "$300.00 more than what was received" in points(sale)


def test_attached_rights_take_their_black_scholes_value_from_the_consideration_and_are_granted_for_it() -> None:
    rights = {"id": "w", "shares": "1000000", "exercise_price": "0.0025", "black_scholes": {
        "share_price": "0.003", "volatility": "0.8", "years": "2", "rate": "0.04"}}  # fmt: skip
    sale = {"event": "issue", "shares": "10000000", "consideration": "20000", "rights": [rights]}
    history = gone_through(sale)
    value = Fraction("1510.13")
    first = weighted(50_000_000, "0.0033", 10_000_000, 20_000 - value)
    assert value / 1_000_000 + Fraction("0.0025") > first  # with its exercise price a right is above the price
    assert history.last.price == first
    assert "$1,510.13 by Black-Scholes" in history.states[0].explanation


def test_attached_rights_below_the_price_are_deemed_issued_after_what_they_are_attached_to() -> None:
    rights = {"id": "w", "shares": "5000000", "exercise_price": "0.001", "value": "4000"}
    sale = {"event": "issue", "shares": "10000000", "consideration": "20000", "rights": [rights]}
    history = gone_through(sale, {"event": "exercise", "of": "w", "shares": "2000000"}, {"event": "expire", "of": "w"})
    first = weighted(50_000_000, "0.0033", 10_000_000, "16000")
    assert history.states[0].after.price == weighted(60_000_000, first, 5_000_000, "9000")
    assert history.states[0].after.deemed_common == 5_000_000
    assert history.last.price == weighted(60_000_000, first, 2_000_000, "3600")


def test_where_attached_rights_would_give_another_price_before_it_is_told() -> None:
    rights = {"id": "w", "shares": "5000000", "exercise_price": "0.0024", "value": "4000"}
    sale = {"event": "issue", "shares": "30000000", "consideration": "20000", "rights": [rights]}
    assert "the attached rights are taken after what they are attached to" in points(sale)


def test_a_dividend_on_other_stock_is_issued_without_consideration() -> None:
    dividend = {"event": "issue", "shares": "1000000", "dividend_on": "Series B Preferred Stock"}
    history = gone_through(dividend)
    assert history.last.price == weighted(50_000_000, "0.0033", 1_000_000, "0")
    assert history.states[0].clause == "4E(4)"


def test_options_as_a_dividend_still_count_what_is_payable_on_exercise() -> None:
    dividend = {"event": "options", "shares": "1000000", "exercise_price": "0.001", "dividend_on": "Series B"}
    assert price(dividend) == weighted(50_000_000, "0.0033", 1_000_000, "1000")


# 4E(6), 4E(7), Excluded Stock


def test_a_record_date_is_the_date_of_issue() -> None:
    issue = {"event": "options", "shares": "1000000", "exercise_price": "0.001", "date": "2006-02-20",
             "record_date": "2006-01-05"}  # fmt: skip
    history = gone_through(issue, {"event": "split", "ratio": "2/1", "date": "2006-01-10"})
    assert [str(state.day) for state in history.states] == ["2006-01-05", "2006-01-10"]


def test_treasury_shares_are_not_outstanding_and_their_sale_is_an_issue() -> None:
    history = gone_through(
        {"event": "treasury_purchase", "shares": "10000000"},
        {"event": "treasury_sale", "shares": "4000000", "consideration": "4000"},
        {"event": "treasury_retirement", "shares": "6000000"},
    )
    first, second, third = (state.after for state in history.states)
    assert (first.outstanding_common, first.treasury_common, first.available_common) == (
        40_000_000,
        10_000_000,
        150_000_000,
    )
    assert second.price == weighted(40_000_000, "0.0033", 4_000_000, "4000")
    assert (third.treasury_common, third.available_common) == (0, 156_000_000)
    assert third.price == second.price


@pytest.mark.parametrize("clause", ["A", "B", "C", "D"])
def test_excluded_stock_is_outstanding_and_adjusts_nothing(clause: str) -> None:
    excluded = {"event": "excluded_issue", "shares": "10000000", "clause": clause}
    last = gone_through(excluded).last
    assert (last.price, last.position.outstanding_common) == (Fraction("0.0033"), 60_000_000)


def test_plan_options_are_excluded_when_granted_changed_exercised_and_ended() -> None:
    plan = {"event": "options", "shares": "9000000", "exercise_price": "0.0001", "excluded": "A"}
    history = gone_through(plan, {"event": "reprice", "of": "e1", "exercise_price": "0"},
                           {"event": "exercise", "of": "e1", "shares": "1000000"},
                           {"event": "expire", "of": "e1"})  # fmt: skip
    assert history.last.price == Fraction("0.0033")
    assert history.last.position.outstanding_common == 51_000_000
    assert history.last.position.deemed_common == 0


# 4E(1), 4E(2), 4E(3)


def test_options_on_convertibles_count_what_their_conversion_costs_too() -> None:
    options = {**OPTIONS, "further_consideration": "4000"}
    assert price(options) == weighted(50_000_000, "0.0033", 20_000_000, "64000")


def test_deemed_shares_stand_in_a_until_they_are_issued_and_then_once() -> None:
    history = gone_through(OPTIONS, {"event": "exercise", "of": "e1", "shares": "20000000"},
                           {"event": "issue", "shares": "1000000", "consideration": "0"})  # fmt: skip
    assert history.states[1].after.deemed_common == 0
    assert history.last.price == weighted(70_000_000, Fraction(9, 2800), 1_000_000, "0")


def test_options_at_or_above_the_price_are_never_deemed_issued() -> None:
    at_the_price = {"event": "options", "shares": "20000000", "exercise_price": "0.0033"}
    history = gone_through(at_the_price, {"event": "issue", "shares": "1000000", "consideration": "0"})
    assert history.states[0].after.deemed_common == 0
    assert history.last.price == weighted(50_000_000, "0.0033", 1_000_000, "0")


def test_a_change_of_price_can_make_a_grant_count_that_did_not() -> None:
    history = gone_through({"event": "options", "shares": "20000000", "exercise_price": "0.0033"},
                           {"event": "issue", "shares": "1000000", "consideration": "0"},
                           {"event": "reprice", "of": "e1", "exercise_price": "0.0010"})  # fmt: skip
    first = weighted(50_000_000, "0.0033", 20_000_000, "20000")
    assert history.last.price == weighted(70_000_000, first, 1_000_000, "0")
    assert history.last.position.deemed_common == 20_000_000


def test_what_was_exercised_keeps_the_price_it_had() -> None:
    history = gone_through(OPTIONS, {"event": "exercise", "of": "e1", "shares": "12000000"},
                           {"event": "reprice", "of": "e1", "exercise_price": "0.0010"})  # fmt: skip
    assert history.last.price == weighted(50_000_000, "0.0033", 20_000_000, str(10_000 + 30_000 + 8_000))


def test_the_rate_of_convertible_securities_can_change() -> None:
    history = gone_through({"event": "convertibles", "shares": "40000000", "issue_price": "92000"},
                           {"event": "exercise", "of": "e1", "shares": "10000000"},
                           {"event": "reprice", "of": "e1", "shares": "60000000"})  # fmt: skip
    assert history.last.price == weighted(50_000_000, "0.0033", 70_000_000, "92000")
    assert history.last.position.deemed_common == 60_000_000


def test_the_maximum_is_deemed_issued_for_the_price_of_the_total() -> None:
    floating = {"event": "convertibles", "shares": "40000000", "maximum_shares": "80000000", "issue_price": "92000"}
    history = gone_through(floating)
    assert history.last.price == weighted(50_000_000, "0.0033", 80_000_000, "184000")
    assert "total maximum number (80,000,000)" in points(floating)


def test_after_a_split_a_new_price_is_one_of_the_shares_of_today() -> None:
    history = gone_through(OPTIONS, {"event": "split", "ratio": "2/1"},
                           {"event": "reprice", "of": "e1", "exercise_price": "0.0010"})  # fmt: skip
    assert history.last.price == Fraction(43, 14000) / 2
    assert "stands for $0.002 at the grant" in history.states[-1].explanation


def test_options_whose_terms_do_not_follow_splits_keep_their_number() -> None:
    fixed = {**OPTIONS, "adjusts_with_splits": False}
    history = gone_through(fixed, {"event": "split", "ratio": "2/1"},
                           {"event": "issue", "shares": "1000000", "consideration": "0"},
                           {"event": "exercise", "of": "e1", "shares": "20000000"})  # fmt: skip
    assert history.states[1].after.deemed_common == 20_000_000
    assert history.states[2].after.price == weighted(120_000_000, Fraction(9, 5600), 1_000_000, "0")
    assert history.last.position.deemed_common == 0


def test_options_whose_terms_follow_splits_grow_with_them() -> None:
    history = gone_through(OPTIONS, {"event": "split", "ratio": "2/1"},
                           {"event": "issue", "shares": "1000000", "consideration": "0"})  # fmt: skip
    assert history.last.price == weighted(140_000_000, Fraction(9, 5600), 1_000_000, "0")
    assert "whether deemed shares grow with a split" in history.states[-1].explanation


def test_bought_back_convertibles_are_as_if_never_issued_to_that_extent() -> None:
    history = gone_through({"event": "convertibles", "shares": "40000000", "issue_price": "92000"},
                           {"event": "buy_back", "of": "e1", "shares": "30000000", "price": "90000"})  # fmt: skip
    assert history.last.price == weighted(50_000_000, "0.0033", 10_000_000, "23000")
    assert history.last.position.deemed_common == 10_000_000


def test_an_end_of_options_can_let_a_later_grant_count_that_did_not() -> None:
    cheap = {"event": "options", "shares": "500000000", "exercise_price": "0.0001"}
    dear = {"event": "issue", "shares": "10000000", "consideration": "20000"}
    history = gone_through(cheap, dear, {"event": "expire", "of": "e1"})
    assert not history.states[1].adjusts
    assert history.last.price == Fraction(37, 12000)
    assert "= 37/12000 ≈ 0.003083333333 instead of 43/110000" in history.states[2].explanation


def test_both_ways_of_counting_the_grant_price_are_told_and_either_can_be_chosen() -> None:
    events = (OPTIONS, {"event": "exercise", "of": "e1", "shares": "12000000"}, {"event": "expire", "of": "e1"})
    told = points(*events)
    assert "giving $0.003241935484 (exactly 201/62000), or whole, giving $0.0033; read: by the part." in told
    assert "read: whole." in points(*events, readings={"expired_grant_price": "whole"})


def test_an_exercise_below_the_price_of_what_was_never_deemed_issued_is_told() -> None:
    fixed = {"event": "options", "shares": "1000", "exercise_price": "0.0040", "adjusts_with_splits": False}
    history = gone_through(fixed, {"event": "split", "ratio": "1/2"},
                           {"event": "exercise", "of": "e1", "shares": "1000"})  # fmt: skip
    assert not history.states[-1].adjusts
    assert "were never deemed issued" in history.states[-1].explanation


def test_options_past_their_last_day_are_told_while_the_ledger_does_not_end_them() -> None:
    options = {**OPTIONS, "expires": "2005-12-31"}
    history = gone_through(options, {"event": "split", "ratio": "2/1", "date": "2006-01-10"})
    assert (
        "e1: 4E(3): its last day was 2005-12-31, and the ledger does not say that it ended; add an event expire."
        in (history.warnings)
    )


# The order of a day


def test_two_events_of_a_day_whose_order_matters_are_told_with_both_prices() -> None:
    day = {"date": "2006-01-10"}
    low = {"event": "issue", "shares": "50000000", "consideration": "0", **day}
    middle = {"event": "issue", "shares": "10000000", "consideration": "20000", **day}
    told = points(low, middle)
    low_first = weighted(50_000_000, "0.0033", 50_000_000, "0")
    low_last = weighted(60_000_000, Fraction(37, 12000), 50_000_000, "0")
    assert price(low, middle) == low_first
    assert f"as listed the price becomes $0.00165, the other way about $0.001681818182 (exactly {low_last})" in told


def test_two_events_of_a_day_whose_order_does_not_matter_are_not_told() -> None:
    day = {"date": "2006-01-10"}
    one = {"event": "issue", "shares": "10000000", "consideration": "20000", **day}
    other = {"event": "issue", "shares": "5000000", "consideration": "10000", **day}
    assert "order" not in points(one, other)
    assert "order" not in points(
        {"event": "split", "ratio": "2/1", **day}, {"event": "stock_dividend", "ratio": "1/10", **day}
    )


def test_the_order_of_two_days_is_no_question() -> None:
    assert "order" not in points({"event": "issue", "shares": "50000000", "consideration": "0"},
                                 {"event": "issue", "shares": "10000000", "consideration": "20000"})  # fmt: skip


def test_excluded_stock_of_the_same_day_matters_to_a_and_is_told() -> None:
    day = {"date": "2006-01-10"}
    told = points({"event": "issue", "shares": "10000000", "consideration": "0", **day},
                  {"event": "excluded_issue", "shares": "10000000", "clause": "A", **day})  # fmt: skip
    assert "e1 and e2 are of one day, and their order matters" in told


# Other terms


def test_a_series_with_a_full_ratchet_takes_the_price_of_the_new_issue() -> None:
    ratchet = {"anti_dilution": "full-ratchet"}
    assert price({"event": "issue", "shares": "1", "consideration": "0.001"}, terms=ratchet) == Fraction("0.001")
    assert price(OPTIONS, terms=ratchet) == Fraction("0.003")


def test_a_series_without_such_a_clause_keeps_its_price_but_follows_splits() -> None:
    events = ({"event": "issue", "shares": "1", "consideration": "0"}, {"event": "split", "ratio": "3/1"})
    assert price(*events, terms={"anti_dilution": "none"}) == Fraction("0.0011")


def test_after_a_split_a_new_rate_is_in_shares_of_today() -> None:
    history = gone_through({"event": "convertibles", "shares": "40000000", "issue_price": "92000"},
                           {"event": "split", "ratio": "2/1"},
                           {"event": "reprice", "of": "e1", "shares": "120000000"})  # fmt: skip
    assert history.last.price == weighted(50_000_000, "0.0033", 60_000_000, "92000") / 2
    assert history.last.position.deemed_common == 120_000_000


def test_what_ends_in_two_parts_is_as_if_neither_had_been_issued() -> None:
    notes = {"event": "convertibles", "shares": "40000000", "issue_price": "92000"}
    history = gone_through(notes, {"event": "buy_back", "of": "e1", "shares": "10000000"},
                           {"event": "expire", "of": "e1", "shares": "20000000"})  # fmt: skip
    assert history.last.price == weighted(50_000_000, "0.0033", 10_000_000, "23000")
