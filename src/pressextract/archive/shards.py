"""The Parquet files of an archive, written beside their place, committed by the database, then moved into it.

A file that a crash left beside its place is moved when the database tells its digest, and removed when it does not: the
database is the truth, and the files follow it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pressextract.archive.arrow import records_schema
from pressextract.errors import ArchiveError

FOLDER = "records"
RELEASE = "release"  # the column that ties a row to the database
_NEXT = ".next"


@lru_cache(maxsize=1)
def shard_schema() -> pa.Schema:
    """The columns of a shard: the release's number in the database, then the record."""
    return records_schema().insert(0, pa.field(RELEASE, pa.int64(), nullable=False))


def shard_path(archive: Path, shard: int) -> Path:
    """Where a shard lies."""
    return archive / FOLDER / f"{shard:06}.parquet"


def read_shard(archive: Path, shard: int) -> pa.Table:
    """The rows of a shard; ArchiveError where the file is missing or damaged."""
    path = shard_path(archive, shard)
    try:
        return pq.read_table(path, schema=shard_schema(), use_threads=False)
    except (OSError, pa.ArrowInvalid) as error:
        raise ArchiveError(path, f"cannot be read: {error}") from error


def without(rows: pa.Table, releases: Iterable[int]) -> pa.Table:
    """The rows but those of some releases."""
    return rows.filter(pc.invert(pc.is_in(rows[RELEASE], pa.array(list(releases), pa.int64()))))


def prepare_shard(archive: Path, shard: int, rows: pa.Table) -> str:
    """Write a shard beside its place, down to the disk, and give its digest; ``rows`` are ordered by release."""
    path = _next(shard_path(archive, shard))
    path.parent.mkdir(exist_ok=True)
    pq.write_table(rows.combine_chunks(), path, compression="zstd", use_dictionary=True, write_statistics=True)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return _digest(path)


def publish_shard(archive: Path, shard: int) -> None:
    """Move a prepared shard into its place; a reader sees the old one or the new one."""
    path = shard_path(archive, shard)
    _next(path).replace(path)


def remove_shard(archive: Path, shard: int) -> None:
    """Remove a shard that has no rows left."""
    shard_path(archive, shard).unlink(missing_ok=True)


def settle_shards(archive: Path, digests: dict[int, str]) -> None:
    """Make the files follow the database after a crash; ``digests`` are those of its shards."""
    folder = archive / FOLDER
    for path in sorted(folder.glob(f"*{_NEXT}")) if folder.is_dir() else ():
        shard = int(path.name.split(".")[0])
        if digests.get(shard) == _digest(path):
            publish_shard(archive, shard)
        else:
            path.unlink()
    for path in sorted(folder.glob("*.parquet")) if folder.is_dir() else ():
        if int(path.name.split(".")[0]) not in digests:
            path.unlink()


def _next(path: Path) -> Path:
    return path.with_name(path.name + _NEXT)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
