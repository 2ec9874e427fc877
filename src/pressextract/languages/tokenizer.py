"""The token pattern of a language, compiled from ``tokens.toml``."""

from __future__ import annotations

import re
from typing import NamedTuple

from pressextract.data import load_table

_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
# Most tokens are plain words that no mark follows: one cheap alternative in front of the others.
_PLAIN_WORD = r"[a-zà-öø-ÿ]+(?:[-'][a-zà-öø-ÿ]+)*(?![.@:'’\w-])"


class TokenPattern(NamedTuple):
    """One regular expression for all tokens, and the abbreviations whose full stop ends no sentence."""

    pattern: re.Pattern[str]
    abbreviations: frozenset[str]


def compile_tokens(code: str) -> TokenPattern:
    """Abbreviations first, then the language's own patterns, words, single marks."""
    data = load_table(code, "tokens")
    abbreviations: list[str] = data["abbreviations"]
    short = "|".join(re.escape(a) for a in sorted(abbreviations, key=len, reverse=True))
    longest = max(map(len, abbreviations))
    guarded = rf"(?<!\w)(?=[^\W\d_][^\W\d_.]{{0,{longest}}}\.)(?:{short})"
    apart = "|".join(data["apart"])
    first = [rf"(?:{apart})(?=-)"] if apart else []
    return TokenPattern(
        re.compile("|".join([*first, _PLAIN_WORD, r"[^\w\s]", guarded, *data["patterns"], _WORD, "_"])), frozenset(abbreviations)
    )
