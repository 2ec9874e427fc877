"""An archive to one file: its facts or another table as CSV or Parquet, its records as JSON lines."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pressextract.archive.arrow import plain_records
from pressextract.archive.shards import RELEASE, read_shard
from pressextract.archive.store import opened
from pressextract.errors import ArchiveError
from pressextract.records.model import Record

_VIEWS = {"facts": "fact_table"}
_ROWS = 10_000  # rows that are in memory at a time
_BLOBS = frozenset({"content", "payload"})


def export(archive: Path, out: Path, table: str = "facts", *, include_text: bool = False) -> int:
    """Write ``out``, whole or not at all: .jsonl has the records, .csv and .parquet a table; gives the number of rows."""
    part = out.with_name(f"{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with opened(archive) as db:
            rows = _WRITERS[out.suffix.lower()](archive, db, part, table, include_text)
        part.replace(out)
    except KeyError as error:
        raise ArchiveError(out, "unknown kind of export; known are .jsonl (records), .csv and .parquet (tables)") from error
    except OSError as error:
        raise ArchiveError(out, f"cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return rows


def records_of_archive(archive: Path, db: sqlite3.Connection) -> Iterator[Record]:
    """The records in the order of their releases, validated as they were when they were made."""
    for (shard,) in db.execute("SELECT id FROM shards ORDER BY id").fetchall():
        table = read_shard(archive, shard).drop_columns([RELEASE])
        for batch in table.to_batches(max_chunksize=256):
            yield from map(Record.model_validate, plain_records(batch))


def _json_lines(archive: Path, db: sqlite3.Connection, part: Path, _: str, include_text: bool) -> int:
    rows = 0
    with part.open("w", encoding="utf-8", newline="\n") as file:
        for record in records_of_archive(archive, db):
            kept = record if include_text else record.model_copy(update={"text": None})
            file.write(kept.to_json() + "\n")
            rows += 1
    return rows


def _csv(_: Path, db: sqlite3.Connection, part: Path, table: str, __: bool) -> int:
    rows = 0
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        names, batches = _table(db, table)
        writer.writerow(names)
        for batch in batches:
            writer.writerows(batch)
            rows += len(batch)
    return rows


def _parquet(_: Path, db: sqlite3.Connection, part: Path, table: str, __: bool) -> int:
    rows = 0
    names, batches = _table(db, table)
    declared = {name: kind for _, name, kind, *_ in db.execute(f"PRAGMA table_info({_VIEWS.get(table, table)})")}
    schema = pa.schema([pa.field(name, _TYPES.get(declared[name], pa.string())) for name in names])
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in batches:
            columns = [pa.array(column, field.type) for column, field in zip(zip(*batch, strict=True), schema, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))
            rows += len(batch)
    return rows


def _table(db: sqlite3.Connection, table: str) -> tuple[list[str], Iterator[list[tuple[Any, ...]]]]:
    """Column names and rows of a table, digests left out."""
    view = _VIEWS.get(table, table)
    names = [name for _, name, *_ in db.execute(f"PRAGMA table_info({view})") if name not in _BLOBS]
    columns = ", ".join(f'"{name}"' for name in names)
    order = {"facts": "release_number, start", "mentions": "release, layer, number"}.get(table, "rowid")
    order = "source, number" if table == "failures" else order
    cursor = db.execute(f"SELECT {columns} FROM {view} ORDER BY {order}")  # noqa: S608 - names are those of the schema
    return names, iter(lambda: cursor.fetchmany(_ROWS), [])


_WRITERS = {".jsonl": _json_lines, ".ndjson": _json_lines, ".csv": _csv, ".parquet": _parquet}
_TYPES = {"INTEGER": pa.int64(), "NUMERIC": pa.float64(), "REAL": pa.float64()}
