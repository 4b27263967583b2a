"""The history as others ask it: any day, any holder; and the notice of an adjustment."""

from datetime import date
from fractions import Fraction

import pytest
from small_ledgers import gone_through

from checks.conversion.history import BeforeIssueError
from checks.conversion.notice import notice_of_adjustment
from checks.conversion.refusal import LedgerError

HOLDERS = {"issued": {"date": "2005-09-06", "shares": "1000", "holders": {"H-1": "600", "H-2": "400"}}}
HISTORY = gone_through(
    {"event": "issue", "shares": "10000000", "consideration": "20000", "date": "2005-10-03"},
    {"event": "convert", "holder": "H-1", "shares": "100", "date": "2005-10-05"},
    {"event": "transfer", "from": "H-1", "to": "H-3", "shares": "50", "date": "2005-10-05"},
    {"event": "authorize", "authorized_common": "300000000", "date": "2005-11-01"},
    {"event": "split", "ratio": "1/10000", "date": "2005-12-01"},
    **HOLDERS,
)


@pytest.mark.parametrize(
    ("day", "price"),
    [
        ("2005-09-06", "33/10000"),
        ("2005-10-03", "33/10000"),  # reduced as of the close of business of that day
        ("2005-10-04", "37/12000"),
        ("2005-12-01", "37/12000"),
        ("2005-12-02", "185/6"),
        ("2026-01-05", "185/6"),
    ],
)
def test_the_price_in_effect_on_a_day_is_that_of_its_opening(day: str, price: str) -> None:
    assert HISTORY.on(date.fromisoformat(day)).price == Fraction(price)


def test_at_its_close_the_events_of_a_day_count() -> None:
    assert HISTORY.at_close(date(2005, 10, 3)).price == Fraction(37, 12000)
    assert HISTORY.at_close(date(2005, 10, 2)).price == Fraction(33, 10000)
    assert HISTORY.at_close(date(2005, 10, 3)).last_event == "e1"


def test_a_holders_balance_is_known_on_any_day() -> None:
    assert HISTORY.on(date(2005, 10, 5)).balance("H-1") == 600
    assert HISTORY.at_close(date(2005, 10, 5)).balance("H-1") == 450
    assert HISTORY.at_close(date(2005, 10, 5)).balance("H-3") == 50
    assert HISTORY.on(date(2005, 10, 5)).balance("H-3") == 0
    assert HISTORY.last.balance("H-1") == 0
    assert HISTORY.on(date(2005, 10, 6)).balances == {"H-1": 450, "H-2": 400, "H-3": 50}


def test_without_a_register_no_balance_is_made_up() -> None:
    assert gone_through().last.balance("H-1") is None
    later = gone_through({"event": "register", "holders": {"H-1": "378061"}, "date": "2005-10-10"})
    assert later.on(date(2005, 10, 10)).balance("H-1") is None
    assert later.on(date(2005, 10, 11)).balance("H-1") == 378_061
    assert later.on(date(2005, 10, 11)).balance("H-2") == 0


def test_authorized_shares_and_automatic_conversion_are_known_on_any_day() -> None:
    assert HISTORY.on(date(2005, 11, 2)).position.authorized_common == 300_000_000
    assert HISTORY.on(date(2005, 11, 1)).available_common == 200_000_000 - 60_000_000 - 360_360
    assert HISTORY.on(date(2005, 12, 1)).converted_automatically is None
    assert HISTORY.on(date(2005, 12, 2)).converted_automatically == date(2005, 12, 1)


def test_before_the_issue_there_is_nothing_to_ask() -> None:
    with pytest.raises(BeforeIssueError, match="the series was issued on 2005-09-06, after 2005-09-05"):
        HISTORY.on(date(2005, 9, 5))


def test_every_state_tells_its_clause_its_figures_its_formula_and_its_result() -> None:
    state = HISTORY.state_of("e1")
    assert state is not None
    assert state.clause == "4E"
    assert dict(state.outcome.facts)["C, additional shares"] == "10,000,000"
    assert state.outcome.formula == (
        "(A × B + D) ÷ (A + C) = (50,000,000 × 0.0033 + 20,000) ÷ (50,000,000 + 10,000,000) = 37/12000 ≈ 0.003083333333"
    )
    assert "Conversion price: 37/12000 ≈ 0.003083333333, before $0.0033." in state.explanation


