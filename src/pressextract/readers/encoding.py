"""Bytes to text: byte order mark, declared encoding, strict UTF-8, then what Western European offices write."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pressextract.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"Rar!", b"SQLite")
_FEW_CONTROLS = 0.002  # share of control characters that a text may hold


def decode(data: bytes, path: str | Path, charset: str | None = None) -> str:
    """The text of a file; ReadError where it is no text. ``charset`` is what the server said when it sent a page.

    >>> decode("Åtal för rån".encode("cp1252"), "a.txt")
    'Åtal för rån'
    """
    if data.startswith(_SIGNATURES):
        raise ReadError(path, "binary file, not text")
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data, marked, path), path)
    declared = _DECLARED.search(data, 0, 4096)
    candidates = (charset, declared[1].decode("ascii").lower() if declared else None, "utf-8", _unmarked_utf16(data))
    for encoding in candidates:
        if encoding is not None and (text := _try(data, encoding)) is not None:
            return _checked(text, path)
    text = _try(data, "cp1252")
    return _checked(text if text is not None else data.decode("latin-1"), path)


def _strict(data: bytes, encoding: str, path: str | Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(path, f"marked as {encoding} but not valid: {error.reason}") from error


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Western text is nought."""
    sample = data[:2000]
    noughts = (sample[0::2].count(0), sample[1::2].count(0))
    if max(noughts) < len(sample) // 4:
        return None
    return "utf-16-be" if noughts[0] > noughts[1] else "utf-16-le"


def _checked(text: str, path: str | Path) -> str:
    if not text.strip():
        raise ReadError(path, "no text in it")
    sample = text[:20_000].encode("utf-8", "replace")
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _FEW_CONTROLS * len(sample):
        raise ReadError(path, "binary file, not text")
    return text
