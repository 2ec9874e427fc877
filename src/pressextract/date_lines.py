"""``pressextract dates``: a line in, a line of JSON out, for use inside other pipelines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

import click

from pressextract.data import available_languages
from pressextract.dating import find_dates
from pressextract.errors import ReadError
from pressextract.readers.fields import checked_date


class _Line(NamedTuple):
    text: str
    language: str
    published: str | None


def dates_command(lines: Iterable[str], *, language: str, published: str | None) -> int:
    """The dates of each line on standard output; a line that cannot be read is named on standard error, and the rest go on."""
    failed = 0
    try:
        checked_date(published, "--published")
    except ReadError as error:
        raise click.UsageError(str(error)) from error
    default = _Line("", language, published)
    for number, line in _numbered(lines):
        try:
            given = _read(line.rstrip("\r\n"), default, f"line {number}")
            found = find_dates(given.text, language=given.language, published=given.published)
        except ReadError as error:
            click.echo(f"failed: line {number}: {error.reason}", err=True)
            failed = 1
            continue
        dates = [date.model_dump() for date in found]
        click.echo(json.dumps({"line": number, "dates": dates}, ensure_ascii=False))
    return failed


def _numbered(lines: Iterable[str]) -> Iterable[tuple[int, str]]:
    """Lines with their numbers; ReadError where the bytes are no UTF-8."""
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            yield number, line
    except UnicodeDecodeError as error:
        raise ReadError(f"line {number + 1}", "not UTF-8") from error


def _read(line: str, default: _Line, place: str) -> _Line:
    """A line of text, or a JSON object with a text of its own."""
    if not line.startswith("{"):
        return default._replace(text=line)
    fields = _object(line, place)
    text, language = fields.get("text"), fields.get("language", default.language)
    if not isinstance(text, str):
        raise ReadError(place, "no text in it")
    if language not in available_languages():
        raise ReadError(place, f"language: {language!r} is none of {', '.join(available_languages())}")
    return _Line(text, language, fields.get("published") or default.published)


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(place, f"no JSON object: {error.msg}") from error
    return fields
