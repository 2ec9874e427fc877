"""Records to disk: one file of JSON lines, one JSON list, or a folder with a file a release; never half written."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 120  # characters: file systems allow 255 bytes


class Writer(Protocol):
    """Takes records as JSON, one by one; the output stands only when the writer is closed without an error."""

    indent: int | None

    def write(self, id: str, json: str) -> None:  # noqa: A002
        """Add one record."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def open_writer(out: str) -> Writer:
    """The writer for an output: ``-`` and ``.jsonl`` for JSON lines, ``.json`` for a list, anything else a folder."""
    if out == "-":
        return _Lines(None)
    suffix = Path(out).suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        return _Lines(Path(out))
    return _List(Path(out)) if suffix == ".json" else _Folder(Path(out))


class _Lines:
    indent: int | None = None
    _before, _between, _after = "", "\n", "\n"

    def __init__(self, path: Path | None) -> None:
        self._path, self._file, self._count = path, sys.stdout, 0

    def __enter__(self) -> Self:
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._part().open("w", encoding="utf-8", newline="\n")
        self._file.write(self._before)
        return self

    def _part(self) -> Path:
        assert self._path is not None
        return self._path.with_name(self._path.name + ".part")

    def write(self, id: str, json: str) -> None:  # noqa: A002, ARG002 - the name of a record matters to folders only
        """Add one record."""
        if self._count:
            self._file.write(self._between)
        self._file.write(json)
        self._count += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and (self._count or self._before):
            self._file.write(self._after)
        if self._path is None:
            self._file.flush()
            return
        self._file.close()
        if kind is None:
            self._part().replace(self._path)
        else:
            self._part().unlink(missing_ok=True)


class _List(_Lines):
    _before, _between, _after = "[\n", ",\n", "\n]\n"


class _Folder:
    indent: int | None = 2

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names: set[str] = set()

    def __enter__(self) -> Self:
        self._path.mkdir(parents=True, exist_ok=True)
        return self

    def write(self, id: str, json: str) -> None:  # noqa: A002
        """Write one record into a file of its own."""
        name = _UNSAFE.sub("_", id).strip("._")[:_LONGEST_NAME] or "record"
        unique, number = name, 1
        while unique.casefold() in self._names:
            number += 1
            unique = f"{name}-{number}"
        self._names.add(unique.casefold())
        part = self._path / f"{unique}.json.part"
        part.write_text(json + "\n", encoding="utf-8", newline="\n")
        part.replace(self._path / f"{unique}.json")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None
