"""The days of a partial date once its year is known, and which of several years a reader takes."""

from __future__ import annotations

import datetime as dt

from pressextract.linking.calendar import (
    ONE_DAY,
    Days,
    month_days,
    one_day,
    part_of_year,
    safe_date,
    season_days,
    week_days,
    week_of,
    year_days,
)
from pressextract.linking.holidays import named_days
from pressextract.types import PartialDate

FAR = 200  # days: so far ahead a yearless date is rarely meant, whatever the verb beside it


def needs_year(date: PartialDate) -> bool:
    """Whether a date names something of a year without the year."""
    if date.month is not None or date.season is not None or date.named is not None:
        return True
    return date.quarter is not None or date.half is not None or date.tertial is not None


def is_calendar_day(date: PartialDate) -> bool:
    """Whether a date names a month and a day in it."""
    return date.month is not None and date.day is not None


def around(day: dt.date, unit: str) -> Days:
    """The week of a day, the one that ends with it, or the weekend of its week."""
    if unit == "week":
        return week_of(day)
    if unit == "week_to":
        return Days(day - 6 * ONE_DAY, day, "week")
    saturday = week_of(day).first + 5 * ONE_DAY
    return Days(saturday, saturday + ONE_DAY, "weekend")


def decade_days(first: int) -> Days:
    """The ten years from one on."""
    return Days(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade")


def century_days(first: int) -> Days:
    """The hundred years from one on."""
    return Days(dt.date(first, 1, 1), dt.date(first + 99, 12, 31), "century")


def with_year(date: PartialDate, year: int) -> Days | None:
    """The days of a date in a given year; ``None`` where the calendar has none."""
    if date.named is not None:
        return named_days(date.named, year)
    if date.month is not None and date.day is not None:
        day = safe_date(year, date.month, date.day)
        return one_day(day) if day else None
    if date.month is not None:
        return month_days(year, date.month) if 1 <= date.month <= 12 else None
    if date.season is not None:
        return season_days(year, date.season)
    if date.week is not None:
        return week_days(year, date.week)
    for months, number, grain in ((3, date.quarter, "quarter"), (6, date.half, "half"), (4, date.tertial, "tertial")):
        if number is not None:
            return part_of_year(year, months, number, grain)
    return year_days(year)


def nearest(options: list[Days], period: tuple[dt.date, dt.date], direction: str | None) -> Days | None:
    """The reading that a reader takes: the last one past, or the next one where the clause looks ahead."""
    ahead = [d for d in options if d.last >= period[0]]
    behind = [d for d in options if d.first <= period[1]]
    if direction == "future" and ahead:
        near = min(ahead, key=lambda d: d.first)
        if (near.first - period[1]).days <= FAR or not behind:
            return near
    if behind:
        return max(behind, key=lambda d: d.first)
    return min(ahead, key=lambda d: d.first) if ahead else None


def weekday_conflict(date: PartialDate, days: Days | None) -> str | None:
    """A warning where the weekday that is named is not that of the day."""
    if days is None or date.weekday is None or days.grain != "day" or days.first.weekday() == date.weekday:
        return None
    return "weekday and date disagree"
