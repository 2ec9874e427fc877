"""The days of a holiday in a year, by the official calendars of the holidays library, loaded with the first one asked for."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from pressextract.linking.calendar import ONE_DAY, Days, safe_date
from pressextract.types import NamedDay

_LANGUAGES = {"SE": "sv", "US": "en_US", "GB": "en_GB"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # the calendars of the library are computed, and sound, in between


def named_days(named: NamedDay, year: int) -> Days | None:
    """The days of a holiday that begins in a year; ``None`` where the calendar has none.

    >>> named_days(NamedDay("SE", "Midsommarafton", days=3), 2021)[:2]
    (datetime.date(2021, 6, 25), datetime.date(2021, 6, 27))
    """
    if named.month is not None and named.day is not None:
        first = safe_date(year, named.month, named.day)
    else:
        first = _calendar(named.country or "", named.subdivision, year).get(named.name or "")
    if first is None:
        return None
    first += named.offset * ONE_DAY
    return Days(first, first + (named.days - 1) * ONE_DAY, "day")


@lru_cache(maxsize=512)
def _calendar(country: str, subdivision: str | None, year: int) -> dict[str, dt.date]:
    """Official names of a year's holidays to their days; several names of one day are parted by semicolons."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return {}
    import holidays

    kind = getattr(holidays, country)
    language, categories = _LANGUAGES[country], kind.supported_categories
    found = kind(years=year, subdiv=subdivision, observed=False, language=language, categories=categories)
    return {name.split(" (")[0]: day for day, names in found.items() for name in names.split("; ")}
