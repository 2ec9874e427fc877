"""From a matched pattern to the mentions that it spells out: one date, the two ends of a range, or the days of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.extractors.clock_reading import Groups
from pressextract.extractors.date_fields import ordered, read_date, spaced
from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, PartialDate

_MEMO_LIMIT = 50_000  # readings kept
_LONGEST_SHORT_RANGE = 20  # years that "2016-17" can take: "2016-99" is a number of something
_PARTNERS = ("day2", "day_word2", "month_word2", "season_word2", "year2", "hour2", "weekday_word2")
_PAIRED = ("range", "spread", "andnight", "day2", "day_word2")
_LOOKING_BACK = ("earlier", "later_in", "so_far")  # groups of words before the mention, which is only what follows them
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_SET = "P1D"  # what repeats with no more said


def read_match(rule: str, match: re.Match[str], grammar: DateGrammar, bounded: bool) -> list[DateMention]:
    """The mentions of one match: one, or two where "and" lists days rather than bounding a range (``bounded``).

    The same words always read the same, so that readings are kept with offsets from the start of the match.
    """
    start = match.start()
    key = (rule, match.group(), bounded)
    read = grammar.readings.get(key)
    if read is None:
        if len(grammar.readings) > _MEMO_LIMIT:
            grammar.readings.clear()
        read = grammar.readings[key] = [_moved(m, -start) for m in _read_all(rule, match, grammar, bounded)]
    if len(read) == 1:
        return [_moved(read[0], start)]
    return [_moved(mention, start) for mention in read]


def _moved(mention: DateMention, by: int) -> DateMention:
    return DateMention._make((mention.start + by, mention.end + by, *mention[2:]))


def _read_all(rule: str, match: re.Match[str], grammar: DateGrammar, bounded: bool) -> Iterator[DateMention]:
    groups = _promoted({k: v for k, v in match.groupdict().items() if v is not None})
    start, end = _shown(match, groups)
    if "nothing" in groups or not _plausible(groups):
        return
    if "recurring" in groups:
        yield DateMention(start, end, rule, PartialDate(), recurring=_repeated(groups, grammar))
        return
    if "unread" in groups:
        yield DateMention(start, end, rule, PartialDate(), unread=tuple(grammar.options["foreign_languages"]))
        return
    first = read_date(groups, "", grammar)
    if first is not None and "more" in groups:
        yield from _listed(rule, match, first)
    elif first is not None:
        yield from _mentions(rule, match, groups, first, start, end, grammar, bounded)


def _mentions(
    rule: str, match: re.Match[str], groups: Groups, first: PartialDate, start: int, end: int, grammar: DateGrammar, bounded: bool
) -> Iterator[DateMention]:
    second = _second(groups, first, grammar)
    if second is not None and not bounded and _is_list(groups, grammar):
        cut, resume = match.span("range" if "range" in groups else "spread")
        yield DateMention(start, cut, rule, _inherit(first, second))
        yield DateMention(_second_start(match, resume), end, rule, second)
    elif "stretch" in groups or "stretch_ahead" in groups:
        yield _stretch(start, end, rule, first, "stretch_ahead" in groups)
    elif second is not None:
        yield DateMention(start, end, rule, _inherit(first, second), second)
    else:
        alternative = _other_order(groups, grammar)
        yield DateMention(start, end, rule, first, context=_context(groups), alternative=alternative)


def _shown(match: re.Match[str], groups: Groups) -> tuple[int, int]:
    """The span of the mention: "i år" of "tidigare i år", the whole match elsewhere."""
    if any(name in groups for name in _LOOKING_BACK):
        return match.span("span" if "span" in groups else "bare_unit")
    return match.span()


def _listed(rule: str, match: re.Match[str], first: PartialDate) -> Iterator[DateMention]:
    """ "May 3, 5 and 7, 2021": a day each; the last takes what stands behind it into its span."""
    start, more = match.start(), match.start("more")
    yield DateMention(start, more, rule, first)
    days = list(_DAY.finditer(match.string, more, match.end("more")))
    for day in days:
        end = match.end() if day is days[-1] else day.end()
        yield DateMention(day.start(), end, rule, first._replace(day=int(day[1])))


def _context(groups: Groups) -> str | None:
    """Whether a date counts from one before it in the text: rather than from publication, or from nothing else."""
    if "later" in groups or "sooner" in groups:
        return "strict"
    return "contextual" if "contextual" in groups else None


def _promoted(groups: Groups) -> Groups:
    """A pattern with two orders for one date has the second order's groups numbered; without a range they are the date."""
    if "n2" in groups or "unit2" in groups:
        return {key.removesuffix("2"): value for key, value in groups.items()}
    if "day" in groups or "day2" not in groups or "range" in groups or "andnight" in groups:
        return groups
    return {key.removesuffix("2"): value for key, value in groups.items()}


