"""Blocks of a release: title, lead, body, contact lines, and the events of a summary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pressextract.types import Segment

_BLANK_LINE = re.compile(r"\n\s*\n")
_LONGEST_TITLE = 160  # characters: a first line longer than this is a paragraph
_DASHES = "-–—"


def find_segments(text: str, language: str, title: str | None, items: Collection[int] = ()) -> list[Segment]:
    """Paragraphs with their kind, in order; they hold all text that is not white space.

    ``items`` are the offsets of clock times that head the items of a summary: their paragraphs are events.
    """
    segments: list[Segment] = []
    for start, end in _blocks(text):
        segments.append(Segment(start, end, _kind(text, start, end, segments, title, items), language))
    return segments


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, white space at their ends left out."""
    start = 0
    for stop in [*(m.start() for m in _BLANK_LINE.finditer(text)), len(text)]:
        block = text[start:stop]
        if block and not block.isspace():
            yield start + len(block) - len(block.lstrip()), start + len(block.rstrip())
        start = stop


def _kind(text: str, start: int, end: int, before: list[Segment], title: str | None, items: Collection[int]) -> str:
    if not before:
        block = text[start:end]
        heading = len(block) <= _LONGEST_TITLE and "\n" not in block and not block.endswith((".", "”", '"'))
        return "title" if heading or (title is not None and block.strip() == title.strip()) else "lead"
    if items:
        line = text.find("\n", start, end)
        first_line = end if line < 0 else line
        if any(start <= item < first_line for item in items):
            return "event"
    if text[start] in _DASHES and end - start > 3:
        return "quote"
    return "lead" if len(before) == 1 and before[0].kind == "title" else "body"
