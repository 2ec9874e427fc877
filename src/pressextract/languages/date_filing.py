"""Which date patterns are tried where: filed under the word or figure that begins them and what stands behind it.

A text has ten words that could begin a date for each one that does; the file answers for nearly all of them in two look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pressextract.data import Table

ANY, LETTER = "*", "a"  # any character behind a figure; any letter
FIGURE = "figure"  # what `next` of a pattern calls any word in figures

_SMALL = 3  # letters of a word that is everywhere: "i", "den", "the"

Pools = dict[str, list[str]]


class DatePattern(NamedTuple):
    """One named pattern; ``regex`` is matched at a word that can begin it, on the lower-cased text."""

    name: str
    regex: re.Pattern[str]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


Patterns = tuple[DatePattern, ...]


class Starts(NamedTuple):
    """The patterns that a word can begin: some only before certain words, or before a figure."""

    always: Patterns
    before: dict[str, Patterns]
    before_figure: Patterns


class FigureStarts(NamedTuple):
    """The patterns that a figure of so many digits can begin: by the character that touches it, or by the next word."""

    always: Patterns
    touching: dict[str, Patterns]
    apart: dict[str, Patterns]


BySecond = dict[str, dict[str, Patterns]]


def file_by_word(entries: list[Table], compiled: list[DatePattern], pools: Pools) -> tuple[dict[str, Starts], BySecond]:
    """Patterns under the words that can begin them, with the words that must follow where the pattern or phrase says so.

    A small word that begins nothing alone is filed under those that must follow it: "i" is everywhere, "fredags" rare.
    """
    always: dict[str, dict[str, DatePattern]] = {}
    gated: dict[str, dict[str, dict[str, DatePattern]]] = {}
    for entry, pattern in zip(entries, compiled, strict=True):
        wanted = [word for name in entry.get("next", ()) for word in pools.get(name, [name])]
        for start in entry.get("start", ()):
            for word, following in _starters(pools[start]).items():
                gate = frozenset(w.split(" ")[0] for w in wanted) if wanted else following
                for dressed in _dressed(word):
                    if gate is None:
                        always.setdefault(dressed, {})[pattern.name] = pattern
                    for second in {form for word in gate or () for form in _dressed(word)}:
                        gated.setdefault(dressed, {}).setdefault(second, {})[pattern.name] = pattern
    by_second: BySecond = {}
    small = {word for word in gated.keys() - always.keys() if len(word) <= _SMALL}
    for word in small:
        for second, found in gated[word].items():
            by_second.setdefault(second, {})[word] = tuple(found.values())
    words = (always.keys() | gated.keys()) - small
    return {word: _starts(always.get(word, {}), gated.get(word, {})) for word in words}, by_second


def _starts(always: dict[str, DatePattern], gated: dict[str, dict[str, DatePattern]]) -> Starts:
    before = {second: tuple((always | found).values()) for second, found in gated.items()}
    everywhere = tuple(always.values())
    return Starts(everywhere, before, before.get(FIGURE, everywhere))


def file_by_figure(entries: list[Table], compiled: list[DatePattern], pools: Pools) -> dict[int, FigureStarts]:
    """Patterns that begin with a figure, under its number of digits and what follows; those of ``*`` stand under each."""
    filed: dict[int, FigureStarts] = {}
    figures = [(e["figure"], p) for e, p in zip(entries, compiled, strict=True) if "figure" in e]
    for digits in sorted({d for figure, _ in figures for d in figure["digits"]}):
        mine = [(f, p) for f, p in figures if digits in f["digits"]]
        everywhere = [p for f, p in mine if ANY in f.get("touching", "")]
        touching = {c for f, _ in mine for c in f.get("touching", "")} - {ANY}
        apart = {w for f, _ in mine for w in _first_words(f, pools)}
        filed[digits] = FigureStarts(
            tuple(everywhere),
            {c: tuple(p for f, p in mine if p in everywhere or c in f.get("touching", "")) for c in touching},
            {w: tuple(p for f, p in mine if p in everywhere or w in _first_words(f, pools)) for w in apart},
        )
    return filed


def _first_words(figure: Table, pools: Pools) -> set[str]:
    """The words that may follow a figure behind a space."""
    phrases = [phrase for name in figure.get("apart", ()) for phrase in pools[name]]
    return {word for phrase in phrases for word in _dressed(phrase.split(" ")[0].rstrip("."))}


def _starters(phrases: Iterable[str]) -> dict[str, frozenset[str] | None]:
    """First words of phrases, each with the words that can follow it; ``None`` where it can stand alone."""
    following: dict[str, set[str] | None] = {}
    for phrase in phrases:
        first, _, rest = phrase.partition(" ")
        if not rest:
            following[first.rstrip(".")] = None
        elif (seconds := following.setdefault(first, set())) is not None:
            seconds.add(rest.split(" ")[0])
    return {first: None if seconds is None else frozenset(seconds) for first, seconds in following.items()}


def _dressed(word: str) -> Iterator[str]:
    """A word as it may stand as a token: abbreviations are tokens with their full stop."""
    yield word
    yield f"{word}."
