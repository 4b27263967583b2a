"""A notice of adjustment is filled from the ledger, in the fields that its form has."""

from pathlib import Path

import pytest

from pipeline.adjustment import adjustment_values
from pipeline.convert import read_history
from pipeline.wrong_call import WrongCallError
from templates.form import load_form

LEDGERS = Path(__file__).parents[2] / "corpus/ledgers"
HISTORY = read_history(LEDGERS / "series-d.yaml").history


@pytest.mark.parametrize("event", [state.event for state in HISTORY.states if state.adjusts])
def test_every_adjustment_fills_every_field_of_its_part_of_the_form(event: str) -> None:
    fields = {name for name in load_form("notice-of-adjustment").fields if name.startswith("adjustment.")}
    values = adjustment_values(HISTORY, event)
    assert set(values) == fields
    assert all(values.values())
    assert not str(values["adjustment.event"]).endswith(".")


def test_the_values_of_the_first_issue_are_these() -> None:
    values = adjustment_values(HISTORY, "e1")
    assert (
        values["adjustment.event"] == "the issue on October 3, 2005 of 10,000,000 shares of common stock for $20,000.00"
    )
    assert values["adjustment.price_before_fraction"] == "33/10000"
    assert values["adjustment.price_after"] == "0.003083333333"
    assert (values["adjustment.shares_before"], values["adjustment.shares_after"]) == ("3367000", "3603600")
    assert "It takes effect as of the close of business on this date (4E)." in values["adjustment.method"]


def test_advice_to_whoever_keeps_the_ledger_is_not_sent_to_holders() -> None:
    assert "survivor_outstanding" in "\n".join(HISTORY.warnings)
    assert "survivor_outstanding" not in str(adjustment_values(HISTORY, "e12"))


def test_what_adjusted_nothing_has_no_notice() -> None:
    with pytest.raises(WrongCallError, match="event e5 did not adjust the conversion price"):
        adjustment_values(HISTORY, "e5")
