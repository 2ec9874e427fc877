"""A record as rows of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pressextract.records.model import Count, Date, Fact, Offence, Person, Quote, Record, Role

Row = tuple[Any, ...]


def release_row(record: Record, content: bytes) -> Row:
    """The columns of ``releases`` from ``record_id`` to ``warnings``."""
    source = record.source
    languages = sorted({record.language, *(segment.language for segment in record.segments)})
    return (
        record.id,
        content,
        source.path,
        source.url,
        source.captured,
        source.title,
        source.publisher,
        source.published,
        record.language,
        " ".join(languages),
        record.provenance.model,
        record.text,
        len(record.warnings),
    )


def mention_rows(record: Record) -> list[Row]:
    """The columns of ``mentions`` after ``release``, for every mention."""
    rows: list[Row] = []
    for layer, mentions, columns in (
        ("date", record.dates, _date),
        ("person", record.persons, _person),
        ("organisation", record.organisations, _named),
        ("place", record.places, _named),
        ("role", record.roles, _role),
        ("quote", record.quotes, _quote),
        ("count", record.counts, _count),
        ("offence", record.offences, _offence),
    ):
        rows += _rows(layer, mentions, columns)
    return rows


def _rows(layer: str, mentions: list[Any], columns: Callable[[Any], Row]) -> Iterator[Row]:
    for number, mention in enumerate(mentions):
        yield (layer, number, mention.start, mention.end, mention.text, *columns(mention))


# Each gives: id, value, low, high, date, earliest, latest, person, notes, rule, confidence.


def _date(date: Date) -> Row:
    return (None, None, None, None, date.value, date.earliest, date.latest, None, date.basis, date.rule, date.confidence)


def _person(_: Person) -> Row:
    return (None,) * 11


def _named(mention: Any) -> Row:
    return (mention.id, *(None,) * 10)


def _role(role: Role) -> Row:
    notes = _notes(acting=role.acting, deputy=role.deputy, former=role.former)
    return (role.role, *(None,) * 6, role.person, notes, role.rule, role.confidence)


def _quote(quote: Quote) -> Row:
    return (*(None,) * 7, quote.speaker, quote.style, None, None)


def _count(count: Count) -> Row:
    unit = count.unit.id if count.unit is not None else count.currency
    return (unit, count.value, count.low, count.high, *(None,) * 4, count.bound, count.rule, count.confidence)


def _offence(offence: Offence) -> Row:
    return (offence.offence, *(None,) * 7, _offence_notes(offence), offence.rule, offence.confidence)


def _offence_notes(offence: Offence) -> str | None:
    """What limits an offence: its degree, stage, status; negated, generic."""
    said = [offence.degree, offence.stage if offence.stage != "completed" else None, offence.status]
    return _notes(*said, negated=offence.negated, generic=offence.generic)


def _notes(*said: str | None, **flags: bool) -> str | None:
    return " ".join([*filter(None, said), *(name for name, is_set in flags.items() if is_set)]) or None


def fact_rows(record: Record) -> list[Row]:
    """The columns of ``facts`` after ``release``, with what they point at."""
    return [_fact(number, fact, record) for number, fact in enumerate(record.facts)]


def _fact(number: int, fact: Fact, record: Record) -> Row:
    count, offence = record.counts[fact.count], record.offences[fact.offence]
    date = record.dates[fact.date] if fact.date is not None else None
    return (
        number,
        fact.kind,
        count.value,
        count.low,
        count.high,
        fact.unit,
        offence.offence,
        _offence_notes(offence),
        date.value if date is not None else None,
        date.earliest if date is not None else None,
        date.latest if date is not None else None,
        record.places[fact.place].id if fact.place is not None else None,
        fact.start,
        fact.end,
        fact.confidence,
    )
