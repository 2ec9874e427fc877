"""From a matched pattern to the partial dates that it spells out.

Everything here is read off named groups; the words behind them are the tables of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, PartialDate

_PIVOT = 50  # two-digit years up to this are of this century: a birth year "88" is 1988, a case of "21" is 2021
_NOON = 12
_MEMO_LIMIT = 50_000  # readings kept

Groups = dict[str, Any]


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
    return [_moved(mention, start) for mention in read]


def _moved(mention: DateMention, by: int) -> DateMention:
    return DateMention(mention.start + by, mention.end + by, *mention[2:])


def _read_all(rule: str, match: re.Match[str], grammar: DateGrammar, bounded: bool) -> Iterator[DateMention]:
    groups: Groups = {k: v for k, v in match.groupdict().items() if v is not None}
    groups = _promoted(groups)
    start, end = match.span("span") if "earlier" in groups else match.span()
    if "recurring" in groups:
        yield DateMention(start, end, rule, PartialDate(), recurring=True)
        return
    if "unread" in groups:
        yield DateMention(start, end, rule, PartialDate(), unread=tuple(grammar.options["foreign_languages"]))
        return
    first = _read(groups, "", grammar)
    if first is None:
        return
    second = _second(groups, first, grammar)
    context = "contextual" if "contextual" in groups else None
    alternative = _other_order(groups, grammar)
    if second is not None and not bounded and _is_list(groups, grammar):
        cut, resume = match.span("range" if "range" in groups else "spread")
        behind = _second_start(match, resume)
        yield DateMention(start, cut, rule, _inherit(first, second))
        yield DateMention(behind, end, rule, second)
        return
    if second is not None:
        first = _inherit(first, second)
    if "stretch" in groups or "stretch_ahead" in groups:
        yield _stretch(start, end, rule, first, "stretch_ahead" in groups)
        return
    yield DateMention(start, end, rule, first, second, context=context, alternative=alternative)


def _promoted(groups: Groups) -> Groups:
    """A pattern with two orders for one date has the second order's groups numbered; without a range they are the date."""
    if "day" in groups or "day2" not in groups or "range" in groups or "andnight" in groups:
        return groups
    return {key.removesuffix("2"): value for key, value in groups.items()}


def _read(groups: Groups, number: str, grammar: DateGrammar) -> PartialDate | None:
    """The partial date of the groups without (``""``) or with (``"2"``) a number behind their names."""
    values = grammar.values
    get = groups.get
    if not number and (compact := groups.get("compact")):
        return _compact(compact, groups)
    if not number and "third" in groups:
        return _ordered(groups, grammar.options["numeric_order"])
    if not number and "deictic" in groups:
        return _phrase(grammar.phrases[_spaced(groups["deictic"])], groups, grammar)
    if not number and "contextual" in groups:
        return PartialDate(**grammar.contextual[_spaced(groups["contextual"])])
    if not number and "earlier" in groups:
        return PartialDate(**grammar.phrases.get(_spaced(groups["span"]), {"unit": "day", "offset": 0}))
    month = get("month_word" + number)
    hour, minute = _clock(groups, number, grammar)
    part = get("part_word" + number) or (not number and (get("part") or get("part_tail"))) or None
    return PartialDate(
        year=_year(groups, number),
        month=values["months"][month] if month else _number(get("month" + number)),
        day=_number(get("day" + number)),
        hour=hour,
        minute=minute,
        weekday=values["weekdays"].get(groups["weekday_word" + number])
        if "weekday_word" + number in groups
        else _other_weekday(groups, grammar),
        week=_number(get("week" + number)),
        part="night" if "night" in groups else (values["parts"].get(part) if part else None),
        season=values["seasons"].get(groups.get("season_word", "")) if not number else None,
        **(_ordinal(groups, grammar) if not number else {}),
        decade=_decade(get("decade")) if not number else None,
        **_relative(groups, grammar),
        mod=None,
        zone=get("zone"),
    )


def _spaced(phrase: str) -> str:
    return " ".join(phrase.split())


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _year(groups: Groups, number: str) -> int | None:
    digits = groups.get("year" + number)
    if digits is None:
        return None
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year <= _PIVOT else 1900)


