"""A document's bytes to its release, by kind. This is the dear part of reading, which workers do."""

from __future__ import annotations

import json
from collections.abc import Callable

from pressextract.errors import MissingExtra, ReadError
from pressextract.readers.encoding import decode
from pressextract.readers.exports import release_of_entry
from pressextract.readers.fields import release_of
from pressextract.readers.plain import split_front_matter
from pressextract.types import Document, Failure, Release

PLAIN, HTML, JSON, PDF, DOCX = "plain", "html", "json", "pdf", "docx"


def parse_document(document: Document) -> Release:
    """The release of a document; ReadError where there is none.

    >>> parse_document(Document("a.txt", "plain", "Rån i Lund".encode("cp1252"), id="a")).text
    'Rån i Lund'
    """
    try:
        return _PARSERS[document.kind](document)
    except MissingExtra as error:
        raise ReadError(document.path, str(error)) from error


def parse_or_fail(document: Document) -> Release | Failure:
    """The release of a document, or why there is none."""
    try:
        return parse_document(document)
    except ReadError as error:
        return Failure(error.path, error.reason)


def _plain(document: Document) -> Release:
    fields, text = split_front_matter(decode(document.data, document.path, document.charset), document.path)
    fields = _known(document) | fields
    return release_of(fields, text, document.path, default_id=document.id, basis="front_matter")


def _html(document: Document) -> Release:
    from pressextract.readers.html import parse_page

    html = decode(document.data, document.path, document.charset)
    page = parse_page(html, document.path, document.url)
    return Release(
        id=document.id,
        text=page.text,
        title=page.title,
        published=page.published,
        published_basis=page.published_basis,
        url=page.url or document.url,
        publisher=page.publisher,
        path=document.path,
        captured=document.captured,
    )


def _json(document: Document) -> Release:
    try:
        entry = json.loads(decode(document.data, document.path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReadError(document.path, f"not JSON: {error}") from error
    if not isinstance(entry, dict):
        raise ReadError(document.path, "a release is an object with id and text")
    return release_of_entry(_known(document) | entry, document.path, default_id=document.id)


def _office(document: Document) -> Release:
    from pressextract.readers.office import text_of

    title, text = text_of(document.data, document.kind, document.path)
    fields = _known(document) | {"title": title}
    return release_of(fields, text, document.path, default_id=document.id, basis="unknown")


def _known(document: Document) -> dict[str, str | None]:
    return {"url": document.url, "captured": document.captured}


_PARSERS: dict[str, Callable[[Document], Release]] = {PLAIN: _plain, HTML: _html, JSON: _json, PDF: _office, DOCX: _office}
