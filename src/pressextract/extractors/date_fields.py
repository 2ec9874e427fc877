"""The partial date that the named groups of a matched pattern spell out; the words behind them are tables of the language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pressextract.extractors.clock_reading import Groups, read_clock
from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import PartialDate

_PIVOT = 50  # two-digit years up to this are of this century: a birth year "88" is 1988, a case of "21" is 2021
_HALF_A_YEAR = 6  # months
_LAST_PART = {"quarter": 4, "half": 2, "tertial": 3}
_PARTS_OF_YEAR = {"q": "quarter", "h": "half", "t": "tertial"}
_YEARS = {"last": -1, "this": 0, "next": 1}
_DAY_OR_CLOCK = frozenset({"day", "month_word", "year", "hour", "minute", "dot"})
_WEEKS = {"week_last": -1, "week_this": 0, "week_next": 1}
_SPANS = ("earlier", "later_in", "so_far")
_MODS = {"start": "START", "middle": "MID", "ending": "END"}


def read_date(groups: Groups, number: str, grammar: DateGrammar) -> PartialDate | None:
    """The partial date of the groups without (``""``) or with (``"2"``) a number behind their names."""
    if not number:
        if groups.keys() <= _DAY_OR_CLOCK:
            return _day_or_clock(groups, grammar)
        for name, read in _WHOLE:
            if name in groups:
                return read(groups, grammar)
    return _plain(groups, number, grammar)


def _day_or_clock(groups: Groups, grammar: DateGrammar) -> PartialDate:
    """ "8 november", "23.14": nine of ten dates of a notice, without a look at what else there could be."""
    get = groups.get
    month, hour = get("month_word"), get("hour")
    return PartialDate(
        year=_year(groups, ""),
        month=grammar.values["months"][month] if month else None,
        day=_number(get("day")),
        hour=int(hour) % 24 if hour else None,
        minute=_number(get("minute")),
    )


def _plain(groups: Groups, number: str, grammar: DateGrammar) -> PartialDate:
    values, get = grammar.values, groups.get
    month, day = get("month_word" + number), get("day_word" + number)
    hour, minute = read_clock(groups, number, grammar)
    weekday = get("weekday_word" + number) or get("wd", "")
    date = PartialDate(
        year=_year(groups, number),
        month=values["months"][month] if month else _number(get("month" + number)),
        day=values["day_ordinals"][day] if day else _number(get("day" + number)),
        hour=hour,
        minute=minute,
        weekday=values["weekdays"].get(weekday),
        week=_number(get("week" + number)),
        part=_part(groups, number, grammar),
        zone=get("zone"),
        **_relative(groups, grammar),
    )
    season = values["seasons"].get(get("season_word" + number, ""))
    if number:
        return date._replace(season=season)
    return date._replace(season=season, decade=_decade(get("decade")), **_part_of_year(groups, grammar))


def _part(groups: Groups, number: str, grammar: DateGrammar) -> str | None:
    if "night" in groups:
        return "night"
    if "small_hours" in groups:
        return "small_hours"
    if groups.get("time_word") in grammar.sets["midnights"] and not number:
        return "midnight"
    word = groups.get("part_word" + number) or (not number and (groups.get("part") or groups.get("part_tail")))
    return grammar.values["parts"].get(word) if word else None


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


def _part_of_year(groups: Groups, grammar: DateGrammar) -> Groups:
    """Quarter, tertial or half by its ordinal or figure."""
    kind = next((name for key, name in _PARTS_OF_YEAR.items() if key in groups), None)
    if kind is None:
        return {}
    number = _number(groups.get("part_number")) or grammar.values["ordinals"].get(groups.get("ordinal_word", ""))
    return {kind: number or _LAST_PART[kind]}


def _relative(groups: Groups, grammar: DateGrammar) -> dict[str, Any]:
    """What relates a date to another day: "last year", "two weeks ago", "of next week", past or future."""
    for unit, table in (("year", _YEARS), ("week", _WEEKS)):
        for key, offset in table.items():
            if key in groups:
                return {"unit": unit, "offset": offset}
    if "week_of" in groups or "week_to" in groups:
        return {"unit": "week" if "week_of" in groups else "week_to"}
    if "unit" in groups:
        return _distance(groups, grammar)
    for key in ("past", "future", "near"):
        if key in groups:
            return {"direction": key}
    return {}


def _distance(groups: Groups, grammar: DateGrammar) -> dict[str, Any]:
    """A number of units back or ahead; a number that is not said leaves the offset open."""
    unit, amount = grammar.units[groups["unit"]], groups.get("n")
    mod = {"mod": "APPROX"} if "approx" in groups else {}
    count = 1 if amount is None else int(amount) if amount.isdigit() else grammar.numbers[amount]
    if "halved" in groups or "halves" in groups:
        whole = count if "halves" in groups else 0
        unit, count = ("month", whole * 2 * _HALF_A_YEAR + _HALF_A_YEAR) if unit == "year" else (unit, max(count, 1))
    many = amount is None and ("stretch" in groups or "stretch_ahead" in groups)
    if "vague" in groups or (many and groups["unit"] not in grammar.sets["singular_units"]):
        return {"unit": unit, "offset": None, **mod}
    ahead = "future" in groups or "stretch_ahead" in groups or "later" in groups or "ahead" in groups
    return {"unit": unit, "offset": count if ahead else -count, **mod}


def _compact(groups: Groups, _: DateGrammar) -> PartialDate:
    digits = groups["compact"]
    year = digits[:-4]
    return PartialDate(
        year=int(year) if len(year) == 4 else 2000 + int(year),
        month=int(digits[-4:-2]),
        day=int(digits[-2:]),
        hour=_number(groups.get("hour")),
        minute=_number(groups.get("minute")),
    )


def ordered(groups: Groups, order: str) -> PartialDate | None:
    """ "11-8-19" in an order ("mdy" or "dmy"), or in the only one that gives a month."""
    one, two = int(groups["first"]), int(groups["third"])
    month, day = (one, two) if order == "mdy" else (two, one)
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return PartialDate(year=_year(groups, ""), month=month, day=day)


def _phrase(groups: Groups, grammar: DateGrammar) -> PartialDate:
    date = PartialDate(**grammar.phrases[spaced(groups["deictic"])])
    part = groups.get("part")
    return date._replace(part=grammar.values["parts"][part]) if part else date


def _contextual(groups: Groups, grammar: DateGrammar) -> PartialDate:
    return PartialDate(**grammar.contextual[spaced(groups["contextual"])])


def _span(groups: Groups, grammar: DateGrammar) -> PartialDate:
    """ "tidigare i år": the year up to publication; "later this week": the week from then on."""
    limit = "future" if "later_in" in groups else "past"
    if "bare_unit" in groups:
        return PartialDate(unit=grammar.units[groups["bare_unit"]], offset=0, limit=limit)
    return PartialDate(**grammar.phrases[spaced(groups["span"])])._replace(limit=limit)


def _named(groups: Groups, grammar: DateGrammar) -> PartialDate:
    """A holiday with its year, where that is said."""
    named = grammar.holidays[spaced(groups["holiday"])]
    part = named.part or grammar.values["parts"].get(groups.get("part", "")) or ("night" if "night" in groups else None)
    year, related = _year(groups, ""), _relative(groups, grammar)
    if named.direction and not related:
        related = {"direction": named.direction}
    if "yy" in groups and year is not None and named.part == "night":
        year += 1  # "nyårsnatten 2019/2020" is named by the day it ends on, in the second
    return PartialDate(year=year, named=named, part=part, **related)


def _century(groups: Groups, _: DateGrammar) -> PartialDate:
    number = groups.get("century")
    return PartialDate(century=int(number) * 100 if number else (int(groups["century_number"]) - 1) * 100)


def _part_of_period(groups: Groups, grammar: DateGrammar) -> PartialDate:
    """ "årets början", "the end of the week": of the current year, month or week."""
    mod = next(mod for key, mod in _MODS.items() if key in groups)
    unit = grammar.units[groups["bare_unit"]] if "bare_unit" in groups else "year"
    return PartialDate(unit=unit, offset=0, mod=mod)


def _term(groups: Groups, grammar: DateGrammar) -> PartialDate:
    """A school term is one half of the year, near enough for its bounds."""
    return PartialDate(year=_year(groups, ""), half=1 if "spring_term" in groups else 2, **_relative(groups, grammar))


def spaced(phrase: str) -> str:
    """A phrase with single spaces, as the tables hold it."""
    return " ".join(phrase.split())


# Groups that decide the whole reading.
_WHOLE: tuple[tuple[str, Callable[[Groups, DateGrammar], PartialDate | None]], ...] = (
    ("compact", _compact),
    ("third", lambda groups, grammar: ordered(groups, grammar.options["numeric_order"])),
    ("deictic", _phrase),
    ("contextual", _contextual),
    *((name, _span) for name in _SPANS),
    ("holiday", _named),
    ("coming_spring", lambda _groups, _grammar: PartialDate(season="spring", direction="future")),
    ("century", _century),
    ("century_number", _century),
    ("whole", _part_of_period),
    ("spring_term", _term),
    ("autumn_term", _term),
)