def _decade(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 1900 + int(digits)


def _compact(digits: str, groups: Groups) -> PartialDate:
    year = digits[:-4]
    return PartialDate(
        year=int(year) if len(year) == 4 else 2000 + int(year),
        month=int(digits[-4:-2]),
        day=int(digits[-2:]),
        hour=_number(groups.get("hour")),
        minute=_number(groups.get("minute")),
    )


def _ordered(groups: Groups, order: str) -> PartialDate | None:
    """ "11-8-19" in the order of the language, or in the only one that gives a month."""
    one, two = int(groups["first"]), int(groups["third"])
    month, day = (one, two) if order == "mdy" else (two, one)
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return PartialDate(year=_year(groups, ""), month=month, day=day)


def _other_order(groups: Groups, grammar: DateGrammar) -> PartialDate | None:
    if "third" not in groups:
        return None
    one, two = int(groups["first"]), int(groups["third"])
    if one == two or one > 12 or two > 12:
        return None
    return _ordered(groups, "dmy" if grammar.options["numeric_order"] == "mdy" else "mdy")


def _phrase(fields: dict[str, Any], groups: Groups, grammar: DateGrammar) -> PartialDate:
    date = PartialDate(**fields)
    part = groups.get("part")
    return date._replace(part=grammar.values["parts"][part]) if part else date


def _clock(groups: Groups, number: str, grammar: DateGrammar) -> tuple[int | None, int | None]:
    if not number and "midnight" in groups:
        return 0, 0
    if not number and (word := groups.get("time_word")):
        fields = grammar.options["times"][word]
        return fields["hour"], fields["minute"]
    if not number and (word := groups.get("hour_word")):
        hour = grammar.numbers[word]
        hour, minute = (hour - 1, 30) if "half" in groups else (hour, None)
        return _to_24(hour, _spoken_half(groups, grammar)), minute
    hour_digits = groups.get("hour" + number)
    if hour_digits is None:
        return None, None
    minute = _number(groups.get("minute" + number))
    half = groups.get("ampm" + number) or groups.get("ampm2") or _spoken_half(groups, grammar)
    return _to_24(int(hour_digits), half), minute


def _spoken_half(groups: Groups, grammar: DateGrammar) -> str | None:
    part = grammar.values["parts"].get(groups.get("part", ""))
    return "p" if part in ("evening", "afternoon") else None


def _to_24(hour: int, half: str | None) -> int:
    """The hour on a clock of 24 hours.

    >>> _to_24(12, "a.m."), _to_24(2, "pm"), _to_24(22, None)
    (0, 14, 22)
    """
    if half is None:
        return hour % 24
    hour %= _NOON
    return hour + _NOON if half[0] == "p" else hour


def _other_weekday(groups: Groups, grammar: DateGrammar) -> int | None:
    return grammar.values["weekdays"].get(groups.get("wd", ""))


def _ordinal(groups: Groups, grammar: DateGrammar) -> Groups:
    kind = next((name for key, name in (("q", "quarter"), ("h", "half"), ("t", "tertial")) if key in groups), None)
    if kind is None:
        return {}
    last = {"quarter": 4, "half": 2, "tertial": 3}[kind]
    return {kind: grammar.values["ordinals"].get(groups.get("ordinal_word", ""), last)}


def _relative(groups: Groups, grammar: DateGrammar) -> Groups:
    for key, offset in (("last", -1), ("this", 0), ("next", 1)):
        if key in groups:
            return {"unit": "year", "offset": offset}
    if "unit" in groups:
        amount = groups.get("n")
        count = 1 if amount is None else int(amount) if amount.isdigit() else grammar.numbers[amount]
        ahead = "future" in groups or "stretch_ahead" in groups
        vague = amount is None and ("stretch" in groups or "stretch_ahead" in groups) and not _singular(groups["unit"], grammar)
        return {"unit": grammar.units[groups["unit"]], "offset": None if vague else (count if ahead else -count)}
    for key in ("past", "future"):
        if key in groups:
            return {"direction": key}
    return {}


def _singular(unit: str, grammar: DateGrammar) -> bool:
    return unit in grammar.sets["singular_units"]


def _second(groups: Groups, first: PartialDate, grammar: DateGrammar) -> PartialDate | None:
    if "week_of" in groups or (
        "range" not in groups and "spread" not in groups and "andnight" not in groups and "day2" not in groups
    ):
        return None
    if "yy" in groups:
        tail = groups["yy"]
        whole = first.year or 0
        return first._replace(year=int(tail) if len(tail) == 4 else whole - whole % 100 + int(tail))
    second = _read(groups, "2", grammar)
    if second is None:
        return None
    month = second.month or (first.month if second.day is not None else None)
    year = second.year or (first.year if second.week or second.month else None)
    return second._replace(
        month=month,
        year=year or (first.year if second.day else None),
        part=first.part if "andnight" in groups else second.part,
        zone=None,
    )


def _inherit(first: PartialDate, second: PartialDate) -> PartialDate:
    """The first of a pair takes what only the second says: month and year ("8-12 november 2021")."""
    month = first.month or (second.month if first.day is not None else None)
    year = first.year
    if year is None and second.year is not None and (first.month or first.day or first.week):
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
    starts = [match.start(k) for k in ("day2", "month_word2", "year2", "hour2", "weekday_word2") if match.groupdict().get(k)]
    return min(starts, default=resume)


def _stretch(start: int, end: int, rule: str, date: PartialDate, ahead: bool) -> DateMention:
    here = PartialDate(unit="now")
    if date.offset is None:
        return DateMention(start, end, rule, PartialDate(unit="vague"))
    return DateMention(start, end, rule, here, date) if ahead else DateMention(start, end, rule, date, here)
