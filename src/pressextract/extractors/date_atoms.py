"""Date atoms: the longest pattern at each word that can begin one, as read and accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressextract.extractors.date_acceptance import is_accepted
from pressextract.extractors.date_frames import kinds_before
from pressextract.extractors.date_reading import read_match
from pressextract.languages.date_filing import FIGURE, LETTER, Patterns, Starts
from pressextract.languages.date_grammar import DateGrammar
from pressextract.types import DateMention, Tokens

_LIST_REACH = 34  # characters that a list of days before a dated one may take
_BARE_DAYS = re.compile(r"(?:(?<![\w.,:/-])\d{1,2}(?::[ea]|st|nd|rd|th)?, )+$")
_BARE_DAY = re.compile(r"\d{1,2}")


def find_atoms(tokens: Tokens, grammar: DateGrammar) -> Iterator[DateMention]:
    """The atoms of a text from left to right; spans do not overlap."""
    done = 0
    for index in tokens.dates:
        for first, patterns in candidates_at(index, tokens, grammar):
            start = tokens.starts[first]
            if start < done or (start and _glued(tokens.lower, start)):
                continue
            found = _longest(patterns, tokens.lower, start)
            if found is None:
                continue
            rule, match = found
            bounded = first > 0 and "between" in kinds_before(first, tokens, grammar)
            mentions = read_match(rule, match, grammar, bounded)
            if not mentions:
                done = match.end()  # read, and found to be no date
            for mention in mentions:
                if is_accepted(mention, first, tokens, grammar):
                    done = match.end()
                    yield mention


def candidates_at(index: int, tokens: Tokens, grammar: DateGrammar) -> list[tuple[int, Patterns]]:
    """Where a date may begin that a token gives away, and the patterns to try there.

    A small word ("i", "en") begins a date before certain words only: these give it away, not the small word, which is everywhere.
    """
    words = tokens.words
    word = words[index]
    figure = "/" < word[0] < ":"
    found: list[tuple[int, Patterns]] = []
    firsts = grammar.by_second.get(FIGURE if figure else word)
    if firsts is not None and index:
        patterns = firsts.get(words[index - 1])
        if patterns is not None:
            found.append((index - 1, patterns))
    begun = grammar.by_word.get(word)
    if begun is not None:
        patterns = _before(begun, words[index + 1] if index + 1 < len(words) else "")
        if figure:
            patterns += _patterns_of_figure(index, tokens, grammar)
        found.append((index, patterns))
    elif figure and (patterns := _patterns_of_figure(index, tokens, grammar)):
        found.append((index, patterns))
    return found


def _before(begun: Starts, following: str) -> Patterns:
    patterns = begun.before.get(following)
    if patterns is None:
        return begun.before_figure if "/" < following[:1] < ":" else begun.always
    return patterns


def _patterns_of_figure(index: int, tokens: Tokens, grammar: DateGrammar) -> Patterns:
    """The patterns that a figure can begin, by its digits and by what stands behind it."""
    lower, start = tokens.lower, tokens.starts[index]
    end = start + 1
    while "/" < lower[end : end + 1] < ":":
        end += 1
    filed = grammar.by_figure.get(end - start)
    if filed is None:
        return ()
    behind = lower[end : end + 1]
    if behind in (" ", "\n"):
        return filed.apart.get(tokens.words[index + 1], filed.always) if index + 1 < len(tokens.words) else filed.always
    return filed.touching.get(LETTER if behind.isalpha() else behind, filed.always)


def _longest(patterns: Patterns, lower: str, start: int) -> tuple[str, re.Match[str]] | None:
    """The pattern that takes most of the text; of two that take the same, the earlier in the data file."""
    best: tuple[str, re.Match[str]] | None = None
    for name, regex, _, _ in patterns:
        match = regex.match(lower, start)
        if match is not None and (best is None or match.end() > best[1].end()):
            best = name, match
    return best


def _glued(lower: str, start: int) -> bool:
    """Part of a longer figure or word: "B 5491-21", "E20", "010-562"."""
    before = lower[start - 1]
    if before.isalnum():
        return True
    return before in "-–/.:#" and start > 1 and lower[start - 2].isdigit() and lower[start].isdigit()


def with_listed_days(atoms: list[DateMention], tokens: Tokens) -> list[DateMention]:
    """The atoms with the days listed before a dated one as mentions of their own: "den 3, 5 och 7 maj"."""
    out: list[DateMention] = []
    for atom in atoms:
        if atom.first.day is not None and atom.first.month is not None and tokens.lower[atom.start - 2 : atom.start] == ", ":
            floor = out[-1].end if out else 0
            named = any(c.isalpha() for c in tokens.lower[atom.start : atom.end]) or atom.second is not None
            for start, end in listed_days_before(atom.start, tokens.lower) if named or _listed_behind(atom, atoms) else ():
                if start >= floor:
                    day = atom.first._replace(day=int(tokens.lower[start:end]))
                    out.append(atom._replace(start=start, end=end, first=day, second=None))
        out.append(atom)
    return out


def _listed_behind(atom: DateMention, atoms: list[DateMention]) -> bool:
    """Whether a day without its month is the first of "5 och 7 maj", whose month is read with the second."""
    return any(other.rule == atom.rule and 0 < other.start - atom.end < 2 * len(" och den ") for other in atoms)


def listed_days_before(start: int, lower: str) -> list[tuple[int, int]]:
    """Spans of the days listed before a dated one: the "3" and "5" of "den 3, 5 och 7 maj".

    >>> listed_days_before(7, "den 3, 5 maj")
    [(4, 5)]
    """
    found = _BARE_DAYS.search(lower, max(0, start - _LIST_REACH), start)
    if found is None:
        return []
    return [m.span() for m in _BARE_DAY.finditer(lower, found.start(), start)]
