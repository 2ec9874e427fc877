"""Files to documents, by suffix: a file, each member of an archive, each capture of a web archive, each line.

Reading a document's bytes is cheap and done in order; parsing them (``parsing.py``) is dear and can be done elsewhere.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, cast

from pressextract.errors import MissingExtra, ReadError
from pressextract.readers import json_files, packed
from pressextract.readers.feeds import read_feed
from pressextract.readers.parsing import DOCX, HTML, PDF, PLAIN
from pressextract.readers.web_archives import read_web_archive
from pressextract.types import Document, Failure

_MB = 1_000_000
LONGEST_PLAIN = 10 * _MB
# Kind of document and the most bytes it may have, unpacked.
_SINGLE = {
    ".txt": (PLAIN, LONGEST_PLAIN),
    ".text": (PLAIN, LONGEST_PLAIN),
    ".md": (PLAIN, LONGEST_PLAIN),
    ".html": (HTML, 20 * _MB),
    ".htm": (HTML, 20 * _MB),
    ".xhtml": (HTML, 20 * _MB),
    ".pdf": (PDF, 50 * _MB),
    ".docx": (DOCX, 50 * _MB),
}
_GZIP = b"\x1f\x8b"
_SHORT = {".tgz": ".tar.gz", ".tzst": ".tar.zst"}
Splitter = Callable[[IO[bytes], str], Iterator[Document | Failure]]


def read_documents(path: Path) -> Iterator[Document | Failure]:
    """The documents of a file; whatever stops it is one Failure with the reason."""
    try:
        with path.open("rb") as stream:
            yield from split_stream(path.name, stream, str(path))
    except OSError as error:
        yield Failure(str(path), error.strerror or str(error))


def suffix_of(name: str) -> str:
    """The suffix that names the format, compression left out.

    >>> suffix_of("a.jsonl.gz"), suffix_of("b.tgz"), suffix_of("c.warc.gz")
    ('.jsonl', '.tar', '.warc')
    """
    path = PurePosixPath(name.lower())
    name = path.name.removesuffix(path.suffix) + _SHORT.get(path.suffix, path.suffix)
    return PurePosixPath(name.removesuffix(".gz").removesuffix(".zst")).suffix


def is_known(name: str) -> bool:
    """Whether a file of this name can be read."""
    suffix = suffix_of(name)
    return suffix in _SINGLE or suffix in _SPLITTERS


def split_stream(name: str, stream: IO[bytes], where: str) -> Iterator[Document | Failure]:
    """The documents of an open file by its name; ``where`` is what they are called in errors, which are a Failure."""
    suffix = suffix_of(name)
    try:
        if suffix in _SINGLE:
            yield _single(name, _unpacked(name, stream), where, *_SINGLE[suffix])
        elif suffix in _SPLITTERS:
            # a web archive is compressed record by record, and its reader wants it so
            opened = stream if suffix == ".warc" else _unpacked(name, stream)
            yield from _SPLITTERS[suffix](opened, where)
        else:
            known = " ".join(sorted([*_SINGLE, *_SPLITTERS]))
            yield Failure(where, f"unknown kind of file; known are {known}, each also .gz")
    except (ReadError, MissingExtra) as error:
        yield Failure(where, error.reason if isinstance(error, ReadError) else str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Failure(where, f"broken gzip: {error}")


def _single(name: str, stream: IO[bytes], where: str, kind: str, limit: int) -> Document:
    data = stream.read(limit + 1)
    if not data:
        raise ReadError(where, "empty file")
    if len(data) > limit:
        raise ReadError(where, f"larger than {limit // _MB} MB, the limit for one release")
    stem = PurePosixPath(name).name
    return Document(where, kind, data, id=stem.split(".")[0] or stem)


def _unpacked(name: str, stream: IO[bytes]) -> IO[bytes]:
    """The stream without its compression, which gzip shows by its first bytes and Zstandard by the name."""
    if name.lower().endswith((".zst", ".tzst")):
        try:
            import zstandard
        except ImportError as error:
            raise MissingExtra("archive", "zstandard") from error
        return cast("IO[bytes]", zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True))
    head = stream.peek(2)[:2] if hasattr(stream, "peek") else b""
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if head == _GZIP else stream


def _member(name: str, stream: IO[bytes], where: str) -> Iterator[Document | Failure]:
    """The documents of a member of an archive; other files are passed over, and an archive in an archive is not opened."""
    suffix = suffix_of(name)
    if suffix in _NESTED:
        yield Failure(where, "an archive in an archive is not opened")
    elif is_known(name) and not PurePosixPath(name).name.startswith("."):
        yield from split_stream(name, stream, where)


def _zip(stream: IO[bytes], where: str) -> Iterator[Document | Failure]:
    return packed.read_zip(stream, where, _member)


def _wacz(stream: IO[bytes], where: str) -> Iterator[Document | Failure]:
    return packed.read_zip(stream, where, _member, below="archive/")


def _tar(stream: IO[bytes], where: str) -> Iterator[Document | Failure]:
    return packed.read_tar(stream, where, _member)


_NESTED = frozenset({".zip", ".tar", ".wacz"})
_SPLITTERS: dict[str, Splitter] = {
    ".json": json_files.read_json,
    ".jsonl": json_files.read_json_lines,
    ".ndjson": json_files.read_json_lines,
    ".warc": read_web_archive,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".zip": _zip,
    ".wacz": _wacz,
    ".tar": _tar,
}
