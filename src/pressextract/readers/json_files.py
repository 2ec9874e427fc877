"""JSON (one release, a list of them, or an export that wraps one) and JSON lines (one a line)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from typing import IO

from pressextract.errors import ReadError
from pressextract.readers.encoding import decode
from pressextract.readers.exports import entries_of
from pressextract.readers.parsing import JSON
from pressextract.types import Document, Failure

_JSON_LIMIT = 200_000_000  # bytes: a whole export; a larger one belongs in JSON lines
_LINE_LIMIT = 8_000_000  # bytes of one line


def read_json(stream: IO[bytes], path: str) -> Iterator[Document | Failure]:
    """The entries of a JSON file."""
    raw = stream.read(_JSON_LIMIT + 1)
    if len(raw) > _JSON_LIMIT:
        raise ReadError(path, f"larger than {_JSON_LIMIT // 1_000_000} MB; a larger export belongs in JSON lines")
    if not raw:
        raise ReadError(path, "empty file")
    try:
        data = json.loads(decode(raw, path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ReadError(path, f"not JSON: {error}") from error
    entries = entries_of(data)
    single = entries == [data]
    for number, entry in enumerate(entries, 1):
        where = path if single else f"{path}#{number}"
        yield Document(where, JSON, json.dumps(entry).encode(), id=_stem(path) if single else str(number))


def read_json_lines(lines: Iterable[bytes], path: str) -> Iterator[Document | Failure]:
    """The lines of a stream; a line that is too long is a failure, and the others go on."""
    seen = False
    for number, line in enumerate(_lines(lines), 1):
        if not line.strip():
            continue
        seen = True
        where = f"{path}:{number}"
        if len(line) > _LINE_LIMIT:
            yield Failure(where, f"a line of more than {_LINE_LIMIT:,} bytes")
        else:
            yield Document(where, JSON, line, id=str(number))
    if not seen:
        raise ReadError(path, "empty file")


def _lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of a stream of which none is held whole when it is too long."""
    if not hasattr(lines, "readline"):
        yield from lines
        return
    while line := lines.readline(_LINE_LIMIT + 1):
        yield line
        if len(line) > _LINE_LIMIT:
            while line and not line.endswith(b"\n"):
                line = lines.readline(_LINE_LIMIT)


def _stem(path: str) -> str:
    return path.replace("!", "/").rsplit("/", 1)[-1].split(".")[0]


def looks_like_json_lines(head: bytes) -> bool:
    """Whether a stream of unknown kind begins with a JSON object."""
    return io.BytesIO(head.lstrip()).read(1) == b"{"
