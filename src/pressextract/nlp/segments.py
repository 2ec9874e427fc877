"""Blocks of a release: title, lead, body, contact lines, and the events of a summary."""

from __future__ import annotations

import re

from pressextract.types import Segment

_BLOCK = re.compile(r"[^\n](?:[^\n]|\n(?!\s*\n))*")
_EVENT = re.compile(r"(?:(?:kl|klockan)\.? ?)?\d{1,2}[.:]\d\d\b|(?:[^\n.]{3,60}?),? (?:kl\.?|klockan) \d{1,2}[.:]\d\d\s*$", re.I | re.M)
_LONGEST_TITLE = 160  # characters: a first line longer than this is a paragraph


def find_segments(text: str, language: str, title: str | None) -> list[Segment]:
    """Paragraphs with their kind, in order; they hold all text that is not white space."""
    segments: list[Segment] = []
    for match in _BLOCK.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip())
        segments.append(Segment(start, end, _kind(text, start, end, segments, title), language))
    return segments


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


def event_starts(text: str) -> frozenset[int]:
    """Offsets of lines that open with a clock time or end in one: the items of a summary."""
    starts = {m.start() for m in re.finditer(r"(?<![^\n])\d{1,2}[.:]\d\d\b|(?<![^\n])(?:kl|klockan)\.? ?\d", text, re.I)}
    return frozenset(starts)
