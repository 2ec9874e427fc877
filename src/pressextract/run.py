"""Running the pipeline over many releases, in this process or in several, with the same output either way."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from pressextract.errors import PressextractError, RecordError
from pressextract.pipeline import Pipeline
from pressextract.records.model import Record
from pressextract.types import Failure, Release

_CHUNK = 64  # releases a task: enough to hide the cost of sending, few enough to keep the progress moving
_WAITING = 4  # tasks a worker that may be under way or waiting
_ROOMY = 500_000  # young objects before a garbage collection: records are built and dropped without cycles
LAYERS = ("dates", "roles", "counts", "offences", "facts")


class Options(NamedTuple):
    """What a run does with each release."""

    language: str = "auto"
    published: str | None = None
    include_text: bool = False
    names: bool = True
    personal_data: str = "keep"
    indent: int | None = None


class Success(NamedTuple):
    """A finished record as JSON, with what the summary needs of it."""

    id: str
    path: str | None
    language: str
    json: str
    tally: tuple[int, ...]
    warnings: int


Outcome = Success | Failure


def run(items: Iterable[Release | Failure], options: Options, jobs: int = 1) -> Iterator[Outcome]:
    """Outcomes in the order of the items. With ``jobs`` > 1 the queue is bounded, so that memory does not grow."""
    if jobs <= 1:
        settle()
        worker, waiting = Worker(options), iter(items)
        while chunk := list(islice(waiting, _CHUNK)):
            yield from worker.process(chunk)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(options,)) as pool:
        yield from _in_order(iter(items), pool, jobs)


def _in_order(items: Iterator[Release | Failure], pool: ProcessPoolExecutor, jobs: int) -> Iterator[Outcome]:
    waiting: deque[Future[list[Outcome]]] = deque()
    while True:
        while len(waiting) < _WAITING * jobs and (chunk := list(islice(items, _CHUNK))):
            waiting.append(pool.submit(_process_chunk, chunk))
        if not waiting:
            return
        yield from waiting.popleft().result()


class Worker:
    """A pipeline with the options of a run; many releases in, one outcome each."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._pipeline = Pipeline(
            language=options.language,
            include_text=options.include_text,
            names=options.names,
            personal_data=options.personal_data,
        )

    def process(self, items: list[Release | Failure]) -> list[Outcome]:
        """One outcome an item, in order."""
        releases = [dated(item, self._options.published) for item in items if not isinstance(item, Failure)]
        outcomes = iter(self._together(releases))
        return [item if isinstance(item, Failure) else next(outcomes) for item in items]

    def _together(self, releases: list[Release]) -> list[Outcome]:
        try:
            return [self._outcome(*pair) for pair in zip(releases, self._pipeline.pipe(releases), strict=True)]
        except Exception:  # noqa: BLE001 - which one it was is found by taking each alone
            return [self._alone(release) for release in releases]

    def _alone(self, release: Release) -> Outcome:
        try:
            return self._outcome(release, self._pipeline.process(release))
        except PressextractError as error:
            return Failure(_where(release), str(error))
        except Exception as error:  # noqa: BLE001 - one bad document must not end a run of a million
            return Failure(_where(release), f"internal error: {type(error).__name__}: {error}")

    def _outcome(self, release: Release, record: Record | RecordError) -> Outcome:
        if isinstance(record, RecordError):
            return Failure(_where(release), str(record))
        json = record.to_json(self._options.indent)
        return Success(record.id, release.path, record.language, json, tally_of(record), len(record.warnings))


def _where(release: Release) -> str:
    return release.path or release.id


def dated(release: Release, published: str | None) -> Release:
    """The release with a publication date, where it has none and one is given."""
    if published is None or release.published is not None:
        return release
    return replace(release, published=published, published_basis="given")


def tally_of(record: Record) -> tuple[int, ...]:
    """How many mentions of each of :data:`LAYERS` a record holds."""
    return tuple(len(getattr(record, layer)) for layer in LAYERS)


def settle() -> None:
    """Tell the garbage collector that what is loaded stays: it need not look at the lexicons again and again."""
    gc.freeze()
    gc.set_threshold(_ROOMY, 20, 20)


_worker: Worker | None = None


def _start(options: Options) -> None:
    global _worker  # noqa: PLW0603 - one pipeline a process, built when it starts
    settle()
    _worker = Worker(options)


def _process_chunk(items: list[Release | Failure]) -> list[Outcome]:
    assert _worker is not None
    return _worker.process(items)
