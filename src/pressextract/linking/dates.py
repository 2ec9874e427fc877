"""What a date means: from what stands in the text to an interval, by the publication date and the text before.

Nothing is filled in from the clock of the machine. Where evidence is lacking the value keeps its gap ("XXXX-11-08", "T10:00")
or is ``None``; where a second reading remains it stands in ``alternatives``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from pressextract.linking.anchors import publication_period
from pressextract.linking.calendar import (
    ONE_DAY,
    PARTS,
    Days,
    add_months,
    month_days,
    part_of_year,
    safe_date,
    season_days,
    shift,
    week_days,
    year_days,
)
from pressextract.linking.foreign import read_foreign_date
from pressextract.linking.intervals import edtf_of, hhmm, interval_of, opened
from pressextract.types import Anchor, DateMention, PartialDate, TimeInterval

_NOON = 12
_RECENT = 2  # days back within which a weekday is the past one even beside a future verb
_SOON = 45  # days: a week so far ahead is named as readily as one that is past
_NEARBY = 200  # characters within which a written year still governs a date without one
_OPENING = 5  # characters: a date line stands at the very start
_FAR = 200  # days: so far ahead a yearless date is rarely meant, whatever the verb beside it
_MONTHS = {"month": 1, "year": 12, "decade": 120}
_UNKNOWN = TimeInterval(None, None, None, None, "relative")


@dataclass(slots=True)
class _Context:
    """What the text has said so far: the last day named, the last year written out with a day, and where that stood."""

    day: dt.date | None = None
    year: int | None = None
    end: int = 0


def resolve_dates(
    mentions: Iterable[DateMention], anchor: Anchor, text: str, line_starts: frozenset[int] = frozenset()
) -> list[TimeInterval]:
    """One interval a mention, in order. ``line_starts`` are offsets of clock times that head an item of a summary."""
    mentions = list(mentions)
    return _Resolver(mentions, anchor, text, line_starts).run()


class _Resolver:
    def __init__(self, mentions: list[DateMention], anchor: Anchor, text: str, line_starts: frozenset[int]) -> None:
        self.mentions, self.anchor, self.text = mentions, anchor, text
        self.day = anchor.moment.date() if anchor.moment and anchor.grain in ("day", "minute") else None
        self.clock = anchor.moment.time() if anchor.moment and anchor.grain == "minute" else None
        self.period = publication_period(anchor)
        self.line_starts = line_starts
        self.summary = sum(m.start in line_starts for m in mentions) >= 2
        self.context = _Context()

    def run(self) -> list[TimeInterval]:
        return [self._resolve(index, mention) for index, mention in enumerate(self.mentions)]

    def _resolve(self, index: int, mention: DateMention) -> TimeInterval:
        if mention.unread:
            return self._foreign(mention)
        if mention.recurring:
            return TimeInterval(None, None, None, None, "explicit")
        if mention.second is not None:
            return self._range(mention)
        date = mention.first
        if date.hour is not None and not _has_day(date) and mention.context is None:
            return self._clock_alone(mention)
        if date.unit == "vague":
            return _UNKNOWN
        days, basis, warning = self._days(date, index, mention.context)
        if days is None:
            return self._gap(date, basis)
        self._remember(days, date, mention.end)
        interval = interval_of(days, date, basis, warning)
        if mention.open_end:
            return opened(interval, mention.open_end)
        if mention.alternative is not None:
            other, _, _ = self._days(mention.alternative, index, None)
            if other is not None:
                interval = interval._replace(alternatives=(other.first.isoformat(),))
        return interval

    def _foreign(self, mention: DateMention) -> TimeInterval:
        day = read_foreign_date(" ".join(self.text[mention.start : mention.end].split()), mention.unread)
        if day is None:
            return _UNKNOWN._replace(basis="explicit")
        self.context.day = day
        return interval_of(Days(day, day, "day"), PartialDate(), "explicit", None)

    def _remember(self, days: Days, date: PartialDate, end: int) -> None:
        context = self.context
        if days.grain == "day" and (date.unit is None or date.unit == "day"):
            context.day = days.last
        if date.year is not None and date.day is not None:
            context.year, context.end = days.first.year, end

    # One date ------------------------------------------------------------------------------------------------------

    def _days(self, date: PartialDate, index: int, context: str | None) -> tuple[Days | None, str, str | None]:
        if context is not None:
            base = self.context.day or self.day
            return (self._shifted(date, base), "context", None)
        if date.year is not None:
            days = self._with_year(date, date.year)
            return (days, "explicit", _weekday_conflict(date, days))
        if date.month is not None or date.season is not None or date.quarter or date.half or date.tertial:
            return self._yearless(date, index)
        if date.decade is not None:
            return (Days(dt.date(date.decade, 1, 1), dt.date(date.decade + 9, 12, 31), "decade"), "explicit", None)
        if date.week is not None:
            return (self._week(date), "year_inferred", None)
        if date.weekday is not None and date.unit is None:
            return (self._weekday(date), "relative", None)
        if date.unit is not None:
            return (self._shifted(date, self.day or self._coarse(date)), "relative", None)
        if date.part is not None:
            base = self.context.day or self.day
            return (Days(base, base, "day") if base else None, "context", None)
        return None, "explicit", None

    def _coarse(self, date: PartialDate) -> dt.date | None:
        """A publication date that is only a month or a year still fixes "this month" and "last year"."""
        moment, grain = self.anchor
        if moment is None:
            return None
        enough = {"month": ("month", "year"), "year": ("year",)}.get(grain or "", ())
        return moment.date() if date.unit in enough else None

    def _with_year(self, date: PartialDate, year: int) -> Days | None:
        if date.month is not None and date.day is not None:
            day = safe_date(year, date.month, date.day)
            return Days(day, day, "day") if day else None
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

    def _shifted(self, date: PartialDate, base: dt.date | None) -> Days | None:
        if base is None or date.unit is None:
            return None
        if date.unit == "now":
            return Days(base, base, "day")
        if date.unit == "weekend":
            return self._weekend(base, date)
        if date.unit in ("minute", "hour"):
            return Days(base, base, "day")
        return shift(base, date.unit, date.offset or 0)

    def _weekend(self, base: dt.date, date: PartialDate) -> Days:
        """The weekend of this week from Saturday on, else the last one; the coming one where the clause looks ahead."""
        saturday = base - dt.timedelta(days=(base.weekday() - 5) % 7)
        if date.direction == "future" and base.weekday() < 5:
            saturday += 7 * ONE_DAY
        elif date.offset:
            saturday += 7 * (date.offset if base.weekday() >= 5 or date.offset > 0 else date.offset + 1) * ONE_DAY
        return Days(saturday, saturday + ONE_DAY, "weekend")

    def _week(self, date: PartialDate) -> Days | None:
        assert date.week is not None
        if self.period is None:
            return None
        if date.unit == "year":
            return week_days(self.period[0].year + (date.offset or 0), date.week)
        options = [d for year in range(self.period[0].year - 1, self.period[0].year + 2) if (d := week_days(year, date.week))]
        horizon = self.period[1] + dt.timedelta(days=_FAR if date.direction == "future" else _SOON)
        near = [d for d in options if d.first <= horizon]
        if date.direction == "future":
            near = [d for d in near if d.last >= self.period[0]] or near
        return max(near, key=lambda d: d.first) if near else None

    def _weekday(self, date: PartialDate) -> Days | None:
        """The nearest such day up to publication, that day included; ahead where the clause or a word looks ahead."""
        if self.day is None or date.weekday is None:
            return None
        back = (self.day.weekday() - date.weekday) % 7
        if back == 0 and self._still_to_come(date):
            back = 7
        # a verb of the future makes it the coming one only where the past one is some days away; a word ("på fredag") always
        if date.direction == "future" and (back > _RECENT or back == 0 or not date.inferred):
            there = self.day + dt.timedelta(days=(7 - back) % 7)
        elif date.direction == "past" and not date.inferred and back == 0:
            there = self.day - dt.timedelta(days=7)
        else:
            there = self.day - dt.timedelta(days=back)
        return Days(there, there, "day")

    def _still_to_come(self, date: PartialDate) -> bool:
        """Whether a part of the day of publication had not begun when the release was written: then the week before is meant."""
        if date.part is None or date.direction == "future":
            return False
        written = self._written()
        return written is not None and PARTS[date.part][0] > written.hour

    def _yearless(self, date: PartialDate, index: int) -> tuple[Days | None, str, str | None]:
        if date.unit == "year" and self.anchor.moment is not None:
            return (self._with_year(date, self.anchor.moment.year + (date.offset or 0)), "relative", None)
        shared = self._shared_year(date, index)
        if shared is not None:
            return (self._with_year(date, shared), "context", None)
        if self.period is None:
            return None, "year_inferred", None
        if date.direction != "future" and date.weekday is None and (day := self._last_such_day(date)) is not None:
            return Days(day, day, "day"), "year_inferred", None
        today = self.period[0]
        years = range(today.year - 8 if date.weekday is not None else today.year - 1, today.year + 2)
        options = [d for year in years if (d := self._with_year(date, year))]
        if date.weekday is not None:
            agreeing = [d for d in options if d.first.weekday() == date.weekday]
            if agreeing:
                return (min(agreeing, key=lambda d: abs((d.first - today).days)), "year_inferred", None)
            warning = "weekday and date disagree"
            return (_nearest(options, self.period, date.direction), "year_inferred", warning)
        return (_nearest(options, self.period, date.direction), "year_inferred", None)

    def _last_such_day(self, date: PartialDate) -> dt.date | None:
        """The latest day of that name up to publication: the plain case, without a table of years."""
        if date.month is None or date.day is None or self.period is None:
            return None
        latest = self.period[1]
        return safe_date(latest.year - ((date.month, date.day) > (latest.month, latest.day)), date.month, date.day)

    def _shared_year(self, date: PartialDate, index: int) -> int | None:
        """The year that a list or a nearby later date gives: "July 11, July 18, and July 25, 2022"."""
        mention = self.mentions[index]
        for later in self.mentions[index + 1 : index + 3]:
            if later.start - self.mentions[index].end > 12:
                break
            mention = later
            if later.first.year is not None and later.first.month is not None and date.month is not None:
                return later.first.year
        context = self.context
        near = context.year is not None and mention.start - context.end < _NEARBY
        if near and date.direction != "future" and date.month is not None and date.weekday is None and date.day is not None:
            return context.year
        return None

    # Clock times ---------------------------------------------------------------------------------------------------

    def _clock_day(self, date: PartialDate, start: int) -> tuple[dt.date | None, str]:
        context = self.context.day
        if start in self.line_starts and self.day is not None and self.summary:
            evening = date.hour is not None and date.hour >= _NOON and self._morning_after()
            return (self.day - ONE_DAY if evening else self.day), "context"
        if context is not None:
            return context, "context"
        if self.day is None:
            return None, "context"
        return self.day, "context"

    def _written(self) -> dt.time | None:
        """The time of writing: the publication's, or that of a date line that opens the text."""
        if self.clock is not None:
            return self.clock
        first = self.mentions[0].first
        opening = first.hour is not None and first.day is not None and self.mentions[0].start < _OPENING
        return dt.time(first.hour or 0, first.minute or 0) if opening else None

    def _morning_after(self) -> bool:
        """Whether the summary was written before the clock times of its evening, so that these belong to the day before."""
        written = self._written()
        hours = [m.first.hour for m in self.mentions if m.start in self.line_starts and m.first.hour is not None]
        if written is None:
            return min(hours, default=_NOON) < _NOON
        return written.hour < _NOON

    def _clock_alone(self, mention: DateMention) -> TimeInterval:
        date = mention.first
        day, basis = self._clock_day(date, mention.start)
        if day is None:
            value = f"T{hhmm(date)}"
            return TimeInterval(value, None, None, "minute" if date.minute is not None else "hour", basis, date.mod)
        return interval_of(Days(day, day, "day"), date, "relative" if basis == "context" else basis, None)

    # Two dates -----------------------------------------------------------------------------------------------------

    def _range(self, mention: DateMention) -> TimeInterval:
        first, second = mention.first, mention.second
        assert second is not None
        if first.hour is not None and second.hour is not None:
            return self._clock_range(first, second, mention.start)
        if "now" in (first.unit, second.unit):
            return self._stretch(first, second)
        index = self.mentions.index(mention)
        a, basis, _ = self._days(first, index, None)
        b, _, _ = self._days(second, index, None)
        if a is None or b is None:
            gap_a, gap_b = self._gap(first, basis), self._gap(second, basis)
            both = gap_a.value and gap_b.value
            return TimeInterval(f"{gap_a.value}/{gap_b.value}" if both else None, None, None, gap_a.grain, basis)
        if second.part == "night" and first.weekday is not None:
            return interval_of(Days(b.last, b.last, "day"), second, basis, None)
        if b.last < a.first:
            a, b = self._in_order(first, second, a, b)
        if b.last < a.first:
            return _UNKNOWN._replace(basis=basis, warning="range ends before it starts")
        self._remember(b, second, mention.end)
        grain = a.grain
        low, high = (edtf_of(a), edtf_of(b)) if grain != "week" else (f"{a.first}", f"{b.last}")
        value = f"{low.split('/')[0]}/{high.split('/')[-1]}"  # a season is itself from one month to another
        return TimeInterval(value, a.first.isoformat(), b.last.isoformat(), grain, basis, first.mod)

    def _in_order(self, first: PartialDate, second: PartialDate, a: Days, b: Days) -> tuple[Days, Days]:
        """A range that ends before it starts had its ends in different years or weeks."""
        if first.weekday is not None and first.day is None:
            week = 7 * ONE_DAY
            if first.direction == "future":
                return a, Days(b.first + week, b.last + week, b.grain)
            return Days(a.first - week, a.last - week, a.grain), b
        if second.year is None:
            earlier = self._with_year(first, a.first.year - 1)
            return (earlier or a), b
        return a, b

    def _stretch(self, first: PartialDate, second: PartialDate) -> TimeInterval:
        base = self.day
        date, ahead = (second, True) if first.unit == "now" else (first, False)
        if base is None or date.offset is None:
            return _UNKNOWN
        there = _away(base, date.unit or "day", date.offset)
        if there is None:
            return _UNKNOWN
        low, high = (base, there) if ahead else (there, base)
        return TimeInterval(f"{low}/{high}", f"{low}", f"{high}", date.unit, "relative", "APPROX")

    def _clock_range(self, first: PartialDate, second: PartialDate, start: int) -> TimeInterval:
        basis = "relative"
        if _has_day(first):
            days, basis, _ = self._days(first._replace(hour=None), 0, None)
            day = days.first if days else None
        else:
            day, _ = self._clock_day(first, start)
        if day is None:
            return TimeInterval(f"T{hhmm(first)}/T{hhmm(second)}", None, None, "minute", basis, first.mod)
        over = (second.hour or 0, second.minute or 0) < (first.hour or 0, first.minute or 0)
        low, high = f"{day}T{hhmm(first)}", f"{day + ONE_DAY if over else day}T{hhmm(second)}"
        return TimeInterval(f"{low}/{high}", low, high, "minute", basis, first.mod)

    def _gap(self, date: PartialDate, basis: str) -> TimeInterval:
        """What can be said without a year: "XXXX-11-08"."""
        if date.month is not None and date.day is not None:
            return TimeInterval(f"XXXX-{date.month:02}-{date.day:02}", None, None, "day", basis, date.mod)
        if date.month is not None:
            return TimeInterval(f"XXXX-{date.month:02}", None, None, "month", basis, date.mod)
        return _UNKNOWN._replace(basis=basis, mod=date.mod)


def _has_day(date: PartialDate) -> bool:
    return date.day is not None or date.weekday is not None or date.unit is not None or date.month is not None


def _nearest(options: list[Days], period: tuple[dt.date, dt.date], direction: str | None) -> Days | None:
    """The reading that a reader takes: the last one past, or the next one where the clause looks ahead."""
    ahead = [d for d in options if d.last >= period[0]]
    behind = [d for d in options if d.first <= period[1]]
    if direction == "future" and ahead:
        near = min(ahead, key=lambda d: d.first)
        if (near.first - period[1]).days <= _FAR or not behind:
            return near
    if behind:
        return max(behind, key=lambda d: d.first)
    return min(ahead, key=lambda d: d.first) if ahead else None


def _weekday_conflict(date: PartialDate, days: Days | None) -> str | None:
    if days is None or date.weekday is None or days.grain != "day" or days.first.weekday() == date.weekday:
        return None
    return "weekday and date disagree"


def _away(base: dt.date, unit: str, offset: int) -> dt.date | None:
    try:
        if unit in _MONTHS:
            return add_months(base, offset * _MONTHS[unit])
        return base + offset * {"day": 1, "week": 7}.get(unit, 0) * ONE_DAY
    except (ValueError, OverflowError):
        return None
