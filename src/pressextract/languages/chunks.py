"""The tokens of a stretch without spaces, cut once and kept: texts repeat their words far more often than they invent any."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_LIMIT = 300_000  # stretches kept; a national archive has more, then the table starts again
DATE, NUMBER, TERM, NAME, NOUN = 1, 2, 4, 8, 16


class Pieces(NamedTuple):
    """The tokens inside a stretch, three tuples in parallel: words, their offsets, what each can begin."""

    words: tuple[str, ...]
    offsets: tuple[int, ...]
    begins: tuple[int, ...]


class ChunkTable(dict[str, Pieces | None]):
    """Stretch of lower-case text to its tokens; ``None`` where it is one word that begins nothing, as most are.

    >>> table = ChunkTable(re.compile(r"\\w+|[^\\w\\s]"), lambda word: DATE if word == "maj" else 0)
    >>> table["maj,"], table["och"]
    (Pieces(words=('maj', ','), offsets=(0, 3), begins=(1, 0)), None)
    """

    def __init__(self, pattern: re.Pattern[str], begins: Callable[[str], int]) -> None:
        super().__init__()
        self._pattern, self._begins = pattern, begins
        self._known: dict[str, int] = {}

    def __missing__(self, chunk: str) -> Pieces | None:
        if len(self) > _LIMIT:
            self.clear()
            self._known.clear()
        matches = list(self._pattern.finditer(chunk))
        words = tuple(match.group() for match in matches)
        begins = tuple([self._known[w] if w in self._known else self._learn(w) for w in words])
        idle = words == (chunk,) and not begins[0]
        pieces = self[chunk] = None if idle else Pieces(words, tuple(match.start() for match in matches), begins)
        return pieces

    def _learn(self, word: str) -> int:
        kinds = self._known[word] = self._begins(word)
        return kinds
