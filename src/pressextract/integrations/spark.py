"""Extraction on Apache Spark: as a function of data frames, and as a job for spark-submit (extra: spark).

    spark-submit --master yarn $(python -m pressextract.integrations.spark --where) hdfs:///releases hdfs:///records
    spark-submit JOB s3a://bucket/warc-paths.txt s3a://bucket/records --format file-list

INPUT is read by Spark from any Hadoop file system or object store: a folder of Parquet with the columns of a release (``text``
or ``html``, and perhaps ``id``, ``title``, ``published``, ``url``, ...), of text files (one release each), or a text file that
lists WARC files or others, one a line, which the workers open with Arrow's file systems. OUTPUT becomes a folder of Parquet: one
row a record, ``failure`` saying why where there is none.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pressextract.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession


def extract_frame(releases: DataFrame, **options: Any) -> DataFrame:
    """Records of a data frame of releases; options are those of ``archive.arrow.extract_batches``."""
    from pressextract.archive.arrow import extract_batches

    return _mapped(releases, extract_batches, options)


def extract_listed_files(paths: DataFrame, **options: Any) -> DataFrame:
    """Records of the files that the column ``path`` names; each file is one task's work."""
    from pressextract.archive.arrow import extract_files

    return _mapped(paths, extract_files, options)


def _mapped(frame: DataFrame, extract: Any, options: dict[str, Any]) -> DataFrame:
    try:
        from pyspark.sql.pandas.types import from_arrow_schema
    except ImportError as error:
        raise MissingExtra("spark", "pyspark") from error
    from pressextract.archive.arrow import results_schema

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return extract(batches, **options)

    return frame.mapInArrow(work, from_arrow_schema(results_schema()))


def read_input(spark: SparkSession, path: str, kind: str) -> DataFrame:
    """The input of the job as a data frame."""
    if kind == "parquet":
        return spark.read.parquet(path)
    if kind == "text":
        from pyspark.sql.functions import col, regexp_extract

        files = spark.read.text(path, wholetext=True).select(col("value").alias("text"), col("_metadata.file_path").alias("path"))
        return files.withColumn("id", regexp_extract("path", r"([^/.]+)[^/]*$", 1))
    listed = spark.read.text(path).withColumnRenamed("value", "path").filter("trim(path) != ''")
    return listed.repartition(max(1, listed.count()), "path")


def main(arguments: list[str]) -> int:
    """Run the job."""
    parser = argparse.ArgumentParser(prog="spark-submit JOB", description="Extract records from releases on Spark.")
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--format", choices=["parquet", "text", "file-list"], default="parquet")
    parser.add_argument("--language", default="auto")
    parser.add_argument("--published")
    parser.add_argument("--no-names", dest="names", action="store_false")
    parser.add_argument("--personal-data", choices=["keep", "flag", "mask"], default="keep")
    options = vars(parser.parse_args(arguments))
    source, target, kind = options.pop("input"), options.pop("output"), options.pop("format")
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("pressextract").getOrCreate()
    extract = extract_listed_files if kind == "file-list" else extract_frame
    extract(read_input(spark, source, kind), **options).write.mode("errorifexists").parquet(target)
    spark.stop()
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--where"]:
        sys.stdout.write(f"{__file__}\n")
        sys.exit(0)
    sys.exit(main(sys.argv[1:]))
