"""Business days by three calendars, and days counted as New York law counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.business_days import calendar, monthly_anniversaries, months_after

NAMES = ("federal-reserve", "new-york", "exchange", "federal-government")
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("name", "day", "open_"),
    [
        ("federal-reserve", "2005-10-10", False),  # Columbus Day
        ("exchange", "2005-10-10", True),
        ("federal-reserve", "2005-11-11", False),  # Veterans Day
        ("exchange", "2005-11-11", True),
        ("federal-reserve", "2006-04-14", True),  # Good Friday
        ("exchange", "2006-04-14", False),
        ("new-york", "2006-04-14", True),
        ("new-york", "2005-11-08", False),  # general election day
        ("federal-reserve", "2005-11-08", True),
        ("new-york", "2007-02-12", False),  # Lincoln's birthday, a Monday
        ("federal-reserve", "2007-02-12", True),
        ("new-york", "2006-02-13", False),  # Lincoln's birthday on a Sunday is kept on Monday
        ("new-york", "2005-02-11", True),  # and on a Saturday not on Friday
        ("federal-reserve", "2006-11-10", True),  # Veterans Day on a Saturday
        ("federal-government", "2006-11-10", False),
        ("federal-government", "2010-12-31", False),  # New Year's Day of 2011 on a Saturday
        ("new-york", "2020-06-19", True),  # Juneteenth became a holiday that October
        ("new-york", "2025-06-19", False),
        ("new-york", "2006-05-29", False),  # Memorial day
        ("new-york", "2006-06-12", True),  # Flag Day, a Sunday, moves nothing
    ],
)
def test_each_calendar_has_its_own_holidays(name: str, day: str, open_: bool) -> None:
    assert calendar(name).is_business_day(date.fromisoformat(day)) is open_


@pytest.mark.parametrize(
    ("name", "start", "count", "expected"),
    [
        ("federal-reserve", "2005-09-07", 15, "2005-09-28"),
        ("federal-reserve", "2005-09-26", 15, "2005-10-18"),
        ("exchange", "2005-09-26", 15, "2005-10-17"),
        ("federal-reserve", "2005-11-04", 5, "2005-11-14"),
        ("exchange", "2005-11-04", 5, "2005-11-11"),
        ("new-york", "2005-11-04", 5, "2005-11-15"),
        ("federal-reserve", "2005-11-05", 1, "2005-11-07"),
        ("federal-reserve", "2005-11-05", 0, "2005-11-05"),
    ],
)
def test_business_days_are_counted_without_the_starting_day(name: str, start: str, count: int, expected: str) -> None:
    assert calendar(name).after(date.fromisoformat(start), count) == date.fromisoformat(expected)


def test_the_thirtieth_of_november_has_its_anniversary_on_the_last_of_february_and_the_thirtieth_of_march() -> None:
    found = monthly_anniversaries(date(2005, 11, 30), date(2006, 3, 31))
    assert [str(day) for day in found] == ["2005-11-30", "2005-12-30", "2006-01-30", "2006-02-28", "2006-03-30"]


def test_an_anniversary_on_the_last_day_itself_is_not_before_it() -> None:
    assert monthly_anniversaries(date(2006, 1, 5), date(2006, 1, 5)) == ()
    assert len(monthly_anniversaries(date(2006, 1, 5), date(2006, 2, 5))) == 1


def test_a_month_after_the_last_of_january_is_the_last_of_february_in_a_leap_year_too() -> None:
    assert months_after(date(2008, 1, 31), 1) == date(2008, 2, 29)
    assert months_after(date(2007, 12, 15), 14) == date(2009, 2, 15)


def test_there_is_no_other_calendar() -> None:
    with pytest.raises(ValueError, match=r"there is no calendar 'london'; the calendars are federal-reserve, new-york"):
        calendar("london")


@given(name=st.sampled_from(NAMES), day=DAYS, count=st.integers(1, 30))
def test_between_a_day_and_the_nth_business_day_lie_n_business_days(name: str, day: date, count: int) -> None:
    days = calendar(name)
    end = days.after(day, count)
    between = (day + timedelta(days=number) for number in range(1, (end - day).days + 1))
    assert sum(days.is_business_day(one) for one in between) == count
    assert days.is_business_day(end)


@given(name=st.sampled_from(NAMES), day=DAYS)
def test_before_and_after_are_the_nearest_business_days(name: str, day: date) -> None:
    days = calendar(name)
    assert days.before(days.after(day, 1)) <= day
    assert days.on_or_before(day) <= day <= days.on_or_after(day)
    assert days.on_or_after(day) == day or days.on_or_after(day) == days.after(day, 1)
