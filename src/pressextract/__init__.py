"""Dates, roles, counts, offences and the facts that tie them, from press releases in Swedish and English.

>>> import pressextract
>>> record = pressextract.extract("Polisen grep två män den 3 maj.", published="2024-05-06")
>>> record.dates[0].value, record.counts[0].value, record.counts[0].unit.id
('2024-05-03', 2, 'man-unit')

Importing does no work; the vocabulary of a language is loaded with its first text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressextract.version import __version__

if TYPE_CHECKING:
    from pressextract.pipeline import Pipeline
    from pressextract.records.model import Date, Number, Offence, Record
    from pressextract.types import Release

__all__ = [
    "Date",
    "Number",
    "Offence",
    "Pipeline",
    "Record",
    "Release",
    "__version__",
    "extract",
    "find_dates",
    "find_numbers",
    "find_offences",
]

_HOMES = {
    "Date": "pressextract.records.model",
    "Number": "pressextract.records.model",
    "Offence": "pressextract.records.model",
    "Pipeline": "pressextract.pipeline",
    "Record": "pressextract.records.model",
    "Release": "pressextract.types",
}


def extract(text: str, *, published: str | None = None, title: str | None = None, language: str = "auto") -> Record:
    """The record of one release.

    ``published`` is ISO 8601 (a day, a moment, a month or a year); relative dates are resolved against it and never against
    today. ``language`` is sv, en or auto.
    """
    from pressextract.pipeline import Pipeline

    return Pipeline(language=language).extract(text, published=published, title=title)


def find_dates(text: str, *, language: str, published: str | None = None) -> list[Date]:
    """The dates of any text, a whole release or two words, as a record would hold them; no names or models are loaded.

    >>> find_dates("natten till söndag", language="sv", published="2021-12-05T07:00")[0].earliest
    '2021-12-04T18:00'
    """
    from pressextract import dating

    return dating.find_dates(text, language=language, published=published)


def find_numbers(text: str, *, language: str) -> list[Number]:
    """Every number of any text with its value, kind and unit or currency, whether or not something is counted.

    >>> [(n.value, n.kind) for n in find_numbers("tjugotre män, den tredje i 40-årsåldern", language="sv")]
    [(23, 'cardinal'), (3, 'ordinal'), (40, 'age')]
    """
    from pressextract import numbering

    return numbering.find_numbers(text, language=language)


def find_offences(text: str, *, language: str) -> list[Offence]:
    """The offences of any text with degree, stage, status and the like, as a record would hold them.

    >>> [(o.text, o.offence) for o in find_offences("cykelstöld och knivrån", language="sv")]
    [('cykelstöld', 'bicycle-theft'), ('knivrån', 'robbery')]
    """
    from pressextract import offence_naming

    return offence_naming.find_offences(text, language=language)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
