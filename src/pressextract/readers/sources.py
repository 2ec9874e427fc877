"""Paths to releases: files by their suffix, folders walked, ``-`` for standard input. What cannot be read is a Failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pressextract.errors import ReadError
from pressextract.readers.json_files import looks_like_json_lines, read_json, read_json_lines, releases_of_lines
from pressextract.readers.plain import read_plain, release_of_bytes
from pressextract.types import Failure, Release

Reader = Callable[[Path], Iterator[Release | Failure]]
STANDARD_INPUT = "-"


def _read_html(path: Path) -> Iterator[Release]:
    from pressextract.readers.html import read_html

    return read_html(path)


_READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".html": _read_html,
    ".htm": _read_html,
}
# Annotations that lie beside the releases of a corpus; they are no releases.
_ANNOTATIONS = ".gold.json"


def read_sources(sources: Iterable[str | Path]) -> Iterator[Release | Failure]:
    """All releases of files, folders and ``-``, in order; a folder's files sorted by name."""
    for source in sources:
        if str(source) == STANDARD_INPUT:
            yield from read_standard_input()
            continue
        for item in _files(Path(source)):
            if isinstance(item, Failure):
                yield item
            else:
                yield from read_file(item)


def read_file(path: Path) -> Iterator[Release | Failure]:
    """The releases of one file by its suffix; whatever stops it is one Failure with the reason."""
    reader = _READERS.get(suffix_of(path))
    if reader is None:
        known = " ".join(sorted(_READERS))
        yield Failure(str(path), f"unknown kind of file; known are {known}, each also .gz")
        return
    try:
        yield from reader(path)
    except ReadError as error:
        yield Failure(error.path, error.reason)


def read_standard_input() -> Iterator[Release | Failure]:
    """Standard input: JSON lines if it begins with an object, else one text."""
    data = sys.stdin.buffer.read()
    try:
        if looks_like_json_lines(data[:200]):
            yield from releases_of_lines(data.splitlines(), STANDARD_INPUT)
            return
        yield release_of_bytes(data, STANDARD_INPUT)
    except ReadError as error:
        yield Failure(error.path, error.reason)


def suffix_of(path: Path) -> str:
    """The suffix that names the format, ``.gz`` left out.

    >>> suffix_of(Path("a.jsonl.gz"))
    '.jsonl'
    """
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _files(path: Path) -> Iterator[Path | Failure]:
    """A file, or the readable files below a folder; hidden ones and links that come back are left out."""
    if path.is_dir():
        yield from _walk(path, frozenset())
    elif path.exists():
        yield path
    else:
        yield Failure(str(path), "symbolic link that leads nowhere" if path.is_symlink() else "no such file or folder")


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Failure]:
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(str(folder), error.strerror or str(error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        yield Failure(str(folder), "symbolic link that leads back to a folder above it")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, above | {here})
        elif entry.is_symlink() and not entry.exists():
            yield Failure(str(entry), "symbolic link that leads nowhere")
        elif suffix_of(entry) in _READERS and not entry.name.endswith(_ANNOTATIONS):
            yield entry
