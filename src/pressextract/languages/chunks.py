"""The tokens of a stretch without spaces, cut once and kept: texts repeat their words far more often than they invent any."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_LIMIT = 50_000  # stretches kept, some 25 MB; a national archive has more: then the table starts again
DATE, NUMBER, TERM, NAME = 1, 2, 4, 8
_MARKS = (".", ",", ":", ";", "!", "?", ")")  # what ends most stretches that are no single word


class Piece(NamedTuple):
    """A token inside a stretch: the word, its offset, what it can begin."""

    word: str
    offset: int
    begins: int


# ``None`` is one word that begins nothing, a number one word and what it begins: most stretches are one or the other.
Pieces = tuple[Piece, ...] | int | None


class ChunkTable(dict[str, Pieces]):
    """Stretch of lower-case text to its tokens.

    >>> table = ChunkTable(re.compile(r"\\w+|[^\\w\\s]"), lambda word: DATE if word == "maj" else 0)
    >>> table["maj,"]
    (Piece(word='maj', offset=0, begins=1), Piece(word=',', offset=3, begins=0))
    >>> table["maj"], table["och"]
    (1, None)
    """

    def __init__(
        self, pattern: re.Pattern[str], begins: Callable[[str], int], abbreviations: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        self._pattern, self._begins, self._abbreviations = pattern, begins, abbreviations
        self._known: dict[str, int] = {}

    def __missing__(self, chunk: str) -> Pieces:
        if len(self) > _LIMIT:
            self.clear()
            self._known.clear()
        if chunk.isalpha():
            whole_word = self[chunk] = self._kinds(chunk) or None
            return whole_word
        if chunk[-1:] in _MARKS and chunk[:-1].isalpha() and chunk not in self._abbreviations:
            word, mark = chunk[:-1], chunk[-1]
            marked = self[chunk] = (Piece(word, 0, self._kinds(word)), Piece(mark, len(word), self._kinds(mark)))
            return marked
        found = tuple([Piece(m.group(), m.start(), self._kinds(m.group())) for m in self._pattern.finditer(chunk)])
        whole = len(found) == 1 and found[0].word == chunk
        pieces = self[chunk] = (found[0].begins or None) if whole else found
        return pieces

    def _kinds(self, word: str) -> int:
        kinds = self._known.get(word)
        return self._learn(word) if kinds is None else kinds

    def _learn(self, word: str) -> int:
        kinds = self._known[word] = self._begins(word)
        return kinds
