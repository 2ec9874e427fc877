"""A run over many inputs into an archive that is whole at every moment.

The inputs are listed first, then read in the order of their paths. Some thousands of documents at a time become one
transaction of the database and one Parquet file; a run that is killed goes on behind the last transaction.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pressextract.archive import inventory, store
from pressextract.archive.commits import End, Entry, Step, commit
from pressextract.archive.extraction import Settings, payload_of
from pressextract.archive.pruning import prune as prune_archive
from pressextract.archive.rulesets import change_between, versions_of
from pressextract.archive.shards import settle_shards
from pressextract.archive.workers import Batch, extract_in_order
from pressextract.errors import ArchiveError
from pressextract.readers.documents import read_documents
from pressextract.types import Document, Failure

_BATCH = 256  # documents that go to a worker together
_BATCH_BYTES = 4_000_000  # after which a batch is full
_STEP = 8  # batches of a transaction: two thousand notices, or as many pages as fit
_LOCK = ".lock"


class Progress(NamedTuple):
    """How far a run is: documents and failures of this run, bytes of finished sources and of all that were pending."""

    documents: int
    failed: int
    bytes_done: int
    bytes_total: int


@dataclass(slots=True)
class Summary:
    """What a run did. ``tally`` counts documents, new, again, repeated, unchanged, failed; ``notes`` are for the user."""

    tally: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    gone: int = 0
    pruned: int = 0
    interrupted: bool = False


Report = Callable[[Progress], None]
_Item = Entry | End | tuple[Entry, Document]  # a document that is to be parsed comes with its entry


def index(
    sources: Iterable[Path],
    archive: Path,
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    prune: bool = False,
    retry_failed: bool = False,
    report: Report | None = None,
) -> Summary:
    """Bring an archive up to date with its sources. ArchiveError where it cannot be written; failing documents are rows.

    ``retry_failed`` reads nothing but the documents that failed before. An interrupt ends the run behind the last transaction
    and is told in the summary.
    """
    run = _Run(archive, settings or Settings(), jobs, report or (lambda _: None))
    store.create(archive)
    with _locked(archive), store.opened(archive, write=True) as db:
        settle_shards(archive, dict(db.execute("SELECT id, sha256 FROM shards").fetchall()))
        try:
            run.retry(db) if retry_failed else run.update(db, list(sources))
        except KeyboardInterrupt:
            run.summary.interrupted = True
        if prune and not run.summary.interrupted:
            run.summary.pruned = prune_archive(db, archive)
    return run.summary


class _Run:
    def __init__(self, archive: Path, settings: Settings, jobs: int, report: Report) -> None:
        self.archive, self.settings, self.jobs, self.report = archive, settings, jobs, report
        self.summary = Summary()
        self.bytes_total = 0
        self.bytes_done = 0

    def update(self, db: sqlite3.Connection, sources: list[Path]) -> None:
        """Read what is new, changed or was made by other rules."""
        ruleset = self._begin(db, sources)
        self.bytes_total = inventory.pending_bytes(db)
        self._extract(db, ruleset, self._documents(db, inventory.pending(db)))
        with store.transaction(db):
            store.put(db, "state", "done")

    def retry(self, db: sqlite3.Connection) -> None:
        """Read the documents that failed."""
        ruleset = self._ruleset(db)
        if ruleset != int(store.get(db, "ruleset") or ruleset):
            self.summary.notes.append("the rules have changed since the last run; run index without --retry-failed for the rest")
        self._extract(db, ruleset, self._failed_documents(db))

    def _begin(self, db: sqlite3.Connection, sources: list[Path]) -> int:
        """List the inputs and decide what is stale; where a run that was cut short goes on, nothing is written anew."""
        open_run = store.get(db, "state") == "open"
        run = int(store.get(db, "run") or 0) + (not open_run)
        ruleset = self._ruleset(db)
        same_rules = store.get(db, "ruleset") == str(ruleset)
        if open_run and same_rules and not inventory.differs(db, sources, run):
            self.summary.notes.append("going on where the last run stopped")
            return ruleset
        with store.transaction(db):
            store.put(db, "run", run)
            store.put(db, "state", "open")
            self._keep_what_stands(db, ruleset)
            inventory.take_inventory(db, sources, run)
            db.execute(_STALE, (ruleset,))
            self.summary.gone = store.scalar(db, "SELECT count(*) FROM sources WHERE state = 'gone'")
        return ruleset

    def _ruleset(self, db: sqlite3.Connection) -> int:
        """The number of the rules in force."""
        versions = json.dumps(versions_of(self.settings), sort_keys=True)
        known = store.scalar(db, "SELECT id FROM rulesets WHERE versions = ?", (versions,))
        if known is None:
            with store.transaction(db):
                known = db.execute("INSERT INTO rulesets (versions) VALUES (?)", (versions,)).lastrowid
                store.refresh_labels(db)
        return int(known)

    def _keep_what_stands(self, db: sqlite3.Connection, ruleset: int) -> None:
        """Move releases that a change of the rules cannot affect to the new ruleset; the others are stale now."""
        store.put(db, "ruleset", ruleset)
        new = json.loads(store.scalar(db, "SELECT versions FROM rulesets WHERE id = ?", (ruleset,)))
        used = "SELECT DISTINCT ruleset FROM releases WHERE ruleset != ?"
        for (old,) in db.execute(used, (ruleset,)).fetchall():
            versions = json.loads(store.scalar(db, "SELECT versions FROM rulesets WHERE id = ?", (old,)))
            change = change_between(versions, new)
            db.execute(f"UPDATE releases SET ruleset = ? WHERE ruleset = ? AND NOT ({change.condition})", (ruleset, old))  # noqa: S608
            stale = store.scalar(db, "SELECT count(*) FROM releases WHERE ruleset = ?", (old,))
            self.summary.notes.append(f"{change.reason} ({stale} releases)")

    def _documents(self, db: sqlite3.Connection, sources: Iterable[inventory.Source]) -> Iterator[_Item]:
        for source in sources:
            number = 0
            for number, item in enumerate(read_documents(Path(source.path)), 1):
                if number > source.position:
                    yield self._entry(db, source.id, number, item)
            yield End(source.id, number)
            self.bytes_done += source.size

    def _failed_documents(self, db: sqlite3.Connection) -> Iterator[_Item]:
        """The documents that failed, and those that a source now has behind its end where reading it failed."""
        query = "SELECT DISTINCT source, sources.path FROM failures JOIN sources ON sources.id = source ORDER BY sources.path"
        for id_, path in db.execute(query).fetchall():
            wanted = {n for (n,) in db.execute("SELECT number FROM failures WHERE source = ?", (id_,)).fetchall()}
            known = store.scalar(db, "SELECT position FROM sources WHERE id = ?", (id_,))
            for number, item in enumerate(read_documents(Path(path)), 1):
                if number in wanted or number > known:
                    yield self._entry(db, id_, number, item)

    def _entry(
        self, db: sqlite3.Connection, source: int, number: int, item: Document | Failure
    ) -> Entry | tuple[Entry, Document]:
        if isinstance(item, Failure):
            return Entry(source, number, item.path, outcome=item)
        payload = payload_of(item)
        known = store.scalar(db, _CURRENT, (payload,))
        entry = Entry(source, number, item.path, payload, item.captured, known)
        return entry if known is not None else (entry, item)

    def _extract(self, db: sqlite3.Connection, ruleset: int, items: Iterator[_Item]) -> None:
        step: Step = []
        for batch, found in extract_in_order(_batches(items), self.settings, self.jobs):
            step.append((batch.tag, found))
            if len(step) == _STEP:
                self._commit(db, ruleset, step)
                step = []
        if step:
            self._commit(db, ruleset, step)

    def _commit(self, db: sqlite3.Connection, ruleset: int, step: Step) -> None:
        self.summary.tally.update(commit(db, self.archive, ruleset, step))
        tally = self.summary.tally
        self.report(Progress(tally["documents"], tally["failed"], self.bytes_done, self.bytes_total))


# A capture with the same bytes whose release was made by the rules in force.
_CURRENT = """
SELECT min(captures.id) FROM captures JOIN releases ON releases.id = captures.release
WHERE payload = ? AND ruleset = (SELECT value FROM meta WHERE key = 'ruleset')
"""
# Sources that hold releases made by other rules are read again.
_STALE = """
UPDATE sources SET state = 'pending', position = 0 WHERE state = 'done' AND EXISTS (
  SELECT 1 FROM captures JOIN releases ON releases.id = captures.release
  WHERE captures.source = sources.id AND captures.state = 'live' AND releases.ruleset != ?)
"""


def _batches(items: Iterable[_Item]) -> Iterator[Batch[list[Entry | End]]]:
    """Documents by number and size, with their entries; documents that need no parsing count as well."""
    entries: list[Entry | End] = []
    documents: list[Document] = []
    size = 0
    for item in items:
        if isinstance(item, (Entry, End)):
            entries.append(item)
        else:
            entry, document = item
            entries.append(entry)
            documents.append(document)
            size += len(document.data)
        if len(entries) >= _BATCH or size >= _BATCH_BYTES:
            yield Batch(documents, entries)
            entries, documents, size = [], [], 0
    if entries:
        yield Batch(documents, entries)


@contextmanager
def _locked(archive: Path) -> Iterator[None]:
    """One run at a time; the lock ends with the process that holds it."""
    try:
        import fcntl
    except ImportError:  # no such locks here: the database's own keeps runs apart
        yield
        return
    try:
        file = os.open(archive / _LOCK, os.O_CREAT | os.O_RDWR)
    except OSError as error:
        raise ArchiveError(archive, f"cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise ArchiveError(archive, "another run is writing to it") from error
    finally:
        os.close(file)
