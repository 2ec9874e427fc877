"""Words cut into the pieces that the name model knows: the most likely way, by a unigram model."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

META = "▁"  # the mark of a word's beginning
_UNKNOWN_PENALTY = 10.0
_REMEMBERED = 50_000  # words


class Specials(NamedTuple):
    """The numbers of the pieces that are no text."""

    begin: int
    end: int
    unknown: int


class Pieces:
    """A unigram tokenizer over words; ``scores`` has for each piece its number and the logarithm of its likelihood."""

    def __init__(self, scores: dict[str, tuple[int, float]], specials: Specials) -> None:
        self.scores, self.specials = scores, specials
        self._longest = max(map(len, scores))
        self._worst = min(score for _, score in scores.values()) - _UNKNOWN_PENALTY
        self.cut = lru_cache(maxsize=_REMEMBERED)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The numbers of the pieces of one word, at least one."""
        text = META + word
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(float("-inf"), 0, 0)] * len(text)
        for start in range(len(text)):
            so_far = best[start][0]
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                known = self.scores.get(text[start:end])
                if known is not None and so_far + known[1] > best[end][0]:
                    best[end] = (so_far + known[1], known[0], start)
            if so_far + self._worst > best[start + 1][0]:
                best[start + 1] = (so_far + self._worst, self.specials.unknown, start)
        ids, place = [], len(text)
        while place:
            _, piece, place = best[place]
            ids.append(piece)
        return tuple(reversed(ids))
