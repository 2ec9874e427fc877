"""The last resort: a date whose words are of another language, on a span that a pattern has found."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache


@lru_cache(maxsize=1_000)
def read_foreign_date(text: str, languages: tuple[str, ...]) -> dt.date | None:
    """The day that a full date names in one of the languages, by dateparser; ``None`` where a part is missing.

    >>> read_foreign_date("12 May 2020", ("en", "de"))
    datetime.date(2020, 5, 12)
    """
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "RELATIVE_BASE": dt.datetime(2000, 1, 1)}  # noqa: DTZ001
    found = dateparser.parse(text, languages=list(languages), settings=settings)
    return found.date() if found is not None else None
