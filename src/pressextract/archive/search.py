"""Full-text search in an archive: words in any inflection, phrases, and filters that are words of the same index."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pressextract.archive.filters import ids_of, offences_named
from pressextract.archive.store import opened, scalar
from pressextract.archive.words import id_word, stem_of
from pressextract.data import available_languages
from pressextract.errors import PressextractError

_PART = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
_AROUND = 70  # characters on each side of the first word that was found
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Filters(NamedTuple):
    """What releases must have: names or ids of the taxonomy, a language, dates of publication (ISO 8601, or a part of it)."""

    offences: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    language: str | None = None
    published_from: str | None = None
    published_to: str | None = None


class Hit(NamedTuple):
    """A release that was found; ``extract`` is the text around the first word that was asked for."""

    id: str
    published: str | None
    language: str
    publisher: str | None
    title: str | None
    url: str | None
    path: str | None
    offences: str
    extract: str
    release: int


def search(archive: Path, query: str = "", filters: Filters | None = None, *, limit: int = 20) -> list[Hit]:
    """The releases that match best: all words of the query in any inflection, phrases in "..." as they stand, all filters.

    Where more than 20,000 match, they are the newest instead.
    A query that names an offence also finds the releases that tell of it in other words or another language.
    UnknownName where a filter names nothing, ArchiveError where there is no archive.
    """
    with opened(archive) as db:
        return list(find(db, query, filters or Filters(), limit))


def find(db: sqlite3.Connection, query: str, filters: Filters, limit: int) -> Iterator[Hit]:
    """The same in an open database."""
    match, bounds = match_expression(query, filters), _bounds(filters)
    stems = {stem for part in query_parts(query) for word in part for stem in (word, *_stems(word))}
    for release in _found(db, match, bounds, limit):
        row = db.execute(f"SELECT {_COLUMNS} FROM releases WHERE id = ?", (release,)).fetchone()  # noqa: S608 - no input
        id_, published, language, publisher, title, url, path, text = row
        offences, extract = _offences(db, release), _extract(text, stems)
        yield Hit(id_, published, language, publisher, title, url, path, offences, extract, release)


def _found(db: sqlite3.Connection, match: str, bounds: _Bounds, limit: int) -> list[int]:
    """The numbers of releases: the best, or the newest where so many match that none is better than others."""
    if not match or scalar(db, _COUNT, (match, _MANY)) == _MANY:
        newest = _newest(db, match, bounds, limit)
        if newest is not None:
            return newest
    ranked = f"{_MATCHING} AND {bounds.sql} ORDER BY rank LIMIT ?"
    return [id_ for (id_,) in db.execute(ranked, (match, *bounds.values, limit))]


def _newest(db: sqlite3.Connection, match: str, bounds: _Bounds, limit: int) -> list[int] | None:
    """The newest releases that match; ``None`` where too few of the newest do, and it would take longer than ranking all."""
    found: list[int] = []
    newest = f"SELECT id FROM releases WHERE {bounds.sql} ORDER BY {_DATE} DESC, id DESC"  # noqa: S608 - no input
    for tried, (id_,) in enumerate(db.execute(newest, bounds.values)):
        if len(found) == limit:
            break
        if match and tried == _TRIED:
            return None
        if not match or scalar(db, _MATCHES, (match, id_)):
            found.append(id_)
    return found


_MANY = 20_000  # releases; to rank more takes longer than a person waits, and a word in so many tells nothing
_TRIED = 1_000  # newest releases that are tried
_DATE = "coalesce(published, captured)"
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM releases_fts WHERE releases_fts MATCH ? LIMIT ?)"
_MATCHES = "SELECT 1 FROM releases_fts WHERE releases_fts MATCH ? AND rowid = ?"
_MATCHING = "SELECT releases.id FROM releases_fts JOIN releases ON releases.id = releases_fts.rowid WHERE releases_fts MATCH ?"
_COLUMNS = "record_id, published, language, publisher, title, url, path, text"


def match_expression(query: str, filters: Filters) -> str:
    """The query of the full-text index.

    >>> match_expression("anmälningar", Filters(language="sv"))
    '("anmälningar" OR "anmälning") AND stems : language_sv'
    """
    words = " AND ".join(_expression(part) for part in query_parts(query))
    if words and (named := offences_named(query)):
        words = f"(({words}) OR {_any('offence', named)})"
    required = [words] if words else []
    for layer in ("offences", "places", "roles", "organisations"):
        required += [_any(layer[:-1], ids_of(layer[:-1], name)) for name in getattr(filters, layer)]
    if filters.language:
        required.append(f"stems : {id_word('language', filters.language)}")
    if filters.published_from or filters.published_to:
        required.append(_years(filters))
    return " AND ".join(required)


def query_parts(query: str) -> list[list[str]]:
    """Words, and phrases as several words.

    >>> query_parts('grovt "köp av sexuell tjänst"')
    [['grovt'], ['köp', 'av', 'sexuell', 'tjänst']]
    """
    parts = (_WORD.findall((phrase or word).lower()) for phrase, word in _PART.findall(query))
    return [part for part in parts if part]


def _expression(words: list[str]) -> str:
    if len(words) > 1:
        return '"' + " ".join(words) + '"'
    forms = dict.fromkeys([words[0], *_stems(words[0])])
    return "(" + " OR ".join(f'"{form}"' for form in forms) + ")"


def _stems(word: str) -> Iterator[str]:
    return (stem_of(word, language) for language in available_languages())


def _any(layer: str, ids: Iterable[str]) -> str:
    words = [id_word(layer, id_) for id_ in ids]
    return f"stems : ({' OR '.join(words)})" if len(words) > 1 else f"stems : {words[0]}"


def _years(filters: Filters) -> str:
    first = int((filters.published_from or str(_FIRST_YEAR))[:4])
    last = int((filters.published_to or str(_LAST_YEAR))[:4])
    if not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
        raise PressextractError(f"years between {_FIRST_YEAR} and {_LAST_YEAR} in their order expected, not {first} to {last}")
    return _any("year", (str(year) for year in range(first, last + 1)))


class _Bounds(NamedTuple):
    """A condition on the date of publication, and its values."""

    sql: str
    values: tuple[Any, ...]


def _bounds(filters: Filters) -> _Bounds:
    """The filters on dates; a date of capture stands in where there is no other."""
    bounds: list[str] = []
    values: list[Any] = []
    if filters.published_from:
        bounds.append(f"{_DATE} >= ?")
        values.append(filters.published_from)
    if filters.published_to:
        bounds.append(f"{_DATE} < ?")
        values.append(f"{filters.published_to}\U0010ffff")  # behind every moment of that day, month or year
    return _Bounds(" AND ".join(bounds) or "1", tuple(values))


def _offences(db: sqlite3.Connection, release: int) -> str:
    query = "SELECT DISTINCT id FROM mentions WHERE release = ? AND layer = 'offence' ORDER BY id"
    return " ".join(id_ for (id_,) in db.execute(query, (release,)))


def _extract(text: str, stems: set[str]) -> str:
    """The text around the first word with one of the stems; the beginning where none stands in it."""
    place = next((word.start() for word in _WORD.finditer(text.lower()) if stems and _has(word[0], stems)), 0)
    start, end = max(0, place - _AROUND), min(len(text), place + _AROUND)
    inside = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{inside}{'…' if end < len(text) else ''}"


def _has(word: str, stems: set[str]) -> bool:
    return word in stems or any(stem in stems for stem in _stems(word))
