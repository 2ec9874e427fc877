"""Blocks of a release: title, lead, body, contact lines, and the events of a summary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from pressextract.types import Segment

_BLANK_LINE = re.compile(r"\n\s*\n")
_LONGEST_TITLE = 160  # characters: a first line longer than this is a paragraph
_LONGEST_HEADING = 60  # characters of the line above an event that names its place or kind
Stretch = tuple[int, int]
_DASHES = "-–—"
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ",")
_FEWEST_BLOCKS = 5  # a title and two headings, each with a block below
_FEWEST_ITEMS = 2  # one clock heads the release and no event
_FEWEST_HEADINGS = 2  # one heading that names an offence may be a heading of anything


def find_segments(
    text: str, language: str, title: str | None, items: Collection[int] = (), named: Iterable[int] = ()
) -> list[Segment]:
    """Paragraphs with their kind, in order; they hold all text that is not white space.

    ``items`` are the offsets of clock times that head the items of a summary, ``named`` those of offences and places: each item,
    and each block under a heading that names one of them, is an event, the heading with it.
    """
    blocks = list(_blocks(text))
    events = list(_events(text, blocks, items, named)) if len(blocks) > 1 and (items or len(blocks) >= _FEWEST_BLOCKS) else []
    segments: list[Segment] = []
    for start, end in sorted([*events, *_between(text, blocks, events)]) if events else blocks:
        kind = "event" if (start, end) in events else _kind(text, start, end, segments, title)
        segments.append(Segment(start, end, kind, language))
    return segments


def _blocks(text: str) -> Iterator[Stretch]:
    """Stretches between blank lines, white space at their ends left out."""
    start = 0
    for stop in [*(m.start() for m in _BLANK_LINE.finditer(text)), len(text)]:
        block = text[start:stop]
        if block and not block.isspace():
            yield start + len(block) - len(block.lstrip()), start + len(block.rstrip())
        start = stop


def _events(text: str, blocks: list[Stretch], items: Collection[int], named: Iterable[int]) -> Iterator[Stretch]:
    """Events from their heading or clock to the end of their block or the next event."""
    marks = sorted(_marks(text, blocks, items, named))
    for (start, line), following in zip(marks, [*(mark[0] for mark in marks[1:]), len(text)], strict=False):
        end = min(following, next(end for first, end in blocks if first <= line < end))
        yield start, start + len(text[start:end].rstrip())


def _marks(text: str, blocks: list[Stretch], items: Collection[int], named: Iterable[int]) -> set[tuple[int, int]]:
    """Where events begin, each with the offset of its first line below the heading.

    An event begins at the line of an item's clock or the heading above it; without clocks, at headings that name something.
    """
    body = blocks[1][0]  # the title heads the release and no event
    if len(items) >= _FEWEST_ITEMS:
        lines = {_line_start(text, item) for item in items if item >= body}
        return {(_with_heading(text, line, body), line) for line in lines}
    headings = [
        (start, below[0])
        for (start, end), below in pairwise(blocks[1:])
        if end - start <= _LONGEST_HEADING and _is_heading(text[start:end]) and not _is_heading(text[slice(*below)])
    ]
    if len(headings) < _FEWEST_HEADINGS:
        return set()
    places = list(named)
    telling = {mark for mark in headings if any(mark[0] <= place < mark[1] for place in places)}
    return telling if len(telling) >= _FEWEST_HEADINGS else set()


def _line_start(text: str, offset: int) -> int:
    """The first character of a line that is not white space."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return offset - len(line.lstrip())


def _with_heading(text: str, line: int, body: int) -> int:
    """The start of the line above where that is the heading of this one."""
    above = text[:line].rstrip()
    start = above.rfind("\n") + 1
    return start if start >= body and _is_heading(above[start:]) else line


def _is_heading(block: str) -> bool:
    """A short line that is no sentence."""
    if not 0 < len(block) <= _LONGEST_HEADING or "\n" in block or block.endswith(_SENTENCE_ENDS):
        return False
    return block[0].isupper()


def _between(text: str, blocks: list[Stretch], events: list[Stretch]) -> Iterator[Stretch]:
    """What of the blocks is no event."""
    for start, end in blocks:
        place = start
        for first, last in events:
            if first < end and last > start:
                if place < first:
                    yield place, place + len(text[place:first].rstrip())
                place = max(place, last)
        if text[place:end].strip():
            yield place + len(text[place:end]) - len(text[place:end].lstrip()), end


def _kind(text: str, start: int, end: int, before: list[Segment], title: str | None) -> str:
    if not before:
        block = text[start:end]
        heading = len(block) <= _LONGEST_TITLE and "\n" not in block and not block.endswith((".", "”", '"'))
        return "title" if heading or (title is not None and block.strip() == title.strip()) else "lead"
    if text[start] in _DASHES and end - start > 3:
        return "quote"
    return "lead" if len(before) == 1 and before[0].kind == "title" else "body"
