"""Persons by rule: runs of capitalised words that a title, a verb of speech or a known given name makes a person."""

from __future__ import annotations

from collections.abc import Iterator

from pressextract.languages.role_grammar import RoleGrammar
from pressextract.types import Name, Title, Tokens

_LONGEST = 6  # tokens of a name
_QUOTES = "\"“”'"


def find_names(
    tokens: Tokens, titles: list[Title], grammar: RoleGrammar, given_names: frozenset[str], taken: frozenset[int]
) -> list[Name]:
    """Names in order. ``taken`` holds the indexes of tokens that are part of titles, places or organisations."""
    if not titles and given_names.isdisjoint(tokens.words) and grammar.verbs.isdisjoint(tokens.words):
        return []
    title_ends = {title.end for title in titles}
    names: list[Name] = []
    for first, last in _runs(tokens, grammar, taken):
        name = _judge(first, last, tokens, grammar, given_names, title_ends)
        if name is not None:
            names.append(name)
    return names


def _runs(tokens: Tokens, grammar: RoleGrammar, taken: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that could be a name: capitalised words, initials, particles and suffixes between them."""
    text, starts, words = tokens.text, tokens.starts, tokens.words
    count, done = len(words), 0
    for index in [i for i, start in enumerate(starts) if text[start].isupper()]:
        if index < done or index in taken:
            continue
        last = index + 1
        while last < count and last - index < _LONGEST:
            step = _next(tokens, last, grammar, taken)
            if step == 0:
                break
            last += step
        if last - index > 1:
            yield index, last
        done = last


def _next(tokens: Tokens, index: int, grammar: RoleGrammar, taken: frozenset[int]) -> int:
    """How many tokens a run goes on by at ``index``: 0 ends it."""
    text, starts, ends, words = tokens.text, tokens.starts, tokens.ends, tokens.words
    if index in taken or "\n" in text[ends[index - 1] : starts[index]]:
        return 0
    word = words[index]
    if text[starts[index]].isupper():
        return 1
    if word == "." and ends[index - 1] - starts[index - 1] == 1 and starts[index] == ends[index - 1]:
        return 1  # the full stop of an initial
    if word in grammar.suffixes:
        return 1
    if word == "," and index + 1 < len(words) and words[index + 1] in grammar.suffixes:
        return 2
    following = index + 1
    if following < len(words) and text[starts[following]].isupper() and following not in taken:
        if word in grammar.particles:
            return 2
        closing = index + 2
        if word in _QUOTES and closing < len(words) and words[closing] in _QUOTES:
            return 3  # a nickname in quotation marks
    return 0


def _judge(
    first: int, last: int, tokens: Tokens, grammar: RoleGrammar, given_names: frozenset[str], title_ends: set[int]
) -> Name | None:
    words, text = tokens.words, tokens.text
    whole = text[tokens.starts[first] : tokens.ends[last - 1]]
    if whole.isupper() and len(whole) > 12:
        return None  # a headline in capitals
    if any(word in grammar.not_names for word in words[first:last]):
        first, last = _without(first, last, words, grammar.not_names, given_names)
        if last - first < 2:
            return None
    before = tokens.ends[first - 1] if first else -1
    if before in title_ends and tokens.starts[first] - before <= 2:
        return _name(first, last, tokens, "after-title", 0.9)
    if first and words[first - 1] in grammar.verbs:
        return _name(first, last, tokens, "after-speech", 0.85)
    for place in range(first, last - 1):
        if words[place] in given_names and words[place + 1] != "-":
            return _name(place, last, tokens, "given-name", 0.8)
    following = words[last] if last < len(words) else ""
    if following in grammar.verbs:
        return _name(first, last, tokens, "before-speech", 0.6)
    return None


def _without(first: int, last: int, words: list[str], barred: frozenset[str], given_names: frozenset[str]) -> tuple[int, int]:
    """The longest stretch of a run without words that are no names."""
    best = (first, first)
    start = first
    for index in range(first, last + 1):
        if index == last or words[index] in barred:
            if index - start > best[1] - best[0]:
                best = (start, index)
            start = index + 1
    return best


def _name(first: int, last: int, tokens: Tokens, rule: str, confidence: float) -> Name | None:
    while last > first and tokens.words[last - 1] in ".,":
        last -= 1
    if last - first < 2:
        return None
    return Name(tokens.starts[first], tokens.ends[last - 1], rule, confidence)
