"""Deadlines of both documents: every worked date, and the calendar file."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checks.calendar_text import LONGEST_LINE, calendar_text
from checks.deadline_facts import CertificateFacts, Facts, FactsError, Reporting, parse_facts
from checks.deadlines import Deadline, deadlines, holder_damages
from checks.liquidated_damages import to_the_cent
from checks.resale import resale

MADE = datetime(2026, 1, 5, 10, 0, 0)  # noqa: DTZ001 - the caller's, in UTC
LATE = date(2007, 12, 31)
CERTIFICATE = {"certificate": "E-1", "holder": "H-1", "closing": "2005-09-07", "paid": "2005-09-07",
               "purchase_price": "150000.00"}  # fmt: skip


def facts(**keys: Any) -> Facts:
    return parse_facts(yaml.safe_dump(keys), "dates.yaml")


def the(found: tuple[Deadline, ...], clause: str) -> list[str]:
    return [one.day.isoformat() for one in found if one.clause == clause]


@pytest.mark.parametrize(
    ("closing", "ready", "filing"),
    [
        ("2005-09-07", "2005-09-28", "2005-12-06"),
        ("2005-09-26", "2005-10-18", "2005-12-27"),
        ("2005-10-03", "2005-10-25", "2006-01-03"),
    ],
)
def test_certificates_and_filing_date_run_from_the_closing(closing: str, ready: str, filing: str) -> None:
    found = deadlines(facts(closings=[closing]), LATE)
    assert the(found, "3.2") == [ready]
    assert the(found, "5.1(d)") == [filing]


def test_the_effectiveness_date_is_the_120th_calendar_day() -> None:
    assert the(deadlines(facts(closings=["2005-09-07"]), LATE), "5.1(e)") == ["2006-01-05"]


def test_registration_runs_from_the_first_closing_and_certificates_from_each() -> None:
    found = deadlines(facts(closings=["2005-09-26", "2005-09-07"]), LATE)
    assert the(found, "3.2") == ["2005-09-28", "2005-10-18"]
    assert the(found, "5.1(d)") == ["2005-12-06"]


def test_by_the_exchanges_calendar_certificates_are_due_a_day_earlier() -> None:
    assert the(deadlines(facts(closings=["2005-09-26"], business_days="exchange"), LATE), "3.2") == ["2005-10-17"]


def test_an_extension_says_which_day_it_was_and_by_which_section() -> None:
    (filing,) = [one for one in deadlines(facts(closings=["2005-09-26"]), LATE) if one.clause == "5.1(d)"]
    assert (
        "Day 90, December 25, 2005, is a Sunday; by General Construction Law § 25 the next business day." in filing.rule
    )


@pytest.mark.parametrize(
    ("calendar", "day"), [("federal-reserve", "2005-11-14"), ("exchange", "2005-11-11"), ("new-york", "2005-11-15")]
)
def test_common_certificates_are_due_five_business_days_after_conversion(calendar: str, day: str) -> None:
    conversion = {"id": "c1", "conversion_date": "2005-11-04"}
    assert the(deadlines(facts(conversions=[conversion], business_days=calendar), LATE), "Certificate 4C") == [day]


def test_a_later_surrender_starts_the_five_days() -> None:
    conversion = {"id": "c1", "conversion_date": "2005-10-28", "surrendered": "2005-11-04"}
    assert the(deadlines(facts(conversions=[conversion]), LATE), "Certificate 4C") == ["2005-11-14"]


def test_notice_of_a_record_date_is_mailed_fifteen_days_before() -> None:
    act = {"what": "the dividend", "kind": "dividend", "record_date": "2005-11-01"}
    (notice,) = deadlines(facts(acts=[act]), LATE)
    assert (notice.day, notice.clause) == (date(2005, 10, 17), "Certificate 4L(a)")
    assert "exactly 15 days" in notice.remarks[0]


def test_a_merger_needs_notice_before_its_record_date_and_before_itself() -> None:
    act = {"what": "the merger", "kind": "merger", "record_date": "2005-11-01", "takes_place": "2005-12-01"}
    found = deadlines(facts(acts=[act]), LATE)
    assert [(one.clause, str(one.day)) for one in found] == [
        ("Certificate 4L(a)", "2005-10-17"), ("Certificate 4L(b)", "2005-11-16"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("record_date", "said"),
    [
        ("2005-10-25", "a federal holiday, without mail: mail by Friday, October 7, 2005,"),  # Columbus Day
        ("2005-11-28", "a Sunday: mail by Thursday, November 10, 2005,"),  # Friday is Veterans Day
        ("2006-01-10", "a federal holiday, without mail: mail by Friday, December 23, 2005,"),  # Christmas, observed
    ],
)
def test_a_notice_is_not_mailed_on_a_federal_holiday(record_date: str, said: str) -> None:
    (notice,) = deadlines(facts(acts=[{"what": "x", "kind": "dividend", "record_date": record_date}]), LATE)
    assert notice.remarks[1] == f"The last day is {said} the last business day before."


def test_a_notice_whose_last_day_is_a_sunday_says_to_mail_on_friday() -> None:
    (notice,) = deadlines(facts(acts=[{"what": "x", "kind": "dividend", "record_date": "2005-10-31"}]), LATE)
    assert notice.day == date(2005, 10, 16)
    assert notice.remarks[1] == (
        "The last day is a Sunday: mail by Friday, October 14, 2005, the last business day before."
    )


@pytest.mark.parametrize(
    ("first_sale", "day"),
    [("2005-09-07", "2005-09-22"), ("2005-09-02", "2005-09-19"), ("2005-12-11", "2005-12-27")],
)
def test_form_d_is_due_on_day_15_or_the_next_business_day(first_sale: str, day: str) -> None:
    assert the(deadlines(facts(first_sale=first_sale), LATE), "Rule 503") == [day]


REGISTRATION = {"filed": "2006-03-20", "effective": "2006-06-15"}


def owed(until: date = LATE, registration: dict[str, str] | None = None, **changes: Any) -> dict[str, Fraction]:
    certificate = {**CERTIFICATE, **changes}
    late = REGISTRATION if registration is None else registration
    found = holder_damages(facts(closings=["2005-09-07"], registration=late, certificates=[certificate]), until)
    return {reading.reading: reading.total for one in found for reading in one.readings}


def test_each_reading_of_liquidated_damages_comes_to_its_own_sum() -> None:
    assert owed() == {"literal": 10_500, "to-effectiveness": 15_000, "one-stream": 6_000}


def test_the_literal_reading_pays_on_these_days() -> None:
    held = facts(closings=["2005-09-07"], registration=REGISTRATION, certificates=[CERTIFICATE])
    assert the(deadlines(held, LATE), "5.2(b)") == [
        "2005-12-06", "2006-01-05", "2006-01-06", "2006-02-05", "2006-02-06", "2006-03-05", "2006-03-06",
    ]  # fmt: skip


def test_only_the_part_still_held_is_paid_for() -> None:
    assert owed(held=[{"since": "2006-01-06", "part": "1/3"}]) == {
        "literal": 2 * 1500 + 5 * 500, "to-effectiveness": 2 * 1500 + 8 * 500, "one-stream": 1500 + 3 * 500,
    }  # fmt: skip
    assert owed(sold_out="2006-01-01")["literal"] == 1500


def test_each_amount_is_rounded_to_the_cent() -> None:
    assert owed(purchase_price="100.50")["one-stream"] == 4 * Fraction("1.01")
    assert to_the_cent(Fraction("1.005")) == Fraction("1.01")
    assert to_the_cent(Fraction("1.00499999999999999999999999999999")) == 1


def test_while_nothing_is_filed_the_amounts_run_to_the_day_asked_for() -> None:
    assert owed(until=date(2006, 2, 5), registration={})["literal"] == 4 * 1500
    assert owed(until=date(2005, 12, 5), registration={}) == {}


def test_a_registration_in_time_owes_nothing() -> None:
    assert owed(registration={"filed": "2005-12-06", "effective": "2006-01-05"}) == {}


def test_filed_in_time_and_effective_late_the_readings_differ_and_it_is_said() -> None:
    late = {"filed": "2005-12-01", "effective": "2006-02-10"}
    assert owed(registration=late) == {"literal": 0, "to-effectiveness": 3000, "one-stream": 0}
    held = facts(closings=["2005-09-07"], registration=late, certificates=[CERTIFICATE])
    assert "can be argued" in holder_damages(held, LATE)[0].remarks[1]


def certificate(paid: str, **keys: Any) -> CertificateFacts:
    return CertificateFacts.model_validate({**CERTIFICATE, "paid": paid, **keys})


@pytest.mark.parametrize(
    ("paid", "reporting", "limited", "free"),
    [
        ("2005-09-07", True, "2006-09-07", "2007-09-07"),
        ("2006-09-07", True, "2007-09-07", "2008-02-15"),  # two years would end later: freed by the change of 2008
        ("2007-06-01", True, "2008-02-15", "2008-06-01"),  # six months had run when the change came
        ("2007-10-01", True, "2008-04-01", "2008-10-01"),
        ("2007-10-01", False, "2008-10-01", "2008-10-01"),
        ("2026-01-05", True, "2026-07-05", "2027-01-05"),
    ],
)
def test_rule_144_frees_by_the_law_of_each_day(paid: str, reporting: bool, limited: str, free: str) -> None:
    found = resale(certificate(paid), Reporting(reporting=reporting))
    assert (str(found.limited), str(found.free)) == (limited, free)


def test_an_affiliate_is_never_free_of_conditions() -> None:
    found = resale(certificate("2005-09-07", affiliate=True), Reporting())
    assert (found.limited, found.free) == (date(2006, 9, 7), None)


def test_a_former_shell_waits_for_its_form_10_information() -> None:
    assert resale(certificate("2009-09-07"), Reporting(former_shell=True)).limited is None
    found = resale(certificate("2009-09-07"), Reporting(former_shell=True, form_10_filed=date(2012, 1, 3)))
    assert (found.limited, found.free) == (date(2013, 1, 3), date(2013, 1, 3))


# The calendar file


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def sample() -> tuple[Deadline, ...]:
    return deadlines(facts(closings=["2005-09-07"], first_sale="2005-09-02", certificates=[CERTIFICATE]), LATE)


def test_a_calendar_file_has_an_event_for_each_deadline() -> None:
    found = sample()
    lines = unfolded(calendar_text(found, "Series E", MADE, of="X"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(found)
    assert lines.count("DTSTAMP:20260105T100000Z") == len(found)
    starts = [line.partition(":")[2] for line in lines if line.startswith("DTSTART;VALUE=DATE:")]
    assert starts == [f"{one.day:%Y%m%d}" for one in found]
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == len(found)


def test_the_same_deadline_keeps_its_uid_when_the_file_is_made_again() -> None:
    later = MADE + timedelta(days=3)
    uids = [
        [line for line in unfolded(calendar_text(sample(), "Series E", stamp, of="X")) if line.startswith("UID:")]
        for stamp in (MADE, later)
    ]
    assert uids[0] == uids[1]


@given(title=st.text(max_size=200), rule=st.text(max_size=200))
def test_whatever_a_title_holds_lines_are_folded_and_come_back_whole(title: str, rule: str) -> None:
    deadline = Deadline("k", "3.2", title, date(2005, 9, 28), "by", rule)
    text = calendar_text([deadline], title, MADE, of="X")
    parts = text.split("\r\n")
    assert parts.pop() == ""
    assert all(len(part.encode()) <= LONGEST_LINE for part in parts)
    assert not any("\n" in part or "\r" in part for part in parts)
    (summary,) = [line for line in unfolded(text) if line.startswith("SUMMARY:")]
    kept = "".join(one for one in f"{title} (3.2)" if (one >= " " and one != "\x7f") or one == "\n")
    back = summary.removeprefix("SUMMARY:")
    for written, meant in (("\\n", "\n"), ("\\,", ","), ("\\;", ";")):
        back = back.replace("\\\\", "\x00").replace(written, meant).replace("\x00", "\\\\")
    assert back.replace("\\\\", "\\") == kept


# The facts


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            {
                "acts": [
                    {"what": "the merger", "kind": "merger", "record_date": "2006-01-10", "takes_place": "2006-01-09"}
                ]
            },
            "acts.0: the merger: record_date, 2006-01-10, lies after takes_place, 2006-01-09; correct one of them.",
        ),
        (
            {"closings": ["2005-09-31"]},
            "closings.0: write a date of the calendar as 2005-10-03 (it is '2005-09-31').",
        ),
        ({"closing": ["2005-09-07"]}, "closing: there is no such key. Remove it, or check its spelling."),
        (
            {"certificates": [CERTIFICATE]},
            "facts: certificate E-1 names a closing on 2005-09-07, not among closings.",
        ),
        ({"registration": {"effective": "2006-01-05"}}, "registration: effective needs filed, on or before it."),
        (
            {"closings": ["2005-09-07"], "certificates": [{**CERTIFICATE, "purchase_price": 0.5}]},
            'certificates.0.purchase_price: write the figure in quotes, "0.5", so that it stays exact (it is 0.5).',
        ),
    ],
)
def test_facts_that_cannot_be_used_are_refused_by_their_key(keys: dict[str, Any], message: str) -> None:
    with pytest.raises(FactsError) as refused:
        facts(**keys)
    assert str(refused.value) == f"dates.yaml: {message}"


def test_outside_new_york_a_period_that_ends_on_a_sunday_is_not_extended_but_told() -> None:
    texas = deadlines(facts(closings=["2005-09-26"], periods={"governing_state": "Texas"}), LATE)
    (filing,) = (one for one in texas if one.clause == "5.1(d)")
    assert filing.day == date(2005, 12, 25)
    assert "§" not in filing.rule
    assert "whether the next business day is in time is for the law of Texas" in filing.remarks[-1]


def test_the_terms_own_days_of_conversion_and_notice_count() -> None:
    found = deadlines(
        facts(
            periods={"conversion_days": 3, "notice_days": 20},
            conversions=[{"id": "c1", "conversion_date": "2006-03-01"}],
            acts=[{"what": "a merger", "kind": "merger", "takes_place": "2006-05-25"}],
        ),
        LATE,
    )
    assert the(found, "Certificate 4C") == ["2006-03-06"]
    assert the(found, "Certificate 4L(b)") == ["2006-05-05"]
    assert "At least 20 days" in next(one.rule for one in found if one.clause == "Certificate 4L(b)")


def test_a_conversion_of_a_ledger_counts_by_the_ledgers_own_days() -> None:
    one = {"id": "c1", "conversion_date": "2011-07-01", "within": 3, "business_days": "exchange"}
    assert the(deadlines(facts(conversions=[one]), LATE), "Certificate 4C") == ["2011-07-07"]


def test_wording_that_settles_the_readings_leaves_one_and_no_doubt() -> None:
    late = {"filed": "2006-02-01", "effective": "2006-03-20"}
    settled = facts(closings=["2005-09-07"], certificates=[CERTIFICATE], registration=late, periods={"settled": True})
    (owed,) = holder_damages(settled, LATE)
    assert [reading.reading for reading in owed.readings] == ["to-effectiveness"]
    # December 6 and January 6 until filing; January 5, February 5 and March 5 until effectiveness.
    assert owed.readings[0].total == 5 * 1500
    ready = next(one for one in deadlines(settled, LATE) if one.clause == "3.2")
    assert ready.remarks[0].startswith("3.3 defines Business Day")


@pytest.mark.parametrize("kind", ["dividend", "distribution", "rights"])
def test_without_a_record_date_notice_is_told_by_the_day_of_payment_at_the_latest(kind: str) -> None:
    (notice,) = deadlines(facts(acts=[{"what": "x", "kind": kind, "takes_place": "2005-12-01"}]), LATE)
    assert (notice.clause, notice.day) == ("Certificate 4L(a)", date(2005, 11, 16))
    assert notice.remarks[0].startswith("The record date is not known: notice is due 15 days before it")


def test_a_dividend_of_which_no_day_is_known_is_told_on_its_declaration() -> None:
    (notice,) = deadlines(facts(acts=[{"what": "x", "kind": "dividend", "declared": "2005-12-01"}]), LATE)
    assert (notice.clause, notice.day, notice.kind) == ("Certificate 4L(a)", date(2005, 12, 1), "due")
    assert "its record date is to be established" in notice.title


def test_a_merger_without_a_record_date_is_told_with_what_a_vote_needs() -> None:
    (notice,) = deadlines(facts(acts=[{"what": "x", "kind": "merger", "takes_place": "2005-12-01"}]), LATE)
    assert notice.clause == "Certificate 4L(b)"
    assert "If holders vote on it" in notice.remarks[0]
