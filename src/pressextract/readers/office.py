"""PDF and DOCX to text, by libraries of the extra ``documents``."""

from __future__ import annotations

import io
import zipfile
from typing import IO

from pressextract.errors import MissingExtra, ReadError

_MOST_INSIDE = 200_000_000  # bytes that a DOCX may unpack to
_MOST_PAGES = 500  # a longer PDF is no release
_EXTRA = "documents"


def text_of(data: bytes, kind: str, path: str) -> tuple[str | None, str]:
    """Title and text; ReadError for a broken, locked or scanned document, MissingExtra without the library."""
    title, text = (_pdf if kind == "pdf" else _docx)(io.BytesIO(data), path)
    if not text.strip():
        raise ReadError(path, "no text in it: pictures of pages need text recognition first")
    return title or None, text


def _pdf(file: IO[bytes], path: str) -> tuple[str | None, str]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise MissingExtra(_EXTRA, "pypdf") from error
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(path, "locked with a password")
        if len(reader.pages) > _MOST_PAGES:
            raise ReadError(path, f"{len(reader.pages)} pages; a release has at most {_MOST_PAGES}")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        return (reader.metadata.title if reader.metadata else None), text
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ReadError(path, f"broken PDF: {error}") from error


def _docx(file: IO[bytes], path: str) -> tuple[str | None, str]:
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise MissingExtra(_EXTRA, "python-docx") from error
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(member.file_size for member in packed.infolist()) > _MOST_INSIDE:
                raise ReadError(path, f"unpacks to more than {_MOST_INSIDE // 1_000_000} MB")
        file.seek(0)
        document = docx.Document(file)
        text = "\n\n".join(paragraph.text for paragraph in document.paragraphs if paragraph.text.strip())
        return document.core_properties.title, text
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, SyntaxError) as error:
        raise ReadError(path, f"broken DOCX: {error}") from error
