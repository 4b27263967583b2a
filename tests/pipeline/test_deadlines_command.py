"""The list of deadlines and its calendar file, from an offering's dates and the ledger of its series."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.deadlines import calendar_file, run_deadlines
from pipeline.wrong_call import WrongCallError

CORPUS = Path(__file__).parents[2] / "corpus"
DATES, LEDGER = CORPUS / "deadlines/series-e.yaml", CORPUS / "ledgers/series-d-with-holders.yaml"
UNTIL = date(2006, 12, 31)


def test_the_list_is_in_the_order_of_the_days() -> None:
    lines = run_deadlines(DATES, UNTIL).splitlines()
    assert lines[0] == "Mon 2005-09-19  by    Rule 503           Form D filed"
    days = [line.split()[1] for line in lines[: lines.index("")]]
    assert days == sorted(days)


def test_liquidated_damages_are_told_by_each_reading() -> None:
    made = json.loads(run_deadlines(DATES, UNTIL, as_json=True))
    first = made["liquidated_damages"][0]
    assert [(one["reading"], one["total"], len(one["payments"])) for one in first["readings"]] == [
        ("literal", "10500", 7), ("to-effectiveness", "15000", 10), ("one-stream", "6000", 4),
    ]  # fmt: skip
    assert "  literal: $10,500.00, 7 payments: each missed date" in run_deadlines(DATES, UNTIL)


def test_the_ledger_adds_certificates_and_notices() -> None:
    made = json.loads(run_deadlines(DATES, UNTIL, ledger=LEDGER, as_json=True))
    found = {(one["clause"], one["date"]) for one in made["deadlines"]}
    assert ("Certificate 4C", "2005-12-28") in found  # the conversion of December 20
    assert ("Certificate 4L(a)", "2006-04-02") in found  # the stock dividend's record date of April 17
    assert ("Certificate 4K", "2005-10-03") in found
    assert ("Certificate 4L(a)", "2005-12-12") in found  # the dividend's record date of December 27


def test_the_calendar_file_opens_with_every_deadline() -> None:
    made = calendar_file(DATES, UNTIL, datetime(2026, 1, 5, 10)).decode()  # noqa: DTZ001 - in UTC
    count = len(json.loads(run_deadlines(DATES, UNTIL, as_json=True))["deadlines"])
    assert made.count("BEGIN:VEVENT\r\n") == count
    assert made.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_what_is_wrong_with_the_dates_is_told_by_file_and_key(tmp_path: Path) -> None:
    file = tmp_path / "dates.yaml"
    file.write_text("closings: [2005-09-31]", encoding="utf-8")
    with pytest.raises(WrongCallError, match=r"dates\.yaml: closings\.0: write a date of the calendar"):
        run_deadlines(file, UNTIL)
    with pytest.raises(WrongCallError, match="there is no such file"):
        run_deadlines(tmp_path / "none.yaml", UNTIL)


def test_an_empty_file_of_dates_has_no_deadline(tmp_path: Path) -> None:
    file = tmp_path / "dates.yaml"
    file.write_text("business_days: exchange", encoding="utf-8")
    assert run_deadlines(file, UNTIL).startswith("No deadline:")
