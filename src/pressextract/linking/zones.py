"""Written time zones as offsets from UTC on a day."""

from __future__ import annotations

import datetime as dt

_FIXED = {
    "gmt": 0, "utc": 0, "bst": 1, "cet": 1, "cest": 2,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_AMERICAN = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
_SWEDISH = {"svensk tid": 1}


def zone_offset(zone: str, day: dt.date) -> str | None:
    """The offset that a zone's short name means on a day; ``None`` for an unknown one.

    >>> zone_offset("et", dt.date(2024, 7, 1)), zone_offset("svensk tid", dt.date(2024, 1, 1))
    ('-04:00', '+01:00')
    """
    hours = _FIXED.get(zone)
    if hours is None and zone in _AMERICAN:
        hours = _AMERICAN[zone] + (_sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1))
    if hours is None and zone in _SWEDISH:
        hours = _SWEDISH[zone] + (_last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10))
    return None if hours is None else f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"


def _sunday(year: int, month: int, number: int) -> dt.date:
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))


def _last_sunday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)
