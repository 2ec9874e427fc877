"""Dates alone: the date mentions of any text, a whole release or two words, without names, models or other vocabularies."""

from __future__ import annotations

from typing import NamedTuple

from pressextract.extractors.dates import find_dates as find_date_mentions
from pressextract.extractors.dates import item_clocks
from pressextract.languages.pack import LanguagePack, load_pack
from pressextract.linking.anchors import parse_anchor
from pressextract.linking.dates import resolve_dates
from pressextract.nlp.tokens import tokenize
from pressextract.readers.fields import checked_date
from pressextract.records.builder import build_date
from pressextract.records.model import Date
from pressextract.types import DateMention, PartialDate, Release, TimeInterval

Dated = list[tuple[DateMention, TimeInterval]]


class DateTrace(NamedTuple):
    """How a date was found: the words, the pattern, what was read in them, the value, what anchored it and why it won."""

    text: str
    pattern: str
    read: str
    value: str | None
    basis: str
    why: str


def find_dates(text: str, *, language: str, published: str | None = None) -> list[Date]:
    """The dates of a text in order, as a record would hold them.

    ``published`` is ISO 8601: a year, month, day or moment; relative dates are resolved against it and never against today.
    LanguageError for an unknown language, ReadError for a publication date that is none.

    >>> [(d.text, d.value) for d in find_dates("8-12 november", language="sv", published="2021-12-09T10:00")]
    [('8-12 november', '2021-11-08/2021-11-12')]
    >>> find_dates("last Thursday", language="en", published="2024-05-08")[0].value
    '2024-05-02'
    """
    checked_date(published, "find_dates")
    found = dates_of(Release("", text, published=published), load_pack(language))
    return [Date.model_validate(build_date(text, mention, interval)) for mention, interval in found]


def dates_of(release: Release, pack: LanguagePack) -> Dated:
    """The date mentions of a release with what they mean; only the date patterns of the language are loaded."""
    tokens = tokenize(release.text, pack.date_chunks, pack.tokens.abbreviations)
    mentions = find_date_mentions(tokens, pack.dates)
    hints = f"{release.publisher or ''} {release.url or ''}"
    items = item_clocks(mentions, tokens)
    anchor = parse_anchor(release.published)
    return list(zip(mentions, resolve_dates(mentions, anchor, release.text, items, pack.dates.order_signs, hints), strict=True))


def trace_dates(release: Release, language: str) -> list[DateTrace]:
    """How each date of a release was found."""
    return [_trace(release.text, *dated) for dated in dates_of(release, load_pack(language))]


def _trace(text: str, mention: DateMention, interval: TimeInterval) -> DateTrace:
    read = _fields(mention.first)
    if mention.second is not None:
        read = f"{read} to {_fields(mention.second)}"
    words = " ".join(text[mention.start : mention.end].split())
    return DateTrace(words, mention.rule, read, interval.value, interval.basis, interval.why)


def _fields(date: PartialDate) -> str:
    """The parts that were read, without those that are absent: "day 8, month 11"."""
    return ", ".join(f"{name} {value}" for name, value in date._asdict().items() if value is not None and name not in _UNSAID)


_UNSAID = frozenset({"inferred"})
