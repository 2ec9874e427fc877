"""Personal data covered by masks as long as what they cover, so that offsets hold in the text as it was and as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressextract.types import PersonalDatum

MASK_SIGN = "█"


def masked(text: str, data: Sequence[PersonalDatum]) -> str:
    """The text with each letter and digit of the data covered; as long as it was.

    >>> masked("Anna Berg, 0701-23 45 67", [PersonalDatum(0, 9, "name"), PersonalDatum(11, 24, "phone_number")])
    '████ ████, ████-██ ██ ██'
    """
    parts, last = [], 0
    for datum in data:
        parts += [text[last : datum.start], re.sub(r"\w", MASK_SIGN, text[datum.start : datum.end])]
        last = datum.end
    return "".join([*parts, text[last:]])


def masked_title(title: str | None, text: str, data: Sequence[PersonalDatum]) -> str | None:
    """A title, which need not stand in the text, with the same words covered."""
    if title is None:
        return None
    for words in sorted({text[datum.start : datum.end] for datum in data}, key=len, reverse=True):
        title = title.replace(words, re.sub(r"\w", MASK_SIGN, words))
    return title
