"""What a date means: from what stands in the text to an interval, by the publication date and the text before.

Nothing is filled in from the clock of the machine. Where evidence is lacking the value keeps its gap ("XXXX-11-08", "T10:00")
or is ``None``; where a second reading remains it stands in ``alternatives``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from pressextract.linking.calendar import ONE_DAY, Days, add_months, one_day
from pressextract.linking.clocks import ClockDays
from pressextract.linking.days import Context, DayReader, Reading
from pressextract.linking.foreign import read_foreign_date
from pressextract.linking.intervals import edtf_of, hhmm, interval_of, limited, opened, zoned
from pressextract.linking.order import numeric_order
from pressextract.linking.years import with_year
from pressextract.types import Anchor, DateMention, PartialDate, TimeInterval

_NEARBY = 200  # characters within which a written year governs a date without one in the same sentence
_AGE_REACH = 6  # characters
_AGED = re.compile(r"\d\d \($")
_SENTENCE = re.compile(r"[.!?]\s|\n\s*\n")
_LISTED = 12  # characters between the members of a list of dates
_MONTHS = {"month": 1, "half_year": 6, "year": 12, "decade": 120}
_MINUTES = {"minute": 1, "hour": 60}
_UNKNOWN = TimeInterval(None, None, None, None, "relative")

Signs = Mapping[str, tuple[str, ...]]


def resolve_dates(
    mentions: Iterable[DateMention],
    anchor: Anchor,
    text: str,
    line_starts: frozenset[int] = frozenset(),
    signs: Signs | None = None,
    hints: str = "",
) -> list[TimeInterval]:
    """One interval a mention, in order.

    ``line_starts`` are offsets of clock times that head an item of a summary; ``signs`` words of countries by the order in
    which these write dates in figures, looked for in the text and in ``hints`` (publisher and address).
    """
    return _Resolver(_in_order_of_text(list(mentions), text, signs or {}, hints), anchor, text, line_starts).run()


class _Resolver:
    def __init__(self, mentions: list[DateMention], anchor: Anchor, text: str, line_starts: frozenset[int]) -> None:
        self.text, self.mentions = text, mentions
        self.context = Context()
        self.reader = DayReader(anchor, self.context)
        self.line_starts = line_starts

    @cached_property
    def clocks(self) -> ClockDays:
        return ClockDays(self.mentions, self.reader, self.line_starts)

    def run(self) -> list[TimeInterval]:
        return [self._on_calendar(index, mention) for index, mention in enumerate(self.mentions)]

    def _on_calendar(self, index: int, mention: DateMention) -> TimeInterval:
        try:
            return self._resolve(index, mention)
        except (OverflowError, ValueError):  # the day before the first year, the week after the last
            return _UNKNOWN._replace(why="off the calendar")

    def _resolve(self, index: int, mention: DateMention) -> TimeInterval:
        context = self.context
        if context.day is not None and self.reader.is_long_past() and "\n\n" in self.text[context.stood : mention.start]:
            context.day = None
        if mention.unread:
            return self._foreign(mention)
        if mention.recurring is not None:
            return TimeInterval(None, None, None, None, "explicit", why="it recurs: no single day")
        if mention.second is not None:
            return self._range(index, mention)
        date = mention.first
        if date.hour is not None and not _has_day(date) and mention.context is None:
            return self._clock_alone(mention)
        if date.unit == "vague" or (date.unit is not None and date.offset is None and _counts(date)):
            return _UNKNOWN._replace(why="how many is not said")
        if date.unit in _MINUTES and date.offset is not None:
            return self._moment(date)
        return self._single(index, mention)

    def _single(self, index: int, mention: DateMention) -> TimeInterval:
        date = mention.first
        reading = self._read(date, index, mention.context)
        if reading.days is None:
            return self._gap(date, reading)
        deadline = mention.open_end == "before"
        if mention.use is None and not deadline and not self._tells_birth(mention):
            self._remember(reading.days, date, mention.end)
        interval = self._interval(reading, date, mention.cue)
        if mention.open_end:
            return opened(interval, mention.open_end, date.year is not None or date.month is not None)
        if mention.alternative is not None:
            other = self._read(mention.alternative, index, None).days
            return interval._replace(alternatives=(other.first.isoformat(),)) if other else interval
        return interval

    def _tells_birth(self, mention: DateMention) -> bool:
        """ "James Hill, 41 (11.9.83)": a date in brackets behind an age, which nothing else in the text is dated by."""
        behind = self.text[max(0, mention.start - _AGE_REACH) : mention.start]
        return self.text.startswith(")", mention.end) and _AGED.search(behind) is not None

    def _interval(self, reading: Reading, date: PartialDate, cue: str | None) -> TimeInterval:
        assert reading.days is not None
        why = f"{reading.why} ({cue!r})" if cue and date.inferred is not None else reading.why
        interval = interval_of(reading.days, date, reading.basis, why, reading.warning)
        if reading.others:
            others = [interval_of(days, date, reading.basis, why).value for days in reading.others]
            interval = interval._replace(alternatives=tuple(value for value in others if value))
        if date.limit and self.reader.day is not None:
            interval = limited(interval, date.limit, self.reader.day)
        return zoned(interval, date.zone, reading.days.first) if date.zone else interval

    def _read(self, date: PartialDate, index: int, context: str | None) -> Reading:
        if context is not None and date.unit == "year" and (year := self._year_before(index)) is not None:
            return self.reader.from_year(date, year)
        shared = self._shared_year(date, index) if date.year is None and date.month is not None and date.unit != "year" else None
        return self.reader.read(date, context, shared)

    def _foreign(self, mention: DateMention) -> TimeInterval:
        day = read_foreign_date(" ".join(self.text[mention.start : mention.end].split()), mention.unread)
        if day is None:
            return _UNKNOWN._replace(basis="explicit")
        self.context.day = day
        return interval_of(one_day(day), PartialDate(), "explicit", "a month of another language")

    def _remember(self, days: Days, date: PartialDate, end: int) -> None:
        context = self.context
        if days.grain == "day" and days.first == days.last and (date.unit is None or date.unit == "day"):
            context.day, context.hour, context.night, context.stood = days.last, date.hour, date.part == "night", end
        if date.year is not None and date.day is not None:
            context.year, context.end = days.first.year, end

    def _year_before(self, index: int) -> int | None:
        """The year written last before a mention in its paragraph: "under 2023 fler än året innan" counts from 2023."""
        start = self.mentions[index].start
        for mention in reversed(self.mentions[:index]):
            if "\n\n" in self.text[mention.end : start]:
                return None
            if mention.first.year is not None:
                return mention.first.year
        return None

    def _shared_year(self, date: PartialDate, index: int) -> int | None:
        """The year that a list or a nearby earlier date gives: "July 11, July 18, and July 25, 2022"."""
        mention = self.mentions[index]
        for later in self.mentions[index + 1 : index + 5]:
            gap = self.text[mention.end : later.start]
            if len(gap) > _LISTED or any(mark in gap for mark in ".;:\n"):
                break
            mention = later
            if later.first.year is not None and later.first.month is not None:
                return later.first.year
        context, start = self.context, self.mentions[index].start
        near = context.year is not None and start - context.end < _NEARBY and not _SENTENCE.search(self.text, context.end, start)
        if near and date.direction != "future" and date.weekday is None and date.day is not None:
            return context.year
        return None

    # Clock times ---------------------------------------------------------------------------------------------------

    def _clock_alone(self, mention: DateMention) -> TimeInterval:
        date = mention.first
        day, why = self.clocks.day_of(date, mention.start, mention.use)
        if day is None:
            grain = "minute" if date.minute is not None else "hour"
            return TimeInterval(f"T{hhmm(date)}", None, None, grain, "context", date.mod, why="no day is known")
        if mention.use is None and day == self.context.day:
            self.context.hour = date.hour
        interval = interval_of(one_day(day), date, "relative", why)
        return zoned(interval, date.zone, day) if date.zone else interval

    def _moment(self, date: PartialDate) -> TimeInterval:
        """ "för 40 minuter sedan": a minute, where that of publication is known, else its day."""
        day, clock = self.reader.day, self.reader.written
        if day is None or date.offset is None:
            return _UNKNOWN._replace(why="no publication date to count from")
        if clock is None:
            return interval_of(one_day(day), date, "relative", "counted from publication, whose hour is unknown")
        moment = dt.datetime.combine(day, clock) + dt.timedelta(minutes=date.offset * _MINUTES[date.unit or "minute"])
        there = PartialDate(hour=moment.hour, minute=moment.minute, mod="APPROX")
        return interval_of(one_day(moment.date()), there, "relative", "counted from publication")

    # Two dates -----------------------------------------------------------------------------------------------------

    def _range(self, index: int, mention: DateMention) -> TimeInterval:
        first, second = mention.first, mention.second
        assert second is not None
        if first.hour is not None and second.hour is not None:
            return self._clock_range(index, mention, first, second)
        if "now" in (first.unit, second.unit):
            return self._stretch(first, second)
        reading = self._read(first, index, None)
        a, b = reading.days, self._read(second, index, None).days
        if a is None or b is None:
            gap_a, gap_b = self._gap(first, reading), self._gap(second, reading)
            both = gap_a.value and gap_b.value
            return TimeInterval(f"{gap_a.value}/{gap_b.value}" if both else None, None, None, gap_a.grain, reading.basis)
        if second.part == "night":
            return interval_of(one_day(b.last), second, reading.basis, "the night that ends then")
        if b.last < a.first:
            a, b = _in_order(first, second, a, b)
        if b.last < a.first:
            return _UNKNOWN._replace(basis=reading.basis, warning="range ends before it starts")
        self._remember(b, second, mention.end)
        low, high = (edtf_of(a), edtf_of(b)) if a.grain != "week" else (f"{a.first}", f"{b.last}")
        value = f"{low.split('/')[0]}/{high.split('/')[-1]}"  # a season is itself from one month to another
        bounds = a.first.isoformat(), b.last.isoformat()
        return TimeInterval(value, *bounds, a.grain, reading.basis, first.mod, warning=reading.warning, why=reading.why)

    def _stretch(self, first: PartialDate, second: PartialDate) -> TimeInterval:
        base = self.reader.day
        date, ahead = (second, True) if first.unit == "now" else (first, False)
        if base is None or date.offset is None:
            return _UNKNOWN._replace(why="no publication date to count from")
        there = _away(base, date.unit or "day", date.offset)
        if there is None:
            return _UNKNOWN
        low, high = (base, there) if ahead else (there, base)
        return TimeInterval(f"{low}/{high}", f"{low}", f"{high}", date.unit, "relative", "APPROX", why="counted from publication")

    def _clock_range(self, index: int, mention: DateMention, first: PartialDate, second: PartialDate) -> TimeInterval:
        if _has_day(first):
            reading = self._read(first._replace(hour=None), index, None)
            day, basis, why = (reading.days.first if reading.days else None), reading.basis, reading.why
            if reading.days is not None:
                self._remember(reading.days, first, mention.end)
        else:
            (day, why), basis = self.clocks.day_of(first, mention.start, mention.use), "relative"
        if day is None:
            return TimeInterval(f"T{hhmm(first)}/T{hhmm(second)}", None, None, "minute", basis, first.mod, why=why)
        over = (second.hour or 0, second.minute or 0) < (first.hour or 0, first.minute or 0)
        low, high = f"{day}T{hhmm(first)}", f"{day + ONE_DAY if over else day}T{hhmm(second)}"
        interval = TimeInterval(f"{low}/{high}", low, high, "minute", basis, first.mod, why=why)
        return zoned(interval, first.zone, day) if first.zone else interval

    def _gap(self, date: PartialDate, reading: Reading) -> TimeInterval:
        """What can be said without a year: "XXXX-11-08"."""
        basis, why = reading.basis, reading.why
        if date.month is not None and date.day is not None:
            return TimeInterval(f"XXXX-{date.month:02}-{date.day:02}", None, None, "day", basis, date.mod, why=why)
        if date.month is not None:
            return TimeInterval(f"XXXX-{date.month:02}", None, None, "month", basis, date.mod, why=why)
        return _UNKNOWN._replace(basis=basis, mod=date.mod, why=why)


def _in_order_of_text(mentions: list[DateMention], text: str, signs: Signs, hints: str) -> list[DateMention]:
    """The mentions with dates in figures in the order that the text is written in, where that can be told."""
    for mention in mentions:
        if mention.alternative is not None:
            break
    else:
        return mentions
    order = numeric_order(mentions, text, signs, hints)
    return mentions if order is None else [_ordered(m, order, text) for m in mentions]


def _ordered(mention: DateMention, order: str, text: str) -> DateMention:
    if mention.alternative is None:
        return mention
    one = int(text[mention.start : mention.start + 2].rstrip("-/."))
    right = mention.first.month == one if order == "mdy" else mention.first.day == one
    first = mention.first if right else mention.first._replace(month=mention.alternative.month, day=mention.alternative.day)
    return mention._replace(first=first, alternative=None)


def _in_order(first: PartialDate, second: PartialDate, a: Days, b: Days) -> tuple[Days, Days]:
    """A range that ends before it starts had its ends in different years or weeks."""
    if first.weekday is not None and first.day is None:
        week = 7 * ONE_DAY
        if first.direction == "future":
            return a, Days(b.first + week, b.last + week, b.grain)
        return Days(a.first - week, a.last - week, a.grain), b
    if second.year is None:
        return (with_year(first, a.first.year - 1) or a), b
    return a, b


def _has_day(date: PartialDate) -> bool:
    named = date.day is not None or date.weekday is not None or date.month is not None
    return named or date.unit is not None or date.named is not None


def _counts(date: PartialDate) -> bool:
    """Whether a date is so many units away: not a weekend or the week of a day, which need no number."""
    return date.unit not in ("weekend", "week_to", "now") and date.month is None and date.weekday is None


def _away(base: dt.date, unit: str, offset: int) -> dt.date | None:
    try:
        if unit in _MONTHS:
            return add_months(base, offset * _MONTHS[unit])
        return base + offset * {"day": 1, "week": 7}.get(unit, 0) * ONE_DAY
    except (ValueError, OverflowError):
        return None
