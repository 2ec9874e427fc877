"""Fields of a release as they come in JSON or front matter, checked once for all formats."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from pressextract.data import available_languages
from pressextract.errors import ReadError
from pressextract.types import Release

LONGEST_TEXT = 1_000_000  # characters: fifty times the longest release seen; beyond it stands something else
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?")


def checked_date(value: object, path: str) -> str | None:
    """A publication date as ISO 8601 text: a year, month, day or moment; ReadError for an impossible one.

    >>> checked_date("2021-12", "a.md"), checked_date(None, "a.md")
    ('2021-12', None)
    """
    if value is None or value == "":
        return None
    text = str(value).strip()
    match = _DATE.fullmatch(text)
    if match is None:
        raise ReadError(path, f"published: {text!r} is no ISO 8601 date")
    try:
        dt.datetime.fromisoformat(text + {4: "-01-01", 7: "-01"}.get(len(text), ""))
    except ValueError as error:
        raise ReadError(path, f"published: {text!r} is no date: {error}") from error
    return text


def checked_text(text: object, path: str) -> str:
    """The text of a release; ReadError where there is none or it is longer than a release can be."""
    if not isinstance(text, str) or not text.strip():
        raise ReadError(path, "no text in it")
    if len(text) > LONGEST_TEXT:
        raise ReadError(path, f"{len(text):,} characters; a release has at most {LONGEST_TEXT:,}")
    return text


def release_of(fields: Mapping[str, Any], text: object, path: str, *, default_id: str, basis: str) -> Release:
    """A release out of the contract's fields (``id title published url publisher language captured``); others are ignored."""
    body = checked_text(text, path)
    published = checked_date(fields.get("published"), path)
    language = fields.get("language") or fields.get("lang")
    return Release(
        id=str(fields.get("id") or default_id),
        text=body,
        title=_optional(fields.get("title")),
        published=published,
        published_basis=basis if published else "unknown",
        url=_optional(fields.get("url")),
        publisher=_optional(fields.get("publisher")),
        language=language if language in available_languages() else None,
        path=path,
        captured=_optional(fields.get("captured")),
    )


def _optional(value: object) -> str | None:
    return str(value) if value not in (None, "") else None
