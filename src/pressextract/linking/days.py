"""Which days one partial date means, by publication and by what the text has said before.

Every answer comes with its basis and with why it won, for ``show --explain``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from pressextract.linking.anchors import publication_period
from pressextract.linking.calendar import ONE_DAY, PARTS, Days, one_day, safe_date, shift, week_days
from pressextract.linking.years import (
    FAR,
    around,
    century_days,
    decade_days,
    is_calendar_day,
    nearest,
    needs_year,
    weekday_conflict,
    with_year,
)
from pressextract.types import Anchor, PartialDate

_RECENT = 2  # days back within which a weekday is the past one even beside a future verb
_SOON = 45  # days: a week so far ahead is named as readily as one that is past
_YEAR = 365  # days
_DOUBTFUL = 100  # days: a yearless date without a word of tense may as well be one so near ahead
_STALE = 180  # days
_EVENING = 18  # hours
_NEW_WEEK = 3  # Thursday: from here on "this weekend" is the coming one


class Reading(NamedTuple):
    """Days with their basis, a warning, other readings, and why this one won; no days where nothing fixes them."""

    days: Days | None
    basis: str
    why: str
    warning: str | None = None
    others: tuple[Days, ...] = ()


@dataclass(slots=True)
class Context:
    """What the text has said so far: the last day named, its hour or ``night``; the last year; and where both stood."""

    day: dt.date | None = None
    hour: int | None = None
    night: bool = False
    year: int | None = None
    end: int = 0
    stood: int = 0


class DayReader:
    """Reads partial dates against one publication time; ``context`` is kept up to date by the caller."""

    def __init__(self, anchor: Anchor, context: Context) -> None:
        self.anchor, self.context = anchor, context
        self.day = anchor.moment.date() if anchor.moment and anchor.grain in ("day", "minute") else None
        self.period = publication_period(anchor)
        self.written: dt.time | None = anchor.moment.time() if anchor.moment and anchor.grain == "minute" else None

    def read(self, date: PartialDate, context: str | None, shared_year: int | None) -> Reading:
        """The days of a date. ``context`` says that it counts from a day of the text; ``shared_year`` is that of a list."""
        reading = self._read(date, context, shared_year)
        if date.unit in ("week", "weekend", "week_to") and reading.days is not None and is_calendar_day(date):
            return reading._replace(days=around(reading.days.first, date.unit))
        return reading

    def _read(self, date: PartialDate, context: str | None, shared_year: int | None) -> Reading:
        if context is not None:
            return self._from_context(date, context)
        if date.year is not None:
            days = with_year(date, date.year)
            return Reading(days, "explicit", "the year is written", weekday_conflict(date, days))
        if needs_year(date):
            return self._yearless(date, shared_year)
        if date.decade is not None:
            return Reading(decade_days(date.decade), "explicit", "the decade is written")
        if date.century is not None:
            return Reading(century_days(date.century), "explicit", "the century is written")
        if date.week is not None:
            return self._week(date)
        if date.weekday is not None and date.unit in (None, "week"):
            return self._weekday_of_week(date) if date.unit == "week" else self._weekday(date)
        if date.unit is not None:
            days = self._shifted(date, self.day or self._coarse(date))
            return Reading(days, "relative", self._from("counted from"), weekday_conflict(date, days))
        if date.part is not None:
            return self._part_of_day(date)
        return Reading(None, "explicit", "nothing fixes the day")

    def from_year(self, date: PartialDate, year: int) -> Reading:
        """A year that counts from one that its sentence names."""
        return Reading(self._shifted(date, dt.date(year, 1, 1)), "context", f"counted from {year}, the year named before it")

    def is_long_past(self) -> bool:
        """Whether the day named before is so old that the next paragraph's hours and evenings are of the news again."""
        day = self.context.day
        return day is not None and self.day is not None and (self.day - day).days > _STALE

    def _part_of_day(self, date: PartialDate) -> Reading:
        """ "under kvällen": of the day named before it; in a release of the morning the evening before."""
        base = self.context.day if self.context.day != self.day else None
        if base is not None and date.part == "night" and not self.context.night and (self.context.hour or 0) >= _EVENING:
            return Reading(one_day(base + ONE_DAY), "context", f"the night that follows {base}, the day named before it")
        if base is not None:
            return Reading(one_day(base), "context", f"{base}, the day named before it")
        if self.day is not None and self._still_to_come(date):
            return Reading(one_day(self.day - ONE_DAY), "context", "not yet begun at publication: the day before")
        return Reading(one_day(self.day) if self.day else None, "context", self._from("the day of"))

    def _from(self, words: str) -> str:
        if self.period is None:
            return "no publication date to count from"
        return f"{words} publication, {self.day or self.period[0]}"

    def _from_context(self, date: PartialDate, context: str) -> Reading:
        base = self.context.day or (self.day or self._coarse(date) if context == "contextual" else None)
        if base is not None and date.part == "night" and (self.context.hour or 0) >= _EVENING:
            base += ONE_DAY  # "samma natt" after 23.50: the night that ends on the next day
        why = f"counted from {self.context.day}, the day named before it" if self.context.day else self._from("counted from")
        return Reading(self._shifted(date, base), "context", why)

    # Relative ------------------------------------------------------------------------------------------------------

    def _coarse(self, date: PartialDate) -> dt.date | None:
        """A publication date that is only a month or a year still fixes "this month" and "last year"."""
        moment, grain = self.anchor
        if moment is None:
            return None
        enough = {"month": ("month", "year"), "year": ("year",)}.get(grain or "", ())
        return moment.date() if date.unit in enough else None

    def _shifted(self, date: PartialDate, base: dt.date | None) -> Days | None:
        if base is None or date.unit is None:
            return None
        if date.unit == "now" or date.unit in ("minute", "hour"):
            return one_day(base)
        if date.unit == "weekend":
            return self._weekend(base, date)
        if date.offset is None:
            return None
        return shift(base, date.unit, date.offset)

    def _weekend(self, base: dt.date, date: PartialDate) -> Days:
        """The weekend of this week from Saturday on, else the last one; the coming one where the clause looks ahead."""
        saturday = base - dt.timedelta(days=(base.weekday() - 5) % 7)
        near = date.direction == "near" and base.weekday() >= _NEW_WEEK
        if (date.direction == "future" or near) and base.weekday() < 5:
            saturday += 7 * ONE_DAY
        elif date.offset:
            saturday += 7 * (date.offset if base.weekday() >= 5 or date.offset > 0 else date.offset + 1) * ONE_DAY
        return Days(saturday, saturday + ONE_DAY, "weekend")

    def _weekday_of_week(self, date: PartialDate) -> Reading:
        if self.day is None or date.weekday is None:
            return Reading(None, "relative", "no publication date to count from")
        week = shift(self.day, "week", date.offset or 0)
        day = week.first + date.weekday * ONE_DAY if week else None
        return Reading(one_day(day) if day else None, "relative", self._from("the week counted from"))

    def _weekday(self, date: PartialDate) -> Reading:
        """The nearest such day up to publication, that day included; ahead where the clause or a word looks ahead."""
        if date.weekday is None or (self.day is None and self.context.day is None):
            return Reading(None, "relative", "no publication date to count from")
        if self.day is None:
            return self._weekday_near(date.weekday)
        back = (self.day.weekday() - date.weekday) % 7
        if back == 0 and self._still_to_come(date):
            back = 7
        coming = one_day(self.day + (7 - back) % 7 * ONE_DAY)
        last = one_day(self.day - back * ONE_DAY)
        if date.direction == "near":
            monday = self.day - dt.timedelta(days=self.day.weekday())
            return Reading(one_day(monday + date.weekday * ONE_DAY), "relative", self._from("of the week of"))
        # a verb of the future makes it the coming one only where the past one is some days away; a word ("på fredag") always
        if date.direction == "future" and (back > _RECENT or back == 0 or not date.inferred):
            return Reading(coming, "relative", "the next one: a word looks ahead")
        if date.direction == "past" and not date.inferred and back == 0:
            return Reading(one_day(self.day - 7 * ONE_DAY), "relative", "the last one before publication")
        others = (coming,) if date.direction is None and back > _RECENT and date.part is None else ()
        return Reading(last, "relative", "the last one up to publication", others=others)

    def _weekday_near(self, weekday: int) -> Reading:
        """With no day of publication: the weekday on or after the day that the text has named before."""
        day = self.context.day
        assert day is not None
        return Reading(
            one_day(day + (weekday - day.weekday()) % 7 * ONE_DAY), "context", f"the next after {day}, named before it"
        )

    def _still_to_come(self, date: PartialDate) -> bool:
        """Whether a part of the day of publication had not begun when the release was written: then the week before is meant."""
        if date.part is None or date.direction == "future" or self.written is None:
            return False
        return PARTS[date.part][0] > self.written.hour

    def _week(self, date: PartialDate) -> Reading:
        assert date.week is not None
        if self.period is None:
            return Reading(None, "year_inferred", "no publication date to count from")
        today = self.period[0]
        if date.unit == "year":
            return Reading(week_days(today.year + (date.offset or 0), date.week), "year_inferred", "the year is said")
        options = [d for year in range(today.year - 1, today.year + 2) if (d := week_days(year, date.week))]
        horizon = self.period[1] + dt.timedelta(days=FAR if date.direction == "future" else _SOON)
        near = [d for d in options if d.first <= horizon]
        if date.direction == "future":
            near = [d for d in near if d.last >= today] or near
        best = max(near, key=lambda d: d.first) if near else None
        if best is not None and (date.unit == "weekend" or date.weekday is not None):
            first = best.first + (5 if date.weekday is None else date.weekday) * ONE_DAY
            best = Days(first, first + ONE_DAY, "weekend") if date.weekday is None else one_day(first)
        return Reading(best, "year_inferred", "the nearest week of that number")

    # A year that is not written ------------------------------------------------------------------------------------

    def _yearless(self, date: PartialDate, shared: int | None) -> Reading:
        if date.unit == "year" and self.anchor.moment is not None:
            days = with_year(date, self.anchor.moment.year + (date.offset or 0))
            return Reading(days, "relative", self._from("the year counted from"))
        if shared is not None:
            return Reading(with_year(date, shared), "context", f"{shared}, the year written beside it")
        if self.period is None:
            return Reading(None, "year_inferred", "no publication date gives a year")
        if date.weekday is not None:
            return self._agreeing(date)
        if date.direction != "future" and (day := self._last_such_day(date)) is not None:
            why = "the last one: the clause looks back" if date.direction else "the last one up to publication"
            return Reading(one_day(day), "year_inferred", why, others=self._soon(date, day))
        options = self._options(date, 1)
        if options and (date.direction == "near" or (date.named is not None and date.direction is None)):
            today = self.period[0]
            near = min(options, key=lambda d: min(abs((d.first - today).days), abs((d.last - today).days)))
            return Reading(near, "year_inferred", "the nearest of that name")
        if date.season is not None and date.direction is None and (begins := self._about_to_begin(options)) is not None:
            return Reading(begins, "year_inferred", "a season that is about to begin")
        why = "the next one: the clause looks ahead" if date.direction == "future" else "the last one up to publication"
        return Reading(nearest(options, self.period, date.direction), "year_inferred", why)

    def _about_to_begin(self, options: list[Days]) -> Days | None:
        assert self.period is not None
        today = self.period[1]
        return next((d for d in options if 0 < (d.first - today).days <= _SOON), None)

    def _options(self, date: PartialDate, back: int) -> list[Days]:
        assert self.period is not None
        year = self.period[0].year
        return [d for y in range(year - back, year + 2) if (d := with_year(date, y))]

    def _agreeing(self, date: PartialDate) -> Reading:
        """The year in which a weekday and a date agree; where none near by does, the date wins and a warning says so."""
        assert self.period is not None
        today, options = self.period[0], self._options(date, 1)
        agreeing = [d for d in options if d.first.weekday() == date.weekday]
        if agreeing:
            return Reading(min(agreeing, key=lambda d: abs((d.first - today).days)), "year_inferred", "the weekday agrees")
        days = nearest(options, self.period, date.direction)
        return Reading(days, "year_inferred", "the date wins over the weekday", "weekday and date disagree")

    def _soon(self, date: PartialDate, chosen: dt.date) -> tuple[Days, ...]:
        """The coming day of that name, where nothing said which was meant and it is near."""
        if date.direction is not None or date.month is None or date.day is None or self.period is None:
            return ()
        if (self.period[1] - chosen).days < _YEAR - _DOUBTFUL:
            return ()
        coming = safe_date(chosen.year + 1, date.month, date.day)
        if coming is None or (coming - self.period[1]).days > _DOUBTFUL:
            return ()
        return (one_day(coming),)

    def _last_such_day(self, date: PartialDate) -> dt.date | None:
        """The latest day of that name up to publication: the plain case, without a table of years."""
        if date.month is None or date.day is None or self.period is None:
            return None
        latest = self.period[1]
        return safe_date(latest.year - ((date.month, date.day) > (latest.month, latest.day)), date.month, date.day)
