"""The files of a run, found by a walk that lists no folder into memory, and kept in the database in the order of their paths."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pressextract.archive.store import scalar
from pressextract.readers.sources import is_release_file
from pressextract.types import Failure

_UPSERT = """
INSERT INTO sources (path, size, mtime, run, state) VALUES (?, ?, ?, ?, 'pending')
ON CONFLICT (path) DO UPDATE SET
  state = iif(state = 'gone' OR size != excluded.size OR mtime != excluded.mtime, 'pending', state),
  position = iif(state = 'gone' OR size != excluded.size OR mtime != excluded.mtime, 0, position),
  size = excluded.size, mtime = excluded.mtime, run = excluded.run
"""
_PAGE = 500  # sources that are read from the database at a time


class Source(NamedTuple):
    """A file that is to be read, from ``position`` documents on."""

    id: int
    path: str
    size: int
    position: int


class _File(NamedTuple):
    path: str
    size: int
    mtime: int  # nanoseconds


def differs(db: sqlite3.Connection, sources: Iterable[Path], run: int) -> bool:
    """Whether the files are not those that this run has found already."""
    seen = 0
    for item in _files(sources):
        path, size, mtime = (item.path, 0, 0) if isinstance(item, Failure) else item
        row = db.execute("SELECT size, mtime, run FROM sources WHERE path = ?", (path,)).fetchone()
        if row != (size, mtime, run):
            return True
        seen += 1
    return bool(seen != scalar(db, "SELECT count(*) FROM sources WHERE run = ?", (run,)))


def take_inventory(db: sqlite3.Connection, sources: Iterable[Path], run: int) -> None:
    """Every file into ``sources``: new and changed ones are pending, those that are no longer there are gone."""
    for item in _files(sources):
        if isinstance(item, Failure):
            db.execute(_UPSERT, (item.path, 0, 0, run))
            id_ = scalar(db, "UPDATE sources SET state = 'done' WHERE path = ? RETURNING id", (item.path,))
            db.execute("INSERT OR REPLACE INTO failures VALUES (?, 0, ?, ?)", (id_, item.path, item.reason))
        else:
            db.execute(_UPSERT, (*item, run))
    for id_, path in _unseen(db, run):
        if not os.path.lexists(path):
            db.execute("UPDATE sources SET state = 'gone' WHERE id = ?", (id_,))
            db.execute("UPDATE captures SET state = 'gone' WHERE source = ? AND state = 'live'", (id_,))
            db.execute("DELETE FROM failures WHERE source = ?", (id_,))


def pending(db: sqlite3.Connection) -> Iterator[Source]:
    """The sources that are to be read, in the order of their paths."""
    last = ""
    query = "SELECT id, path, size, position FROM sources WHERE state = 'pending' AND path > ? ORDER BY path LIMIT ?"
    while rows := db.execute(query, (last, _PAGE)).fetchall():
        yield from (Source(*row) for row in rows)
        last = rows[-1][1]


def pending_bytes(db: sqlite3.Connection) -> int:
    """The size of all sources that are to be read."""
    return int(scalar(db, "SELECT coalesce(sum(size), 0) FROM sources WHERE state = 'pending'"))


def _unseen(db: sqlite3.Connection, run: int) -> Iterator[tuple[int, str]]:
    last = 0
    query = "SELECT id, path FROM sources WHERE run != ? AND state != 'gone' AND id > ? ORDER BY id LIMIT ?"
    while rows := db.execute(query, (run, last, _PAGE)).fetchall():
        yield from rows
        last = rows[-1][0]


def _files(sources: Iterable[Path]) -> Iterator[_File | Failure]:
    for source in sources:
        try:
            if source.is_dir():
                yield from _below(source, frozenset())
            else:
                yield _file(str(source), source.stat())
        except OSError as error:
            yield Failure(str(source), error.strerror or str(error))


def _below(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[_File | Failure]:
    """The release files below a folder, in the order of the file system."""
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        if here in above:
            yield Failure(str(folder), "symbolic link that leads back to a folder above it")
            return
        with os.scandir(folder) as entries:
            for entry in entries:
                yield from _entry(entry, above | {here})
    except OSError as error:
        yield Failure(str(folder), error.strerror or str(error))


def _entry(entry: os.DirEntry[str], above: frozenset[tuple[int, int]]) -> Iterator[_File | Failure]:
    if entry.name.startswith("."):
        return
    try:
        if entry.is_dir():
            yield from _below(Path(entry.path), above)
        elif is_release_file(Path(entry.path)):
            yield _file(entry.path, entry.stat())
    except OSError as error:
        yield Failure(entry.path, error.strerror or str(error))


def _file(path: str, status: os.stat_result) -> _File:
    return _File(path, status.st_size, status.st_mtime_ns)
