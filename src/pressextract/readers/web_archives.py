"""WARC files, read as a stream by FastWARC: pages and texts with their address, capture date and charset.

What is no answer with a page in it is passed over: requests, revisits, redirects, errors, pictures.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from pressextract.errors import MissingExtra, ReadError
from pressextract.readers.parsing import DOCX, HTML, PDF, PLAIN
from pressextract.types import Document, Failure

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

LIMIT = 20_000_000  # bytes of one page
_KINDS = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/plain": PLAIN,
    "application/pdf": PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DOCX,
}
_TYPES = frozenset({"response", "resource", "conversion"})
_FOUND = 200  # HTTP status of a page that is there
_MEMBER, _RECORD = b"\x1f\x8b\x08", b"WARC/1."  # how a gzip member and an uncompressed record begin
_BLOCK = 1 << 20  # bytes that are searched at a time for the next record


def read_web_archive(stream: IO[bytes], path: str) -> Iterator[Document | Failure]:
    """The documents of a WARC file, gzipped or not; behind a damaged record the next whole one is sought.

    A damaged record can also swallow those behind it without a word, so what follows the last record that was read is looked at
    once more.
    """
    start, damaged = 0, None
    while True:
        last, error, seen = start, None, False
        try:
            for record in _records(stream):
                if damaged is not None and not seen:
                    yield Failure(f"{path}@{damaged}", "damaged record: it swallowed some of what follows it")
                last, seen = start + record.stream_pos, True
                yield from _document(record, f"{path}@{last}")
        except OSError as caught:
            error = caught
        if error is not None and (seen or start == 0):
            yield Failure(f"{path}@{last}", f"damaged record: {error}")
        found = _next_record(stream, last + 1)
        if found is None:
            return
        start, damaged = found, (last if error is None else None)


def _records(stream: IO[bytes]) -> Iterator[WarcRecord]:
    """Records of every kind: where the last one lies tells whether anything is left behind it."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtra("archive", "fastwarc") from error
    yield from ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=True, auto_decode="none")


def _next_record(stream: IO[bytes], start: int) -> int | None:
    """Where the next record may begin, with the stream set there; ``None`` at the end or where the stream cannot go back."""
    if not stream.seekable():
        return None
    stream.seek(start)
    while block := stream.read(_BLOCK):
        places = [place for mark in (_MEMBER, _RECORD) if (place := block.find(mark)) >= 0]
        if places:
            start += min(places)
            stream.seek(start)
            return start
        if len(block) < _BLOCK:
            return None
        start += len(block) - len(_RECORD)  # a mark may lie across two blocks
        stream.seek(start)
    return None


def _document(record: WarcRecord, path: str) -> Iterator[Document | Failure]:
    if record.headers.get("WARC-Type") not in _TYPES:
        return
    kind = _KINDS.get((record.http_content_type or _media_type(record)).lower())
    if kind is None or (record.is_http and record.http_headers.status_code != _FOUND):
        return
    if record.content_length > LIMIT:
        yield Failure(path, f"larger than {LIMIT // 1_000_000} MB, the limit for one page")
        return
    payload = record.reader.read()
    if len(payload) < record.content_length:
        yield Failure(path, f"cut off: {len(payload):,} of {record.content_length:,} bytes are there")
        return
    try:
        data = _decoded(payload, record) if record.is_http else payload
    except (OSError, ReadError) as error:
        yield Failure(path, str(error))
        return
    yield Document(
        path, kind, data, url=record.headers.get("WARC-Target-URI"), captured=_date(record), charset=record.http_charset or None
    )


def _media_type(record: WarcRecord) -> str:
    return (record.headers.get("Content-Type") or "").partition(";")[0].strip()


def _date(record: WarcRecord) -> str | None:
    return record.record_date.isoformat().replace("+00:00", "Z") if record.record_date else None


def _decoded(payload: bytes, record: WarcRecord) -> bytes:
    """The page as the server had it, without the encodings of its way here; never more than a page may have."""
    headers = record.http_headers
    transfer, content = headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
    if not transfer and not content:
        return payload
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

    readers = {"chunked": ChunkedReader, "gzip": GzipReader, "x-gzip": GzipReader, "br": BrotliReader, "zstd": ZstdReader}
    names = [transfer or "", *reversed((content or "").split(","))]
    for name in filter(None, (name.strip().lower() for name in names)):
        if name == "identity":
            continue
        if name not in readers:
            raise ReadError("content encoding", f"{name} is not known")
        payload = readers[name](io.BytesIO(payload)).read(LIMIT + 1)
        if len(payload) > LIMIT:
            raise ReadError("page", f"unpacks to more than {LIMIT // 1_000_000} MB")
    return payload
