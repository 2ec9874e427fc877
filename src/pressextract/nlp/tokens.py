"""Cutting a text into tokens and sentences, offsets preserved.

One regular expression built from the language's ``tokens.toml``. spaCy's own tokenizer was measured beside it (see
docs/architecture.md): its cost lies in the affix search of each new word, and it splits none of the figures that this
project reads. :func:`pressextract.nlp.docs.to_doc` turns the same tokens into a spaCy ``Doc`` for the name model.
"""

from __future__ import annotations

import re

from pressextract.languages.tokenizer import TokenPattern
from pressextract.types import Tokens

_PLAIN = str.maketrans({"\xa0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "’": "'", "‘": "'", "\t": " ", "\r": " "})
_NEEDS_PLAIN = re.compile("[\xa0\u2009\u202f\u2007’‘\t\r]")
# A full stop and the like, with closing marks, before white space and something that can open a sentence; a line break;
# or a full stop stuck between two words ("Västervik.Inga").
_BREAK = re.compile(r"[.!?…][\"”’»)]*(?=\s+[\"“”«»(–—-]*\s*[^\W_a-zåäöé])|\n|(?<=[a-zåäöé]{2})\.(?=[A-ZÅÄÖ][a-zåäö])")
_LAST_WORD = re.compile(r"[\w.]+$")


def lower_case(text: str) -> str:
    """Lower case of the same length, typographic spaces and apostrophes made plain.

    >>> lower_case("İ 12\\xa0000 Today’s")
    "İ 12 000 today's"
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_PLAIN) if _NEEDS_PLAIN.search(lower) else lower


def tokenize(text: str, tokens: TokenPattern) -> Tokens:
    """Tokens of a text in one language.

    >>> from pressextract.languages.tokenizer import compile_tokens
    >>> tokenize("Kl.17.42 den 8-12 maj", compile_tokens("sv")).words
    ['kl.', '17.42', 'den', '8', '-', '12', 'maj']
    """
    pattern, abbreviations = tokens
    lower = lower_case(text)
    words, starts, ends = [], [], []
    for match in pattern.finditer(lower):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, lower, words, starts, ends, sentence_breaks(text, lower, abbreviations))


def sentence_breaks(text: str, lower: str, abbreviations: frozenset[str]) -> list[int]:
    """Offsets at which a sentence starts; an abbreviation or an initial ends none."""
    breaks = [0]
    for match in _BREAK.finditer(text):
        start = match.start()
        if text[start] == "." and (word := _LAST_WORD.search(lower, max(0, start - 12), start)):
            last = word.group()
            if last + "." in abbreviations or (len(last) == 1 and text[start - 1].isupper()):
                continue
        if match.end() > breaks[-1]:
            breaks.append(match.end())
    return breaks
