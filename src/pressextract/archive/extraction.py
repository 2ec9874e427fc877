"""What a worker does: documents in, everything that the archive writes of them out, in order."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from types import FrameType
from typing import NamedTuple

import pyarrow as pa

from pressextract.archive.arrow import records_batch
from pressextract.archive.rows import Row, fact_rows, mention_rows, release_row
from pressextract.archive.words import searchable_words
from pressextract.errors import RecordError
from pressextract.pipeline import Pipeline
from pressextract.readers.fields import LONGEST_TEXT
from pressextract.readers.parsing import parse_or_fail
from pressextract.records.model import Record
from pressextract.run import dated, settle
from pressextract.types import Document, Failure, Release

_DIGEST = 16  # bytes
_GRACE = 1.0  # seconds of processor time after the alarm, in which it should have been heard


class Settings(NamedTuple):
    """What is done with each document; what decides the records is also part of the archive's ruleset."""

    language: str = "auto"
    published: str | None = None
    names: bool = True
    personal_data: str = "keep"
    time_limit: float = 60.0  # seconds a document
    size_limit: int = LONGEST_TEXT  # characters


class Finding(NamedTuple):
    """A record as rows: of ``releases``, ``stems``, ``mentions`` and ``facts``."""

    content: bytes
    given_id: str
    url: str | None
    captured: str | None
    release: Row
    words: str
    mentions: list[Row]
    facts: list[Row]


class Extracted(NamedTuple):
    """One outcome a document, in order, and the records of the findings as an Arrow stream."""

    outcomes: list[Finding | Failure]
    records: bytes


class _TooLong(BaseException):
    """Raised by the alarm; no Exception, so that nothing on the way takes it for its own."""


class Extractor:
    """A pipeline with the settings of a run, built once a process.

    An ``expendable`` process is one that the system may end where it does not hear the alarm, deep in a library.
    """

    def __init__(self, settings: Settings, *, expendable: bool = False) -> None:
        settle()
        self._settings = settings
        self._expendable = expendable
        self._pipeline = Pipeline(
            language=settings.language, names=settings.names, include_text=True, personal_data=settings.personal_data
        )

    def extract(self, documents: list[Document]) -> Extracted:
        """Everything that is written of the documents. Only where one takes too long or fails is each taken alone."""
        try:
            with _alarm(self._settings.time_limit, lethal=self._expendable):
                return self._together(documents)
        except (Exception, _TooLong):  # noqa: BLE001 - which one it was is found by taking each alone
            return join_extracted([self._alone(document) for document in documents])

    def _together(self, documents: list[Document]) -> Extracted:
        items = [self._limited(parse_or_fail(document)) for document in documents]
        records = self._pipeline.pipe([item for item in items if not isinstance(item, Failure)])
        outcomes: list[Finding | Failure] = []
        lines: list[str] = []
        for item in items:
            found = item if isinstance(item, Failure) else _finding(item, next(records))
            if isinstance(found, Failure):
                outcomes.append(found)
            else:
                outcomes.append(found[0])
                lines.append(found[1])
        return Extracted(outcomes, _as_stream(records_batch(lines)))

    def _limited(self, item: Release | Failure) -> Release | Failure:
        if isinstance(item, Failure):
            return item
        if len(item.text) > self._settings.size_limit:
            return Failure(item.path or item.id, f"{len(item.text):,} characters; the limit is {self._settings.size_limit:,}")
        return dated(item, self._settings.published)

    def _alone(self, document: Document) -> Extracted:
        try:
            with _alarm(self._settings.time_limit, lethal=self._expendable):
                return self._together([document])
        except _TooLong:
            return failed(document, f"took longer than {self._settings.time_limit:g} s")
        except Exception as error:  # noqa: BLE001 - one bad document must not end a run of a million
            return failed(document, f"internal error: {type(error).__name__}: {error}")


def failed(document: Document, reason: str) -> Extracted:
    """The outcome of a document that gave nothing."""
    return Extracted([Failure(document.path, reason)], _as_stream(records_batch([])))


def content_of(release: Release) -> bytes:
    """The digest by which captures of the same release are known: of its text, title, date and language.

    The date counts, since short notices repeat one another word by word.
    """
    parts = (release.title, release.published, release.language, release.text)
    return blake2b(_joined(*parts).encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()


def payload_of(document: Document) -> bytes:
    """The digest by which an unchanged document is known without parsing it."""
    head = _joined(document.kind, document.url, document.charset, document.id)
    return blake2b(f"{head}\0".encode("utf-8", "surrogatepass") + document.data, digest_size=_DIGEST).digest()


def _joined(*parts: str | None) -> str:
    """Parts in a form in which no two lists of parts are the same; an absent one is not an empty one."""
    return "\0".join("-" if part is None else f"+{part}" for part in parts)


def _finding(release: Release, record: Record | RecordError) -> tuple[Finding, str] | Failure:
    if isinstance(record, RecordError):
        return Failure(release.path or release.id, str(record))
    content = content_of(release)
    finding = Finding(
        content,
        record.id,
        release.url,
        release.captured,
        release_row(record, content),
        searchable_words(record),
        mention_rows(record),
        fact_rows(record),
    )
    return finding, record.to_json()


def _as_stream(batch: pa.RecordBatch) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def records_of(stream: bytes) -> pa.Table:
    """The records of an :class:`Extracted` as a table."""
    return pa.ipc.open_stream(stream).read_all()


def join_extracted(parts: list[Extracted]) -> Extracted:
    """Several outcomes as one, in order."""
    table = pa.concat_tables([records_of(part.records) for part in parts]).combine_chunks()
    batches = table.to_batches() or [records_batch([])]
    return Extracted([outcome for part in parts for outcome in part.outcomes], _as_stream(batches[0]))


@contextmanager
def _alarm(seconds: float, *, lethal: bool) -> Iterator[None]:
    """Cut off what is inside after some time, in a process's main thread, where the system has alarms.

    A call that never comes back to Python does not hear the first alarm. With ``lethal`` the second, which counts the time of the
    processor, ends the process itself.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_: int, __: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if lethal:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds + _GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGALRM, before)
