"""Removing from an archive what belongs to sources that are gone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pressextract.archive import shards, store
from pressextract.archive.commits import put_shard

_ORPHANS = """
SELECT shard, id FROM releases
WHERE NOT EXISTS (SELECT 1 FROM captures WHERE captures.release = releases.id) ORDER BY shard, id
"""


def prune(db: sqlite3.Connection, archive: Path) -> int:
    """Remove captures of gone sources and releases that no capture is left of; gives how many releases."""
    with store.transaction(db):
        db.execute("DELETE FROM captures WHERE source IN (SELECT id FROM sources WHERE state = 'gone')")
        db.execute("DELETE FROM sources WHERE state = 'gone'")
        orphans: dict[int, list[int]] = {}
        for shard, release in db.execute(_ORPHANS).fetchall():
            orphans.setdefault(shard, []).append(release)
        emptied = []
        for shard, releases in orphans.items():
            for release in releases:
                store.remove_release(db, release)
            if _rewrite(db, archive, shard, releases) == 0:
                emptied.append(shard)
    for shard in orphans:
        if shard in emptied:
            shards.remove_shard(archive, shard)
        else:
            shards.publish_shard(archive, shard)
    return sum(map(len, orphans.values()))


def _rewrite(db: sqlite3.Connection, archive: Path, shard: int, removed: list[int]) -> int:
    """Prepare a shard without some releases; gives how many rows are left."""
    kept = shards.without(shards.read_shard(archive, shard), removed)
    if kept.num_rows:
        put_shard(db, archive, shard, kept)
    else:
        db.execute("DELETE FROM shards WHERE id = ?", (shard,))
    return int(kept.num_rows)
