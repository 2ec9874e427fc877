"""Cutting a text into tokens and sentences, offsets preserved.

One regular expression built from the language's ``tokens.toml``. spaCy's own tokenizer was measured beside it (see
docs/architecture.md): its cost lies in the affix search of each new word, and it splits none of the figures that this
project reads. :func:`pressextract.nlp.docs.to_doc` turns the same tokens into a spaCy ``Doc`` for the name model.
"""

from __future__ import annotations

import re
from operator import add

from pressextract.languages.chunks import DATE, NAME, NUMBER, TERM, ChunkTable
from pressextract.types import Tokens

_LONGEST_ABBREVIATION = 16  # characters before its last full stop
_PLAIN = str.maketrans({"\xa0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "’": "'", "‘": "'", "\t": " ", "\r": " "})
_NEEDS_PLAIN = re.compile("[\xa0\u2009\u202f\u2007’‘\t\r]")
# A line break; marks of the end with closing quotes, before white space and something that can open a sentence; or a full stop
# stuck between two words ("Västervik.Inga"). One set of first characters lets the search skip from mark to mark.
_BREAK = re.compile(
    r"[\n.!?…](?:"
    r"(?<=\n)"
    r"|(?<!\n)[.!?…]*[\"”’»)]*(?=\s+[\"“”«»(–—-]*\s*[^\W_a-zåäöé])"
    r"|(?<=[a-zåäö]{2}\.)(?=[A-ZÅÄÖ][a-zåäö]))"
)


def lower_case(text: str) -> str:
    """Lower case of the same length, typographic spaces and apostrophes made plain.

    >>> lower_case("İ 12\\xa0000 Today’s")
    "İ 12 000 today's"
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_PLAIN) if _NEEDS_PLAIN.search(lower) else lower


def tokenize(text: str, table: ChunkTable, abbreviations: frozenset[str]) -> Tokens:
    """Tokens of a text by the table of a language.

    >>> from pressextract.languages.pack import load_pack
    >>> tokenize("Kl.17.42 den 8-12 maj", load_pack("sv").chunks, frozenset()).words
    ['kl.', '17.42', 'den', '8', '-', '12', 'maj']
    """
    lower = lower_case(text)
    words: list[str] = []
    starts: list[int] = []
    live: list[tuple[int, int]] = []
    place = 0
    flat = lower.replace("\n", " ")
    for chunk in flat.split(" "):
        pieces = table[chunk]
        if pieces is None:
            words.append(chunk)
            starts.append(place)
        elif isinstance(pieces, int):
            live.append((len(words), pieces))
            words.append(chunk)
            starts.append(place)
        else:
            for word, offset, kinds in pieces:
                if kinds:
                    live.append((len(words), kinds))
                words.append(word)
                starts.append(place + offset)
        place += len(chunk) + 1
    return Tokens(
        text,
        lower,
        words,
        starts,
        list(map(add, starts, map(len, words))),
        sentence_breaks(text, flat, abbreviations),
        dates=[index for index, kinds in live if kinds & DATE],
        numbers=[index for index, kinds in live if kinds & NUMBER],
        terms=[index for index, kinds in live if kinds & TERM],
        names=[index for index, kinds in live if kinds & NAME],
    )


def sentence_breaks(text: str, flat: str, abbreviations: frozenset[str]) -> list[int]:
    """Offsets at which a sentence starts; an abbreviation or an initial ends none. ``flat`` is the lower case on one line."""
    breaks = [0]
    for match in _BREAK.finditer(text):
        start = match.start()
        if text[start] != "." or not _abbreviates(start, text, flat, abbreviations):
            breaks.append(match.end())
    return breaks


def _abbreviates(stop: int, text: str, flat: str, abbreviations: frozenset[str]) -> bool:
    if text[stop - 1].isupper() and not flat[stop - 2 : stop - 1].isalnum():
        return True  # an initial
    low = stop - _LONGEST_ABBREVIATION if stop > _LONGEST_ABBREVIATION else 0
    first = max(flat.rfind(" ", low, stop), flat.rfind("(", low, stop)) + 1
    return (first > 0 or low == 0) and flat[first : stop + 1] in abbreviations
