"""The database of an archive: opened, checked, read and written in whole transactions.

The rollback journal and full synchronisation keep what is committed through a crash; what is not committed never shows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from pressextract import taxonomy
from pressextract.archive.extraction import Finding
from pressextract.errors import ArchiveError

SCHEMA_VERSION = 1
DATABASE = "archive.sqlite"
_WAIT = 10.0  # seconds for another process to let go of the database
_CACHE = 32_000  # kibibytes of pages kept in memory
_FULL = ("full", "disk i/o")  # what SQLite says when the disk is

_RELEASE = (
    *("record_id", "content", "path", "url", "captured", "title", "publisher", "published"),
    *("language", "languages", "model", "text", "warnings"),
)
_MENTION = (
    *("layer", "number", "start", '"end"', "text", "id", "value", "low", "high"),
    *("date", "earliest", "latest", "person", "notes", "rule", "confidence"),
)
_FACT = (
    *("number", "kind", "value", "low", "high", "unit", "offence", "notes"),
    *("date", "earliest", "latest", "place", "start", '"end"', "confidence"),
)


def _insert(table: str, *columns: str) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - no input


INSERT_RELEASE = _insert("releases", "id", *_RELEASE, "shard", "ruleset")
INSERT_MENTION = _insert("mentions", "release", *_MENTION)
INSERT_FACT = _insert("facts", "release", *_FACT)
INSERT_WORDS = _insert("stems", "release", "words")
INSERT_CAPTURE = _insert("captures", "source", "number", "path", "release_id", "url", "captured", "payload", "release")
INSERT_TEXT = _insert("releases_fts", "rowid", "title", "text", "stems")
REMOVE_TEXT = (
    "INSERT INTO releases_fts (releases_fts, rowid, title, text, stems)"
    " SELECT 'delete', id, title, text, stems FROM searchable WHERE id = ?"
)


def create(folder: Path) -> None:
    """An empty archive, unless the folder holds one; ArchiveError where it cannot be written or holds something else."""
    database = folder / DATABASE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if database.exists():
            return
        part = database.with_name(f"{DATABASE}.part")
        for entry in list(folder.iterdir()):
            if entry.name.startswith(part.name):
                entry.unlink()  # what a run left that was killed while it began, with its journal
            elif entry.name != ".lock":
                raise ArchiveError(folder, "holds other files and no archive; give an empty or a new folder")
        with errors_of(folder), closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.executescript(files("pressextract.archive").joinpath("schema.sql").read_text("utf-8"))
            connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", (str(SCHEMA_VERSION),))
        part.replace(database)
    except OSError as error:
        raise ArchiveError(folder, f"cannot be written: {error.strerror or error}") from error


@contextmanager
def opened(folder: Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """The database of an archive; ArchiveError where it is missing, newer than this program, held by another or damaged."""
    database = folder / DATABASE
    if not database.is_file():
        raise ArchiveError(folder, "no archive here; make one with: pressextract index SOURCES -o ARCHIVE")
    mode = "rw" if write else "ro"
    with errors_of(folder), closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)) as db:
        db.isolation_level = None
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
        _check_version(db, folder)
        if write:
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA secure_delete = ON")  # freed bytes are zeroed: the file depends on what it holds alone
        yield db


@contextmanager
def errors_of(folder: Path) -> Iterator[None]:
    """Errors of the database as one line that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(folder, _reason(error)) from error


def _reason(error: sqlite3.Error) -> str:
    said = str(error)
    if "locked" in said or "busy" in said:
        return "the database is held by another process; close that and run again"
    if any(word in said.lower() for word in _FULL):
        return f"{said}: no space left; what was finished is safe, make room and run again"
    if "readonly" in said or "unable to open" in said:
        return f"cannot be written: {said}"
    if "malformed" in said or "not a database" in said:
        return f"damaged: {said}; restore it, or index the sources into a new archive"
    return said


def _check_version(db: sqlite3.Connection, folder: Path) -> None:
    try:
        found = int(get(db, "schema_version") or 0)
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        found = 0
    if found > SCHEMA_VERSION:
        raise ArchiveError(folder, f"of schema version {found}, newer than this program's {SCHEMA_VERSION}: upgrade pressextract")
    if found < 1:
        raise ArchiveError(folder / DATABASE, "a database, but no archive of pressextract")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of what is inside, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def get(db: sqlite3.Connection, key: str) -> str | None:
    """A value of ``meta``."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def put(db: sqlite3.Connection, key: str, value: object) -> None:
    """Set a value of ``meta``."""
    db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, str(value)))


def refresh_labels(db: sqlite3.Connection) -> None:
    """Write the labels of the taxonomy as it is now."""
    db.execute("DELETE FROM labels")
    db.executemany("INSERT INTO labels VALUES (?, ?, ?, ?)", _labels())


class NewRelease(NamedTuple):
    """A release that is to be written, with everything found in it."""

    id: int
    shard: int
    ruleset: int
    finding: Finding


def insert_releases(db: sqlite3.Connection, releases: list[NewRelease]) -> None:
    """Write releases, what was found in them, and their words into the index."""
    db.executemany(INSERT_RELEASE, ((r.id, *r.finding.release, r.shard, r.ruleset) for r in releases))
    db.executemany(INSERT_WORDS, ((r.id, r.finding.words) for r in releases))
    db.executemany(INSERT_MENTION, ((r.id, *mention) for r in releases for mention in r.finding.mentions))
    db.executemany(INSERT_FACT, ((r.id, *fact) for r in releases for fact in r.finding.facts))
    title, text = _RELEASE.index("title"), _RELEASE.index("text")
    found = ((r.id, r.finding.release[title], r.finding.release[text], r.finding.words) for r in releases)
    db.executemany(INSERT_TEXT, found)


def remove_release(db: sqlite3.Connection, id_: int) -> None:
    """A release and everything found in it, but for its captures."""
    db.execute(REMOVE_TEXT, (id_,))
    for table in ("stems", "mentions", "facts"):
        db.execute(f"DELETE FROM {table} WHERE release = ?", (id_,))  # noqa: S608 - names from the line above
    db.execute("DELETE FROM releases WHERE id = ?", (id_,))


def scalar(db: sqlite3.Connection, query: str, values: Iterable[Any] = ()) -> Any:
    """The one value of a query; ``None`` where there is no row."""
    row = db.execute(query, tuple(values)).fetchone()
    return row[0] if row else None


def _labels() -> Iterator[tuple[str, str, str, str]]:
    """Labels of every id in each language; a place has one name."""
    for layer, known in (
        ("offence", taxonomy.offence_types()),
        ("role", taxonomy.roles()),
        ("organisation", taxonomy.organisations()),
        ("unit", taxonomy.units()),
    ):
        for id_, entry in sorted(known.items()):
            for language, label in sorted((getattr(entry, "label", None) or {}).items()):
                yield layer, id_, language, label
    for id_, place in sorted(taxonomy.places().items()):
        yield "place", id_, "und", place.name
