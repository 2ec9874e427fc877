"""Extraction on Dask: partitions of a data frame in, partitions of records out (extra: dask).

import dask.dataframe as dd
from pressextract.integrations.dask import extract_frame, write_records

write_records(extract_frame(dd.read_parquet("releases/")), "records/")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pressextract.archive.arrow import extract_batches, releases_schema, results_schema
from pressextract.errors import MissingExtra

if TYPE_CHECKING:
    import pandas as pd
    from dask.dataframe import DataFrame


def extract_frame(releases: DataFrame, **options: Any) -> DataFrame:
    """Records of a Dask data frame of releases, partition by partition; options are those of ``extract_batches``."""
    return releases.map_partitions(extract_partition, meta=_frame(results_schema().empty_table()), **options)


def extract_partition(releases: pd.DataFrame, **options: Any) -> pd.DataFrame:
    """Records of one partition as a pandas data frame whose columns are Arrow's."""
    known = [name for name in releases_schema().names if name in releases.columns]
    schema = pa.schema([releases_schema().field(name) for name in known])
    table = pa.Table.from_pandas(releases[known].astype("string"), schema=schema, preserve_index=False)
    found = extract_batches(table.combine_chunks().to_batches(), **options)
    return _frame(pa.Table.from_batches(found, schema=results_schema()))


def write_records(records: DataFrame, path: str) -> None:
    """Write records as Parquet, a file a partition, with the schema of the contract."""
    records.to_parquet(path, schema=results_schema(), write_index=False, compression="zstd")


def _frame(table: pa.Table) -> pd.DataFrame:
    try:
        from pandas import ArrowDtype
    except ImportError as error:
        raise MissingExtra("dask", "pandas") from error
    return table.to_pandas(types_mapper=ArrowDtype)
