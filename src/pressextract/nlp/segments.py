"""Blocks of a release: title, lead, body, contact lines, and the events of a summary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.types import Segment

_BLANK_LINE = re.compile(r"\n\s*\n")
_EVENT = re.compile(r"(?:(?:kl|klockan)\.? ?)?\d{1,2}[.:]\d\d\b|(?:[^\n.]{3,60}?),? (?:kl\.?|klockan) \d{1,2}[.:]\d\d\s*$", re.I | re.M)
_LONGEST_TITLE = 160  # characters: a first line longer than this is a paragraph


def find_segments(text: str, language: str, title: str | None) -> list[Segment]:
    """Paragraphs with their kind, in order; they hold all text that is not white space."""
    segments: list[Segment] = []
    for start, end in _blocks(text):
        segments.append(Segment(start, end, _kind(text, start, end, segments, title), language))
    return segments


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, white space at their ends left out."""
    start = 0
    for stop in [*(m.start() for m in _BLANK_LINE.finditer(text)), len(text)]:
        block = text[start:stop]
        if block and not block.isspace():
            first = start + len(block) - len(block.lstrip())
            yield first, start + len(block.rstrip())
        start = stop


def _kind(text: str, start: int, end: int, before: list[Segment], title: str | None) -> str:
    block = text[start:end]
    if not before:
        heading = len(block) <= _LONGEST_TITLE and "\n" not in block and not block.endswith((".", "”", '"'))
        return "title" if heading or (title is not None and block.strip() == title.strip()) else "lead"
    if _EVENT.match(block):
        return "event"
    if block[0] in "-–—" and len(block) > 3:
        return "quote"
    return "lead" if len(before) == 1 and before[0].kind == "title" else "body"
