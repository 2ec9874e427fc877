"""Lines that are hard-wrapped, as in e-mails and PDF files, read through; every offset stays."""

from __future__ import annotations

import re
from itertools import pairwise

_SHORTEST, _LONGEST = 40, 140  # characters of a line that is wrapped at a margin
_FULL = 0.6  # of the longest line of its block: a shorter line ends a paragraph
# A line that breaks off in a sentence: no mark ends it, and the next one opens with a small letter.
_BROKEN_OFF = re.compile(rf"(?m)^.{{{_SHORTEST - 1},{_LONGEST - 1}}}[^\n\r.!?:;…] ?\r?\n(?=[^\W\d_A-ZÅÄÖÉ])")
_GOES_ON = re.compile(r"\n(?=[^\W\d_A-ZÅÄÖÉ])")  # the cheap look before that: a line that opens with a small letter
_BLANK = re.compile(r"\n[ \t\r]*\n")
_OPENS_ITEM = re.compile(r"[ \t]*(?:[-–—‒−•*·]|\d{1,2}[.)])[ \t]")


def read_through(text: str) -> str:
    """The text with a space for each line break at which a hard-wrapped paragraph goes on; its length is the same.

    A block of lines is wrapped where one of them breaks off in a sentence, before a small letter; then every line that is as
    long as its neighbours goes on.

    >>> read_through("The two men were sentenced on Friday to prison,\\nfor fraud at Hill.\\nDate: today")
    'The two men were sentenced on Friday to prison, for fraud at Hill.\\nDate: today'
    >>> read_through("Brand i Lund.\\nMan gripen i Eslöv.")
    'Brand i Lund.\\nMan gripen i Eslöv.'
    """
    if _GOES_ON.search(text) is None or _BROKEN_OFF.search(text) is None:
        return text
    parts, place = [], 0
    for blank in [*_BLANK.finditer(text), None]:
        end = len(text) if blank is None else blank.start()
        parts.append(_block(text[place:end]))
        place = end
    return "".join(parts)


def _block(block: str) -> str:
    if _BROKEN_OFF.search(block) is None:
        return block
    lines = block.split("\n")
    longest = max(map(len, lines))
    if longest > _LONGEST:
        return block
    joined = lines[0]
    for before, line in pairwise(lines):
        goes_on = len(before) >= _FULL * longest and line.strip() and not _OPENS_ITEM.match(line)
        joined += (" " if goes_on else "\n") + line
    return joined
