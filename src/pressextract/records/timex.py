"""TIMEX3 values (TimeML 1.2.1) of resolved dates.

A stretch between two dates is a duration in TimeML, whose ends are tags of their own: its value is its length.
"""

from __future__ import annotations

import datetime as dt

from pressextract.types import TimeInterval

_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_PARTS = {
    "night": "NI",
    "small_hours": "NI",
    "morning": "MO",
    "forenoon": "MO",
    "noon": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "day": "DT",
}
_MONTHS_OF = {"quarter": 3, "half": 6}
_YEAR = 12  # months


def timex3_value(interval: TimeInterval, *, part: str | None = None, recurring: str | None = None) -> str | None:
    """The value of a TIMEX3 tag, or ``None`` where there is none.

    >>> timex3_value(TimeInterval("2021-11-08/2021-11-14", "2021-11-08", "2021-11-14", "week", "relative"))
    '2021-W45'
    >>> timex3_value(TimeInterval("2021-12-08", "2021-12-07T18:00", "2021-12-08T06:00", "part_of_day", "relative"), part="night")
    '2021-12-08TNI'
    >>> timex3_value(TimeInterval("2013/..", "2013-01-01", None, "year", "explicit"))
    '2013'
    """
    if recurring is not None:
        return recurring
    value = interval.value
    if value is None:
        return None
    if ".." in value:
        return _point(value.replace("..", "").strip("/"))
    if "/" in value:
        return _period(interval, *value.split("/"))
    if interval.grain == "part_of_day" and part in _PARTS:
        return f"{value}T{_PARTS[part]}"
    return _point(value)


def _point(value: str) -> str:
    """ "199X" of EDTF is "199" in TimeML, "19XX" is "19"."""
    return value if value.startswith("XXXX") or "/" in value else value.rstrip("X")


def _period(interval: TimeInterval, low: str, high: str) -> str | None:
    """A unit of the calendar where the ends make one, else the length between them."""
    if interval.grain in ("week", "weekend") and (week := _week(low, high, interval.grain)) is not None:
        return week
    if "X" in low + high or low.startswith("T") or len(low) != len(high):
        return None
    if len(low) == len("2021"):
        return f"P{int(high) - int(low) + 1}Y"
    if len(low) == len("2021-11"):
        return _months(interval.grain, low, high)
    start, end = dt.datetime.fromisoformat(_full(low)), dt.datetime.fromisoformat(_full(high))
    if "T" in low:
        return f"PT{int((end - start).total_seconds()) // 60}M"
    return f"P{(end - start).days + 1}D"


def _full(value: str) -> str:
    return f"{value}:00" if len(value) == len("2021-11-08T10") else value


def _week(low: str, high: str, grain: str) -> str | None:
    first, last = dt.date.fromisoformat(low), dt.date.fromisoformat(high)
    if first.isocalendar()[:2] != last.isocalendar()[:2] or (last - first).days != (6 if grain == "week" else 1):
        return None
    year, week, _ = first.isocalendar()
    return f"{year:04}-W{week:02}" + ("-WE" if grain == "weekend" else "")


def _months(grain: str | None, low: str, high: str) -> str:
    year, first = int(low[:4]), int(low[5:])
    count = (int(high[:4]) - year) * _YEAR + int(high[5:]) - first + 1
    if grain == "season" and count == 3 and first in _SEASONS:
        return f"{year:04}-{_SEASONS[first]}"
    if grain in _MONTHS_OF and count == _MONTHS_OF[grain]:
        return f"{year:04}-{grain[0].upper()}{(first - 1) // count + 1}"
    return f"P{count}M"
