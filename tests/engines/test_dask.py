"""Dask: the same rows as without it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpus_rows import corpus_rows, local_rows

pytest.importorskip("dask.dataframe", reason="Dask is not installed: make test-engines installs it")
pytestmark = pytest.mark.filterwarnings("ignore")


def test_the_rows_of_a_local_run(tmp_path: Path) -> None:
    import dask.dataframe as dd

    from pressextract.integrations.dask import extract_frame, write_records

    (tmp_path / "in").mkdir()
    rows = corpus_rows()
    for part in range(3):
        pq.write_table(pa.Table.from_pylist(rows[part::3]), tmp_path / f"in/{part}.parquet")
    write_records(extract_frame(dd.read_parquet(tmp_path / "in"), names=False), str(tmp_path / "out"))
    found = [row for path in sorted((tmp_path / "out").glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    assert sorted(found, key=lambda row: row["id"]) == local_rows(rows)


def test_distributed_workers(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="distributed is not installed: make test-engines installs it")
    import dask.dataframe as dd

    from pressextract.integrations.dask import extract_frame

    rows = corpus_rows()[:9]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster,
        distributed.Client(cluster),
    ):
        found = extract_frame(dd.read_parquet(tmp_path / "in.parquet"), names=False).compute()
    assert found["id"].tolist() == [row["id"] for row in rows]
    assert found["failure"].isna().sum() == len(rows) - 1
