"""Ledgers of the tests: invented events on the certificate's series, without a file."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from checks.business_days import calendar
from checks.conversion.history import ConversionHistory
from checks.conversion.ledger import parse_ledger
from checks.conversion.replay import replay

START: dict[str, Any] = {
    "series": "Series D Convertible Preferred Stock",
    "issuer": {"name": "American Technologies Group, Inc.", "state": "Nevada"},
    "stated_value": "11.1111",
    "conversion_price": "0.0033",
    "designated_shares": "900000",
    "authorized_common": "200000000",
    "outstanding_common": "50000000",
    "issued": {"date": "2005-09-06", "shares": "378061"},
    "business_days": "federal-reserve",
}


def written(events: Sequence[Mapping[str, Any]], **changes: Any) -> str:
    """A ledger's text. Events without id or date are numbered e1, e2 … on days of their own from 2005-10-03."""
    dated = [
        {"id": f"e{number}", "date": f"2005-{10 + (number - 1) // 25}-{(number - 1) % 25 + 3:02}", **event}
        for number, event in enumerate(events, start=1)
    ]
    return yaml.safe_dump({**START, **changes, "events": dated}, sort_keys=False)


def gone_through(*events: Mapping[str, Any], **changes: Any) -> ConversionHistory:
    """The history of a ledger with these events and these changes to its head."""
    ledger = parse_ledger(written(events, **changes), "ledger.yaml")
    return replay(ledger, calendar(ledger.business_days), calendar("exchange"))
