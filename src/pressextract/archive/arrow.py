"""The record as an Arrow schema, and extraction over Arrow record batches: the one interface that engines call.

>>> import pyarrow as pa
>>> texts = pa.RecordBatch.from_pylist([{"id": "a", "text": "Polisen grep två män den 3 maj.", "published": "2024-05-06"}])
>>> (records,) = extract_batches([texts], names=False)
>>> records.column("id").to_pylist(), records.column("dates")[0][0]["value"].as_py()
(['a'], '2024-05-03')
"""

from __future__ import annotations

import io
import types
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any, Literal, TypedDict, Union, Unpack, get_args, get_origin

import pyarrow as pa
from pyarrow import json as arrow_json
from pyarrow.fs import FileSystem, LocalFileSystem
from pydantic import BaseModel

from pressextract.data import available_languages
from pressextract.errors import ReadError
from pressextract.readers.documents import split_stream
from pressextract.readers.exports import release_of_entry
from pressextract.readers.parsing import parse_or_fail
from pressextract.records.model import Label, Record, Value
from pressextract.run import Options, Success, Worker
from pressextract.types import Failure, Release

_ROWS = 256  # records of a batch that is made of files
_BLOCK = 1 << 30  # bytes that are parsed at a time: a batch in one piece
FAILURE = "failure"


@lru_cache(maxsize=1)
def records_schema() -> pa.Schema:
    """The schema of records, made from the contract, with ``text``."""
    return pa.schema([pa.field(name, _arrow_type(field.annotation)) for name, field in Record.model_fields.items()])


@lru_cache(maxsize=1)
def results_schema() -> pa.Schema:
    """What :func:`extract_batches` gives: a record's columns, and ``failure`` with the reason where there is no record."""
    return records_schema().append(pa.field(FAILURE, pa.string()))


def releases_schema() -> pa.Schema:
    """What :func:`extract_batches` takes; only ``text`` is needed, other columns are ignored."""
    names = ("id", "text", "title", "published", "url", "publisher", "language", "captured", "path")
    return pa.schema([pa.field(name, pa.string()) for name in names])


class ExtractOptions(TypedDict, total=False):
    """What is done with each release: the options of a run, by their names there, each with the same default."""

    language: str
    published: str | None
    names: bool
    personal_data: str


def extract_batches(batches: Iterable[pa.RecordBatch], **options: Unpack[ExtractOptions]) -> Iterator[pa.RecordBatch]:
    """Records for releases, batch by batch and row by row in order; a row that fails says why in ``failure``.

    Rows have ``text``, or ``html``. The pipeline is built once a process, however often this is called.
    """
    worker = _worker(Options(include_text=True, **options))
    for batch in batches:
        rows = batch.to_pylist()
        items = [_release(row, f"row {number}") for number, row in enumerate(rows, 1)]
        yield _results(worker.process(items), [str(row["id"]) if row.get("id") is not None else None for row in rows])


def extract_files(batches: Iterable[pa.RecordBatch], **options: Unpack[ExtractOptions]) -> Iterator[pa.RecordBatch]:
    """Records for files that are named in the column ``path``: of this machine, or of any file system that Arrow opens
    (``s3://``, ``gs://``, ``hdfs://``). WARC files are read as a stream.
    """
    worker = _worker(Options(include_text=True, **options))
    for batch in batches:
        for path in batch.column("path").to_pylist():
            items = _releases_of_file(path)
            while some := list(islice(items, _ROWS)):
                yield _results(worker.process(some), [item.path for item in some])


def _releases_of_file(path: str) -> Iterator[Release | Failure]:
    try:
        system, inner = FileSystem.from_uri(path) if "://" in path else (LocalFileSystem(), path)
        with system.open_input_file(inner) as stream:
            for item in split_stream(inner, stream, path):
                yield item if isinstance(item, Failure) else parse_or_fail(item)
    except (OSError, pa.ArrowInvalid) as error:
        yield Failure(path, str(error))


@lru_cache(maxsize=4)
def _worker(options: Options) -> Worker:
    return Worker(options)


def _release(row: dict[str, Any], path: str) -> Release | Failure:
    """The release of a row, which has a path only where it gives one."""
    given = row.get("path")
    try:
        release = release_of_entry(row, str(given or path), default_id="")
    except ReadError as error:
        return Failure(error.path, error.reason)
    return release if given else replace(release, path=None)


def _results(outcomes: list[Success | Failure], ids: Sequence[str | None]) -> pa.RecordBatch:
    """Records and failures as one batch, in order."""
    found = records_batch([outcome.json for outcome in outcomes if isinstance(outcome, Success)])
    places, next_place = [], 0
    for outcome in outcomes:
        places.append(next_place if isinstance(outcome, Success) else None)
        next_place += isinstance(outcome, Success)
    chosen = found.take(pa.array(places, pa.int64()))
    columns = dict(zip(chosen.schema.names, chosen.columns, strict=True))
    columns["id"] = pa.array(
        [o.id if isinstance(o, Success) else given for o, given in zip(outcomes, ids, strict=True)], pa.string()
    )
    columns[FAILURE] = pa.array([o.reason if isinstance(o, Failure) else None for o in outcomes], pa.string())
    return pa.RecordBatch.from_pydict(columns, schema=results_schema())


def records_batch(records: list[str]) -> pa.RecordBatch:
    """Records that are JSON as one Arrow batch."""
    schema = records_schema()
    if not records:
        return pa.RecordBatch.from_pylist([], schema=schema)
    data = io.BytesIO("\n".join(records).encode("utf-8", "replace"))
    parsing = arrow_json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    table = arrow_json.read_json(data, arrow_json.ReadOptions(use_threads=False, block_size=_BLOCK), parsing)
    (batch,) = table.select(schema.names).combine_chunks().to_batches()
    return batch


def _arrow_type(annotation: Any) -> pa.DataType:
    """The Arrow type of a field of the record.

    >>> _arrow_type(list[int]), _arrow_type(str | None)
    (ListType(list<item: int64>), DataType(string))
    """
    if annotation == Label:
        return pa.struct([(code, pa.string()) for code in available_languages()])
    if annotation == Value or annotation is float:
        return pa.float64()
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        kinds = [argument for argument in arguments if argument is not type(None)]
        return pa.float64() if set(kinds) == {int, float} else _arrow_type(kinds[0])
    if origin is list:
        return pa.list_(_arrow_type(arguments[0]))
    assert issubclass(annotation, BaseModel)
    return pa.struct([pa.field(name, _arrow_type(field.annotation)) for name, field in annotation.model_fields.items()])


_PLAIN: dict[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}


def plain_records(batch: pa.RecordBatch | pa.Table) -> list[dict[str, Any]]:
    """The rows of a batch as the JSON contract has them: whole numbers are whole again.

    Numbers of the record are whole or not; Arrow has one type for both.
    """
    return [_whole(row) for row in batch.to_pylist()]


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _number(key, inner) if isinstance(inner, float) else _whole(inner) for key, inner in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value


_NUMBERS = frozenset({"value", "low", "high"})


def _number(key: str, value: float) -> float | int:
    return int(value) if key in _NUMBERS and value.is_integer() else value
