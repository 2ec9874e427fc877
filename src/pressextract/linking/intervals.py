"""Days to intervals: the EDTF value of a date, its inclusive bounds and grain."""

from __future__ import annotations

import datetime as dt

from pressextract.linking.calendar import ONE_DAY, PARTS, Days
from pressextract.linking.zones import zone_offset
from pressextract.types import PartialDate, TimeInterval


def hhmm(date: PartialDate) -> str:
    """The clock time of a date as "HH:MM"."""
    return f"{date.hour or 0:02}:{date.minute or 0:02}"


def edtf_of(days: Days) -> str:
    """The EDTF value of a stretch of days by its grain."""
    if days.grain == "year" and days.first.year == days.last.year:
        return f"{days.first.year:04}"
    if days.grain == "month":
        return f"{days.first:%Y-%m}"
    if days.grain == "decade":
        return f"{days.first.year // 10}X"
    if days.grain == "century":
        return f"{days.first.year // 100}XX"
    if days.grain == "day":
        return days.first.isoformat() if days.first == days.last else f"{days.first}/{days.last}"
    if days.grain in ("week", "weekend"):
        return f"{days.first}/{days.last}"
    return f"{days.first:%Y-%m}/{days.last:%Y-%m}"


def interval_of(days: Days, date: PartialDate, basis: str, why: str, warning: str | None = None) -> TimeInterval:
    """The interval that days, clock time, part of the day and modifier make."""
    first = days.first
    if date.hour is not None and days.grain == "day":
        grain = "minute" if date.minute is not None else "hour"
        value = f"{first}T{hhmm(date)}" if grain == "minute" else f"{first}T{date.hour:02}"
        end: str | None = value if grain == "minute" else f"{value}:59"
        start: str | None = value if grain == "minute" else f"{value}:00"
        if date.mod in ("BEFORE", "AFTER"):
            start, end = (None, start) if date.mod == "BEFORE" else (start, None)
        return TimeInterval(value, start, end, grain, basis, date.mod, (), warning, why)
    if date.part is not None and days.grain == "day":
        start, end = _part_bounds(first, date.part)
        return TimeInterval(first.isoformat(), start, end, "part_of_day", basis, date.mod, (), warning, why)
    low, high = _part_of_span(days, date.mod)
    bounds = low.isoformat(), high.isoformat()
    interval = TimeInterval(edtf_of(days), *bounds, days.grain, basis, date.mod, (), warning, why)
    return _outside(interval, days) if date.mod in ("BEFORE", "AFTER") else interval


def _part_bounds(day: dt.date, part: str) -> tuple[str, str]:
    first, last = PARTS[part]
    midnight = dt.datetime.combine(day, dt.time())
    start, end = midnight + dt.timedelta(hours=first), midnight + dt.timedelta(hours=last)
    return start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes")


def _part_of_span(days: Days, mod: str | None) -> tuple[dt.date, dt.date]:
    """Bounds of "the beginning, middle, end of" a month or longer: its first, middle or last half or third at most."""
    length = (days.last - days.first).days + 1
    if days.grain in ("day", "week", "weekend") or mod not in ("START", "MID", "END"):
        return days.first, days.last
    half, third = dt.timedelta(days=length // 2), dt.timedelta(days=length // 3)
    if mod == "START":
        return days.first, days.first + half
    if mod == "END":
        return days.last - half, days.last
    return days.first + third, days.last - third


def _outside(interval: TimeInterval, days: Days) -> TimeInterval:
    """The bounds of "before" and "after" a date, which leave it out."""
    if interval.mod == "BEFORE":
        return interval._replace(earliest=None, latest=(days.first - ONE_DAY).isoformat())
    return interval._replace(earliest=(days.last + ONE_DAY).isoformat(), latest=None)


def limited(interval: TimeInterval, side: str, published: dt.date) -> TimeInterval:
    """The part of a stretch up to publication ("earlier this year") or from it on ("later this week")."""
    if interval.earliest is None or interval.latest is None:
        return interval
    today = published.isoformat()
    if side == "past":
        return interval._replace(latest=max(min(interval.latest, today), interval.earliest))
    return interval._replace(earliest=min(max(interval.earliest, today), interval.latest))


def zoned(interval: TimeInterval, zone: str, day: dt.date) -> TimeInterval:
    """The interval with the offset of a written time zone in its bounds; the value stays as written."""
    offset = zone_offset(" ".join(zone.split()), day)
    if offset is None or interval.earliest is None or "T" not in interval.earliest or interval.latest is None:
        return interval
    return interval._replace(earliest=interval.earliest + offset, latest=interval.latest + offset)


def opened(interval: TimeInterval, side: str, calendar: bool) -> TimeInterval:
    """The interval with one end open: "since", "until"; of a relative date ("sedan i fredags") only the bounds say so."""
    if interval.value is None or ".." in interval.value:
        return interval
    if not calendar:
        return interval._replace(latest=None) if side == "after" else interval._replace(earliest=None)
    ends = interval.value.split("/")
    if side == "after":
        return interval._replace(value=f"{ends[0]}/..", latest=None)
    return interval._replace(value=f"../{ends[-1]}", earliest=None)
