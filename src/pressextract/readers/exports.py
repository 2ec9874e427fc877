"""Entries of JSON: releases by the contract, and what feeds, sitemaps with texts and press rooms export.

A release of the contract has ``text``. Exports call it otherwise, or keep it as HTML; the names below are those of JSON Feed,
schema.org, RSS and common press-room APIs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pressextract.errors import ReadError
from pressextract.readers.fields import release_of
from pressextract.types import Release

_LISTS = ("items", "releases", "entries", "articles", "results", "records", "documents", "data", "urlset", "url")
_TEXTS = ("content_text", "body", "articleBody", "content")
_PAGES = ("content_html", "html", "body_html")
_LEADS = ("preamble", "summary", "lead", "description")
_ALIASES = {
    "id": ("id", "guid", "uuid"),
    "title": ("title", "headline", "name"),
    "published": ("published", "date_published", "datePublished", "published_at", "pubDate", "date", "datetime", "lastmod"),
    "url": ("url", "link", "loc", "permalink"),
    "publisher": ("publisher", "source", "author"),
    "language": ("language", "lang", "inLanguage"),
    "captured": ("captured", "fetched", "crawled", "retrieved"),
}


def entries_of(data: Any) -> list[Any]:
    """The entries of a JSON value: of a list, or of the list that an export wraps; a single object is one entry.

    >>> entries_of({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}]})
    [{'id': '1'}]
    """
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and not _has_text(data):
        for name in _LISTS:
            inner = data.get(name)
            if isinstance(inner, list) or (isinstance(inner, dict) and any(isinstance(inner.get(n), list) for n in _LISTS)):
                return entries_of(inner)
    return [data]


def _has_text(entry: Mapping[str, Any]) -> bool:
    return any(isinstance(entry.get(name), str) for name in ("text", *_TEXTS, *_PAGES))


def release_of_entry(entry: Mapping[str, Any], path: str, *, default_id: str) -> Release:
    """The release of an entry; ReadError where it holds no text or its date is none.

    >>> release_of_entry({"loc": "https://a.se/1", "html": "<p>R&aring;n i Lund</p>"}, "a.json", default_id="1").text
    'Rån i Lund'
    """
    if isinstance(entry.get("text"), str):
        fields = {**entry, "language": entry.get("language") or entry.get("lang")}
        return release_of(fields, entry["text"], path, default_id=default_id, basis="given")
    fields = {name: _first(entry, names) for name, names in _ALIASES.items()}
    fields["published"] = _iso(fields["published"])
    return release_of(fields, _text(entry, path), path, default_id=default_id, basis="given")


def _first(entry: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    values = (entry.get(name) for name in names)
    value = next((value for value in values if value not in (None, "")), None)
    return value.get("name") if isinstance(value, dict) else value


def _iso(value: Any) -> Any:
    """A date of an export in ISO 8601 where it is written as mail headers and feeds write it."""
    if not isinstance(value, str):
        return value
    if value[:4].isdigit():
        return value[:10] + value[10:].replace(" +", "+").replace(" -", "-")
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).isoformat()
    except (TypeError, ValueError):
        return value  # said to be no date where it is checked


def _text(entry: Mapping[str, Any], path: str) -> str:
    html = _first(entry, _PAGES)
    written = _first(entry, _TEXTS)
    if isinstance(html, str):
        return _of_html(html, path)
    lead = _first(entry, _LEADS)
    parts = [part for part in (lead, written) if isinstance(part, str) and part.strip()]
    if len(parts) == 2 and parts[0].strip() in parts[1]:
        parts = parts[1:]
    text = "\n\n".join(parts)
    if not text:
        raise ReadError(path, "no text in it")
    return _of_html(text, path) if "</" in text else text


def _of_html(html: str, path: str) -> str:
    from pressextract.readers.html import parse_page

    return parse_page(html, path).text
