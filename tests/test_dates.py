"""Properties of dates: every day in every dress, every weekday at the turn of the year, every minute, valid values."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefiles import Case, cases
from pressextract import Pipeline, Release, find_dates
from pressextract.errors import LanguageError, ReadError
from pressextract.records.model import Date

MONTHS = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
WEEKDAYS = {
    "sv": ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
ORDINALS = {
    "sv": "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde "
    "sextonde sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra tjugotredje tjugofjärde tjugofemte tjugosjätte "
    "tjugosjunde tjugoåttonde tjugonionde trettionde trettioförsta",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth "
    "twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
}
DRESSES = {
    "sv": [
        "den {day} {month} {year}",
        "{day} {short}. {year}",
        "den {day}:e {month} {year}",
        "den {ordinal} {month} {year}",
        "{weekday}en den {day} {month} {year}",
        "{day}/{number}-{tail:02}",
        "den {day}/{number} {year}",
        "{iso}",
        "{iso} kl. 14.30",
        "{compact}",
        "{compact6}",
        "{day}.{number}.{year}",
    ],
    "en": [
        "{month} {day}, {year}",
        "{month} {day}{suffix}, {year}",
        "{short}. {day}, {year}",
        "{day} {month} {year}",
        "the {day}{suffix} of {month} {year}",
        "the {ordinal} of {month}, {year}",
        "{weekday}, {month} {day}, {year}",
        "{weekday} {day} {month} {year}",
        "{iso}",
        "{compact}",
        "{year}/{number:02}/{day:02}",
    ],
}
YEARS = range(2000, 2036)
# Days of publication around the turn of a year, with a leap year on either side.
TURNS = [dt.date(year, 12, 20) + dt.timedelta(days=n) for year in (2019, 2020, 2023) for n in range(24)]


def dressed(day: dt.date, language: str, dress: str) -> str:
    month = MONTHS[language][day.month - 1]
    suffix = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return dress.format(
        day=day.day,
        month=month,
        short=month[:3],
        number=day.month,
        year=day.year,
        tail=day.year % 100,
        iso=day.isoformat(),
        compact=f"{day:%Y%m%d}",
        compact6=f"{day:%y%m%d}",
        weekday=WEEKDAYS[language][day.weekday()],
        ordinal=ORDINALS[language].split()[day.day - 1],
        suffix=suffix,
    )


def days_of(year: int) -> Iterator[dt.date]:
    for month in range(1, 13):
        for day in range(1, calendar.monthrange(year, month)[1] + 1):
            yield dt.date(year, month, day)


@pytest.mark.parametrize(("language", "dress"), [(code, dress) for code, dresses in DRESSES.items() for dress in dresses])
def test_every_day_reads_back_in_every_dress(language: str, dress: str) -> None:
    for year in YEARS:
        days = [d for d in days_of(year) if "{short}" not in dress or d.month != 5]  # "May." is no abbreviation
        text = "\n\n".join(f"{dressed(day, language, dress)}" for day in days)
        found = find_dates(text, language=language)
        assert [d.value and d.value[:10] for d in found] == [day.isoformat() for day in days]


@pytest.mark.parametrize("published", TURNS, ids=str)
@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Den {day} {month} greps en man."), ("en", "On {month} {day} he was held.")]
)
def test_a_day_without_year_is_the_last_one(language: str, words: str, published: dt.date) -> None:
    days = [published - dt.timedelta(days=n) for n in range(1, 364, 9)]
    for day in days:
        text = words.format(day=day.day, month=MONTHS[language][day.month - 1])
        (found,) = find_dates(text, language=language, published=published.isoformat())
        assert found.value == day.isoformat()


def past(day: dt.date, published: dt.date) -> bool:
    return dt.timedelta() < published - day <= dt.timedelta(days=7)


def up_to(day: dt.date, published: dt.date) -> bool:
    return dt.timedelta() <= published - day < dt.timedelta(days=7)


def coming(day: dt.date, published: dt.date) -> bool:
    return dt.timedelta() <= day - published < dt.timedelta(days=7)


PHRASES: list[tuple[str, str, Callable[[dt.date, dt.date], bool]]] = [
    ("sv", "Han greps i {weekday}s.", past),
    ("sv", "Han greps på {weekday}en.", up_to),
    ("sv", "Mötet hålls på {weekday}.", coming),
    ("sv", "Mötet hålls nu på {weekday}.", coming),
    ("sv", "Mötet kommer att hållas {weekday}.", coming),
    ("en", "He was held last {weekday}.", past),
    ("en", "He was held on {weekday}.", up_to),
    ("en", "They meet next {weekday}.", coming),
    ("en", "The hearing will be held on {weekday}.", coming),
]


@pytest.mark.parametrize(("language", "phrase", "relation"), PHRASES)
def test_every_weekday_around_the_turn_of_the_year(
    language: str, phrase: str, relation: Callable[[dt.date, dt.date], bool]
) -> None:
    for published in TURNS:
        for number, weekday in enumerate(WEEKDAYS[language]):
            (found,) = find_dates(phrase.format(weekday=weekday), language=language, published=published.isoformat())
            day = dt.date.fromisoformat(str(found.value))
            assert day.weekday() == number
            assert relation(day, published), (phrase, weekday, published, day)


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "kl. {h:02}.{m:02}"), ("sv", "klockan {h}:{m:02}"), ("sv", "{h:02}.{m:02}")]
)
def test_every_minute_of_the_day(language: str, words: str) -> None:
    minutes = [(h, m) for h in range(24) for m in range(60)]
    found = find_dates("\n\n".join(words.format(h=h, m=m) for h, m in minutes), language=language)
    assert [d.value for d in found] == [f"T{h:02}:{m:02}" for h, m in minutes]


@pytest.mark.parametrize("words", ["at {h12}:{m:02} {half}", "at {h:02}:{m:02} hrs", "{h12}.{m:02}{half}", "at {h:02}:{m:02}"])
def test_every_minute_of_the_day_in_english(words: str) -> None:
    minutes = [(h, m) for h in range(24) for m in range(60)]
    lines = [words.format(h=h, m=m, h12=(h - 1) % 12 + 1, half="a.m." if h < 12 else "p.m.") for h, m in minutes]
    found = find_dates("\n\n".join(lines), language="en")
    assert [d.value for d in found] == [f"T{h:02}:{m:02}" for h, m in minutes]


PIECES = [
    "den", "8-12", "november", "maj", "2021", "kl.", "22.10", "natten", "till", "söndag", "i", "går", "förra", "veckan", "45", "v.", "8/11",
    "sedan", "senast", "mellan", "och", "kvart", "över", "tre", "midsommarafton", "0000", "99", "31", "februari", "30", "2016/17", "\n", ",",
    "between", "May", "3", "p.m.", "on", "the", "of", "last", "Friday", "Thanksgiving", "quarter", "1990s", "by", "until", "week", "ago",
    "two", "years", "12", "noon", "Feb.", "29", "-", "–", "/", ":", ".", "(", ")", "100000", "år", "sekel", "\u2009", "İ",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
)


@given(
    text=texts,
    language=st.sampled_from(["sv", "en"]),
    published=st.sampled_from([None, "0001-01-01", "2021", "2024-02", "9999-12-31T23:59"]),
)
@settings(max_examples=600, deadline=None)
def test_any_text_has_valid_dates(text: str, language: str, published: str | None) -> None:
    found = find_dates(text, language=language, published=published)
    assert [d.start for d in found] == sorted(d.start for d in found)
    for date in found:
        assert text[date.start : date.end] == date.text
        assert_valid(date)


TIMEX3 = re.compile(
    r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX))?(?:-(?:\d\d|XX))?(?:T(?:\d\d(?::\d\d)?|NI|MO|MI|AF|EV|DT))?"  # calendar dates and times
    r"|\d{4}-W\d\d(?:-WE|-[1-7])?|XXXX-WXX(?:-WE|-[1-7])?|\d{4}-(?:Q[1-4]|H[12]|SP|SU|FA|WI)|\d{2,3}"  # weeks, parts of years, decades
    r"|P\d+[DWMY]|PT\d+M|T\d\d(?::\d\d)?"  # durations, and a time of the clock of no known day
)


def assert_valid(date: Date) -> None:
    for value in [date.value, *date.alternatives]:
        for end in (value or "").split("/"):
            if end and end != ".." and not end.startswith("T"):
                assert edtf.parse_edtf(end if "T" not in end else _seconds(end))
    if date.value and "T" not in date.value:
        assert edtf.parse_edtf(date.value)
    if date.timex3 is not None:
        assert TIMEX3.fullmatch(date.timex3), date
    if date.earliest and date.latest:
        assert date.earliest[:10] <= date.latest[:10]


def _seconds(moment: str) -> str:
    """EDTF wants the seconds that a release never says; without them a minute is ISO 8601."""
    return moment + (":00" if len(moment) == len("2021-12-09T10:14") else ":00:00")


@pytest.mark.parametrize(
    ("case", "language"), [pytest.param(*p.values, c) for c in ("sv", "en") for p in cases(f"dates.{c}.txt")]
)  # type: ignore[attr-defined]
def test_values_of_the_tables_are_valid(case: Case, language: str) -> None:
    for date in find_dates(case.text, language=language, published=case.published):
        assert_valid(date)


@pytest.mark.parametrize(
    ("text", "language", "published", "timex3"),
    [
        ("8-12 november", "sv", "2021-12-09", "P5D"),
        ("natten till söndag", "sv", "2021-12-05", "2021-12-05TNI"),
        ("vecka 45", "sv", "2021-11-20", "2021-W45"),
        ("i helgen", "sv", "2021-12-07", "2021-W48-WE"),
        ("varje fredag", "sv", "2021-12-07", "XXXX-WXX-5"),
        ("årligen", "sv", "2021-12-07", "P1Y"),
        ("sedan 2013", "sv", "2021-12-07", "2013"),
        ("the first quarter of 2021", "en", "2021-12-07", "2021-Q1"),
        ("the fall of 2020", "en", "2021-12-07", "2020-FA"),
        ("the 1990s", "en", "2021-12-07", "199"),
        ("the 19th century", "en", "2021-12-07", "18"),
        ("last night", "en", "2021-12-07", "2021-12-06TEV"),
        ("from 9 a.m. to 5 p.m.", "en", "2021-12-07", "PT480M"),
        ("the first half of 2021", "en", "2021-12-07", "2021-H1"),
    ],
)
def test_timex3(text: str, language: str, published: str, timex3: str) -> None:
    assert find_dates(text, language=language, published=published)[0].timex3 == timex3


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Tidigare i år greps han.", "2021-01-01", "2021-12-09"),
        ("Senare i veckan hålls möte.", "2021-12-09", "2021-12-12"),
        ("I mitten av november greps han.", "2021-11-11", "2021-11-20"),
        ("Sedan i fredags är han borta.", "2021-12-03", None),
        ("Sändningen börjar klockan 14.16 svensk tid.", "2021-12-09T14:16+01:00", "2021-12-09T14:16+01:00"),
        ("Natten till den 5 december brann det.", "2021-12-04T18:00", "2021-12-05T06:00"),
        ("Vid 13-tiden i går brann det.", "2021-12-08T13:00", "2021-12-08T13:59"),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    (date,) = find_dates(text, language="sv", published="2021-12-09")
    assert (date.earliest, date.latest) == (earliest, latest)


def test_errors_name_what_is_wrong() -> None:
    with pytest.raises(LanguageError, match="no data for language 'fi'"):
        find_dates("i går", language="fi")
    with pytest.raises(ReadError, match="'yesterday' is no ISO 8601 date"):
        find_dates("i går", language="sv", published="yesterday")
    assert find_dates("", language="sv") == []


def test_a_weekday_that_disagrees_is_a_warning_and_the_date_wins() -> None:
    record = Pipeline(language="sv", names=False).extract("Måndag den 15 januari åtalas mannen.", published="2020-01-10")
    assert record.dates[0].value == "2020-01-15"
    assert [(w.code, w.message, w.start) for w in record.warnings] == [("date-conflict", "weekday and date disagree", 0)]


@pytest.mark.parametrize(
    ("url", "publisher", "value"),
    [
        ("https://www.justice.gov/news", None, "2021-03-04"),
        ("https://www.example.police.uk/news", None, "2021-04-03"),
        (None, "Europol", "2021-04-03"),
        (None, "Orange County District Attorney", "2021-03-04"),
    ],
)
def test_the_country_of_the_publisher_orders_day_and_month(url: str | None, publisher: str | None, value: str) -> None:
    release = Release("1", "He left on 03/04/2021.", url=url, publisher=publisher, language="en")
    (date,) = Pipeline(names=False).process(release).dates
    assert (date.value, date.alternatives) == (value, [])


def test_stamps_and_service_hours_date_no_fact() -> None:
    text = "Uppdatering 18:20: Två anmälningar om rån upprättades. Presstalesperson nås mellan klockan 8 och 17."
    record = Pipeline(language="sv", names=False).extract(text, published="2024-05-06T19:00")
    assert [date.rule for date in record.dates] == ["update-stamp", "service-hours"]
    assert [fact.date for fact in record.facts] == [None]


def test_durations_are_counts_and_no_dates() -> None:
    record = Pipeline(language="sv", names=False).extract("Insatsen pågick i tre dagar.", published="2024-05-06")
    assert record.dates == []
    assert [(count.value, count.kind) for count in record.counts] == [(3, "duration")]
