"""Dates as people write them, beside the year that a form prints."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from templates.values import complete_year, parse_date

CERTAIN = 0.9
DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.mark.parametrize(
    "raw",
    [
        "September 7, 2005", "Sept. 7th, 2005", "7 September 2005", "9/7/2005", "9/7/05", "09-07-2005", "2005-09-07",
        "7th day of September, 2005", "Sep 7 '05", "this 7th day of Sept 2005", "20050907", "September 7 2005",
        "7-Sep-05",
        "07/SEP/2005", "7SEP2005", "SEPTEMBER 7, 2005", "the seventh day of September, 2005",
        "Dated: September 7, 2005",
        "September seventh, two thousand five", "Wednesday, September 7, 2005", "9/7/2005 | 2:13 PM PDT",
        "2005-09-07T14:03:22Z", "2005.09.07 14:03:22 -04'00'", "September 7, 200_5", "September 7, 2005, 2005",
        "9 / 7 / 2005",
        "September the 7th, 2005", "_September 7_, 2005",
    ],
)  # fmt: skip
def test_a_date_in_a_common_style_is_read(raw):
    found = parse_date(raw)
    assert (found.value, found.state) == (date(2005, 9, 7), "filled")
    assert found.confidence >= CERTAIN


def test_a_first_number_above_twelve_is_a_day():
    found = parse_date("13/9/2005")
    assert found.value == date(2005, 9, 13)
    assert CERTAIN <= found.confidence < 1


def test_a_dotted_date_with_two_readings_stays_uncertain():
    assert parse_date("7.9.2005").confidence < CERTAIN
    assert parse_date("9.17.2005").confidence >= CERTAIN


@pytest.mark.parametrize(
    "raw",
    [
        "Sept. 31, 2005", "2/30/2005", "31/9/2005", "13/13/2005", "TBD", "May", "September 2005", "2005", "September 7",
        "9/7", "September 7, 3005", "0/7/2005", "upon acceptance", "today",
    ],
)  # fmt: skip
def test_what_is_no_date_is_invalid(raw):
    found = parse_date(raw)
    assert (found.value, found.state) == (None, "invalid")


@pytest.mark.parametrize(
    "raw",
    [
        "September 7, 2005 xx", "9/7/2005 RK", "9/7/2005 9/8/2005", "September 7, 2005 2006", "Septmber 7, 2005",
        "9/7/20O5",
        "9/7/205", "9/7-2005", "9/7/2005?", "090705", "Monday, September 7, 2005", "on or about September 7, 2005",
    ],
)  # fmt: skip
def test_a_date_with_something_beside_it_is_ambiguous(raw):
    found = parse_date(raw)
    assert (found.value, found.state) == (None, "ambiguous")


def test_the_printed_year_completes_a_date_and_the_written_year_wins():
    assert parse_date("September 7", 2005).value == date(2005, 9, 7)
    assert parse_date("7th day of September", 2005).value == date(2005, 9, 7)
    assert parse_date("9/7", 2005).value == date(2005, 9, 7)
    assert parse_date("September 7, 2006", 2005).value == date(2006, 9, 7)
    assert parse_date("February 29", 2005).state == "invalid"
    assert parse_date("9/05", 2005).state == "ambiguous"
    assert parse_date("____, 2005", 2005).state == "blank"


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("4/11 , 2011", date(2011, 4, 11)), ("4/11", date(2011, 4, 11)), ("4/11,", date(2011, 4, 11)),
        ("4/11 ,", date(2011, 4, 11)), ("4-11, 2011", date(2011, 4, 11)), ("4/11/ , 2011", date(2011, 4, 11)),
        ("4/11 2011", date(2011, 4, 11)), ("4/11/11 , 2011", date(2011, 4, 11)),
        ("4/11/2011 , 2011", date(2011, 4, 11)), ("12/31 , 2011", date(2011, 12, 31)),
        ("4/11 , 2010", date(2010, 4, 11)), ("9/7 , '11", date(2011, 9, 7)), ("9/7 , 11", date(2011, 9, 7)),
        ("Oct 3 ,", date(2011, 10, 3)), ("Oct 3 , 2011", date(2011, 10, 3)),
        ("the 3rd of Oct. , 2011", date(2011, 10, 3)), ("the 3rd of Oct. ,", date(2011, 10, 3)),
        ("third day of October ,", date(2011, 10, 3)),
    ],
)  # fmt: skip
def test_month_and_day_before_a_printed_year_are_certain(raw, day):
    found = parse_date(raw, 2011)
    assert (found.value, found.state) == (day, "filled")
    assert found.confidence >= CERTAIN
    if "1" in raw.partition(",")[2]:  # the year stands in the answer, and needs no help
        assert parse_date(raw) == found


@pytest.mark.parametrize(
    "raw", ["9/05 , 2005", "9/05, 05", "9/05", "4/11/04 , 2005", "9/7 , 2005 2006", "9/7-2005", "9/7/2004 , 2005"]
)
def test_a_year_apart_from_the_figures_settles_nothing_where_they_may_be_the_year(raw):
    found = parse_date(raw, 2005)
    assert (found.value, found.state) == (None, "ambiguous")


def test_a_year_apart_makes_no_date_of_what_is_none():
    assert parse_date("13/13 , 2005", 2005).state == "invalid"
    assert parse_date("2/30 , 2005", 2005).state == "invalid"
    assert parse_date("4.11 , 2005", 2005).confidence < CERTAIN
    assert parse_date("9/7").state == "invalid"


@pytest.mark.parametrize(
    ("stub", "written", "year"),
    [
        ("200_", "5", 2005), ("200_", "05", 2005), ("200_", "2005", 2005), (", 2005", "", 2005), ("200_", "", None),
        ("20__", "05", 2005), ("2005", "2006", 2006), ("200_", "15", None), ("200_", "x", None), ("200_", "005", None),
    ],
)  # fmt: skip
def test_a_year_is_completed_by_its_stub_only_where_they_fit(stub, written, year):
    assert complete_year(stub, written) == year


def _suffix(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


STYLES = (
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{MONTHS[d.month - 1][:3]}. {d.day}{_suffix(d.day)}, {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}",
    lambda d: f"{d.day}{_suffix(d.day)} day of {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{d.month}/{d.day}/{d.year}",
    lambda d: f"{d.month:02}-{d.day:02}-{d.year % 100:02}",
    lambda d: f"{d.month:02}/{d.day:02}/{d.year % 100:02}",
    lambda d: d.isoformat(),
    lambda d: f"{d.year}{d.month:02}{d.day:02}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day} '{d.year % 100:02}",
    lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3]}-{d.year}",
)


@given(DAYS, st.sampled_from(STYLES))
@settings(max_examples=200, deadline=None)
def test_every_date_printed_in_a_style_is_read_back(day, style):
    found = parse_date(style(day))
    assert (found.value, found.confidence >= CERTAIN) == (day, True)


@given(st.integers(0, 13), st.integers(0, 32), st.integers(2000, 2030))
@settings(max_examples=200, deadline=None)
def test_no_date_is_made_up_from_numbers(month, day, year):
    found = parse_date(f"{month}/{day}/{year}")
    readings = set()
    for m, d in ((month, day), (day, month)):
        with suppress(ValueError):
            readings.add(date(year, m, d))
    assert found.value in readings | {None}
    if found.value is None:
        assert found.state == "invalid"
