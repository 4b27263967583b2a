"""The list of deadlines and its calendar file, from an offering's dates and the ledger of its series."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from checks.offering import Offering, load_offering
from pipeline.cli import run
from pipeline.deadlines import Asked, calendar_file, run_deadlines
from pipeline.wrong_call import WrongCallError

CORPUS = Path(__file__).parents[2] / "corpus"
FACTS, LEDGER = CORPUS / "deadlines/series-e.yaml", CORPUS / "ledgers/series-d-with-holders.yaml"
OFFERING = load_offering(CORPUS / "offerings/series-e.yaml")
UNTIL = date(2006, 12, 31)


def asked(*closings: date, facts: Path | None = FACTS, **keys: Any) -> Asked:
    return Asked(OFFERING, closings, UNTIL, facts=facts, **keys)


def test_the_list_is_in_the_order_of_the_days() -> None:
    lines = run_deadlines(asked()).splitlines()
    assert lines[0] == "American Technologies Group, Inc.: Series E Convertible Preferred Stock"
    assert lines[2] == "Mon 2005-09-19  by    Rule 503           Form D filed"
    days = [line.split()[1] for line in lines[2 : lines.index("", 2)]]
    assert days == sorted(days)


def test_liquidated_damages_are_told_by_each_reading() -> None:
    made = json.loads(run_deadlines(asked(), as_json=True))
    first = made["liquidated_damages"][0]
    assert [(one["reading"], one["total"], len(one["payments"])) for one in first["readings"]] == [
        ("literal", "10500", 7), ("to-effectiveness", "15000", 10), ("one-stream", "6000", 4),
    ]  # fmt: skip
    assert "  literal: $10,500.00, 7 payments: each missed date" in run_deadlines(asked())


def test_no_period_is_extended_by_a_law_that_the_offering_does_not_name() -> None:
    issuer = OFFERING.issuer.model_copy(update={"name": "Oakfen Looms, Inc."})
    day = date(2005, 9, 26)  # day 90 is Christmas, a Sunday
    of_another = Asked(OFFERING.model_copy(update={"issuer": issuer}), (day,), UNTIL)
    assert "the law of the state that the agreement names (the offering names none)" in run_deadlines(of_another)
    assert "by General Construction Law" in run_deadlines(Asked(OFFERING, (day,), UNTIL))


def test_the_ledger_adds_certificates_and_notices() -> None:
    made = json.loads(run_deadlines(asked(ledger=LEDGER), as_json=True))
    found = {(one["clause"], one["date"]) for one in made["deadlines"]}
    assert ("Certificate 4C", "2005-12-28") in found  # the conversion of December 20
    assert ("Certificate 4L(a)", "2006-04-02") in found  # the stock dividend's record date of April 17
    assert ("Certificate 4K", "2005-10-03") in found
    assert ("Certificate 4L(a)", "2005-11-28") in found  # the dividend's record date of December 13


def test_a_first_sale_after_the_first_closing_cannot_be() -> None:
    with pytest.raises(WrongCallError, match="--first-sale: the first sale, 2005-12-31, lies after the first closing"):
        run_deadlines(asked(date(2005, 9, 7), facts=None, first_sale=date(2005, 12, 31)))
    run_deadlines(asked(date(2005, 9, 7), facts=None, first_sale=date(2005, 9, 7)))


def test_the_calendar_file_opens_with_every_deadline() -> None:
    made = calendar_file(asked(), "Series E", datetime(2026, 1, 5, 10)).decode()  # noqa: DTZ001 - in UTC
    count = len(json.loads(run_deadlines(asked(), as_json=True))["deadlines"])
    assert made.count("BEGIN:VEVENT\r\n") == count
    assert made.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_what_is_wrong_with_the_dates_is_told_by_file_and_key(tmp_path: Path) -> None:
    file = tmp_path / "dates.yaml"
    file.write_text("closings: [2005-09-31]", encoding="utf-8")
    with pytest.raises(WrongCallError, match=r"dates\.yaml: closings\.0: write a date of the calendar"):
        run_deadlines(asked(facts=file))
    with pytest.raises(WrongCallError, match="there is no such file"):
        run_deadlines(asked(facts=tmp_path / "none.yaml"))


def test_an_empty_file_of_dates_has_no_deadline(tmp_path: Path) -> None:
    file = tmp_path / "dates.yaml"
    file.write_text("business_days: exchange", encoding="utf-8")
    assert "No deadline:" in run_deadlines(asked(facts=file))


def test_a_closing_is_enough_and_is_then_the_first_sale_too() -> None:
    made = json.loads(run_deadlines(asked(date(2005, 9, 7), facts=None), as_json=True))
    assert [(one["clause"], one["date"]) for one in made["deadlines"]] == [
        ("Rule 503", "2005-09-22"), ("3.2", "2005-09-28"), ("5.1(d)", "2005-12-06"), ("5.1(e)", "2006-01-05"),
    ]  # fmt: skip


def test_of_several_closings_the_first_counts_for_the_registration() -> None:
    made = json.loads(run_deadlines(asked(date(2005, 9, 26), date(2005, 9, 7), facts=None), as_json=True))
    assert ("5.1(d)", "2005-12-06") in {(one["clause"], one["date"]) for one in made["deadlines"]}


def test_a_calendar_can_be_named_and_one_that_there_is_not_is_told() -> None:
    made = json.loads(run_deadlines(asked(date(2005, 9, 26), facts=None, calendar="exchange"), as_json=True))
    assert ("3.2", "2005-10-17") in {(one["clause"], one["date"]) for one in made["deadlines"]}
    with pytest.raises(
        WrongCallError, match=r"--calendar: there is no calendar 'london'\. The calendars are federal-res"
    ):
        run_deadlines(asked(calendar="london"))


def test_an_offering_under_todays_agreement_is_told_by_its_own_wording() -> None:
    today = load_offering(CORPUS / "offerings/meridian-506b.yaml")
    made = json.loads(
        run_deadlines(Asked(today, (date(2026, 3, 2),), date(2027, 6, 30), names_until=True), as_json=True)
    )
    assert [one["reading"] for one in made["liquidated_damages"][0]["readings"]] == ["to-effectiveness"]
    assert "3.3 defines Business Day" in next(one["open"] for one in made["deadlines"] if one["clause"] == "3.2")[0]


def test_a_ledgers_conversions_are_due_by_its_own_terms() -> None:
    other = CORPUS / "ledgers/another-series.yaml"
    with pytest.raises(WrongCallError, match=r'the ledger is of "Example Instruments Corp\.", and the offering of "Am'):
        run_deadlines(asked(ledger=other))
    issuer = OFFERING.issuer.model_copy(update={"name": "EXAMPLE INSTRUMENTS CORPORATION"})
    its_own = Asked(OFFERING.model_copy(update={"issuer": issuer}), (), UNTIL, facts=FACTS, ledger=other)
    made = json.loads(run_deadlines(its_own, as_json=True))
    assert ("Certificate 4C", "2011-07-07") in {(one["clause"], one["date"]) for one in made["deadlines"]}


@pytest.mark.parametrize(
    ("name", "words"),
    [("filing_day", "sixtieth"), ("certificate_days", "0"), ("damages_rate", "2 percent"), ("filing_day", "3000000th")],
)
def test_a_period_that_cannot_be_counted_with_is_refused_and_never_replaced(name: str, words: str) -> None:
    wrong = OFFERING.model_copy(update={"terms": {**OFFERING.terms, name: words}})
    with pytest.raises(WrongCallError, match=f"terms: {name}: '{words}' cannot be counted with"):
        run_deadlines(Asked(wrong, (date(2005, 9, 7),), UNTIL))


def test_two_offerings_of_one_closing_have_no_event_in_common_and_a_new_file_has_the_same_events() -> None:
    other = load_offering(CORPUS / "offerings/tidewater-series-b.yaml")
    later = OFFERING.model_copy(update={"opens": date(2005, 9, 2)})
    made = datetime(2026, 1, 5, 10)  # noqa: DTZ001 - in UTC

    def ids(offering: Offering, stamp: datetime) -> list[str]:
        ledger = LEDGER if offering.issuer == OFFERING.issuer else None
        day = Asked(offering, (date(2005, 9, 7),), UNTIL, ledger=ledger)
        lines = calendar_file(day, "any name", stamp).decode().splitlines()
        return [line for line in lines if line.startswith("UID:")]

    first = ids(OFFERING, made)
    assert first == ids(OFFERING, datetime(2027, 1, 1))  # noqa: DTZ001 - in UTC
    assert len(set(first)) == len(first) > 10
    assert not set(first) & (set(ids(other, made)) | set(ids(later, made)))


def test_every_event_of_the_calendar_names_the_company() -> None:
    made = calendar_file(asked(), "any name", datetime(2026, 1, 5, 10)).decode()  # noqa: DTZ001 - in UTC
    summaries = [line for line in made.splitlines() if line.startswith("SUMMARY:")]
    assert all(line.startswith("SUMMARY:American Technologies Group\\, Inc.: ") for line in summaries)


def test_the_edition_is_told_and_can_be_named() -> None:
    told = " ".join(run_deadlines(asked(date(2005, 9, 7), facts=None)).split())
    assert "edition clean: assumed since the offering opens on September 1, 2005; write edition in" in told
    named = OFFERING.model_copy(update={"edition": "current"})
    made = json.loads(run_deadlines(Asked(named, (date(2005, 9, 7),), UNTIL), as_json=True))
    assert made["counted_by"] == {"form": "series-e-subscription", "edition": "current", "assumed": False}
    assert "3.3 defines Business Day" in next(one["open"] for one in made["deadlines"] if one["clause"] == "3.2")[0]


def test_what_several_deadlines_share_is_told_once() -> None:
    told = " ".join(run_deadlines(asked(ledger=LEDGER)).split())
    assert told.count("No cap, no interest, not pro-rated") == 1
    assert told.count("Mail has no rule of deemed receipt") == 2  # under 4L(a), and under 4L(b)
    assert "Notice of the dividend declared on November 28, 2005 (dividend-1) mailed" in told


@pytest.mark.parametrize("option", ["--closing", "--until", "--first-sale"])
def test_a_day_of_no_year_that_can_be_is_a_wrong_call(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["deadlines", "--offering", str(CORPUS / "offerings/series-e.yaml"), "--closing", "2005-09-07"]
    assert run([*call, option, "9999-12-31"]) == 2
    assert f"{option}: 9999-12-31 is no day between the years 1900 and 2199." in capsys.readouterr().err


def test_a_period_of_a_ledger_or_of_facts_that_is_a_slip_is_a_wrong_call(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.yaml"
    text = LEDGER.read_text(encoding="utf-8")
    ledger.write_text(text.replace("\nevents:", "\nterms: {certificates_within: 99999999}\nevents:"), encoding="utf-8")
    with pytest.raises(WrongCallError, match="certificates_within is a number of business days, at most 3,660"):
        run_deadlines(asked(ledger=ledger))
    facts = tmp_path / "facts.yaml"
    for words, name in (
        ("periods: {filing_days: 99999999}", "periods.filing_days"),
        ("conversions: [{id: c1, conversion_date: 2005-11-04, within: 99999999}]", "conversions: c1: within"),
    ):
        facts.write_text(f"closings: [2005-09-07]\n{words}\n", encoding="utf-8")
        with pytest.raises(WrongCallError, match=rf"facts\.yaml: {name}: 99,999,999 days is no period"):
            run_deadlines(asked(facts=facts))


def test_an_output_never_takes_the_place_of_an_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "ledger.yaml"
    ledger.write_bytes(LEDGER.read_bytes())
    for option in ("--page", "--notice-of-adjustment"):
        assert run(["convert", str(ledger), option, str(ledger)]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert ledger.read_bytes() == LEDGER.read_bytes()


def test_an_offering_of_a_form_without_these_periods_keeps_those_of_the_agreement() -> None:
    other = OFFERING.model_copy(update={"form": "notice-of-conversion", "terms": {}})
    made = json.loads(run_deadlines(Asked(other, (date(2005, 9, 7),), UNTIL), as_json=True))
    assert ("5.1(d)", "2005-12-06") in {(one["clause"], one["date"]) for one in made["deadlines"]}
