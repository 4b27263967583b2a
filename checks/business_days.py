"""Business days: whose holidays count, and how days are counted.

The agreement is under New York law (6.5): the starting day is excluded (General Construction Law
§ 20), and a period of a contract that ends on a Saturday, Sunday or public holiday may be met on
the next business day (§ 25). Neither the agreement nor the certificate defines "business day", so
that the calendar is named by whoever asks.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, get_args

import holidays

CalendarName = Literal["federal-reserve", "new-york", "exchange", "federal-government"]
NAMES = {
    "federal-reserve": "the Federal Reserve's holidays",
    "new-york": "New York's public holidays (General Construction Law § 24)",
    "exchange": "the New York Stock Exchange's holidays",
    "federal-government": "federal holidays, also as observed on a Friday or Monday",
}
DAY = timedelta(days=1)
MONDAY, TUESDAY, THURSDAY, SATURDAY, SUNDAY = 0, 1, 3, 5, 6
FIRST_JUNETEENTH = 2020
"""Chapter 249 of the laws of 2020 made June 19 a public holiday, in October: the first was that of 2021."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Saturdays, Sundays and the holidays of one body are no business days."""

    name: CalendarName

    def is_business_day(self, day: date) -> bool:
        """Whether business is done that day."""
        return day.weekday() < SATURDAY and day not in _holidays(self.name, day.year)

    def after(self, day: date, count: int) -> date:
        """The count-th business day after a day, the day itself excluded (§ 20); the day itself for 0."""
        for _ in range(count):
            day = self.on_or_after(day + DAY)
        return day

    def before(self, day: date) -> date:
        """The last business day before a day."""
        day -= DAY
        while not self.is_business_day(day):
            day -= DAY
        return day

    def on_or_after(self, day: date) -> date:
        """The day, or the next business day where it is none (§ 25)."""
        while not self.is_business_day(day):
            day += DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The day, or the last business day before it where it is none."""
        return day if self.is_business_day(day) else self.before(day)


def calendar(name: str) -> Calendar:
    """The calendar of a name: "federal-reserve", "new-york", "exchange" or "federal-government" (the SEC's offices).

    Raises:
        ValueError: There is no such calendar.
    """
    for known in get_args(CalendarName):
        if name == known:
            return Calendar(known)
    raise ValueError(f"there is no calendar {name!r}; the calendars are {', '.join(get_args(CalendarName))}")


def monthly_anniversaries(first: date, until: date) -> tuple[date, ...]:
    """A day and its monthly anniversaries before another day.

    Each is counted from the first (General Construction Law § 31: a month is a calendar month): the
    same day of the month, the last where the month has none: November 30, …, February 28, March 30.
    """
    found = []
    months = 0
    while (day := months_after(first, months)) < until:
        found.append(day)
        months += 1
    return tuple(found)


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later, or that month's last (§ 31)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def _holidays(name: CalendarName, year: int) -> frozenset[date]:
    if name == "new-york":
        return _new_york(year)
    if name == "federal-government":
        # The next year's as well: New Year's Day on a Saturday is kept on December 31.
        return frozenset(holidays.country_holidays("US", years=(year, year + 1)))
    return frozenset(holidays.financial_holidays("XFED" if name == "federal-reserve" else "XNYS", years=year))


def _new_york(year: int) -> frozenset[date]:
    """Public holidays by General Construction Law § 24, as it has stood since 1985.

    A holiday on a Sunday is kept on Monday as well, one on a Saturday not on Friday. Flag Day is always a
    Sunday and moves nothing. General election day: the Tuesday after the first Monday of November (Election
    Law § 8-100). Days that a president or governor appoints for one year are not known here.
    """
    fixed = [date(year, 1, 1), date(year, 2, 12), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    if year > FIRST_JUNETEENTH:
        fixed.append(date(year, 6, 19))
    moved = [day + DAY for day in fixed if day.weekday() == SUNDAY]
    floating = [
        _nth(year, 1, MONDAY, 3),  # Dr. Martin Luther King, Jr. day
        _nth(year, 2, MONDAY, 3),  # Washington's birthday
        _nth(year, 6, MONDAY, 1) - 7 * DAY,  # Memorial day: the last Monday of May
        _nth(year, 9, MONDAY, 1),  # Labor day
        _nth(year, 10, MONDAY, 2),  # Columbus day
        _nth(year, 11, MONDAY, 1) + DAY,  # general election day
        _nth(year, 11, THURSDAY, 4),  # Thanksgiving day
    ]
    return frozenset((*fixed, *moved, *floating))


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
