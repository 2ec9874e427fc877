"""The corpus as rows for engines, and the rows that a local run gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from pressextract.archive.arrow import extract_batches, releases_schema
from pressextract.readers.sources import read_sources
from pressextract.types import Release

CORPUS = Path(__file__).parents[2] / "corpus"


def corpus_rows() -> list[dict[str, Any]]:
    """The releases of the corpus, and one that fails."""
    names = releases_schema().names
    releases = [item for item in read_sources([CORPUS]) if isinstance(item, Release)]
    bad = dict.fromkeys(names) | {"id": "bad", "text": ""}
    return [bad, *({name: getattr(release, name, None) for name in names} for release in releases)]


def local_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What extraction gives for the rows, by id."""
    batch = pa.RecordBatch.from_pylist(rows, schema=releases_schema())
    return sorted(
        (row for found in extract_batches([batch], names=False) for row in found.to_pylist()), key=lambda row: row["id"]
    )
