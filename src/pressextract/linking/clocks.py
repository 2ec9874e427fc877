"""Which day a clock time without a date belongs to."""

from __future__ import annotations

import datetime as dt

from pressextract.linking.calendar import ONE_DAY
from pressextract.linking.days import DayReader
from pressextract.types import DateMention, PartialDate

_NOON, _EVENING, _SMALL_HOURS = 12, 18, 6  # hours
_OPENING = 5  # characters: a date line stands at the very start
_HOUR = 60  # minutes
_GRACE = 30  # minutes that a clock time may lie after publication and still be of what has happened


class ClockDays:
    """The day of clock times in one release: that of the text before, of the summary's night, or of publication."""

    def __init__(self, mentions: list[DateMention], reader: DayReader, items: frozenset[int]) -> None:
        self._reader, self._items = reader, items
        hours = [m.first.hour for m in mentions if m.start in items and m.first.hour is not None]
        self._summary = len(hours) >= 2
        self._morning = _written_in_the_morning(hours, reader.written or _date_line(mentions))

    def day_of(self, date: PartialDate, start: int, use: str | None) -> tuple[dt.date | None, str]:
        """The day of a clock time that stands at an offset, and why."""
        published, context = self._reader.day, self._reader.context.day
        if use == "recurring":
            return None, "of what recurs: no single day"
        if use is not None:
            return published, "a stamp or service hour, of the day of publication"
        agenda = context is not None and published is not None and context > published
        if start in self._items and published is not None and self._summary and not agenda:
            evening = date.hour is not None and date.hour >= _NOON and self._morning
            return (published - ONE_DAY if evening else published), "an item of a summary, before or after midnight"
        if context is not None and not (published is not None and date.direction == "future" and context < published):
            return self._in_context(date, context)
        if published is not None and self._still_to_come(date):
            return published - ONE_DAY, "later than the hour of publication, and the clause looks back: the day before"
        return published, "the day of publication"

    def _in_context(self, date: PartialDate, context: dt.date) -> tuple[dt.date, str]:
        """The day named before it, or the next: for 00.20 after 23.30, and for the midnight that ends a day that is past."""
        said, hour, published = self._reader.context, date.hour or 0, self._reader.day
        if said.night:
            evening = hour >= _NOON
            return (context - ONE_DAY if evening else context), f"of the night to {context}, named before it"
        before = said.hour
        later = before is not None and before >= _EVENING and hour < _SMALL_HOURS
        ends = date.part == "midnight" and published is not None and context < published
        if later or ends:
            return context + ONE_DAY, f"the night that follows {context}, the day named before it"
        return context, f"{context}, the day named before it"

    def _still_to_come(self, date: PartialDate) -> bool:
        written = self._reader.written
        if written is None or date.hour is None or date.direction != "past":
            return False
        return date.hour * _HOUR + (date.minute or 0) > written.hour * _HOUR + written.minute + _GRACE


def _date_line(mentions: list[DateMention]) -> dt.time | None:
    """The time of the date line that opens a text, which is that of writing."""
    if not mentions:
        return None
    first = mentions[0].first
    opening = first.hour is not None and first.day is not None and mentions[0].start < _OPENING
    return dt.time(first.hour or 0, first.minute or 0) if opening else None


def _written_in_the_morning(hours: list[int], written: dt.time | None) -> bool:
    """Whether the summary was written before the clock times of its evening, so that these belong to the day before."""
    if written is None:
        return min(hours, default=_NOON) < _NOON
    return written.hour < _NOON
