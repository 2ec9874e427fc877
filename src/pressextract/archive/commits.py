"""One step of a run: the outcomes of some documents into the database and a shard, all of them or none."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pressextract.archive import shards, store
from pressextract.archive.extraction import Extracted, Finding, records_of
from pressextract.archive.rows import Row
from pressextract.types import Failure


class Entry(NamedTuple):
    """A document of a source: an outcome that is awaited (``None``), a failure, or the capture that it repeats."""

    source: int
    number: int
    path: str
    payload: bytes = b""
    captured: str | None = None
    outcome: Failure | int | None = None


class End(NamedTuple):
    """The end of a source after so many documents."""

    source: int
    documents: int


class _Rows(NamedTuple):
    """Rows of a batch's records that are to be written, and the releases that they belong to."""

    records: pa.Table
    places: list[int]
    releases: list[int]

    def table(self) -> pa.Table:
        """The rows with the number of their release."""
        whole = len(self.places) == self.records.num_rows
        chosen = self.records if whole else self.records.take(pa.array(self.places, pa.int64()))
        return chosen.add_column(0, shards.shard_schema().field(0), pa.array(self.releases, pa.int64()))


Step = list[tuple[list[Entry | End], Extracted]]


class _Commit:
    """The rows of one transaction. New rows are gathered and written table by table, which takes half the time."""

    def __init__(self, db: sqlite3.Connection, archive: Path, ruleset: int) -> None:
        self.db, self.archive, self.ruleset = db, archive, ruleset
        self.next_id = int(store.scalar(db, "SELECT coalesce(max(id), 0) + 1 FROM releases"))
        self.shard = int(store.get(db, "shards") or 0) + 1
        self.tally: Counter[str] = Counter()
        self.gathered: dict[bytes, int] = {}  # releases of this transaction by content
        self.releases: list[store.NewRelease] = []
        self.captures: list[Row] = []
        self.rows: dict[int, list[_Rows]] = defaultdict(list)  # by shard
        self.positions: dict[int, int] = {}
        self.read_before: dict[int, int] = {}  # by source: the last number that a reading before this one has reached

    def add(self, entries: list[Entry | End], extracted: Extracted) -> None:
        """The entries of a batch with what was found in those that awaited it."""
        outcomes, row, records = iter(extracted.outcomes), 0, records_of(extracted.records)
        for entry in entries:
            if isinstance(entry, End):
                self._end(entry)
                continue
            self.tally["documents"] += 1
            self.positions[entry.source] = entry.number
            outcome = next(outcomes) if entry.outcome is None else entry.outcome
            if isinstance(outcome, Failure):
                self._fail(entry, outcome)
            elif isinstance(outcome, int):
                self._repeat(entry, outcome)
            else:
                self._store(entry, outcome, records, row)
                row += 1

    def _fail(self, entry: Entry, failure: Failure) -> None:
        self.tally["failed"] += 1
        self._replace(entry, 0)
        values = (entry.source, entry.number, failure.path, failure.reason)
        self.db.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)", values)

    def _repeat(self, entry: Entry, capture: int) -> None:
        """A document that is the same as one before, and not parsed again."""
        query = "SELECT release_id, url, release FROM captures WHERE id = ?"
        release_id, url, release = self.db.execute(query, (capture,)).fetchone()
        same = self._capture(entry, release_id, url, release)
        self.tally["unchanged" if same else "repeated"] += 1

    def _store(self, entry: Entry, finding: Finding, records: pa.Table, row: int) -> None:
        release, shard, current = self._known(finding.content)
        if current:
            self.tally["repeated"] += 1
        else:
            if shard == self.shard:
                self.tally["new"] += 1
            else:
                store.remove_release(self.db, release)
                self.tally["again"] += 1
            self.gathered[finding.content] = release
            self.releases.append(store.NewRelease(release, shard, self.ruleset, finding))
            if not self.rows[shard] or self.rows[shard][-1].records is not records:
                self.rows[shard].append(_Rows(records, [], []))
            self.rows[shard][-1].places.append(row)
            self.rows[shard][-1].releases.append(release)
        self._capture(entry, finding.given_id, finding.url, release)

    def _known(self, content: bytes) -> tuple[int, int, bool]:
        """Number and shard of a release, new ones for a new release, and whether it was made by the rules in force."""
        if content in self.gathered:
            return self.gathered[content], self.shard, True
        query = "SELECT id, shard, ruleset FROM releases WHERE content = ?"
        if (known := self.db.execute(query, (content,)).fetchone()) is not None:
            return known[0], known[1], known[2] == self.ruleset
        self.next_id += 1
        return self.next_id - 1, self.shard, False

    def _capture(self, entry: Entry, given_id: str | None, url: str | None, release: int) -> bool:
        """Note where a release was found; whether that was known."""
        known = None
        if self._was_read(entry):
            self.db.execute("DELETE FROM failures WHERE source = ? AND number = ?", (entry.source, entry.number))
            query = "SELECT id, state FROM captures WHERE source = ? AND number = ? AND payload = ? AND release = ?"
            known = self.db.execute(query, (entry.source, entry.number, entry.payload, release)).fetchone()
            self._replace(entry, known[0] if known else 0)
        if known is None:
            self.captures.append((entry.source, entry.number, entry.path, given_id, url, entry.captured, entry.payload, release))
        elif known[1] != "live":
            self.db.execute("UPDATE captures SET state = 'live' WHERE id = ?", (known[0],))
        return known is not None

    def _was_read(self, entry: Entry) -> bool:
        """Whether a reading before this one came as far as this document of its source."""
        last = self.read_before.get(entry.source)
        if last is None:
            last = self.read_before[entry.source] = store.scalar(self.db, _LAST_NUMBER, (entry.source, entry.source))
        return entry.number <= last

    def _replace(self, entry: Entry, kept: int) -> None:
        if self._was_read(entry):
            query = "UPDATE captures SET state = 'replaced' WHERE source = ? AND number = ? AND state = 'live' AND id != ?"
            self.db.execute(query, (entry.source, entry.number, kept))

    def _end(self, end: End) -> None:
        self.positions.pop(end.source, None)
        query = "UPDATE sources SET state = 'done', position = ?, ruleset = ? WHERE id = ?"
        self.db.execute(query, (end.documents, self.ruleset, end.source))
        beyond = (end.source, end.documents)
        self.db.execute("UPDATE captures SET state = 'replaced' WHERE source = ? AND number > ? AND state = 'live'", beyond)
        self.db.execute("DELETE FROM failures WHERE source = ? AND number > ?", beyond)

    def finish(self) -> list[int]:
        """Write what was gathered, positions and shards; gives the shards that are prepared."""
        store.insert_releases(self.db, self.releases)
        self.db.executemany(store.INSERT_CAPTURE, self.captures)
        self.db.executemany("UPDATE sources SET position = ? WHERE id = ?", [(n, id_) for id_, n in self.positions.items()])
        for shard, rows in sorted(self.rows.items()):
            added = pa.concat_tables([some.table() for some in rows])
            if shard == self.shard:
                store.put(self.db, "shards", shard)
            else:
                before = shards.read_shard(self.archive, shard)
                replaced = [release for some in rows for release in some.releases]
                added = pa.concat_tables([shards.without(before, replaced), added]).sort_by(shards.RELEASE)
            put_shard(self.db, self.archive, shard, added)
        return sorted(self.rows)


_LAST_NUMBER = """
SELECT max(coalesce((SELECT max(number) FROM captures WHERE source = ?), 0),
  coalesce((SELECT max(number) FROM failures WHERE source = ?), 0))
"""


def put_shard(db: sqlite3.Connection, archive: Path, shard: int, rows: pa.Table) -> None:
    """Prepare a shard and note what it must hold."""
    values = (shard, rows.num_rows, shards.prepare_shard(archive, shard, rows))
    db.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?)", values)


def commit(db: sqlite3.Connection, archive: Path, ruleset: int, step: Step) -> Counter[str]:
    """Write a step; gives how many documents were new, extracted again, repeated, unchanged and failed."""
    with store.transaction(db):
        work = _Commit(db, archive, ruleset)
        for entries, extracted in step:
            work.add(entries, extracted)
        prepared = work.finish()
    for shard in prepared:
        shards.publish_shard(archive, shard)
    return work.tally
