"""When a page was published: from its metadata, else its address, else its text."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_META = (
    "article:published_time",
    "og:published_time",
    "datePublished",
    "dc:date.created",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc:date",
    "date",
    "pubdate",
    "publish-date",
    "creation-date",
    "publication_date",
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](3[01]|[12]\d|0?[1-9])(?:[/-]|$)")
_LATEST = "2100-01-01"  # a fixed bound: the machine's clock decides nothing


def find_publication_date(tree: LexborHTMLParser, html: str, url: str | None) -> tuple[str | None, str]:
    """The date (ISO 8601) and where it was found: html, url or unknown."""
    written = list(_written(tree))
    for value in written:
        if (found := _iso(value)) is not None:
            return found, "html"
    if url and (match := _ADDRESS.search(url)):
        found = _iso(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")
        if found is not None:
            return found, "url"
    if written:
        return None, "unknown"  # what the page says of its date is no date: nothing is guessed in its place
    from htmldate import find_date

    try:
        found = find_date(html, original_date=True, extensive_search=False, max_date=_LATEST)
    except (ValueError, TypeError):
        found = None
    return (found, "html") if found else (None, "unknown")


def _written(tree: LexborHTMLParser) -> Iterator[str]:
    """Values that say when a page was published, the most explicit first."""
    metas: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and (content := attributes.get("content")):
            metas.setdefault(name.strip().lower(), content)
    yield from (metas[name.lower()] for name in _META if name.lower() in metas)
    for script in tree.css("script[type='application/ld+json']"):
        yield from _linked_data(script.text())
    for time in tree.css("time[datetime]"):
        if value := time.attributes.get("datetime"):
            yield value


def _linked_data(text: str) -> Iterator[str]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return
    yield from _dates_in(data)


def _dates_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(value := data.get("datePublished"), str):
            yield value
        yield from _dates_in(data.get("@graph"))
    elif isinstance(data, list):
        for entry in data:
            yield from _dates_in(entry)


def _iso(value: str) -> str | None:
    match = _ISO.search(value)
    if match is None:
        return None
    year, month, day, hour, minute, zone = match.groups()
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    date = f"{year}-{month}-{day}"
    if hour is None or (hour, minute) == ("00", "00"):
        return date
    zone = "+00:00" if zone == "Z" else zone or ""
    return f"{date}T{hour}:{minute}{zone[:3] + ':' + zone[-2:] if zone else ''}"
