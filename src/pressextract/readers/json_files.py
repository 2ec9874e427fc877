"""JSON (one release, or a list of them) and JSON lines (one a line)."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pressextract.errors import ReadError
from pressextract.readers.encoding import decode, read_bytes
from pressextract.readers.fields import release_of
from pressextract.types import Failure, Release

_JSON_LIMIT = 200_000_000  # bytes: a whole export; a larger one belongs in JSON lines
_LINE_LIMIT = 8_000_000  # bytes of one line


def read_json(path: Path) -> Iterator[Release | Failure]:
    """The releases of a JSON file; an entry that is none is a failure, and the others go on."""
    text = decode(read_bytes(path, _JSON_LIMIT), path)
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReadError(path, f"not JSON: {error}") from error
    entries = data if isinstance(data, list) else [data]
    for number, entry in enumerate(entries, 1):
        where = str(path) if len(entries) == 1 else f"{path}#{number}"
        yield _release(entry, where, str(number) if len(entries) > 1 else path.name.split(".")[0])


def read_json_lines(path: Path) -> Iterator[Release | Failure]:
    """The releases of a JSON lines file, read as a stream; a bad line is a failure, and the others go on."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            stream: Iterable[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw
            yield from releases_of_lines(stream, str(path))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(path, f"broken gzip: {error}") from error
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error


def releases_of_lines(lines: Iterable[bytes], path: str) -> Iterator[Release | Failure]:
    """The releases of JSON lines from any source."""
    seen = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        seen = True
        where = f"{path}:{number}"
        if len(line) > _LINE_LIMIT:
            yield Failure(where, f"a line of {len(line):,} bytes; at most {_LINE_LIMIT:,}")
            continue
        try:
            entry = json.loads(decode(line, where))
        except (json.JSONDecodeError, RecursionError) as error:
            yield Failure(where, f"not JSON: {error}")
            continue
        except ReadError as error:
            yield Failure(where, error.reason)
            continue
        yield _release(entry, where, str(number))
    if not seen:
        raise ReadError(path, "empty file")


def _release(entry: Any, where: str, default_id: str) -> Release | Failure:
    if not isinstance(entry, dict):
        return Failure(where, "a release is an object with id and text")
    try:
        return release_of(entry, entry.get("text"), where, default_id=default_id, basis="given")
    except ReadError as error:
        return Failure(where, error.reason)


def looks_like_json_lines(head: bytes) -> bool:
    """Whether a stream of unknown kind begins with a JSON object."""
    return io.BytesIO(head.lstrip()).read(1) == b"{"
