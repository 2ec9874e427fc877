"""TIMEX3 values (TimeML) of resolved dates."""

from __future__ import annotations

import datetime as dt

from pressextract.types import TimeInterval


def timex3_value(interval: TimeInterval) -> str | None:
    """The value of a TIMEX3 tag, or ``None`` where there is none.

    >>> timex3_value(TimeInterval("2021-11-08/2021-11-14", "2021-11-08", "2021-11-14", "week", "relative"))
    '2021-W45'
    """
    value = interval.value
    if value is None:
        return None
    if interval.grain in ("week", "weekend") and interval.earliest and "/" in value and _one_week(interval):
        year, week, _ = dt.date.fromisoformat(interval.earliest[:10]).isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if interval.grain == "weekend" else "")
    if value.startswith("T"):
        return value.split("/")[0]
    return value.replace("..", "").strip("/") if "/" in value and ".." in value else value


def _one_week(interval: TimeInterval) -> bool:
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return False
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days < 7
