"""RSS and Atom, read by feedparser: each entry that holds text is a document."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import IO, Any

from pressextract.errors import MissingExtra, ReadError
from pressextract.readers.parsing import JSON
from pressextract.types import Document, Failure

_LIMIT = 50_000_000  # bytes of one feed


def read_feed(stream: IO[bytes], path: str) -> Iterator[Document | Failure]:
    """The entries of a feed; ReadError for XML that is none."""
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtra("archive", "feedparser") from error
    data = stream.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise ReadError(path, f"larger than {_LIMIT // 1_000_000} MB, the limit for one feed")
    feed = feedparser.parse(data)
    if not feed.entries:
        raise ReadError(path, "no feed with entries: RSS or Atom is read, each entry with its text")
    for number, entry in enumerate(feed.entries, 1):
        fields = _fields(entry, feed.feed)
        yield Document(f"{path}#{number}", JSON, json.dumps(fields).encode(), id=str(fields["id"] or number))


def _fields(entry: Any, feed: Any) -> dict[str, Any]:
    """The entry in the names of JSON Feed."""
    contents = [part.value for part in entry.get("content", ()) if part.value.strip()]
    published = entry.get("published_parsed") or entry.get("updated_parsed")
    return {
        "id": entry.get("id") or entry.get("link"),
        "url": entry.get("link"),
        "title": entry.get("title"),
        "published": time.strftime("%Y-%m-%dT%H:%M:%SZ", published) if published else None,
        "publisher": feed.get("title"),
        "summary": None if contents else entry.get("summary"),
        "content_html": contents[0] if contents else None,
    }
