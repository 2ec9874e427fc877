"""Calendar arithmetic on partial dates: first and last day of what they name. No clock of the machine is read."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

ONE_DAY = dt.timedelta(days=1)
# First month and number of months; winter begins in December of the year that names it.
SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
# Hours of a part of the day: first and last, the night counted from the evening before.
PARTS = {
    "night": (-6, 6),
    "morning": (5, 10),
    "forenoon": (9, 12),
    "noon": (11, 14),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "day": (6, 18),
    "midnight": (0, 0),
    "small_hours": (0, 6),
}


class Days(NamedTuple):
    """An inclusive stretch of days with its grain."""

    first: dt.date
    last: dt.date
    grain: str


def one_day(day: dt.date) -> Days:
    """A single day."""
    return Days(day, day, "day")


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` where the calendar has no such day.

    >>> safe_date(2023, 2, 29) is None
    True
    """
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Days:
    """All days of a month."""
    return Days(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_days(year: int) -> Days:
    """All days of a year."""
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def season_days(year: int, season: str) -> Days:
    """A season as its months; the winter of 2021 runs from December 2021 to February 2022.

    >>> season_days(2023, "autumn")[:2]
    (datetime.date(2023, 9, 1), datetime.date(2023, 11, 30))
    """
    month, length = SEASONS[season]
    last = month + length - 1
    end = month_days(year + (last > 12), (last - 1) % 12 + 1).last
    return Days(dt.date(year, month, 1), end, "season")


def part_of_year(year: int, months: int, number: int, grain: str) -> Days | None:
    """The ``number``-th stretch of ``months`` months: quarters, tertials, halves."""
    first = (number - 1) * months + 1
    if not 1 <= first <= 13 - months:
        return None
    return Days(dt.date(year, first, 1), month_days(year, first + months - 1).last, grain)


def week_days(year: int, week: int) -> Days | None:
    """Monday to Sunday of an ISO week.

    >>> week_days(2021, 45)[:2]
    (datetime.date(2021, 11, 8), datetime.date(2021, 11, 14))
    """
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Days(monday, monday + 6 * ONE_DAY, "week")


def week_of(day: dt.date) -> Days:
    """The ISO week that holds a day."""
    monday = day - dt.timedelta(days=day.weekday())
    return Days(monday, monday + 6 * ONE_DAY, "week")


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last of a shorter month.

    >>> add_months(dt.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: dt.date, unit: str, offset: int) -> Days | None:
    """The day, week, month, year or decade that lies ``offset`` units from the one of ``day``; ``None`` off the calendar."""
    try:
        if unit == "day":
            there = day + offset * ONE_DAY
            return Days(there, there, "day")
        if unit == "week":
            return week_of(day + 7 * offset * ONE_DAY)
        if unit == "month":
            there = add_months(day, offset)
            return month_days(there.year, there.month)
        if unit == "year":
            return year_days(day.year + offset)
        if unit == "half_year":
            there = add_months(day, 6 * offset)
            return month_days(there.year, there.month)
        if unit == "decade":
            return Days(dt.date(day.year + 10 * offset, 1, 1), dt.date(day.year + 10 * offset, 12, 31), "year")
    except (ValueError, OverflowError):
        return None
    return None
