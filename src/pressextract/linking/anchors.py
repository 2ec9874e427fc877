"""When a release was published, as far as that is known."""

from __future__ import annotations

import datetime as dt

from pressextract.linking.calendar import month_days, year_days
from pressextract.types import Anchor

# Length of an ISO string to its grain and what it lacks of a day.
_PARTIAL = {4: ("year", "-01-01"), 7: ("month", "-01"), 10: ("day", "")}


def parse_anchor(published: str | None) -> Anchor:
    """The publication time and how much of it is known; an unreadable string is as good as none.

    >>> parse_anchor("2021-12").grain, parse_anchor("2021-12-09T10:00+01:00").grain, parse_anchor(None).grain
    ('month', 'minute', None)
    """
    if not published:
        return Anchor(None, None)
    text = published.strip()
    grain, missing = _PARTIAL.get(len(text), ("minute", ""))
    try:
        moment = dt.datetime.fromisoformat(text + missing)
    except ValueError:
        return Anchor(None, None)
    return Anchor(moment.replace(tzinfo=None), grain)


def publication_period(anchor: Anchor) -> tuple[dt.date, dt.date] | None:
    """First and last day on which the release can have been published."""
    if anchor.moment is None:
        return None
    day = anchor.moment.date()
    if anchor.grain == "month":
        return month_days(day.year, day.month)[:2]
    return year_days(day.year)[:2] if anchor.grain == "year" else (day, day)
