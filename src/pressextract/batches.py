"""Releases in runs that go through a station together: its code and words then stay in the processor's cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pressextract.types import Release

_MOST = 64  # releases
_FULL = 100_000  # characters after which a batch is full, so that long texts do not fill the memory


def batches_of(releases: Iterable[Release]) -> Iterator[list[Release]]:
    """Runs of releases of which no more than a batch is in memory, by number and by size."""
    batch: list[Release] = []
    size = 0
    for release in releases:
        batch.append(release)
        size += len(release.text)
        if len(batch) == _MOST or size >= _FULL:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
