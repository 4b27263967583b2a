"""Which events of a ledger 4L asks notice of. Everything in here is invented."""

from typing import Any

import pytest
from case_records import history_of

from checks.ledger_acts import acts_of

DAY = {"id": "e", "date": "2006-01-10"}
RECORD = "2005-12-20"


def acts(*events: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """Kind, record date and day of each act."""
    history = history_of("notice-complete", {"events": [*events]})
    assert history is not None
    return [
        (act.kind, *(str(day) if day else None for day in (act.record_date, act.takes_place)))
        for act in acts_of(history)
    ]


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"event": "stock_dividend", "ratio": "1/20"}, "dividend"),
        ({"event": "distribution", "fair_value": "500", "market_price": "1"}, "distribution"),
        ({"event": "distribution", "fair_value": "500", "market_price": "1", "kind": "rights"}, "rights"),
        ({"event": "split", "ratio": "1/100"}, "reorganization"),
        ({"event": "reclassification", "into": "Class A"}, "reorganization"),
        ({"event": "reorganization", "receives": "units", "per_share": "1"}, "reorganization"),
        ({"event": "merger", "exchange_ratio": "1/4"}, "merger"),
        ({"event": "liquidation", "assets": "1000"}, "liquidation"),
    ],
)
def test_an_event_of_4l_is_told_with_and_without_its_record_date(event: dict[str, Any], kind: str) -> None:
    assert acts({**DAY, **event}) == [(kind, None, "2006-01-10")]
    assert acts({**DAY, **event, "record_date": RECORD}) == [(kind, RECORD, "2006-01-10")]


def test_what_is_offered_to_holders_of_record_is_told_and_no_other_grant() -> None:
    options = {**DAY, "event": "options", "shares": "1000", "exercise_price": "1"}
    assert acts({**options, "record_date": RECORD}) == [("rights", RECORD, "2006-01-10")]
    assert acts(options) == []
    assert acts({**options, "record_date": RECORD, "dividend_on": "Series C"}) == []


def test_a_dividend_is_told_with_its_record_date_or_its_payment_and_else_with_its_declaration() -> None:
    declared = {**DAY, "event": "dividend_declared", "per_share": "0.001"}
    paid = {"id": "p", "date": "2006-02-10", "event": "dividend_paid", "of": "e"}
    assert acts(declared) == [("dividend", None, None)]
    assert acts(declared, paid) == [("dividend", None, "2006-02-10")]
    assert acts({**declared, "record_date": "2006-01-25"}, paid) == [("dividend", "2006-01-25", "2006-02-10")]
    assert acts({**declared, "on": "Series C"}) == []


def test_a_sale_and_a_conversion_need_no_notice() -> None:
    assert acts({**DAY, "event": "issue", "shares": "10", "consideration": "1"},
                {"id": "c", "date": "2006-01-11", "event": "convert", "holder": "H", "shares": "1"}) == []  # fmt: skip
