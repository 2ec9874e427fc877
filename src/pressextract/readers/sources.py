"""Paths to releases: files by their suffix, folders walked, ``-`` for standard input. What cannot be read is a Failure."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressextract.errors import ReadError
from pressextract.readers.documents import LONGEST_PLAIN, is_known, read_documents
from pressextract.readers.json_files import looks_like_json_lines, read_json_lines
from pressextract.readers.parsing import PLAIN, parse_document, parse_or_fail
from pressextract.types import Document, Failure, Release

STANDARD_INPUT = "-"
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
    for item in read_documents(path):
        yield item if isinstance(item, Failure) else parse_or_fail(item)


def read_standard_input() -> Iterator[Release | Failure]:
    """Standard input: JSON lines if it begins with an object, else one text."""
    data = sys.stdin.buffer.read()
    try:
        if looks_like_json_lines(data[:200]):
            for item in read_json_lines(io.BytesIO(data), STANDARD_INPUT):
                yield item if isinstance(item, Failure) else parse_or_fail(item)
            return
        yield parse_document(_one_text(data))
    except ReadError as error:
        yield Failure(error.path, error.reason)


def _one_text(data: bytes) -> Document:
    """Standard input as one document, whose id is left to the hash of its text."""
    if not data:
        raise ReadError(STANDARD_INPUT, "empty input")
    if len(data) > LONGEST_PLAIN:
        raise ReadError(STANDARD_INPUT, f"larger than {LONGEST_PLAIN // 1_000_000} MB, the limit for one release")
    return Document(STANDARD_INPUT, PLAIN, data)


def _files(path: Path) -> Iterator[Path | Failure]:
    """A file, or the readable files below a folder; hidden ones and links that come back are left out."""
    if path.is_dir():
        yield from _walk(path, frozenset())
    elif path.exists():
        yield path
    else:
        yield Failure(str(path), "symbolic link that leads nowhere" if path.is_symlink() else "no such file or folder")


def is_release_file(path: Path) -> bool:
    """Whether a file of a folder is read: a known kind, not hidden, no annotation.

    >>> is_release_file(Path("a.md")), is_release_file(Path("a.gold.json")), is_release_file(Path("a.png"))
    (True, False, False)
    """
    return is_known(path.name) and not path.name.startswith(".") and not path.name.endswith(_ANNOTATIONS)


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
        elif is_release_file(entry):
            yield entry