def test_a_point_left_open_is_told_once_with_all_its_events() -> None:
    options = {"event": "options", "shares": "10", "exercise_price": "0.001"}
    history = gone_through(options, options, {"event": "expire", "of": "e1"}, {"event": "expire", "of": "e2"})
    told = [warning for warning in history.warnings if "4(D)" in warning]
    assert told == ["e3, e4: 4E(3): the text says 'this subsection 4(D)'; read 4E."]


def test_a_plain_sale_above_the_price_has_nothing_to_be_told() -> None:
    assert gone_through({"event": "issue", "shares": "10", "consideration": "10"}, **HOLDERS).warnings == ()


# 4K


def test_a_notice_tells_the_last_adjustment_with_method_and_facts() -> None:
    notice = notice_of_adjustment(HISTORY)
    assert (notice.event, notice.clause, notice.effective) == ("e5", "4F", date(2005, 12, 1))
    assert (notice.old_price, notice.new_price) == (Fraction(37, 12000), Fraction(185, 6))
    assert notice.takes_effect == "immediately after the effective date (Section 4I)"


def test_a_notice_of_a_named_adjustment_reads_like_this() -> None:
    notice = notice_of_adjustment(HISTORY, "e1")
    assert notice.takes_effect == "as of the close of business on that date (Section 4E)"
    assert notice.old_price_text == "$0.0033"
    assert notice.new_price_text == "$0.003083333333 (exactly 37/12000)"
    assert (notice.old_common_per_thousand, notice.new_common_per_thousand) == (3_367_000, 3_603_600)
    assert (notice.old_price_fraction, notice.new_price_fraction) == ("33/10000", "37/12000")
    assert notice.event_in_words == "the issue on October 3, 2005 of 10,000,000 shares of common stock for $20,000.00"
    assert notice.method[-2].startswith(
        "1,000 × 11.1111 ÷ 37/12000 = 3,603,600: 1,000 shares of the series convert into"
    )
    assert notice.method[0].startswith("10,000,000 shares for $20,000.00 are $0.002 a share, less than")
    assert notice.method[-1].endswith("as an exact fraction, and rounded only where it is stated as a decimal.")
    assert "D, consideration: $20,000.00." in notice.facts
    assert all(sentence.endswith(".") for sentence in (*notice.method, *notice.facts))


def test_a_notice_after_a_replay_tells_what_came_out_otherwise() -> None:
    options = {"event": "options", "shares": "20000000", "grant_price": "10000", "exercise_price": "0.0025"}
    history = gone_through(options, {"event": "issue", "shares": "10000000", "consideration": "20000"},
                           {"event": "expire", "of": "e1"})  # fmt: skip
    notice = notice_of_adjustment(history)
    assert notice.takes_effect == "forthwith, immediately after that date (Sections 4E(3) and 4I)"
    assert any(
        sentence == "E2: (A × B + D) ÷ (A + C) = (50,000,000 × 0.0033 + 20,000) ÷ (50,000,000 + "
        "10,000,000) = 37/12000 ≈ 0.003083333333 instead of 49/16000 = 0.0030625."
        for sentence in notice.method
    )
    issued = "the issue on October 4, 2005 of 10,000,000 shares of common stock for $20,000.00"
    assert f"Earlier event: {issued}." in notice.facts


def test_no_notice_is_due_where_nothing_was_adjusted() -> None:
    with pytest.raises(LedgerError, match="no event adjusted the conversion price"):
        notice_of_adjustment(gone_through())
    with pytest.raises(LedgerError, match="event e2 did not adjust the conversion price"):
        notice_of_adjustment(HISTORY, "e2")
    with pytest.raises(LedgerError, match="there is no event e9"):
        notice_of_adjustment(HISTORY, "e9")
