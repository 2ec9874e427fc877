"""The tokens of a stretch without spaces, cut once and kept: texts repeat their words far more often than they invent any."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_LIMIT = 300_000  # stretches kept; a national archive has more, then the table starts again
DATE, NUMBER, TERM = 1, 2, 4


class Piece(NamedTuple):
    """A token inside a stretch: the word, its offset there, and what it can begin (DATE | NUMBER | TERM)."""

    word: str
    offset: int
    begins: int


class ChunkTable(dict[str, tuple[Piece, ...]]):
    """Stretch of lower-case text to its tokens.

    >>> ChunkTable(re.compile(r"\\w+|[^\\w\\s]"), lambda word: DATE if word == "maj" else 0)["maj,"]
    (Piece(word='maj', offset=0, begins=1), Piece(word=',', offset=3, begins=0))
    """

    def __init__(self, pattern: re.Pattern[str], begins: Callable[[str], int]) -> None:
        super().__init__()
        self._pattern, self._begins = pattern, begins

    def __missing__(self, chunk: str) -> tuple[Piece, ...]:
        if len(self) > _LIMIT:
            self.clear()
        pieces = tuple(Piece(m.group(), m.start(), self._begins(m.group())) for m in self._pattern.finditer(chunk))
        self[chunk] = pieces
        return pieces
