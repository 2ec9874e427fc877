"""The paragraph around an offset."""

from __future__ import annotations

from pressextract.types import Tokens


def paragraph_around(offset: int, tokens: Tokens) -> tuple[int, int]:
    """Start and end of the stretch between blank lines."""
    text = tokens.text
    low, high = text.rfind("\n\n", 0, offset), text.find("\n\n", offset)
    return max(low, 0), (len(text) if high < 0 else high)
