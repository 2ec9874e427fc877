"""A text cut where mentions begin and end, each piece with the mention that is shown for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

# What is shown where mentions overlap: the earlier layer lies on top.
LAYERS = ("offence", "count", "date", "role", "person", "organisation", "place", "quote")


class Marked(NamedTuple):
    """A mention as the page shows it."""

    start: int
    end: int
    layer: str
    meaning: str


class Piece(NamedTuple):
    """A stretch of text; ``layer`` and ``meaning`` are empty where nothing was found."""

    text: str
    layer: str
    meaning: str


def pieces(text: str, mentions: Iterable[Marked]) -> Iterator[Piece]:
    """The whole text in pieces, in order.

    >>> [tuple(p) for p in pieces("16 rån här", [Marked(0, 2, "count", "16"), Marked(3, 6, "offence", "robbery")])]
    [('16', 'count', '16'), (' ', '', ''), ('rån', 'offence', 'robbery'), (' här', '', '')]
    """
    shown = sorted(mentions, key=lambda mention: LAYERS.index(mention.layer))
    owners: list[Marked | None] = [None] * len(text)
    for mention in reversed(shown):
        owners[mention.start : mention.end] = [mention] * (min(mention.end, len(text)) - mention.start)
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or owners[place] is not owners[start]:
            owner = owners[start]
            yield Piece(text[start:place], owner.layer if owner else "", owner.meaning if owner else "")
            start = place
