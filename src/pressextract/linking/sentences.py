"""The sentence or paragraph around an offset."""

from __future__ import annotations

from bisect import bisect_right

from pressextract.types import Tokens


def sentence_around(offset: int, tokens: Tokens) -> tuple[int, int]:
    """Start and end of the sentence, half-open."""
    place = bisect_right(tokens.breaks, offset)
    end = tokens.breaks[place] if place < len(tokens.breaks) else len(tokens.text)
    return tokens.breaks[place - 1], end


def paragraph_around(offset: int, tokens: Tokens) -> tuple[int, int]:
    """Start and end of the stretch between blank lines."""
    text = tokens.text
    low, high = text.rfind("\n\n", 0, offset), text.find("\n\n", offset)
    return max(low, 0), (len(text) if high < 0 else high)
