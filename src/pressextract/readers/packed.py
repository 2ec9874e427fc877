"""ZIP and tar archives, member by member; nothing is unpacked to disk, and nothing unpacks to more than a document may have."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO

from pressextract.errors import ReadError
from pressextract.types import Document, Failure

Opener = Callable[[str, IO[bytes], str], Iterator[Document | Failure]]
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def read_zip(stream: IO[bytes], path: str, open_member: Opener, below: str = "") -> Iterator[Document | Failure]:
    """The documents of the members of a ZIP file; ``below`` keeps to one folder of it, as WACZ has its captures in one."""
    try:
        packed = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise ReadError(path, f"broken ZIP: {error}") from error
    with packed:
        for info in packed.infolist():
            if info.is_dir() or not info.filename.startswith(below):
                continue
            where = f"{path}!{info.filename}"
            if _leads_out(info.filename):
                yield Failure(where, "its name leads out of the archive")
                continue
            try:
                with packed.open(info) as member:
                    yield from open_member(info.filename, member, where)
            except _BROKEN as error:
                yield Failure(where, f"broken member: {error}")


def read_tar(stream: IO[bytes], path: str, open_member: Opener) -> Iterator[Document | Failure]:
    """The documents of the members of a tar file, read as a stream."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as packed:
            for info in packed:
                where = f"{path}!{info.name}"
                if _leads_out(info.name):
                    yield Failure(where, "its name leads out of the archive")
                elif info.isfile() and (member := packed.extractfile(info)) is not None:
                    yield from open_member(info.name, member, where)
    except _BROKEN as error:
        raise ReadError(path, f"broken tar: {error}") from error


def _leads_out(name: str) -> bool:
    """Whether a member's name is one that an unpacker would have to refuse.

    >>> _leads_out("../../etc/passwd"), _leads_out("a/b.txt"), _leads_out(r"..\\..\\a.txt"), _leads_out(r"C:\\a.txt")
    (True, False, True, True)
    """
    parts = PurePosixPath(name.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or name[1:3] == ":\\"
