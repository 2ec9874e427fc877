"""Spark on a real local cluster of two workers: the same rows as without it, also when a worker is killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpus_rows import CORPUS, corpus_rows, local_rows

from web_archive import page, record, web_archive

pytest.importorskip("pyspark", reason="Spark is not installed: make test-engines installs it")
pytestmark = [
    pytest.mark.skipif(
        shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="Spark needs Java, and there is none"
    ),
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
    for setting in ("spark.driver.host", "spark.driver.bindAddress"):
        builder = builder.config(setting, "127.0.0.1")
    session = builder.config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path)).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def read_rows(folder: Path) -> list[dict[str, Any]]:
    rows = [row for path in folder.glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    return sorted(rows, key=lambda row: row["id"])


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("releases")
    rows = corpus_rows()
    for part in range(4):
        pq.write_table(pa.Table.from_pylist(rows[part::4]), folder / f"{part}.parquet")
    return folder


def test_the_rows_of_a_local_run(spark: Any, releases: Path, tmp_path: Path) -> None:
    from pressextract.integrations.spark import extract_frame, read_input

    frame = read_input(spark, str(releases), "parquet").repartition(4)
    extract_frame(frame, names=False).write.parquet(str(tmp_path / "out"))
    assert read_rows(tmp_path / "out") == local_rows(corpus_rows())


def test_an_executor_that_is_killed(spark: Any, releases: Path, tmp_path: Path) -> None:
    """The first task to come kills the machine that it runs on: the JVM of its executor, two processes above it."""
    from pyspark.sql.pandas.types import from_arrow_schema

    from pressextract.archive.arrow import extract_batches, results_schema
    from pressextract.integrations.spark import read_input

    mark = tmp_path / "killed"

    def deadly(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            yield from extract_batches(batches, names=False)
            return
        daemon = os.getppid()
        stat = Path(f"/proc/{daemon}/stat").read_text()
        os.kill(int(stat.rpartition(")")[2].split()[1]), 9)
        yield from extract_batches(batches, names=False)

    frame = read_input(spark, str(releases), "parquet").repartition(4)
    frame.mapInArrow(deadly, from_arrow_schema(results_schema())).write.parquet(str(tmp_path / "out"))
    assert mark.exists()
    assert read_rows(tmp_path / "out") == local_rows(corpus_rows())


def test_lists_of_web_archives(spark: Any, tmp_path: Path) -> None:
    from pressextract.integrations.spark import extract_listed_files, read_input

    text = "Polisen grep två män för rån i Lund den 3 maj, säger presstalesperson Karin Ekdahl."
    for number in range(2):
        records = [record(f"https://a.se/{number}/{n}", page(f"{text} {n}.", "2024-05-06")) for n in range(20)]
        (tmp_path / f"{number}.warc.gz").write_bytes(web_archive(*records))
    (tmp_path / "paths.txt").write_text(f"{tmp_path}/0.warc.gz\nfile://{tmp_path}/1.warc.gz\n{tmp_path}/none.warc.gz\n", "utf-8")
    found = extract_listed_files(read_input(spark, str(tmp_path / "paths.txt"), "file-list"), names=False).collect()
    assert sorted(row.source.url for row in found if row.failure is None) == sorted(
        f"https://a.se/{number}/{n}" for number in range(2) for n in range(20)
    )
    (failed,) = [row for row in found if row.failure is not None]
    assert failed.id.endswith("none.warc.gz")
    assert {row.dates[0].value for row in found if row.failure is None} == {"2024-05-03"}


def test_the_job(releases: Path, tmp_path: Path) -> None:
    """What spark-submit runs, as a process of its own; text files have no dates but their own."""
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    texts = tmp_path / "texts"
    texts.mkdir()
    for path in sorted((CORPUS / "en").glob("*.md"))[:3]:
        (texts / f"{path.stem}.txt").write_text(path.read_text("utf-8").split("---", 2)[2], "utf-8")
    where = subprocess.run(
        [sys.executable, "-m", "pressextract.integrations.spark", "--where"], capture_output=True, text=True, check=False
    )
    submit = Path(sys.executable).with_name("spark-submit")
    command = [submit, "--master", "local[2]", where.stdout.strip(), texts, tmp_path / "out", "--format", "text", "--no-names"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = read_rows(tmp_path / "out")
    assert [row["id"] for row in rows] == sorted(path.stem for path in texts.iterdir())
    assert all(row["failure"] is None and row["offences"] for row in rows)