def _plausible(groups: Groups) -> bool:
    """ "2016-17" runs over a few years; "2016-99" and "2016/10" of a register do not."""
    tail, year = groups.get("yy"), groups.get("year")
    if tail is None or len(tail) != 2 or year is None:
        return True
    return 0 < (int(tail) - int(year)) % 100 <= _LONGEST_SHORT_RANGE


def _repeated(groups: Groups, grammar: DateGrammar) -> str:
    """The TIMEX3 value of what happens again and again: "XXXX-WXX-5" for Fridays."""
    phrase = spaced(groups["recurring"])
    weekdays = grammar.values["weekdays"]
    day = weekdays.get(groups.get("weekday_word", ""))
    if day is None:
        day = next((number for word, number in weekdays.items() if len(word) > 3 and phrase.startswith(word)), None)
    return f"XXXX-WXX-{day + 1}" if day is not None else grammar.recurring.get(phrase, _SET)


def _other_order(groups: Groups, grammar: DateGrammar) -> PartialDate | None:
    if "third" not in groups:
        return None
    one, two = int(groups["first"]), int(groups["third"])
    if one == two or one > 12 or two > 12:
        return None
    return ordered(groups, "dmy" if grammar.options["numeric_order"] == "mdy" else "mdy")


def _second(groups: Groups, first: PartialDate, grammar: DateGrammar) -> PartialDate | None:
    single = "week_of" in groups or "week_to" in groups or first.named is not None
    if single or not any(name in groups for name in _PAIRED):
        return None
    if "yy" in groups:
        return None if first.season else first._replace(year=_full_year(groups["yy"], first.year or 0))
    second = read_date(groups, "2", grammar)
    if second is None:
        return None
    month = second.month or (first.month if second.day is not None else None)
    year = second.year or (first.year if second.week or second.month or second.season else None)
    return second._replace(
        month=month,
        year=year or (first.year if second.day else None),
        part=first.part if "andnight" in groups else second.part,
        zone=first.zone,
    )


def _full_year(tail: str, first: int) -> int:
    """The year that "17" names behind 2016, or "00" behind 1999."""
    if len(tail) == 4:
        return int(tail)
    year = first - first % 100 + int(tail)
    return year if year > first else year + 100


def _inherit(first: PartialDate, second: PartialDate) -> PartialDate:
    """The first of a pair takes what only the second says: month and year ("8-12 november 2021")."""
    month = first.month or (second.month if first.day is not None else None)
    year = first.year
    if year is None and second.year is not None and (first.month or first.day or first.week or first.season):
        later = month is not None and second.month is not None and month > second.month
        year = second.year - 1 if later else second.year
    return first._replace(month=month, year=year)


def _is_list(groups: Groups, grammar: DateGrammar) -> bool:
    """ "8 och 12 november" are two days, unless "mellan" bounds them; two weeks in a row are one interval."""
    joiner = groups.get("range") or groups.get("spread")
    if joiner is None or "week" in groups:
        return False
    words = joiner.split()
    return bool(words) and words[0] in grammar.sets["and"]


def _second_start(match: re.Match[str], resume: int) -> int:
    starts = [match.start(k) for k in _PARTNERS if match.groupdict().get(k)]
    return min(starts, default=resume)


def _stretch(start: int, end: int, rule: str, date: PartialDate, ahead: bool) -> DateMention:
    here = PartialDate(unit="now")
    if date.offset is None:
        return DateMention(start, end, rule, PartialDate(unit="vague"))
    return DateMention(start, end, rule, here, date) if ahead else DateMention(start, end, rule, date, here)
