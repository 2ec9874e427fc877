"""Batches of documents to one process or several, outcomes in order, a bounded queue; a worker that dies is replaced."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Generic, NamedTuple, TypeVar

from pressextract.archive.extraction import Extracted, Extractor, Settings, failed, join_extracted
from pressextract.types import Document

_WAITING = 2  # batches a worker that may be under way or waiting
Tag = TypeVar("Tag")


class Batch(NamedTuple, Generic[Tag]):
    """Documents that go to a worker together, with what the caller wants back beside their outcomes."""

    documents: list[Document]
    tag: Tag


def extract_in_order(batches: Iterable[Batch[Tag]], settings: Settings, jobs: int = 1) -> Iterator[tuple[Batch[Tag], Extracted]]:
    """Each batch with what was found in it, in order. One job is this process; of several none sees another's documents.

    A worker that dies takes its batch with it: that is done again document by document, and the one at which a worker dies
    is a failure.
    """
    if jobs <= 1:
        extractor = Extractor(settings)
        for batch in batches:
            yield batch, extractor.extract(batch.documents)
        return
    pool = _Pool(settings, jobs)
    waiting: deque[tuple[Batch[Tag], Future[Extracted]]] = deque()
    source = iter(batches)
    try:
        while True:
            while len(waiting) < _WAITING * jobs and (read := next(source, None)) is not None:
                waiting.append((read, pool.submit(read.documents)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                found = future.result()
            except BrokenProcessPool:
                found = pool.one_by_one(batch.documents)
                waiting = deque((other, pool.submit(other.documents)) for other, _ in waiting)
            yield batch, found
    finally:
        pool.close()


class _Pool:
    """Worker processes, made anew when one of them has died."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings, self._jobs = settings, jobs
        self._executor = self._new(jobs)

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, initializer=_start, initargs=(self._settings,))

    def submit(self, documents: list[Document]) -> Future[Extracted]:
        try:
            return self._executor.submit(_extract, documents)
        except BrokenProcessPool:
            self._renew()
            return self._executor.submit(_extract, documents)

    def _renew(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._new(self._jobs)

    def one_by_one(self, documents: list[Document]) -> Extracted:
        """The documents of a broken batch, each in a worker that may die of it."""
        self._renew()
        parts: list[Extracted] = []
        for document in documents:
            try:
                parts.append(self.submit([document]).result())
            except BrokenProcessPool:
                parts.append(failed(document, "the worker died of it"))
        return join_extracted(parts)

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


_extractor: Extractor | None = None


def _start(settings: Settings) -> None:
    global _extractor  # noqa: PLW0603 - one pipeline a process, built when it starts
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    threading.Thread(target=_follow_parent, daemon=True).start()
    _extractor = Extractor(settings, expendable=True)


def _follow_parent() -> None:
    """End with the parent, even when that is killed: nobody would take what is found."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _extract(documents: list[Document]) -> Extracted:
    assert _extractor is not None
    return _extractor.extract(documents)
